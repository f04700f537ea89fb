"""A finished book ▶ what a validator, a shop or a reading system would mark.

Printers call it preflight: the file is looked at as it will be used, whoever made it. `epub` looks
at EPUBs, `pdf` at PDFs for print. Nothing here knows how bookbuild makes a book, so that a book is
never excused because bookbuild made it.
"""
