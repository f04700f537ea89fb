"""A finished EPUB ▶ what is wrong with it: our own checks, then EPUBCheck and Ace.

`opening` reads the file into a `Publication`: the package, the pages, the sheets. Each module of
checks takes that and yields diagnostics: `files` (the zip and the manifest), `catalogue` (the
metadata), `access` (what is claimed of accessibility, and whether it is true), `pages` (language,
titles, headings, roles, pictures, scripts), `links` (where links and footnotes lead), `contents`
(the navigation), `shops` (what shops and devices refuse). `own_checks` runs them all; `validators`
asks the programs of others.

Places name files within the EPUB: ``EPUB/text/one.xhtml:12``.
"""
