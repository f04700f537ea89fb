"""The model to the text of a manuscript's files: what `bookbuild.read` reads back as the same.

- `tidy_inlines`, `tidy_blocks`: a text as Markdown can say it, with nothing but spaces changed.
- `inlines`, `emphasis`, `escapes`, `line_starts`, `addresses`: the words of a line.
- `blocks` and one module for each construct, `fences`: the lines of a block.
- `sections`, `kinds`, `settings`, `book`, `pages`: the files.

A character gets a backslash only where it would be taken for markup. A straight quote, a hyphen,
a dot, a comma or a backtick gets an entity instead, since a backslash before one of these says that
typography shall leave it alone.
"""

from __future__ import annotations

from bookbuild.intake.manuscript_text.book import book_yaml
from bookbuild.intake.manuscript_text.pages import draft_pages
from bookbuild.intake.manuscript_text.sections import blocks_text, section_text

__all__ = ["blocks_text", "book_yaml", "draft_pages", "section_text"]
