"""Where a line stands: how well its surroundings suit a heading.

A heading stands between paragraphs, never inside a sentence; there is white above it, mostly more
than between paragraphs, and white or its title below it. It does not end in a comma, and no
sentence runs on behind it.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.intake.divisions.galley import Galley
from bookbuild.intake.divisions.headings import Form, read_behind_work, read_heading
from bookbuild.intake.divisions.letters import begins_with_month

MOST_CANDIDATES = 20_000
"""No book has more headings; behind these, a text is not read as a book."""
_SENTENCE_END = ".!?…\"”’'»«)*_:—-。！？」』”]"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line with the form of a heading; ``fit`` says how well its surroundings suit one."""

    at: int
    form: Form
    fit: float


def candidates(galley: Galley, first: int, end: int) -> tuple[Candidate, ...]:
    """Return the lines from ``first`` up to ``end`` that have the form of a heading."""
    found = []
    for at in range(first, end):
        text = galley.texts[at]
        if not text or len(text) > 250:
            continue
        if not galley.above[at] and not galley.line_by_line and len(text) > 60:
            continue
        form = read_heading(text) or read_behind_work(text)
        if form and not (form.bare and form.rest and begins_with_month(form.rest)):
            found.append(Candidate(at, form, _fit(galley, at, form)))
            if len(found) == MOST_CANDIDATES:
                break
    return tuple(found)


def _fit(galley: Galley, at: int, form: Form) -> float:
    fit = _white(galley, at, form) + _typing(galley, at, form)
    if inside_sentence(galley, at):
        fit -= 4
    return fit


def _white(galley: Galley, at: int, form: Form) -> float:
    above, below = galley.above[at], galley.below[at]
    if galley.line_by_line:
        return 1.5
    fit = (-3.0, 1.0, 1.5)[min(above, 2)]
    if below:
        return fit + 1
    return fit if not form.rest or _wraps(galley, at) else fit - 1


def _wraps(galley: Galley, at: int) -> bool:
    """Whether the lines below, up to a blank one, are few enough to be the rest of a title."""
    return galley.block_end(at) - at <= 4


def _typing(galley: Galley, at: int, form: Form) -> float:
    text = galley.texts[at]
    fit = 0.0 if form.bare else 1.5
    if form.style.startswith("capitals") or galley.centred(at):
        fit += 0.5
    if text[-1] in ",;" or (text[-1] == "-" and not text.endswith("--")):
        fit -= 2
    if len(form.rest) > 120:
        fit -= 2
    if form.label.islower():
        fit -= 2
    if form.bare and form.rest and galley.block_end(at) - at > 3:
        fit -= 3
    return fit - _running_on(form)


def _running_on(form: Form) -> float:
    """A title is no paragraph: another label in it, or two sentences with small letters."""
    rest = form.rest
    if len(rest) < 12:
        return 0.0
    inner = rest.split(", ", 1)[-1].strip("(_* ")
    another = read_heading(inner) if len(inner) < len(rest) else None
    if another and another.number is not None and not another.bare:
        return 4.0
    return 3.0 if ".—" in rest[4:] and len(rest) > 40 and rest[-1].islower() else 0.0


def inside_sentence(galley: Galley, at: int) -> bool:
    """Return whether the text above breaks off in a sentence that the text below goes on with."""
    above = at - 1 - galley.above[at]
    below = galley.next_text(at)
    if above < 0 or below >= len(galley.texts) or galley.above[at] > 8:
        return False
    last, first = galley.texts[above], galley.texts[below]
    if not last or not first or not first[0].islower():
        return False
    return last[-1] not in _SENTENCE_END and len(last) > 20
