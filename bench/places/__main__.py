# ruff: noqa: T201
"""The bench at a command line; the package's docstring says how."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.places.books import read_documents, sampled
from bench.places.browser import missing
from bench.places.measuring import COMPUTED, RUN, measure
from bench.places.tables import place_lines, summary_lines, variant_lines
from bench.places.variants import measured_variants


def main() -> int:
    """Print what was measured; return 3 where the readers are not on this machine."""
    asked = _arguments()
    if lacking := missing():
        print(lacking)
        return 3
    if asked.variants:
        print(*variant_lines(measured_variants()), sep="\n")
        return 0
    old, new = asked.old.read_bytes(), asked.new.read_bytes()
    outcomes = measure(old, new, sampled(read_documents(old), asked.each), (*RUN, *COMPUTED))
    print(*summary_lines(outcomes), sep="\n")
    if asked.show:
        print(*place_lines(outcomes), sep="\n")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.places")
    parser.add_argument("old", type=Path, nargs="?", help="the release that the places are of")
    parser.add_argument("new", type=Path, nargs="?", help="the release they are looked up in")
    parser.add_argument("--each", type=int, default=9, help="places for each document")
    parser.add_argument("--show", action="store_true", help="every place that is not kept")
    parser.add_argument("--variants", action="store_true", help="compare ways of marking up")
    asked = parser.parse_args()
    if not asked.variants and asked.new is None:
        parser.error("two books are needed, or --variants")
    return asked


if __name__ == "__main__":
    sys.exit(main())
