"""The style sheets and templates are where the package looks for them, however it is installed."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import bookbuild
from bookbuild.read.styles import NAMES, built_in_folder
from tests.commands import ROOT, manuscript


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed: it comes with the development requirements")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_carries_styles_and_templates(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    templates = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "bookbuild").rglob("templates/*.j2")
    }
    assert templates
    assert names >= {f"bookbuild/styles/{name}" for name in NAMES} | templates
    outside = {name for name in names if not name.startswith("bookbuild")}
    assert outside == set(), "the wheel puts something beside the package"


def test_the_wheel_has_every_module_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "bookbuild").rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == modules
    assert any(name.endswith("/LICENSE") for name in names)


def test_a_package_from_the_wheel_finds_its_styles(installed: Path, tmp_path: Path) -> None:
    program = (
        "import pathlib, bookbuild\n"
        "from bookbuild.read.styles import built_in_folder\n"
        "print(pathlib.Path(bookbuild.__file__).parent)\n"
        "print(built_in_folder())\n"
    )
    package, styles = _run(installed, "-c", program, cwd=tmp_path).splitlines()
    assert Path(package) == installed / "bookbuild"
    assert Path(styles) == installed / "bookbuild" / "styles"
    for name in NAMES:
        built_in = (Path(styles) / name).read_text(encoding="utf-8")
        assert built_in == (ROOT / "styles" / name).read_text(encoding="utf-8")


def test_a_package_from_the_wheel_makes_a_book(installed: Path, tmp_path: Path) -> None:
    manuscript(tmp_path, book="title: Tide\nauthor: A\n", _01_one="A day.\n")
    _run(installed, "-m", "bookbuild", "epub", str(tmp_path), cwd=tmp_path)
    with zipfile.ZipFile(tmp_path / "dist" / "tide.epub") as book:
        sheet = next(book.read(name) for name in book.namelist() if name.endswith("/book.css"))
    assert b".lead-in" in sheet


def test_an_editable_installation_finds_the_styles_beside_the_package() -> None:
    if Path(bookbuild.__file__).parents[1] != ROOT:
        pytest.skip("bookbuild is not installed from this folder")
    assert built_in_folder() == ROOT / "styles"


def _run(installed: Path, *arguments: str, cwd: Path) -> str:
    """Run Python with the package of the wheel, and no other, in front of its path."""
    done = subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(installed)},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
