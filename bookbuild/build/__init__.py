"""Building books: read, plan, write, put in place.

- `request`: what is to be built, checked when it is made.
- `books`: the build itself, from top to bottom.
- `shops`: the copy for a shop: what can be asked for, and its edition.
- `stamp`: the book's own date, which stands for the clock.
- `place`: where files go, and how they appear whole or not at all.
- `interrupts`: Ctrl-C while a library is loaded.
- `hands`: who prints a PDF: the `presses`, several processes that are started before all else.
- `dump`: any value between manuscript and file, in a form that a person reads.
- `comparing`: an EPUB that readers have, beside another or beside what the manuscript would give.
- `news`: what is new since a publication or a commit (`earlier` has the manuscript as it was
  then, out of `git`).
- `publishing`: the record of what readers have, as `published_text` writes it.
- `releasing`: a release, collected by `release_parts` and put into `dist` as a whole; what the
  book's `repository` knows of it.
"""
