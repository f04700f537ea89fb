# ruff: noqa: T201
"""Measure typography: how many paragraphs of the conformance cases come out whole and right.

    python bench/typography.py [--show] [--languages]

Reads ../shared/corpora/conformance-typography/cases.jsonl. A case is typed text and the same
paragraph from a proofread book; it counts as right where the whole paragraph is. The proofread
side has no word joiners, no hair spaces and plain spaces for no-break ones, so these are levelled
on our side before we compare. ``--show`` prints what came out wrong.

``--languages`` measures the cases in tests/typography instead, language by language. They were
made by hand from each language's rules, and there every space counts.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT))

from bookbuild.model.text import Inlines, Paragraph, Style, Styled, Text, plain_text  # noqa: E402
from bookbuild.model.typography import USUAL  # noqa: E402
from bookbuild.plan.typography import set_blocks, set_inlines  # noqa: E402
from tests.typography_cases import cases_in, tree, written  # noqa: E402

HAND_MADE = PROJECT / "tests/typography"
CASES = PROJECT.parent / "shared/corpora/conformance-typography/cases.jsonl"
_EMPHASIS = re.compile(r"\*([^*]+)\*")
_LEVELLED = str.maketrans({"\u2060": None, "\u200a": None, "\u00a0": " ", "\u202f": " "})


def main() -> int:
    """Print the share of right paragraphs by kind or language; return the exit code."""
    return _languages() if "--languages" in sys.argv else _book_english()


def _languages() -> int:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in cases_in(HAND_MADE):
        total[case.lang] += 1
        got = written(set_inlines(tree(case.typed), case.lang, USUAL))
        if got == case.wanted:
            right[case.lang] += 1
        elif "--show" in sys.argv:
            print(f"[{case.lang}: {case.name}]\n  wanted {case.wanted}\n  got    {got}")
    _print_shares(right, total)
    return 0


def _print_shares(right: Counter[str], total: Counter[str]) -> None:
    for kind in sorted(total):
        print(f"{kind:24} {right[kind]:4} of {total[kind]:4}  {right[kind] / total[kind]:7.1%}")
    whole, of = right.total(), total.total()
    print(f"{'all':24} {whole:4} of {of:4}  {whole / of:7.1%}")


def _book_english() -> int:
    if not CASES.is_file():
        print("The cases are not here (../shared/corpora/conformance-typography/cases.jsonl).")
        return 3
    rows = [json.loads(row) for row in CASES.read_text(encoding="utf-8").splitlines()]
    cases = [(row["category"], row["input"], row["expected"]) for row in rows if "method" in row]
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for kind, typed, expected in cases:
        total[kind] += 1
        got = _set(typed)
        if got == _plain(expected):
            right[kind] += 1
        elif "--show" in sys.argv:
            print(f"[{kind}]\n  typed    {typed}\n  expected {_plain(expected)}\n  got      {got}")
    _print_shares(right, total)
    _print_speed([typed for _, typed, _ in cases])
    return 0


def _tree(typed: str) -> Inlines:
    parts = _EMPHASIS.split(typed)
    return tuple(
        Styled(Style.EMPHASIS, (Text(part),)) if at % 2 else Text(part)
        for at, part in enumerate(parts)
        if part
    )


def _set(typed: str) -> str:
    return plain_text(set_inlines(_tree(typed), "en", USUAL)).translate(_LEVELLED)


def _plain(marked: str) -> str:
    return plain_text(_tree(marked)).translate(_LEVELLED)


def _print_speed(paragraphs: list[str]) -> None:
    words = 0
    blocks: list[Paragraph] = []
    while words < 120_000:
        for typed in paragraphs:
            blocks.append(Paragraph(_tree(typed)))
            words += len(typed.split())
    start = time.process_time()
    set_blocks(tuple(blocks), "en", USUAL)
    print(f"{words} words set in {time.process_time() - start:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
