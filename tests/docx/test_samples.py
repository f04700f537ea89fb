"""Documents in the shapes that authors have, imported whole; some on to an EPUB."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from bookbuild.intake import import_sources, plan_sources
from bookbuild.model.book import Kind
from bookbuild.report import BookbuildError, Exit
from tests.commands import bookbuild
from tests.docx.reading import heads, listed, read, told, written
from tests.docx_files import png
from tests.docx_samples import SAMPLES, Sample, prose, typescript
from tests.epubcheck import epubcheck

BENCH = Path(__file__).parents[2] / "bench" / "documents.py"
IDENTIFIER = "urn:uuid:7d0a8e5c-3f0e-4c59-9b62-8d3c1f2a4b5c"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_samples(tmp_path: Path, sample: Sample) -> None:
    draft = read(sample.make(tmp_path / "book.docx"))
    assert listed(draft) == list(sample.sections)
    assert sum(len(section.footnotes) for section in written(draft)) == sample.notes
    about = draft.metadata
    assert (about.title, about.authors, about.language) == (
        sample.title,
        sample.authors,
        sample.language,
    )


def test_a_typescript_is_told_about(tmp_path: Path) -> None:
    said = told(read(typescript(tmp_path / "book.docx")))
    assert "No heading styles are used; 5 headings were found" in said
    assert "underlined words were set in italics" in said
    assert "left out: the address block of the manuscript" in said
    assert "Headers and footers were left out (“Shelley / FERRY”" in said


def test_a_document_of_another_program(tmp_path: Path) -> None:
    made = docx.Document()
    made.core_properties.author = "python-docx"
    made.add_heading("The Ferry", 0)
    picture = tmp_path / "boat.png"
    picture.write_bytes(png(20, 20))
    for number in (1, 2, 3):
        made.add_heading(f"Chapter {number}", 1)
        paragraph = made.add_paragraph(prose(number))
        paragraph.add_run(" And then.").italic = True
        paragraph.paragraph_format.first_line_indent = Pt(12)
        made.add_paragraph("rope", style="List Number")
        made.add_paragraph("tar", style="List Bullet")
        made.add_paragraph(prose(4), style="Intense Quote")
        made.add_picture(str(picture))
        made.add_table(2, 3).cell(0, 0).text = "A cell"
    made.save(str(tmp_path / "book.docx"))
    draft = read(tmp_path / "book.docx")
    assert draft.metadata.title == "The Ferry"
    assert [(h.kind, h.number) for h in heads(draft)] == [(Kind.CHAPTER, n) for n in "123"]
    assert [one.path for one in draft.pictures] == ["images/image1.png"]
    assert "python-docx" not in told(draft)


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_an_epub_of_it_is_valid(tmp_path: Path, sample: Sample) -> None:
    source = sample.make(tmp_path / "book.docx")
    import_sources((source,), tmp_path / "book", IDENTIFIER)
    done = bookbuild("epub", tmp_path / "book", "-o", tmp_path / "book.epub")
    assert done.returncode == 0, done.stdout + done.stderr
    assert epubcheck((tmp_path / "book.epub").read_bytes()) == ()


def test_the_plan_names_paragraphs(tmp_path: Path) -> None:
    planned = plan_sources((SAMPLES[3].make(tmp_path / "book.docx"),))
    assert [(one.line, one.kind) for one in planned][:2] == [(3, Kind.CHAPTER), (8, Kind.CHAPTER)]


def test_a_pattern_is_for_texts(tmp_path: Path) -> None:
    path = SAMPLES[0].make(tmp_path / "book.docx")
    with pytest.raises(BookbuildError, match="a Word document") as wrong:
        plan_sources((path,), "^Chapter")
    assert wrong.value.exit_code is Exit.USAGE


def test_the_bench_runs(capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("bench_documents", BENCH)
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    assert bench.samples() is True
    assert "print proof" in capsys.readouterr().out
