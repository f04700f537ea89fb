"""The text of an `Edition` as XHTML: one function per kind of node, one template per kind of page.

- `marks`: escaping, attributes, elements; the only place that writes angle brackets in Python.
- `inlines`, `blocks`: the words of a section.
- `units`: one unit of an edition as a `<section>`; the entry point of the writers.
- `documents`: a whole XHTML file around a section.
- `pages`, `navigation`: what each template gets.
- `view`: what a writer says of its format: where links lead, on which page a unit begins.
- `templates`: Jinja, and nothing else; the templates beside it hold markup only.

What is written here is well-formed XHTML that an EPUB takes as it is and that the print's sheets
take too. It knows neither packages nor pages: where a link leads and what a picture is called, the
writer says through a `View`.
"""
