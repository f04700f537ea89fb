"""Two EPUBs of one book ▶ what a reader of the old one gets with the new one.

- `archive`: the files of an EPUB, out of a zip that nobody has to trust.
- `markup`: the XML in it, as trees; the one module here that knows lxml.
- `pages`: one document of it: its name, its sort, and its passages with their places.
- `reading`: the book ▶ `Volume`, the value of `volume` that everything else is about.
- `matching`: which section of the old book is which of the new.
- `revision`: what was done to the text of one section.
- `places`: whether a reader who is in the middle of it stays there.
- `difference`: all of that together; `telling` says it in words.

Only `archive`, `markup`, `pages` and `reading` look at files; the others are pure. Which paragraph
is which is decided by `plan.serial`, so that this room and a build never disagree.
"""
