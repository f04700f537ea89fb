"""The map in the package's docstring, held: who may import whom, and which library lives where."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import bookbuild

PACKAGE = Path(bookbuild.__file__).parent

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "report": (),
    "model": ("report",),
    "ebook": ("report",),
    "render": ("model", "report"),
    "plates": ("model", "report"),
    "read": ("plates", "model", "report"),
    "plan": ("model", "report"),
    "proof": ("model", "report"),
    "intake": ("ebook", "model", "report"),
    "preflight": ("ebook", "model", "report"),
    "write": ("render", "plates", "ebook", "model", "report"),
    "compare": ("plan", "ebook", "model", "report"),
    "release": ("plan", "render", "model", "report"),
    "build": (
        *(
            "compare",
            "release",
            "read",
            "plan",
            "proof",
            "write",
            "render",
            "ebook",
            "model",
            "report",
        ),
    ),
    "desk": ("build", "release", "read", "plan", "write", "model", "report"),
    "cli": (
        *("desk", "build", "compare", "release", "preflight", "intake", "read", "plan", "proof"),
        *("write", "render", "ebook", "model", "report"),
    ),
    "__main__": ("cli",),
    "__init__": (),
}
"""For each room the rooms below it that it may import; every room may import itself."""

LIVES_IN: dict[str, tuple[str, ...]] = {
    "ebooklib": ("write/epub/archive.py",),
    "weasyprint": ("write/pdf/press.py",),
    "pikepdf": (
        *("write/pdf/bindery.py", "write/pdf/joined_fonts.py", "write/pdf/joined_tags.py"),
        *("write/pdf/tag_tree.py", "write/pdf/tagged_words.py"),
        *("write/pdf/destinations.py", "write/pdf/black_ink.py", "preflight/pdf/"),
    ),
    "jinja2": ("render/templates.py",),
    "markupsafe": ("render/templates.py",),
    "markdown_it": ("read/markdown/",),
    "mdit_py_plugins": ("read/markdown/",),
    "yaml": ("read/yaml_events.py", "intake/folders/yaml_lists.py"),
    "typer": ("cli/",),
    "babel": ("plan/",),
    "num2words": ("plan/",),
    "uharfbuzz": ("write/fonts.py", "write/cover/", "write/pdf/composition/faces.py"),
    "pyphen": ("write/pdf/composition/hyphens.py",),
    "fontTools": ("write/pdf/initials.py",),
    "PIL": ("plates/", "read/pictures.py", "write/cover/", "desk/page_pictures.py"),
    "lxml": (
        "write/epub/",
        "ebook/markup.py",
        "intake/web/page.py",
        "intake/ebooks/markup.py",
        "intake/docx/markup.py",
    ),
    "starlette": ("desk/server.py", "desk/guard.py"),
    "uvicorn": ("desk/connections.py",),
    "watchfiles": ("desk/watching.py",),
    "pypdfium2": ("desk/page_pictures.py",),
    "charset_normalizer": ("intake/encodings.py",),
    "tinycss2": ("write/epub/own_sheets.py", "ebook/weak_readers.py", "ebook/sheets.py"),
    "fontpkg_eb_garamond": ("write/cover/",),
    "fontpkg_noto_serif": ("write/cover/",),
}
"""For each third-party package the module, or the one room, that may import it."""


def _modules() -> tuple[Path, ...]:
    return tuple(sorted(PACKAGE.rglob("*.py")))


def _imports(path: Path) -> Iterator[str]:
    """Yield the dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield module
                yield from (f"{module}.{alias.name}" for alias in names)
            case _:
                pass


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    here = _room(path)
    rooms = {name.split(".")[1] for name in _imports(path) if name.startswith("bookbuild.")}
    strangers = {room for room in rooms if room != here and room in MAY_IMPORT}
    assert strangers <= set(MAY_IMPORT[here])


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_third_parties_stay_in_their_rooms(path: Path) -> None:
    where = path.relative_to(PACKAGE).as_posix()
    packages = {name.split(".")[0] for name in _imports(path)}
    foreign = packages - set(sys.stdlib_module_names) - {"bookbuild"}
    for package in foreign:
        assert package in LIVES_IN, f"{package} has no home in LIVES_IN"
        assert where.startswith(LIVES_IN[package]), f"{package} lives in {LIVES_IN[package]}"


def test_the_writers_do_not_know_each_other() -> None:
    for path in _modules():
        where = path.relative_to(PACKAGE).as_posix()
        if where.startswith("write/epub/"):
            assert not any(name.startswith("bookbuild.write.pdf") for name in _imports(path))
        if where.startswith("write/pdf/"):
            assert not any(name.startswith("bookbuild.write.epub") for name in _imports(path))
        if where.startswith("write/copies/"):
            others = ("bookbuild.write.epub", "bookbuild.write.pdf", "bookbuild.write.cover")
            assert not any(name.startswith(others) for name in _imports(path))


def test_the_map_names_every_room() -> None:
    rooms = {_room(path) for path in _modules()} - {"__init__", "__main__"}
    assert bookbuild.__doc__ is not None
    assert all(f"`{room}`" in bookbuild.__doc__ for room in rooms)


def _imported_by(*arguments: str) -> str:
    command = [sys.executable, "-X", "importtime", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


HEAVY = (
    *("weasyprint", "ebooklib", "lxml", "PIL", "pikepdf", "yaml", "markdown_it", "jinja2"),
    "charset_normalizer",
)


def test_the_version_is_said_without_anything_heavy() -> None:
    said = _imported_by("-m", "bookbuild", "--version")
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in said.splitlines()}
    assert "typer" in loaded
    assert loaded.isdisjoint((*HEAVY, "pydantic", "rich"))


def test_the_command_line_imports_without_weasyprint() -> None:
    said = _imported_by("-c", "import bookbuild.cli")
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in said.splitlines()}
    assert loaded.isdisjoint(HEAVY)


def test_a_text_is_imported_without_lxml(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Chapter 1\n\nIt was a day.\n", encoding="utf-8")
    out = tmp_path / "book"
    said = _imported_by("-m", "bookbuild", "import", str(tmp_path / "one.txt"), "-o", str(out))
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in said.splitlines()}
    assert loaded.isdisjoint(HEAVY)
    assert (out / "manuscript" / "book.yaml").exists()


def test_an_epub_build_does_not_import_weasyprint(tmp_path: Path) -> None:
    manuscript = tmp_path / "manuscript"
    manuscript.mkdir()
    (manuscript / "01-one.md").write_text("# One\n\nIt was a day.\n", encoding="utf-8")
    said = _imported_by("-m", "bookbuild", "epub", str(tmp_path))
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in said.splitlines()}
    assert "ebooklib" in loaded
    assert loaded.isdisjoint(("weasyprint", "pikepdf"))
    assert list((tmp_path / "dist").glob("*.epub"))
