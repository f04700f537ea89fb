"""A finished PDF, whoever made it ▶ what a print shop would refuse, measured on its pages.

`looking` opens the file and surveys it page by page: `reader` follows a page's content (what is
drawn where, in which ink), with `matrices` for the places, `inks` for the colours, `faces` for the
fonts and `letters` for what is set in them. The result is a `Survey` (`survey`). Each module of
findings takes that and yields diagnostics: `document_findings` (what goes for the file),
`page_findings` (size, margins, ink), `screen_findings` (what a reader with a screen reader needs).
`apart` does all of this in a process of its own, which may use so much memory and time and no more:
a PDF may come from anybody.

pikepdf is imported here and in the two modules of `write.pdf` that finish a PDF.
"""
