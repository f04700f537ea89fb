"""An edited plan, read back: what `--plan --json` printed, after its author has been over it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bookbuild.intake.decoding import decode
from bookbuild.intake.sources import LARGEST, read_bytes
from bookbuild.model.book import Kind
from bookbuild.report import BookbuildError, Exit

_SECTIONS = re.compile(r'\s*\{\s*"sections"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_MOST_SAID = 20
_LONGEST_TITLE = 2_000
_AGAIN = "Print it again with --plan --json, and edit that."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A section as the author wants it; ``file`` is the plan's name as typed.

    ``at`` is the line of the plan on which it begins, ``source_at``, ``line_at``, ``kind_at`` and
    ``title_at`` are those of its values, all from 1.
    """

    source: str
    line: int
    kind: Kind
    label: str
    title: str
    file: str
    at: int
    source_at: int
    line_at: int
    kind_at: int
    title_at: int


@dataclass(frozen=True, slots=True)
class Plan:
    """An edited plan, and what is wrong in it: messages, each with the line that it is about."""

    wanted: tuple[Wanted, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Raw:
    """An object of the plan as JSON has it, with the text that it was read from."""

    values: object
    text: str
    at: int

    def line_of(self, key: str) -> int:
        found = re.search(rf'"{key}"\s*:', self.text)
        return self.at + (self.text.count("\n", 0, found.start()) if found else 0)


def read_plan(path: Path) -> Plan:
    """Return the sections of a plan, and what is wrong with others.

    Raises `BookbuildError` (exit 2) for what cannot be read as a plan at all.
    """
    data = read_bytes(path)
    if len(data) > LARGEST:
        raise BookbuildError(f"{path}: This is too big to be a plan. {_AGAIN}", Exit.USAGE)
    text = decode(data, str(path)).text if data.strip() else ""
    wrong: list[str] = []
    wanted: list[Wanted] = []
    for raw in _objects(text.removeprefix("\ufeff"), str(path)):
        mistakes = tuple(_mistakes(raw, str(path)))
        wrong.extend(mistakes)
        if not mistakes:
            wanted.append(_wanted(raw, str(path)))
    wrong.extend(_out_of_order(wanted))
    if not wanted and not wrong:
        wrong.append(f"{path}: There is no section in this plan. {_AGAIN}")
    return Plan(tuple(wanted), tuple(wrong))


def refuse(wrong: tuple[str, ...]) -> None:
    """Raise `BookbuildError` (exit 2) with every message, by the plan's lines, if there is one."""
    wrong = tuple(sorted(wrong, key=_line_of))
    if wrong:
        more = len(wrong) - _MOST_SAID
        rest = (f"… and {more} more like these.",) if more > 0 else ()
        raise BookbuildError("\n".join((*wrong[:_MOST_SAID], *rest)), Exit.USAGE)


def _line_of(message: str) -> int:
    found = re.search(r":(\d+): ", message)
    return int(found[1]) if found else 0


def _objects(text: str, name: str) -> Iterator[_Raw]:
    """Yield the objects of the list; each is read by itself, so that its line is known."""
    begin = _SECTIONS.match(text)
    if not begin:
        raise BookbuildError(
            f'{name}:1: This is no plan of bookbuild: it does not begin with {{"sections": [. '
            f"{_AGAIN}",
            Exit.USAGE,
        )
    decoder, at, line, counted = json.JSONDecoder(), begin.end(), 1, 0
    while True:
        gap = _BETWEEN.match(text, at)
        at = gap.end() if gap else at
        line, counted = line + text.count("\n", counted, at), at
        if text[at : at + 1] == "]":
            return
        try:
            values, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as broken:
            where = line + (broken.lineno - 1 if isinstance(broken, json.JSONDecodeError) else 0)
            where = text.count("\n", 0, getattr(broken, "pos", at)) + 1 if text else where
            raise _broken(name, where, broken) from None
        yield _Raw(values, text[at:end], line)
        at = end


def _broken(name: str, line: int, broken: Exception) -> BookbuildError:
    why = broken.msg if isinstance(broken, json.JSONDecodeError) else "it is nested too deep"
    message = (
        f"{name}:{line}: The plan cannot be read as JSON ({why[:1].lower()}{why[1:]}). Look for a "
        "comma, a quotation mark or a bracket that is missing here or just above."
    )
    return BookbuildError(message, Exit.USAGE)


def _mistakes(raw: _Raw, name: str) -> Iterator[str]:
    values = raw.values
    if not isinstance(values, dict):
        yield f"{name}:{raw.at}: This is no section. A section stands between {{ and }}."
        return
    for key, kind, what in (("source", str, "a file's name"), ("line", int, "a line's number")):
        if not isinstance(values.get(key), kind) or isinstance(values.get(key), bool):
            place = f"{name}:{raw.line_of(key)}"
            yield f'{place}: This section needs "{key}" with {what}. Take it from the printed plan.'
    if type(values.get("line")) is int and values["line"] < 1:
        yield f"{name}:{raw.line_of('line')}: Lines count from 1. Correct the number."
    for key in ("label", "title"):
        text = values.get(key, "")
        if not isinstance(text, str) or len(text) > _LONGEST_TITLE or "\n" in text:
            place = f"{name}:{raw.line_of(key)}"
            yield f'{place}: "{key}" has to be a short text in quotation marks.'
    yield from _wrong_kind(raw, values.get("kind"), name)


def _wrong_kind(raw: _Raw, kind: object, name: str) -> Iterator[str]:
    known = tuple(each.value for each in Kind)
    if kind in known:
        return
    place = f"{name}:{raw.line_of('kind')}"
    if not isinstance(kind, str):
        yield f'{place}: This section needs a "kind", such as "chapter".'
        return
    near = get_close_matches(kind[:40].casefold(), known, n=1)
    remedy = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(known)}."
    yield f"{place}: “{kind[:40]}” is no kind of section. {remedy}"


def _wanted(raw: _Raw, name: str) -> Wanted:
    values = raw.values if isinstance(raw.values, dict) else {}
    return Wanted(
        source=values["source"],
        line=values["line"],
        kind=Kind(values["kind"]),
        label=" ".join(values.get("label", "").split()),
        title=" ".join(values.get("title", "").split()),
        file=name,
        at=raw.at,
        source_at=raw.line_of("source"),
        line_at=raw.line_of("line"),
        kind_at=raw.line_of("kind"),
        title_at=raw.line_of("title"),
    )


def _out_of_order(wanted: list[Wanted]) -> Iterator[str]:
    last: dict[str, Wanted] = {}
    for one in wanted:
        before = last.get(one.source)
        place = f"{one.file}:{one.line_at}"
        if before and before.line == one.line:
            yield (
                f"{place}: Line {one.line} of {one.source} begins a section already, on line "
                f"{before.at} of the plan. Take one of the two out."
            )
        elif before and before.line > one.line:
            yield (
                f"{place}: Line {one.line} comes after line {before.line} here, and the sections "
                "of a source stand in the order of its lines. Put them in order; to change the "
                "order of the book, rename the files afterwards."
            )
        last[one.source] = one
