"""bookbuild makes an EPUB and a print PDF of a manuscript kept as plain files.

This docstring is the map. A test holds the imports to it.

The flow::

    manuscript/ ─ read ▶ Book ─ plan ▶ Edition ─┬─ package ▶ Package ─ archive ▶ .epub
                                                └─ sheets ▶ press ▶ bindery ▶ .pdf + Pagination

The rooms, from the command line down; each imports only from rooms below it:

- `cli`: the commands. The only room that prints, exits, asks the clock or the environment.
- `desk`: the book in the author's browser while it is written.
- `build`: reads, plans and writes in that order, and puts the files in place.
- `intake`: a text as it was posted ▶ a manuscript folder. Proves that no word was lost.
- `read`: the author's folder ▶ `Book`. The only room that opens the author's files.
- `plan`: `Book` ▶ `Edition`. Pure: order, numbers, labels, ids, notes, links, typography.
- `proof`: `Book` ▶ what a proofreader would mark. Pure; beside `plan`, and neither knows the other.
- `compare`: two EPUBs of one book ▶ what a reader of the old one gets with the new one. Knows of
  `plan` which paragraph is which, so that it and a build never disagree.
- `release`: a book's finished files and its news ▶ what goes out with them: notes, checksums,
  feeds, the download page. Pure.
- `write`: `Edition` ▶ bytes. `write.epub`, `write.pdf` and `write.copies`, which makes the copies
  for posting, do not know each other; `write.cover` draws the picture of a book that has none,
  `write.fonts` and `write.themes` have the type of both files.
- `preflight`: a finished book ▶ what a validator or a shop would mark. Knows nothing of how
  bookbuild makes one.
- `ebook`: an EPUB as a format, whoever made it: its zip and its XML, opened as hostile until shown
  otherwise, and what weak readers choke on.
- `plates`: pictures as readers can show them. Knows only bytes, and opens no file.
- `render`: the text of an `Edition` ▶ XHTML. Knows neither EPUB nor PDF.
- `model`: the values that all of this is about, frozen, and the one way to walk through them.
- `report`: places and diagnostics: what the author is told.

Third parties live behind one module or room each: the Markdown library in `read.markdown`, YAML in
`read.yaml_events`, Pillow in `plates`, `read.pictures` and `write.cover`, Babel in `plan.dates`,
num2words in `plan.numerals`, Jinja in `render.templates`, ebooklib in `write.epub.archive`, lxml
in `write.epub` and `ebook.markup`, tinycss2 in `write.epub.own_sheets` and the style sheets of
`ebook`, WeasyPrint in `write.pdf.press`, pikepdf in the bindery of `write.pdf`,
`write.pdf.destinations` and `preflight.pdf`, HarfBuzz in `write.fonts`,
`write.cover` and `write.pdf.composition`, Pyphen in the last, Typer in `cli`; Starlette, uvicorn,
watchfiles and pdfium in `desk`.
"""

__version__ = "0.1.0"
