"""The ways to mark up a chapter that is published again and again.

Each function is given all paragraphs that were ever published, in order, and returns what stands
in the section after its heading. No whitespace is put into a group: it would be text to count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bench.places.chapters import Paragraph, Release

Markup = Callable[[Release], str]


@dataclass(frozen=True, slots=True)
class Variant:
    """A way of marking up, with the letter it has in the tables."""

    letter: str
    what: str
    markup: Markup


def _p(each: Paragraph) -> str:
    return "" if each.gone else f'<p id="{each.id}">{each.words}</p>'


def _p_held(each: Paragraph) -> str:
    """Mark up a paragraph; what is gone leaves a hidden one."""
    return f'<p id="{each.id}" hidden="hidden"></p>' if each.gone else _p(each)


def plain(release: Release) -> str:
    """Paragraphs as siblings with ids."""
    return _lines(_p(each) for each in release)


def plain_held(release: Release) -> str:
    """Paragraphs as siblings with ids; what is gone leaves a hidden one."""
    return _lines(_p_held(each) for each in release)


def bare(release: Release) -> str:
    """Paragraphs as siblings without ids."""
    return _lines(f"<p>{each.words}</p>" for each in release if not each.gone)


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _groups(release: Release) -> tuple[Release, ...]:
    """Return what stands before the first paragraph of the first release, then each of these
    with what came after it later."""
    groups: list[list[Paragraph]] = [[]]
    for each in release:
        if each.since == 1:
            groups.append([])
        groups[-1].append(each)
    return tuple(map(tuple, groups))


def eager(release: Release) -> str:
    """A ``div`` around every paragraph from the first release on."""
    lead, first, *rest = _groups(release)
    return _lines(f'<div class="b">{"".join(map(_p, g))}</div>' for g in (lead + first, *rest))


def eager_led(release: Release) -> str:
    """The same, with an empty ``div`` before the first."""
    return _lines(f'<div class="b">{"".join(map(_p, group))}</div>' for group in _groups(release))


def _lazy(release: Release, wrapped: Callable[[Release], str], held: Markup) -> str:
    lead, first, *rest = _groups(release)
    return _lines(
        wrapped(group) if len(group) > 1 else held(group) for group in (lead + first, *rest)
    )


def _empty_div(group: Release) -> str:
    each = group[0]
    return f'<div id="{each.id}"></div>' if each.gone else _p(each)


def lazy(release: Release) -> str:
    """A ``div`` without an id around a paragraph and what was inserted after it."""
    return _lazy(release, lambda group: f"<div>{''.join(map(_p, group))}</div>", _empty_div)


def lazy_lines(release: Release) -> str:
    """The same, with line breaks in the ``div``, which are text to count."""
    return _lazy(release, lambda group: f"<div>\n{_lines(map(_p, group))}\n</div>", _empty_div)


def lazy_held(release: Release) -> str:
    """As `lazy`; what is gone leaves a hidden paragraph rather than a ``div``."""
    wrapped = lambda group: f"<div>{''.join(map(_p, group))}</div>"  # noqa: E731
    return _lazy(release, wrapped, lambda group: _p_held(group[0]))


def lazy_id(release: Release) -> str:
    """As `lazy`; the ``div`` carries the paragraph's id."""

    def wrapped(group: Release) -> str:
        old = next(each for each in group if each.since == 1)
        parts = (
            _p(each) if each is not old else f'<p id="{each.id}-1">{each.words}</p>'
            for each in group
        )
        return f'<div id="{old.id}">{"".join(parts)}</div>'

    return _lazy(release, wrapped, _empty_div)


def spans(release: Release) -> str:
    """What is inserted stands as a ``span`` that is shown as a block in the paragraph before."""
    return _within(release, lambda each: f'<span class="p" id="{each.id}">{each.words}</span>', "p")


def mixed(release: Release) -> str:
    """The paragraph becomes a ``div`` with its words and, after them, what is inserted."""
    return _within(release, _p, "div")


def _within(release: Release, inner: Callable[[Paragraph], str], name: str) -> str:
    lead, *groups = _groups(release)
    parts = [f"<div>{''.join(map(_p, lead))}</div>"]
    for first, *later in groups:
        added = "".join(inner(each) for each in later if not each.gone)
        shape = name if added else "p"
        parts.append(
            f'<{shape} id="{first.id}">{first.words}{added}</{shape}>' if added else _p_held(first)
        )
    return _lines(parts)


def slots(release: Release) -> str:
    """An empty ``div`` before every paragraph, for what is inserted there later.

    What is inserted brings empty ones of its own, so that this goes on for any number of releases.
    """
    return _slotted(release, _p_held, "\n")


def slots_roles(release: Release) -> str:
    """The same; what is inserted is a ``div`` with the role of a paragraph, and not counted."""

    def inner(each: Paragraph) -> str:
        if each.gone or each.since == 1:
            return _p_held(each)
        return f'<div class="p" role="paragraph" id="{each.id}">{each.words}</div>'

    return _slotted(release, inner, "\n")


def _slotted(release: Release, inner: Callable[[Paragraph], str], between: str) -> str:
    parts: list[str] = []
    slot: list[Paragraph] = []
    members = _members(release)
    for each in release:
        if each in members:
            parts.append(f"<div>{_slotted(tuple(slot), inner, '')}</div>{inner(each)}")
            slot = []
        else:
            slot.append(each)
    return between.join(parts)


def eager_slots(release: Release) -> str:
    """A ``div`` around every paragraph, an empty one first; what is inserted after a paragraph
    joins its ``div`` with an empty one before it, for what is inserted there later."""
    lead, *groups = _groups(release)
    blocks = (_p_held(first) + _slotted(tuple(later), _p_held, "") for first, *later in groups)
    return _lines(f"<div>{inside}</div>" for inside in (_slotted(lead, _p_held, ""), *blocks))


def _members(release: Release) -> Release:
    """Return the oldest paragraphs, then in the same way those of what follows the last of them."""
    if not release:
        return ()
    oldest = min(each.since for each in release)
    last = max(n for n, each in enumerate(release) if each.since == oldest)
    base = tuple(each for each in release[: last + 1] if each.since == oldest)
    return base + _members(release[last + 1 :])


def scenes(release: Release) -> str:
    """A ``div`` around every six paragraphs from the first release on."""
    lead, *groups = _groups(release)
    parts = [lead + groups[0], *groups[1:]]
    sixes = (sum(parts[n : n + 6], ()) for n in range(0, len(parts), 6))
    return _lines(f'<div class="scene">{"".join(map(_p_held, six))}</div>' for six in sixes)


VARIANTS = (
    Variant("A", "p siblings with ids", plain),
    Variant("A0", "p siblings without ids", bare),
    Variant("A1", "as A, gone: p hidden", plain_held),
    Variant("B", "div around each, always", eager),
    Variant("B1", "as B, empty div first", eager_led),
    Variant("B2", "as B1, empty div before new", eager_slots),
    Variant("C", "div where needed", lazy),
    Variant("C0", "as C, line breaks in the div", lazy_lines),
    Variant("C1", "as C, gone: p hidden", lazy_held),
    Variant("D", "as C, div has the id", lazy_id),
    Variant("E", "span in the p before", spans),
    Variant("F", "p becomes a mixed div", mixed),
    Variant("G", "empty div before each", slots),
    Variant("G1", "as G, new: div paragraph", slots_roles),
    Variant("S", "div around each six", scenes),
)
