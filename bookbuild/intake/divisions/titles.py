"""How far a heading goes: wrapped titles, and titles on the lines below the label.

A title is set apart as headings are: in capitals, in italics, in the middle, or in title case
without a full stop; and a book that gives one chapter a title gives one to most of them. An
address, a dateline or a salutation below a number opens a letter and is no title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.intake.divisions.contents_list import key
from bookbuild.intake.divisions.galley import Galley
from bookbuild.intake.divisions.headings import Form, read_heading
from bookbuild.intake.divisions.letters import opens_document
from bookbuild.intake.divisions.surroundings import Candidate
from bookbuild.intake.marks import is_rule

_MOST_LINES = 6
_LONGEST_TITLE = 420
_SPEECH = "\"“„«»—–-‘「『'¿¡"
_EMPHASIS_MARKS = re.compile(r"(?<!\w)[_*=]+(?=\S)|(?<=\S)[_*=]+(?!\w)")
_SMALL_WORDS = frozenset(
    "a an and as at but by for from in into nor of on or the to with is vs de la le les du des und"
    " der die das den dem von y el los las e il di da do dos o en et un une van het ein eine au aux"
    " del al that his her its my our your which".split()
)


@dataclass(frozen=True, slots=True)
class Extent:
    """The lines of a heading up to ``end`` (not included), and its title."""

    end: int
    title: str


def plain(text: str) -> str:
    """Return a title without the marks of emphasis and with single spaces."""
    bare = _EMPHASIS_MARKS.sub("", text.strip().strip("#|").strip())
    return re.sub(r"[ \t]+", " ", bare).strip(" \t")


def on_the_label(galley: Galley, at: int, form: Form) -> Extent:
    """Return the extent of a heading with the lines that follow its label without white."""
    if form.rest:
        return _wrapped(galley, at, form.rest)
    end = galley.block_end(at)
    if galley.line_by_line or end == at + 1:
        return Extent(at + 1, "")
    lines = galley.texts[at + 1 : end]
    if len(lines) > _MOST_LINES or not all(_set_apart(line) for line in lines):
        return _first_line_only(galley, at, lines)
    if any(read_heading(line) for line in lines if len(line) < 60 and _labels(line)):
        return Extent(at + 1, "")
    return Extent(end, plain(" ".join(lines)))


def _labels(line: str) -> bool:
    form = read_heading(line)
    return bool(form and not form.bare and not form.named and form.number is not None)


def _names_a_section(line: str) -> bool:
    form = read_heading(line)
    return bool(form and form.named)


def _first_line_only(galley: Galley, at: int, lines: tuple[str, ...]) -> Extent:
    """ "CHAPTER I / THE RIDDLE / It was late when ...": capitals stand out of the text below."""
    count = 0
    while count < min(len(lines), 3) and lines[count].isupper() and len(lines[count]) > 2:
        count += 1
    if count and count < len(lines) and not lines[count][0].islower():
        return Extent(at + 1 + count, plain(" ".join(lines[:count])))
    argument = len(lines) <= _MOST_LINES and sum(map(len, lines)) <= _LONGEST_TITLE
    if argument and galley.below[at + len(lines)] and _is_argument(lines):
        return Extent(at + 1 + len(lines), plain(" ".join(lines)))
    return Extent(at + 1, "")


def _is_argument(lines: tuple[str, ...]) -> bool:
    """The argument of old novels: "In which ...", or topics with dashes between them."""
    text = " ".join(lines)
    start = re.match(
        r"(?:in which|wherein|which|of|how|containing|being|où|dans lequel|comment|wie|in welchem"
        r"|de |que trata|donde|del|della|nel quale|come)\b",
        text,
        re.IGNORECASE,
    )
    return bool(start) or len(re.findall(r"\.?(?:--|—)\s?[A-ZÀ-Ý]", text)) >= 2


def _wrapped(galley: Galley, at: int, rest: str) -> Extent:
    """A title goes on where the next line's first word would not have fitted on its line."""
    end = galley.block_end(at)
    title = rest
    here = at
    while not galley.line_by_line and here + 1 < end and here - at < _MOST_LINES:
        following = galley.texts[here + 1]
        room = (galley.width or 72) - galley.indents[here] - len(galley.texts[here])
        first = following.split(" ", 1)[0]
        full = room <= len(first) + 1
        whole = end - at <= 4 and (_set_apart(following) or following[0].islower())
        if not (full and end - at <= _MOST_LINES) and not whole:
            break
        if galley.texts[here].isupper() and not following.isupper() and not following[0].islower():
            break
        title += " " + following
        here += 1
    return Extent(here + 1, plain(title))


def _set_apart(line: str) -> bool:
    """Return whether a line looks like a title rather than like text."""
    if len(line) > 90 or is_rule(line):
        return False
    if line.isupper():
        return any(char.isalpha() for char in line)
    inner = line.strip(" _*=()[]")
    if line[0] in "_*=" and line.rstrip(".") != inner.rstrip(".") and not opens_document(line):
        return True
    if line[0] in _SPEECH or line[-1] in ",;:":
        return False
    return title_case(inner) and not opens_document(line)


def title_case(line: str) -> bool:
    """Return whether three in four of a line's weighty words begin with a capital."""
    words = re.findall(r"[^\W\d_][\w'’-]*", line)
    if not words or not (words[0][0].isupper() or not words[0][0].islower()):
        return False
    weighty = [w for w in words if w.lower() not in _SMALL_WORDS]
    capital = sum(1 for word in weighty if not word[0].islower())
    return bool(weighty) and capital * 4 >= len(weighty) * 3 and len(words) <= 14


@dataclass(frozen=True, slots=True)
class Habit:
    """What a series does with its titles: whether they stand below the label, and how they look.

    ``mostly`` is so where at least half of the headings have something like a title below,
    ``loosely`` where nearly all have a short line, ``argued`` where most have an argument ("In
    which ...").
    """

    mostly: bool
    loosely: bool
    argued: bool = False


def habit(galley: Galley, found: tuple[Candidate, ...], extents: tuple[Extent, ...]) -> Habit:
    """Return what the headings of a series do with titles behind a blank line."""
    alone = [
        extent.end for extent in extents if not extent.title and extent.end < len(galley.texts)
    ]
    below = [_block_below(galley, end) for end in alone]
    titled = [block for block in below if block and all(_set_apart(line) for line in block)]
    short = [block for block in below if block and _short(block)]
    enough = max(1, len(found))
    mostly = len(titled) * 2 >= enough and len(alone) * 2 >= enough
    loosely = len(short) * 10 >= enough * 9 and len(alone) * 10 >= enough * 9 and enough >= 3
    argued = sum(1 for block in below if block and _is_argument(block)) * 5 >= enough * 3
    return Habit(mostly, mostly or loosely, argued)


def _block_below(galley: Galley, end: int) -> tuple[str, ...]:
    at = galley.next_text(end - 1)
    if at >= len(galley.texts) or (not galley.below[end - 1] and not galley.line_by_line):
        return ()
    block = galley.texts[at : galley.block_end(at)]
    after = galley.next_text(galley.block_end(at) - 1)
    return block if len(block) <= _MOST_LINES and after < len(galley.texts) else ()


def _short(block: tuple[str, ...]) -> bool:
    text = " ".join(block)
    speech = block[0][0] in _SPEECH
    return len(text) <= 80 and not speech and not opens_document(text) and text[-1] not in ",;:"


def below_label(galley: Galley, extent: Extent, title: str, habit: Habit) -> Extent:
    """Return the extent with the title behind a blank line, if there is one.

    ``title`` is what the list of contents says, "" where it says nothing. A line in the middle or
    in capitals is a title by itself; a line in title case where most headings have one.
    """
    if extent.title or extent.end >= len(galley.texts) or galley.below[extent.end - 1] > 5:
        return extent
    block = _block_below(galley, extent.end)
    if not block or _labels(block[0]) or _names_a_section(block[0]):
        return extent
    at = galley.next_text(extent.end - 1)
    told = bool(title) and key(" ".join(block)) == key(title)
    apart = all(_set_apart(line) for line in block)
    text = " ".join(block)
    capital = apart and text.isupper() and len(re.findall(r"\w+", text)) > 1
    argued = len(text) <= _LONGEST_TITLE and (habit.argued and text[0] not in _SPEECH)
    if told or argued or (habit.mostly and apart) or (habit.loosely and _short(block)):
        return Extent(at + len(block), plain(text))
    if capital and (habit.mostly or galley.centred(at)) and not _sign(galley, at, block):
        return Extent(at + len(block), plain(text))
    return extent


def _sign(galley: Galley, at: int, block: tuple[str, ...]) -> bool:
    return galley.above[at] >= 4 or len(block) > 3
