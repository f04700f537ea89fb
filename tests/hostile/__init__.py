"""Manuscripts that mean harm: what they are made of, how each must end, what a book may hold.

- `pieces`: texts, each of which becomes an inert book or a message; many stand in one book.
- `folders`, `pictures`: whole manuscripts, of names and files that no author has by chance.
- `trial`: one build in a process with limits, measured.
- `inertness`: what no byte of an EPUB may be, looked for without bookbuild's own eyes.
"""
