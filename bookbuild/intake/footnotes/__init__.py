"""Footnotes of a plain text: the marks in the text, the notes below it, and which belongs to which.

`link_notes` is the way in. The path through this package::

    passages of each section ─ gathering ▶ Text | NoteBlock ─ pairing ▶ Pair ─ linking ▶ Linked

- `signs`: the forms of marks: [1], (1), {1}, *, †, ¹, [^1] and [Footnote 1: ...].
- `brackets`: text in square brackets over several lines or paragraphs.
- `gathering`: which passages may be notes, and how far each reaches.
- `pairing`: each note to its call. A mark without a note is text, and so is a note without a mark.
- `linking`: the sections with their calls marked and their notes, and what is to be said.
- `markdown_notes`: the notes of a Markdown text, moved to the sections that call them.
- `places`: how a call is kept in a row until it is written.
"""

from bookbuild.intake.footnotes.linking import Linked, SectionText, is_notes_heading, link_notes

__all__ = ["Linked", "SectionText", "is_notes_heading", "link_notes"]
