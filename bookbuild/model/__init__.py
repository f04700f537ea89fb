"""The book as data: frozen values that know nothing of files, HTML or EPUB.

- `text`: blocks and inlines, what a section's words are made of.
- `book`: the manuscript as it was written: metadata, sections, placeholders.
- `editions`: the ways to publish it; `naming`: its series and its ISBNs;
  `section_names`: which of its files are sections.
- `edition`: the book as it stands in one edition: units in order, numbered, labelled, linked.
- `assets`: pictures and style sheets, as bytes and text that are already loaded.
- `addresses`, `numerals`: how a page says an address, and a number in Roman letters.
- `silences`: findings that the author has looked at and silenced.
- `walk`: which value holds which, so that everybody goes through a text in the same order.

Nothing here reads, writes, counts or decides; every other room is functions over these values.
"""
