"""Promises: what an author's closing words say is still to come.

A promise names a section ("the epilogue", "the next chapter", "an interlude") and looks ahead to
it. "More soon" and "to be continued" promise nothing that could have a place in the contents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.intake.phrases import is_continued, plain, quoted, sentences
from bookbuild.model.book import Kind

_NUMBER = r"(?:\d{1,3}|[ivxlc]{1,6}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_SECTION = (
    r"(?P<section>epilog(?:ue)?|prolog(?:ue)?|interlude|bonus(?: (?:chapter|scene|story))?"
    r"|(?:sequel )?teaser|(?:next|final|last) (?:chapter|part|instal+ment|update)"
    rf"|(?:chapter|part) {_NUMBER}|sequel)"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_TIME = (
    r"(?:(?:very |real )?soon|shortly|(?:up )?next|eventually|asap|tomorrow(?: \w+)?|tonight"
    r"|today|the day after(?: tomorrow)?|later(?: today| tonight| this week)?"
    rf"|(?:on |by |this |next )?{_WEEKDAY}(?: \w+)?"
    r"|(?:next|this|later this|sometime this|sometime next) (?:week|weekend|month|year|time)"
    r"|in (?:a|an|about|the|\d{1,2}|one|two|three|four|five|a few|a couple(?: of)?) .{1,20}"
    r"|within .{1,30}|(?:by|before|after|around) .{1,30}|as soon as .{1,60}|when .{1,60}"
    r"|i promise)"
)
_TIMES = rf"(?:,? (?:and )?{_TIME}){{0,3}}"
_LEAD = r"(?:(?:so|and|but|well|now|anyway|also|p\.?s),? |please )*"
_ARTICLE = r"(?:the |an? |my |our )?(?:short |final |little )?"
_ON_ITS_WAY = (
    r"(?: (?:chapter|scene))?"
    r"(?: (?:is|are|should be|will be|to be|'ll be|is going to be|will|should|comes|goes|being))?"
    r"(?: (?:coming|come|up|out|posted|follow|following|follows|to (?:come|follow)"
    r"|on (?:its|the) way|in the works|arriving|arrives?|go(?:es)? up|online|ready|done|here"
    r"|there)){0,2}"
)
_LOOK = (
    r"(?:look(?: out| forward)?|watch(?: out)?|wait|stay tuned|keep (?:watching|looking)"
    r"|keep (?:an eye|a look ?out)(?: out| open)?|tune in|come back|check back"
    r"|be on the look ?out)"
)
_I_POST = (
    r"(?:i'll|i will|i should|i'm going to|i am going to|i plan to|i hope to|i'm)"
    r" (?:try to |be |have to )?"
    r"(?:post|posting|upload|uploading|put up|put|have|write|add|get|update with)"
)
_THERE_WILL_BE = (
    r"(?:expect|you can expect|there'll be|there will be|there is|there's|coming(?: up)?"
    r"|next up|up next)"
)
_NAMED_SECTION = rf"{_ARTICLE}{_SECTION}"
_ANNOUNCEMENTS = tuple(
    re.compile(rf"{_LEAD}{sentence}{_TIMES}", re.IGNORECASE)
    for sentence in (
        rf"{_LOOK}(?: {_TIME})? (?:for|to) {_NAMED_SECTION}(?: (?:coming|out|up|posted|here))?",
        rf"{_NAMED_SECTION}(?=\W+\w){_ON_ITS_WAY}[:,]?",
        rf"{_I_POST} {_NAMED_SECTION}(?: (?:up|out|posted|ready|done|here))?",
        rf"{_THERE_WILL_BE}(?: {_TIME})?[:,]? {_NAMED_SECTION}"
        r"(?: (?:coming|up|to come|too|as well))?",
    )
)
_NAMED = re.compile(rf"\b{_SECTION}\b", re.IGNORECASE)
_AHEAD = re.compile(
    rf"\b(?:will|'ll|soon|tomorrow|tonight|coming|look for|stay tuned|watch for|expect|going to"
    rf"|should be|be up|to come|on its way|in the works|{_WEEKDAY}|next (?:week|month))\b|'ll\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:no|not|won't|never|isn't|if|was|were|had|did|didn't|liked|enjoyed|cancelled)\b",
    re.IGNORECASE,
)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Promise:
    """What a sentence promises: the kind of section, `Kind.CHAPTER` for the next chapter.

    ``kind`` is None where a continuation is promised that has no place in the contents.
    """

    kind: Kind | None
    words: str


def announcement(sentence: str) -> Promise | None:
    """Return the promise of a sentence that does nothing but promise, None for any other.

    Such a sentence is the closing word of a chapter even without a label or a gap: it is in the
    imperative or the present or future tense, begins with its verb, its section or "I'll", and
    ends with a time or nothing. Narration does not fit: "she would look for the epilogue" has
    another verb, "the next chapter of her life" goes on after the section.
    """
    words = plain(sentence)
    if not words or len(words) > _LONGEST or quoted(sentence):
        return None
    for pattern in _ANNOUNCEMENTS:
        found = pattern.fullmatch(words)
        if found:
            return Promise(_kind(found["section"]), sentence.strip())
    return None


def promise_in(sentence: str) -> Promise | None:
    """Return the promise made in a sentence of an author's note, None where there is none.

    Here a section that is named together with a word that looks ahead is enough, unless the
    sentence denies it or looks back.
    """
    strict = announcement(sentence)
    words = plain(sentence)
    if strict or not words or len(words) > _LONGEST or quoted(sentence):
        return strict
    named = _NAMED.search(words)
    if is_continued(words):
        return Promise(_kind(named["section"]) if named else None, sentence.strip())
    if named and _AHEAD.search(words) and not _NOT_SO.search(words):
        return Promise(_kind(named["section"]), sentence.strip())
    return None


def promises_of(text: str) -> tuple[Promise, ...]:
    """Return the promises of a paragraph of an author's note, in order."""
    found = (promise_in(sentence) for sentence in sentences(text))
    return tuple(promise for promise in found if promise)


def _kind(section: str) -> Kind | None:
    first = section.lower().split()[0]
    if "teaser" in section.lower():
        return Kind.TEASER
    match first[:6]:
        case "epilog":
            return Kind.EPILOGUE
        case "prolog":
            return Kind.PROLOGUE
        case "interl":
            return Kind.INTERLUDE
        case "bonus":
            return Kind.BONUS
        case "sequel":
            return None
        case _:
            return Kind.CHAPTER
