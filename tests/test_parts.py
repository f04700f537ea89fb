"""The printed book in parts: who prints them, and what was kept, changes no byte of it."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import pikepdf
import pytest

from bookbuild.build.books import planned
from bookbuild.build.presses import Presses
from bookbuild.cli.arguments import cache_folder, jobs_asked
from bookbuild.model.editions import Format
from bookbuild.model.shops import Shop
from bookbuild.report import BookbuildError
from bookbuild.write.fonts import static_cut
from bookbuild.write.pdf import bindery, fonts, make_pdf, part_cache, printshop
from bookbuild.write.pdf.bindery import Bindery, Binding, Leaf
from bookbuild.write.pdf.hands import Hands, OwnHands
from bookbuild.write.pdf.part_cache import Cache, DiskCache, NoCache
from bookbuild.write.pdf.parts import Answer, Order, PrintedPart, ToPrint
from bookbuild.write.pdf.press import Imprint
from tests.commands import manuscript

_ABOUT = "title: Made\nauthor: Mary Shelley\nidentifier: https://example.org/made\n"
_ABC = frozenset("abc")
_WORDS = "It was on a dreary night that the *lamp* went out, and nobody spoke for a while. " * 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of three chapters that refer to one another."""
    chapters = {
        f"_0{number}_c{number}": f"# Night {number}\n\n{_WORDS}\n\n"
        f"As [told before](0{1 + number % 3}-c{1 + number % 3}.md), {_WORDS}\n"
        for number in (1, 2, 3)
    }
    return manuscript(tmp_path_factory.mktemp("parts"), book=_ABOUT, **chapters)


def _made(folder: Path, hands: Hands | None = None, cache: Cache | None = None) -> bytes:
    plan = planned(folder, Format.PDF, "", None)
    assert plan.edition is not None
    made = make_pdf(plan.edition, plan.styles, hands=hands, cache=cache)
    assert made.value is not None, made.diagnostics
    return made.value.pdf


@pytest.fixture(scope="module")
def alone(folder: Path) -> bytes:
    """The book as one process makes it, with nothing kept."""
    return _made(folder)


def test_several_processes_make_the_same_bytes(folder: Path, alone: bytes) -> None:
    with Presses(2) as presses:
        assert _made(folder, presses) == alone
        assert _made(folder, presses) == alone


class _Counting(OwnHands):
    def __init__(self) -> None:
        super().__init__()
        self.orders: list[Order] = []

    def ask(self, order: Order, *, first: bool = False) -> int:
        self.orders.append(order)
        return super().ask(order, first=first)


def test_what_was_kept_makes_the_same_bytes(folder: Path, alone: bytes, tmp_path: Path) -> None:
    kept, hands = DiskCache(tmp_path / "parts"), _Counting()
    assert _made(folder, hands, kept) == alone
    assert hands.orders
    hands.orders.clear()
    assert _made(folder, hands, kept) == alone
    assert not hands.orders


@pytest.mark.parametrize("damage", [b"", b"bookbuild part 1 \n%PDF", b"{}\n%PDF-1.7 junk"])
def test_damaged_and_foreign_entries_count_as_none(
    folder: Path, alone: bytes, tmp_path: Path, damage: bytes
) -> None:
    kept = DiskCache(tmp_path)
    _made(folder, cache=kept)
    for index, path in enumerate(sorted(tmp_path.glob("??/*"))):
        path.write_bytes(damage if index % 2 else path.read_bytes()[:-1])
    assert _made(folder, cache=kept) == alone


def test_a_cache_that_cannot_be_written_to_stops_nothing(
    folder: Path, alone: bytes, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert _made(folder, cache=DiskCache(tmp_path / "file" / "parts")) == alone


def test_one_word_prints_one_chapter_anew(folder: Path, tmp_path: Path) -> None:
    kept, hands = DiskCache(tmp_path / "kept"), _Counting()
    copy = manuscript(
        tmp_path / "copy",
        book=_ABOUT,
        **{
            f"_{path.stem.replace('-', '_')}": path.read_text(encoding="utf-8")
            for path in folder.glob("manuscript/0*.md")
        },
    )
    _made(copy, hands, kept)
    path = copy / "manuscript" / "02-c2.md"
    path.write_text(path.read_text(encoding="utf-8").replace("dreary", "bright", 1), "utf-8")
    hands.orders.clear()
    _made(copy, hands, kept)
    printed = [order for order in hands.orders if isinstance(order, ToPrint)]
    assert len(printed) == 1
    assert "Night 2" in printed[0].html


@pytest.mark.parametrize("changed", ["library", "program"])
def test_another_library_or_program_prints_all_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    kept, hands = DiskCache(tmp_path), _Counting()
    _made(folder, hands, kept)
    ordered = len(hands.orders)
    monkeypatch.setattr(printshop, changed, lambda: "another")
    _made(folder, hands, kept)
    assert len(hands.orders) == 2 * ordered


def test_another_font_prints_all_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, hands = DiskCache(tmp_path), _Counting()
    _made(folder, hands, kept)
    ordered = len(hands.orders)
    monkeypatch.setattr(fonts, "static_cut", lambda font, weight: static_cut(font, 500))
    monkeypatch.setattr(fonts, "program", lambda: "another")
    _made(folder, hands, kept)
    assert len(hands.orders) == 2 * ordered


def test_the_versions_are_those_of_the_installed_packages() -> None:
    told = part_cache._versions(frozenset(["weasyprint", "pydyf", "nobodys"]), tuple(sys.path))
    assert told == [
        "nobodys",
        f"pydyf-{metadata.version('pydyf')}.dist-info",
        f"weasyprint-{metadata.version('weasyprint')}.dist-info",
    ]


def test_an_unchanged_book_is_bound_without_the_press(
    folder: Path, alone: bytes, tmp_path: Path
) -> None:
    made = tmp_path / "made.pdf"
    _made(folder, cache=DiskCache(tmp_path / "kept"))
    command = (
        "import sys; from pathlib import Path; from tests.test_parts import _made; "
        "from bookbuild.write.pdf.part_cache import DiskCache; "
        "made = _made(Path(sys.argv[1]), None, DiskCache(Path(sys.argv[2]))); "
        "Path(sys.argv[3]).write_bytes(made); assert 'weasyprint' not in sys.modules"
    )
    arguments = [str(folder), str(tmp_path / "kept"), str(made)]
    subprocess.run([sys.executable, "-c", command, *arguments], check=True)
    assert made.read_bytes() == alone


def test_the_oldest_entries_go(tmp_path: Path) -> None:
    kept = DiskCache(tmp_path, largest=4000)
    for number in range(6):
        kept.put(f"{number:064}", b"x" * 1000)
        for path in tmp_path.glob("??/*"):
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**9))
    kept.tidy()
    assert [kept.get(f"{number:064}") is not None for number in range(6)] == [False] * 4 + [
        True
    ] * 2


# ------------------------------------------------------------------------------- the joined file


def test_parts_in_any_order_make_the_same_bytes(folder: Path) -> None:
    made: list[tuple[int, PrintedPart]] = []

    class Watched(Bindery):
        def take(self, place: int, part: PrintedPart) -> None:
            made.append((place, part))
            super().take(place, part)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bindery, "Bindery", Watched)
        _made(folder)
    assert _bound(made) == _bound(made[::-1]) == _bound(made[1::2] + made[::2])


def _bound(parts: list[tuple[int, PrintedPart]]) -> bytes:
    stamp = datetime(2026, 1, 1, tzinfo=UTC)
    faces = {
        hashlib.sha256(face.data).hexdigest(): face.data for face in fonts.font_faces((), _ABC)
    }
    made = Bindery(Binding(Imprint("Made", (), "", "en", (), stamp), 0, faces))
    for place, part in parts:
        made.take(place, part)
    assert not made.strange_fonts(["EB Garamond"])
    return made.bound((Leaf(),) * len(parts))


def test_each_font_is_there_once(alone: bytes) -> None:
    with pikepdf.open(io.BytesIO(alone)) as pdf:
        files = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o]
        names = [str(each.FontName).partition("+")[2] for each in files]
    assert sorted(names) == ["EB-Garamond", "EB-Garamond-Italic"]


def test_links_lead_into_other_parts(alone: bytes) -> None:
    with pikepdf.open(io.BytesIO(alone)) as pdf:
        places = pikepdf.NameTree(pdf.Root.Names.Dests)
        links = [link for page in pdf.pages for link in page.get("/Annots", ())]
        assert {"c1", "c2", "c3"} <= {str(link.Dest) for link in links}
        for link in links:
            assert pikepdf.Page(places[str(link.Dest)][0]) in list(pdf.pages)
        assert b"bookbuild:to" not in b"".join(page.Contents.read_bytes() for page in pdf.pages)


def test_the_trees_of_tagged_parts_are_one(folder: Path) -> None:
    plan = planned(folder, Format.PDF, "", None)
    assert plan.edition is not None
    made = make_pdf(replace(plan.edition, shop=Shop.SCREEN), plan.styles)
    assert made.value is not None
    with pikepdf.open(io.BytesIO(made.value.pdf)) as pdf:
        tree = pdf.Root.StructTreeRoot
        assert [str(each.S) for each in tree.K] == ["/Document"]
        rows = dict(pikepdf.NumberTree(tree.ParentTree).items())
        keys = [int(page.StructParents) for page in pdf.pages if "/StructParents" in page]
        links = [each for page in pdf.pages for each in page.get("/Annots", ())]
        keys += [int(link.StructParent) for link in links]
        assert len(keys) == len(set(keys))
        assert set(keys) <= rows.keys()
        pages = {page.obj.objgen for page in pdf.pages}
        assert {element.Pg.objgen for element in _elements(tree.K[0]) if "/Pg" in element} <= pages
        with pdf.open_metadata() as said:
            assert said["pdfuaid:part"] == "1"


def _elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    found = [element]
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += _elements(kid)
    return found


# ----------------------------------------------------------------------------- the processes


def test_a_process_that_is_lost_is_told_of(folder: Path) -> None:
    with Presses(1) as presses:
        _made(folder, presses)
        os.kill(presses._processes[0].pid, signal.SIGKILL)
        with pytest.raises(BookbuildError, match="--jobs 1"):
            _made(folder, presses)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_one_of_several_that_is_lost_is_told_of(folder: Path) -> None:
    with Presses(3) as presses:
        _made(folder, presses)
        for process in _group(presses._processes[0].pid) - {presses._processes[0].pid}:
            os.kill(process, signal.SIGKILL)
        with pytest.raises(BookbuildError, match="--jobs 1"):
            _made(folder, presses)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_an_interruption_leaves_no_process_and_no_file_behind(folder: Path) -> None:
    presses = Presses(2)
    _made(folder, presses)
    started, written = presses._processes[0].pid, Path(presses._folder)
    assert len(_group(started)) == 2
    assert list(written.iterdir())
    with pytest.raises(KeyboardInterrupt):
        _interrupted(presses)
    assert not _group(started)
    assert not written.exists()


def _group(first: int) -> set[int]:
    """Return the processes of a group that have not ended."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, group = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
            if int(group) == first and state not in "ZX":
                found.add(int(stat.parent.name))
    return found


def _interrupted(presses: Presses) -> None:
    with presses:
        raise KeyboardInterrupt


def test_a_process_goes_on_when_the_keyboard_interrupts(folder: Path, alone: bytes) -> None:
    """The one that started it ends it: it would print a traceback by itself."""
    with Presses(1) as presses:
        _made(folder, presses)
        os.kill(presses._processes[0].pid, signal.SIGINT)
        assert _made(folder, presses) == alone


def test_one_process_alone_leaves_no_file_behind(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    _made(folder)
    assert not list(tmp_path.iterdir())


class _Broken(OwnHands):
    def answer(self, number: int) -> Answer:
        raise BookbuildError("No paper.")


def test_what_a_press_cannot_do_is_the_builds_error(folder: Path) -> None:
    with pytest.raises(BookbuildError, match="No paper"):
        _made(folder, _Broken())


# ------------------------------------------------------------------------------ the command line


def test_the_cache_lies_in_the_users_own_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "bookbuild" / "parts"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "bookbuild" / "parts"
    monkeypatch.setattr("sys.platform", "darwin")
    assert cache_folder() == tmp_path / "Library" / "Caches" / "bookbuild" / "parts"


def test_jobs_are_the_processors_or_what_is_asked() -> None:
    assert jobs_asked(3) == 3
    assert 1 <= jobs_asked(0) <= 8


def test_no_cache_keeps_nothing() -> None:
    kept = NoCache()
    kept.put("key", b"content")
    kept.tidy()
    assert kept.get("key") is None
