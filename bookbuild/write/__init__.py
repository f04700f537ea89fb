"""The writers: an `Edition` becomes bytes, and nothing here decides what the book says.

- `epub`: the EPUB, and `pdf`: the print PDF. They do not know each other.
- `fonts`: the type that both are set in. `themes`: how it looks.
- `cover`: the picture of a book whose author has none; the EPUB's writer asks for it.
"""
