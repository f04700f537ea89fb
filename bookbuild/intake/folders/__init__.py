"""A folder (or a zip file) of Markdown from another tool, to sections in the order of the book.

`ordered_folder` is the way in, `ordered_pages` the way on. The path of a folder::

    folder ─ shelf ▶ Shelf ─ whose ▶ Listing ─ arrange ▶ Ordered ─ pages ▶ Page
                                       file ─ texts ▶ Sheet ─ rewriting ▶ Row ─ sections ▶ Made

- `shelf`: the only module that reads: a folder or a zip file, bounded, never anywhere else.
- `mdbook`, `leanpub`, `pandoc`, `quarto`, `crowbook`, `mkdocs`, `longform`, `novelwriter`,
  `by_front_matter` and `natural`: whose folder it is, and the order that its tool keeps.
- `yaml_lists`, `settings_files`, `metadata`, `front_matter`, `names`: what the files say.
- `staying_out`: pages of a site, drafts and working notes, each with a reason.
- `rewriting` with `rewriter`, `block_rules`, `headings`, `inline_marks`, `program_lines`,
  `picture_files` and `margin`: from the tool's dialect to bookbuild's, every change noted.
- `links`: what links lead to, and their new addresses once the sections have files.
- `sections`, `arrange`: files divided and joined, kinds and parts; `proof`: no word was lost.
"""

from __future__ import annotations

from bookbuild.intake.folders.ordered import Entry, Front, Ordered, Tool, WorkNote
from bookbuild.intake.folders.pages import ordered_pages
from bookbuild.intake.folders.whose import ordered_folder

__all__ = ["Entry", "Front", "Ordered", "Tool", "WorkNote", "ordered_folder", "ordered_pages"]
