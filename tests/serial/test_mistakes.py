"""One folder for each message about an update: the manuscript with its record, and the message.

Every record is that of the same first publication. `report.txt` is meant to be
read as prose: does it say what readers lose, and what to do?
"""

from __future__ import annotations

import ast
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bookbuild.build.books import Built, build_books
from bookbuild.build.request import BuildRequest
from bookbuild.model.editions import Format
from bookbuild.plan.serial import contract
from bookbuild.read.published import parse_published
from bookbuild.report import Severity, has_errors
from tests.golden import check_golden

CASES = Path(__file__).parent / "mistakes"
CODES = sorted(folder.name for folder in CASES.iterdir())


def built(project: Path, *, lose: bool = False, publish: bool = False) -> Built:
    request = BuildRequest(
        project,
        (Format.EPUB,),
        epoch=datetime(2026, 5, 3, tzinfo=UTC),
        lose_places=lose,
        publish=publish,
    )
    return build_books(request, lambda _: None)


@pytest.fixture(params=CODES)
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / str(request.param)
    shutil.copytree(CASES / str(request.param), folder)
    return folder


def test_the_message_is_as_reviewed(project: Path) -> None:
    made = built(project)
    assert made.files == ()
    assert project.name in {each.code for each in made.diagnostics}
    report = "".join(f"{each.severity.value}: {each}\n" for each in made.diagnostics)
    check_golden(CASES / project.name / "report.txt", report)


def test_every_loss_has_a_folder() -> None:
    tree = ast.parse(Path(contract.__file__).read_text(encoding="utf-8"))
    codes = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "_Loss"
        and isinstance(node.args[0], ast.Constant)
    }
    assert codes
    assert codes <= set(CODES)


def test_it_goes_through_where_the_author_says_so(project: Path) -> None:
    record = project / "manuscript" / "published.yaml"
    before = parse_published(record.read_text(encoding="utf-8"))
    made = built(project, lose=True, publish=True)
    assert project.name in {d.code for d in made.diagnostics if d.severity is Severity.WARNING}
    assert not has_errors(made.diagnostics)
    after = parse_published(record.read_text(encoding="utf-8"))
    gone = {each.id for each in before.sections} - {each.id for each in after.sections}
    assert gone <= set(after.retired)
    again = built(project, publish=True)
    assert not has_errors(again.diagnostics)
    assert parse_published(record.read_text(encoding="utf-8")) == after
