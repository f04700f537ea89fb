"""An EPUB as a format, whoever made the file: its zip, its addresses, its XML, its style sheets.

Every file is hostile until shown otherwise. Nothing is unpacked to a path, nothing is looked up
elsewhere, and everything that is read has a bound (`zips`, `archive`, `markup`, `doctype`).
`weak_readers` says what weak reading systems choke on; bookbuild's own sheets, an author's and a
stranger's are held to the same rules.
"""
