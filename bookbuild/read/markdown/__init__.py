"""Markdown bent to prose: the text of a section, a line or a note, as blocks and inlines.

- `source`, `comments`: the lines before they are parsed.
- `parser` with `block_rules`, `divs`, `scene_breaks`, `inline_rules`, `emphasis`: the rules.
- `blocks` and `inline`, and one module for each construct: from tokens to the model.

Only this package knows the Markdown library.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.book import AuthorsNote, NoteKind
from bookbuild.model.text import Blocks, Footnote, Inlines
from bookbuild.read.markdown.blocks import Built, build_blocks
from bookbuild.read.markdown.findings import Findings
from bookbuild.read.markdown.footnotes import all_footnotes
from bookbuild.read.markdown.inline import line_inlines
from bookbuild.read.markdown.lines import unwrap
from bookbuild.read.markdown.parser import parse_blocks
from bookbuild.read.markdown.reading import Reading
from bookbuild.read.markdown.single_lines import report_single_lines
from bookbuild.read.markdown.source import prepare
from bookbuild.read.markdown.tables import report_long_rows
from bookbuild.report import Checked, by_place


@dataclass(frozen=True, slots=True)
class SectionText:
    """The text of one file: what stands in it beside its front matter.

    ``title`` is the heading that stands before any text (() for none), ``title_id`` that
    heading's own id; ``notes`` are the author's notes in the order of the file.
    """

    title: Inlines
    blocks: Blocks
    footnotes: tuple[Footnote, ...]
    notes: tuple[AuthorsNote, ...]
    title_id: str = ""


def read_section(
    source: str, file: str, first_line: int = 1, lines_are_paragraphs: bool = False
) -> Checked[SectionText]:
    """Return the text of a section; everything that is wrong with it comes as diagnostics.

    ``file`` is named in the diagnostics; ``first_line`` is the file's line on which ``source``
    begins. With ``lines_are_paragraphs`` each line is a paragraph of its own.
    """
    reading, built = _read(source, file, first_line, lines_are_paragraphs, titled=True)
    footnotes = all_footnotes(reading)
    text = SectionText(built.title, built.blocks, footnotes, tuple(reading.notes), built.title_id)
    return Checked(text, by_place(reading.findings.diagnostics))


def read_note(source: str, kind: NoteKind, file: str, line: int) -> Checked[AuthorsNote]:
    """Return an author's note that stands in front matter or in book.yaml, beginning on a line."""
    reading, built = _read(source, file, line, False, titled=False)
    _refuse_footnotes(reading)
    note = AuthorsNote(kind, built.blocks, line)
    return Checked(note, by_place(reading.findings.diagnostics))


def read_inlines(source: str, file: str, line: int) -> Checked[Inlines]:
    """Return the inlines of a line that holds no blocks, such as a title."""
    findings = Findings(file, ())
    prepared = prepare(source, line, findings, whole=False)
    reading = Reading(findings)
    inlines = unwrap(line_inlines(prepared.text.strip(), line, reading))
    _refuse_footnotes(reading)
    return Checked(inlines, by_place(findings.diagnostics))


def _read(
    source: str, file: str, first_line: int, lines_are_paragraphs: bool, titled: bool
) -> tuple[Reading, Built]:
    findings = Findings(file, ())
    prepared = prepare(source, first_line, findings)
    findings.lines = prepared.numbers
    reading = Reading(findings, {"lines": lines_are_paragraphs})
    tokens = parse_blocks(prepared.text, reading.env)
    built = build_blocks(tokens, reading, titled)
    report_long_rows(reading)
    if not lines_are_paragraphs:
        report_single_lines(tokens, reading)
    if "too_deep" in reading.env:
        reading.report_depth(findings.line_of(reading.env["too_deep"]))
    return reading, built


def _refuse_footnotes(reading: Reading) -> None:
    for _, line in reading.calls:
        reading.findings.error(
            "footnote-here",
            line,
            "A footnote cannot stand here.",
            "Write its words in the text itself, or in brackets.",
        )
