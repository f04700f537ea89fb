# ruff: noqa: T201
"""The bench at a command line; the package's docstring says how."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.print_quality.texts import (
    CORPORA,
    Sample,
    Section,
    edition_of,
    samples,
    sections,
)

_MISSING = "{} is missing: make bench-print installs it."


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure is to be at most; ``show`` writes it."""

    name: str
    most: float | None
    show: Callable[[float], str]


def _em(value: float) -> str:
    return f"{value:.3f} em"


def _share(value: float) -> str:
    return f"{100 * value:.1f} %"


def _count(value: float) -> str:
    return f"{value:.0f}"


BARS = {
    "pages": Bar("pages", None, _count),
    "lines": Bar("lines of running text", None, _count),
    "gap": Bar("word gaps, mean", None, _em),
    "deviation": Bar("word gaps, standard deviation", 0.042, _em),
    "loose": Bar("lines looser than a third of an em", 0.015, _share),
    "tight": Bar("lines tighter than .15 em", None, _share),
    "contrast": Bar("difference of neighbouring lines", None, _em),
    "hyphens": Bar("lines that end in a hyphen", 0.05, _share),
    "ladders": Bar("ladders of three", 0, _count),
    "runts": Bar("runts, of paragraphs with more lines", 0.01, _share),
    "widows": Bar("widows", 0, _count),
    "orphans": Bar("orphans", 0, _count),
    "short": Bar("short pages inside chapters", 0.03, _share),
    "uneven": Bar("facing pages of unequal depth", 0, _share),
    "size_contrast": Bar("neighbouring lines' sizes differ by", 0.0151, _share),
    "missing": Bar("words of the text that are missing", 0, _count),
}


def main() -> int:
    """Print the figures; return 1 where bookbuild's are over the bar, 3 where a tool is missing."""
    asked = _arguments()
    try:
        import pymupdf  # noqa: F401
    except ImportError:
        print(_MISSING.format("pymupdf"))
        return 3
    if asked.pdf:
        _print_table("files", [(path.name, _figures(path)) for path in asked.pdf])
        return 0
    if not CORPORA.exists():
        print("../shared/corpora is not here: the demonstration alone.")
    with tempfile.TemporaryDirectory() as temporary:
        chosen = [each for each in samples() if _is_asked(each, asked.texts)]
        good = [_print_text(each, asked.keep or Path(temporary)) for each in chosen]
    return int(not all(good))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.print_quality")
    parser.add_argument("texts", nargs="*", metavar="TEXT")
    parser.add_argument("--pdf", nargs="+", type=Path, help="files to measure, and nothing else")
    parser.add_argument("--keep", type=Path, help="a folder where all files are to stay")
    return parser.parse_args()


def _is_asked(sample: Sample, names: list[str]) -> bool:
    return not names or any(name in sample.name for name in names)


def _print_text(sample: Sample, within: Path) -> bool:
    """Have a text set by everybody and print the figures; return whether ours are good enough."""
    columns = list(_everybody(sample, within))
    print()
    return _print_table(sample.name, columns)


def _everybody(sample: Sample, within: Path) -> Iterator[tuple[str, dict[str, float]]]:
    from bench.print_quality import setters

    folder = sample.folder(within)
    edition = edition_of(folder)
    text, page = sections(edition), setters.page_of(edition)
    out = within / "set" / sample.name
    out.mkdir(parents=True, exist_ok=True)
    setters.set_by_bookbuild(folder, out / "bookbuild.pdf")
    yield "bookbuild", _figures(out / "bookbuild.pdf", text)
    setters.set_by_bookbuild(folder, out / "greedy.pdf", "--no-compose")
    yield "--no-compose", _figures(out / "greedy.pdf", text)
    setters.set_by_weasyprint(text, page, out / "weasyprint.pdf")
    yield "WeasyPrint", _figures(out / "weasyprint.pdf", text)
    try:
        setters.set_by_typst(text, page, out / "typst.pdf")
    except ImportError:
        print(_MISSING.format("Typst"))
        return
    yield "Typst, tuned", _figures(out / "typst.pdf", text)


def _figures(path: Path, text: tuple[Section, ...] = ()) -> dict[str, float]:
    from bench.print_quality.figures import figures
    from bench.print_quality.reading import read_column
    from bench.print_quality.words import said

    found = figures(read_column(path))
    every = {name: getattr(found, name) for name in BARS if hasattr(found, name)}
    return every | ({"missing": len(said(path, text).missing)} if text else {})


def _print_table(title: str, columns: list[tuple[str, dict[str, float]]]) -> bool:
    print(f"{title:38}" + "".join(f"{name:>14}" for name, _ in columns) + f"{'at most':>12}")
    good = True
    for key, bar in BARS.items():
        if key not in columns[0][1]:
            continue
        shown = "".join(f"{bar.show(found[key]):>14}" for _, found in columns)
        over = bar.most is not None and columns[0][1][key] > bar.most
        good = good and not over
        most = "" if bar.most is None else bar.show(bar.most)
        print(f"{bar.name:38}{shown}{most:>12}{'  over' if over else ''}")
    return good


if __name__ == "__main__":
    sys.exit(main())
