"""Marks of a typing system that were meant to become something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html.entities import html5

from bookbuild.proof.findings import Finding, Spot, found, shown
from bookbuild.proof.galley import Galley, Passage, Role

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|&nbsp\b")
_TAG = re.compile(
    r"</?(?:i|b|em|strong|u|s|br|p|div|span|center|hr|a|img|font|sup|sub|small|blockquote)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BOARD = re.compile(r"\[/?(?:i|b|u|s|quote|spoiler|center|url|img|size|color)(?:=[^\]]*)?\]")
_NOTE = re.compile(
    r"\[(?:notes?|todo|tk|tktk|insert|fixme|fix|xx+|placeholder|check|\?+|add scene|scene here"
    r"|citation needed)(?:[\s:,.!?-][^\]]*)?\]|\bTODO\b|\bFIXME\b|\bTKTK\b|\blorem ipsum\b",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"\{[.#][A-Za-z][\w .#=\"-]*\}|^:{3,}|\]\((?:https?:|#|\w+\.md)|~~|^#{2,6}\w"
)
_BEFORE_WORD = re.compile(r"(?<![\w*_\ufdd1])(?P<mark>\*{1,3}|_{1,2})(?=[^\W_])")
_BEHIND_WORD = re.compile(
    r"(?:(?<=[^\W_])|(?<=[^\W_][.,!?…]))(?P<mark>\*{1,3}|_{1,2})(?![\w*_\ufdd1])"
)
_CENSORED = re.compile(r"(?<![^\W_])[^\W_]{1,4}\*+$")
_NEAR = 4
_ALONE = re.compile(r"(?<!\S)(?:\*{1,2}|_)(?!\S)")


def stray_markup(galley: Galley) -> Iterator[Finding]:
    """Yield stars and underscores without a partner, tags, entities and notes to oneself."""
    for number, passage in enumerate(galley.passages):
        if passage.role in (Role.CODE, Role.BREAK):
            continue
        text = passage.free
        for match in _ENTITY.finditer(text):
            if match.group()[1] == "#" or f"{match.group()[1:].rstrip(';')};" in html5:
                yield _leftover(Spot(passage, *match.span()), "a leftover of HTML")
        for match in (*_TAG.finditer(text), *_BOARD.finditer(text)):
            yield _leftover(Spot(passage, *match.span()), "a leftover of HTML or a forum's code")
        for match in _NOTE.finditer(text):
            yield _leftover(Spot(passage, *match.span()), "a note to yourself")
        for match in _ATTRIBUTE.finditer(text):
            yield _leftover(Spot(passage, *match.span()), "markup that was not understood")
        if "*" in text or "_" in text:
            yield from _stars(passage, galley.passages[number + 1 : number + 1 + _NEAR])
            yield from _alone(Spot(passage, 0, 0))


def _leftover(spot: Spot, what: str) -> Finding:
    words = shown(spot.passage.text[spot.start : spot.end])
    message = f"“{words}” stands in the text, which looks like {what}."
    hint = "Delete it, or put a backslash before it if the readers shall see it."
    finding = found("stray-markup", spot, message, hint)
    return replace(finding, mark="" if words[0].isalnum() else words[0])


def _stars(passage: Passage, following: Sequence[Passage]) -> Iterator[Finding]:
    """Yield each word with a star or an underscore that has no partner, once."""
    seen: set[str] = set()
    for pattern in (_BEFORE_WORD, _BEHIND_WORD):
        for match in pattern.finditer(passage.free):
            if pattern is _BEHIND_WORD and _CENSORED.search(passage.free, 0, match.end()):
                continue
            spot = Spot(passage, match.start("mark"), match.end("mark"))
            if spot.words not in seen:
                yield _star(spot, _is_footnote(passage, match, following))
            seen.add(spot.words)


def _is_footnote(passage: Passage, star: re.Match[str], following: Sequence[Passage]) -> bool:
    """Return whether a star may call a footnote, or be at the head of one, made by hand."""
    if star.group("mark")[0] != "*":
        return False
    if not passage.free[: star.start("mark")].strip():
        return True
    return any(each.free.lstrip().startswith("*") for each in following)


def _star(spot: Spot, by_hand: bool) -> Finding:
    mark = spot.passage.text[spot.start : spot.end]
    kind = "star" if "*" in mark else "underscore"
    message = f"The {kind} at “{shown(spot.words)}” has no partner and will be printed."
    hint = f"Add the other one, or type \\{mark[0]} if it shall be printed."
    if by_hand:
        hint = "If it calls a footnote, type [^1] instead, and [^1]: before its text."
    finding = found("stray-markup", spot, message, hint, sure=not by_hand)
    return replace(finding, mark=mark[0])


def _alone(at: Spot) -> Iterator[Finding]:
    for match in _ALONE.finditer(at.passage.free):
        message = f"“{match.group()}” stands alone and will be printed."
        hint = "Delete it, or type a backslash before it."
        spot = Spot(at.passage, *match.span())
        finding = found("stray-markup", spot, message, hint, sure=False)
        yield replace(finding, mark=match.group()[0])
