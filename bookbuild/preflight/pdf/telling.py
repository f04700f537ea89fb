"""How pages and lengths are named in a finding."""

from __future__ import annotations

from collections.abc import Iterable

_MOST_NAMED = 6
_INCH = 72.0


def pages_said(numbers: Iterable[int]) -> str:
    """Return pages as a sentence begins with them: "Page 4", "Pages 3, 5–9 and 12 more"."""
    listed = sorted(set(numbers))
    runs: list[tuple[int, int]] = []
    for page in listed:
        if runs and runs[-1][1] == page - 1:
            runs[-1] = (runs[-1][0], page)
        else:
            runs.append((page, page))
    named = runs[:_MOST_NAMED]
    words = [str(first) if first == last else f"{first}–{last}" for first, last in named]
    more = sum(last - first + 1 for first, last in runs[_MOST_NAMED:])
    if more:
        words.append(f"{more} more")
    said = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"{'Page' if len(listed) == 1 else 'Pages'} {said}"


def inches(points: float) -> str:
    """Return a length with both units: "0.37 in (9.4 mm)"."""
    return f"{points / _INCH:.2f} in ({points / _INCH * 25.4:.1f} mm)"


def size(width: float, height: float) -> str:
    """Return the size of a page: "5.5 × 8.5 in"."""
    return f"{width / _INCH:.4g} × {height / _INCH:.4g} in"


def have(count: int) -> str:
    """Return the verb for so many."""
    return "has" if count == 1 else "have"
