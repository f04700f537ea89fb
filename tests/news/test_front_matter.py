"""The author's reason for a revision, in a section's front matter."""

from __future__ import annotations

from bookbuild.model.book import Written
from bookbuild.read.front_matter import ParagraphStyle
from bookbuild.read.sections import read_section_file


def test_changes_is_read_as_it_is_typed() -> None:
    source = "---\ntitle: Ebb\nchanges: Fixed: the ferry's timetable.\n---\n\nIt rained.\n"
    read = read_section_file(source, "01.md", "01.md", ParagraphStyle.BLANK)
    assert isinstance(read.value.section, Written)
    assert read.value.section.changes == "Fixed: the ferry's timetable."
    assert read.diagnostics == ()


def test_a_promise_has_no_changes() -> None:
    source = "---\nkind: epilogue\nstatus: promised\nchanges: More.\n---\n\nSoon.\n"
    read = read_section_file(source, "99.md", "99.md", ParagraphStyle.BLANK)
    assert [each.code for each in read.diagnostics] == ["misplaced-key"]
