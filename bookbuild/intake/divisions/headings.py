"""What a single line says if it is a heading: its form, without regard to where it stands.

Four forms. A division word with a number, either first ("CHAPTER I", "Chapter the First",
"Erstes Kapitel", "第一回"); a number alone or with a title ("XII", "3. The Ship"); a name that
needs no number ("Prologue", "Interlude: Weld"); and the serial's number with a point in it
("Gestation 1.3"). A title on the same line stands behind a mark, or begins with a capital.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from bookbuild.intake.chapters import is_title_line
from bookbuild.intake.divisions.numerals import (
    HAN_NUMBER,
    Numeral,
    Script,
    begins_numeral,
    chinese,
    fold,
    read_numeral,
)
from bookbuild.intake.divisions.vocabulary import (
    ARTICLES,
    BEFORE_NUMBERS,
    DIVISION_WORDS,
    HAN_COUNTERS,
    LAST,
    LONGEST_NAME,
    NAMES,
    SPOKEN,
    DivisionWord,
    Place,
    Rank,
)
from bookbuild.model.book import Kind

LONGEST = 250
"""No line that is longer is a heading."""
_LONGEST_PREFIX = 80
BARE = "bare "
"""Series of numbers without a division word begin with this."""
NAMED = "named "
"""Series of sections known by name begin with this."""
DECIMAL = "decimal"

_EMPHASIS = " \t*_#~=[]<>|·•—–\u3000"
_WORD = re.compile(r"[^\W_]+")
_QUOTES = "\"“”„«»‘'’「『"
_MARK = re.compile(r"\s*(?:[.:,;)\]|/—–―…]|-{1,3}|－|：|、|﹒|．)+[\s_*]*|[\s_*\u3000]+")
_HAN = re.compile(
    rf"(?:《[^》]{{0,40}}》|目录|目錄|正文|[\s　])*"
    rf"(?P<label>(?:第|제)\s?(?P<number>[{HAN_NUMBER}]{{1,8}}|\d{{1,4}}|[０-９]{{1,4}})\s?"
    rf"(?P<counter>[{''.join(HAN_COUNTERS)}])|(?P<book>卷)之?(?P<volume>[{HAN_NUMBER}]{{1,5}}))"
    r"(?P<rest>.{0,80})"
)
_HAN_PREFIX = re.compile(r"^(?:《[^》]{0,40}》|目录|目錄|正文)[\s　]+(?=[第卷序楔引尾后後番])")
_HAN_SENTENCE = re.compile(r"[。！？，；”」]|[!?;]$")
_DECIMAL = re.compile(
    r"(?P<arc>[^\W\d_][\w'’ -]{0,40}?\s)?(?P<major>\d{1,3})\.(?P<minor>\d{1,3}|[a-zA-Zα-ω])"
)
_HALF = re.compile(r"[.½]\d{0,2}(?=\W|$)(?<=[\d½])")
"""A chapter between two chapters: "Chapter 4.5"."""
_WORK_PREFIX = re.compile(r"\s+[–—|-]{1,2}\s+|[:,|]\s+")
_POINT = re.compile(r"\d\.\w")
_CHAPTER = re.compile("chap|kapitel|cap[ií]t", re.IGNORECASE)
_FIRST_WORDS = frozenset(
    (*DIVISION_WORDS, *ARTICLES, *(_WORD.findall(name)[0] for name in NAMES if name))
)


@dataclass(frozen=True, slots=True)
class Form:
    """A line's form as a heading.

    ``series`` names the headings that are counted together. ``number`` is None where none was
    read. ``style`` is the way it is typed (case, way of writing numbers): headings of a book
    share it. ``label`` is as typed, ``rest`` the title on the same line. ``part`` is the first
    of two numbers in a serial's "1.3", else 0.
    """

    series: str
    rank: Rank
    kind: Kind
    label: str
    rest: str
    number: int | None
    style: str
    place: Place = Place.WITHIN
    part: int = 0
    prefix: str = ""

    @property
    def bare(self) -> bool:
        """Whether there is a number and no word."""
        return self.series.startswith(BARE)

    @property
    def named(self) -> bool:
        """Whether it is known by a name."""
        return self.series.startswith(NAMED)

    @property
    def spoken(self) -> bool:
        """Whether it may be the label of a note instead: "Note: Enjoy!"."""
        return self.named and bool(self.rest) and _folded(self.label) in SPOKEN


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's words, folded, and where each begins and ends."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def read_heading(text: str) -> Form | None:
    """Return the form of a line as a heading, None where it has none. Pure and quick."""
    if len(text) > LONGEST:
        return None
    inner = text.strip(_EMPHASIS)
    if not inner or inner[0] in _QUOTES:
        return None
    if not inner.isascii() and inner[0] in "第제卷《目正":
        return _han(inner)
    if not _may_begin(inner):
        return None
    line = _line(inner)
    if not line.words:
        return None
    return _labelled(line) or _ordinal_first(line) or _name(line) or _decimal(line) or _bare(line)


def _may_begin(inner: str) -> bool:
    """Return whether a line's first word can begin a heading; most lines end here."""
    first = _WORD.match(inner)
    if not first:
        return inner[0] == "§"
    word = fold(first.group())
    if word in _FIRST_WORDS or word[0].isdigit() or begins_numeral(word):
        return True
    if _POINT.search(inner, 0, 60):
        return True
    last = inner.rsplit(" ", 1)
    return len(last) == 2 and " " not in last[0] and fold(last[1].strip(".")) in DIVISION_WORDS


def read_behind_work(text: str) -> Form | None:
    """Return the form behind the title of the work: "The Long Road - Chapter 3: Home"."""
    if not _CHAPTER.search(text):
        return None
    inner = text.strip(_EMPHASIS)
    for mark in islice(_WORK_PREFIX.finditer(inner[:_LONGEST_PREFIX]), 3):
        form = _labelled(_line(inner[mark.end() :]))
        if form and form.rank >= Rank.CHAPTER and inner[0] not in _QUOTES:
            return replace(form, prefix=inner[: mark.start()], style=form.style + " behind")
    return None


def _line(inner: str) -> _Line:
    found = []
    for word in _WORD.finditer(inner):
        found.append(word)
        if len(found) == 8:
            break
    return _Line(
        inner,
        tuple(fold(word.group()) for word in found),
        tuple(word.start() for word in found),
        tuple(word.end() for word in found),
    )


def _case(text: str) -> str:
    letters = [char for char in text if char.isalpha()]
    if not letters or letters[0].islower():
        return "small"
    return "capitals" if all(c.isupper() or not c.islower() for c in letters) else "title"


# ------------------------------------------------------------------- a word and its number


def _labelled(line: _Line) -> Form | None:
    word = DIVISION_WORDS.get(line.words[0]) if line.words else None
    if not word or line.starts[0] != 0:
        return None
    at = 1
    if len(line.words) > 1 and line.words[1] in BEFORE_NUMBERS:
        at = 2 if len(line.words) > 2 and not _number_alone(line, 1) else 1
    if at >= len(line.words) or not _close(line, at):
        return None
    if line.words[at] in LAST and len(line.words) == at + 1:
        return _form(line, word, None, at + 1, "last")
    number = read_numeral(line.words[at : at + 5])
    if not number:
        whole = at == 1 and len(line.words) == 2
        return _form(line, word, None, 2, "unread") if whole else None
    return _form(line, word, number, at + number.words, number.script.value)


def _number_alone(line: _Line, at: int) -> bool:
    return len(line.words) == at + 1 and read_numeral(line.words[at:]) is not None


def _close(line: _Line, at: int) -> bool:
    """Whether nothing but spaces, a full stop or a number sign parts a word from its number."""
    between = line.text[line.ends[at - 1] : line.starts[at]]
    return between.strip(" .\xa0#°º_*-") == "" and len(between) <= 4


def _ordinal_first(line: _Line) -> Form | None:
    at = 1 if line.words[0] in ARTICLES and len(line.words) > 1 else 0
    number = read_numeral(line.words[at : at + 5])
    behind = at + (number.words if number else 1)
    if behind >= len(line.words) or not _close(line, behind):
        return None
    word = DIVISION_WORDS.get(line.words[behind])
    if not word:
        return None
    if not number:
        unread = at == 0 and behind == 1 == len(line.words) - 1 and line.words[0] not in ARTICLES
        return _form(line, word, None, 2, "unread") if unread else None
    if number.script is Script.WORDS and not number.ordinal:
        return None
    if "-" in line.text[line.ends[behind - 1] : line.starts[behind]]:
        return None
    form = _form(line, word, number, behind + 1, number.script.value + " first")
    if not form or not form.rest or number.ordinal:
        return form
    mark = _MARK.match(line.text, line.ends[behind])
    # "1. Letter from Anna" is a number and a title, "1. Kapitel: Anna" a label and a title.
    return form if mark and mark.group().strip(" ,;") else None


def _form(
    line: _Line, word: DivisionWord, number: Numeral | None, words: int, script: str
) -> Form | None:
    end = line.ends[words - 1]
    half = _HALF.match(line.text, end)
    if half:
        end, number, script = half.end(), None, "half"
    rest = _rest(line.text, end)
    if rest is None:
        return None
    label = line.text[:end].strip(_EMPHASIS)
    kind = Kind.PART if word.rank <= Rank.PART else Kind.CHAPTER
    style = f"{_case(label)} {script}"
    value = number.value if number else None
    return Form(word.name, word.rank, kind, label, rest, value, style)


def _rest(text: str, end: int) -> str | None:
    """Return the title behind a label, "" where there is none, None where a sentence goes on."""
    if end >= len(text):
        return ""
    mark = _MARK.match(text, end)
    if not mark:
        return None
    rest = text[mark.end() :].strip(_EMPHASIS)
    if not rest:
        return ""
    first = next((char for char in rest if char.isalnum()), "")
    if mark.group().strip(" _*\t\u3000"):
        return None if mark.group().strip() == "," and first.islower() else rest
    return None if first.islower() else rest


# -------------------------------------------------------------------------------- a number alone


def _bare(line: _Line) -> Form | None:
    text = line.text.removeprefix("§").lstrip()
    number = read_numeral(line.words[:5])
    if not number or number.value > 3000:
        return None
    end = line.ends[number.words - 1]
    typed = line.text[line.starts[0] : end]
    case = _case(typed) if number.script is not Script.FIGURES else ""
    rest = _bare_rest(line, number, end, case)
    if rest is None or (number.ordinal and number.script is not Script.WORDS):
        return None
    section = text != line.text
    style = f"{case} {'titled' if rest else 'alone'}"
    series = BARE + number.script.value + (" small" if case == "small" else "")
    rank = Rank.SECTION if section else Rank.CHAPTER
    label = line.text[:end].strip(_EMPHASIS)
    return Form(series, rank, Kind.CHAPTER, label, rest, number.value, style)


def _bare_rest(line: _Line, number: Numeral, end: int, case: str) -> str | None:
    """A title stands behind a point, a colon or a dash; behind a figure a space is enough."""
    if not line.text[end:].strip(" .:)-–—"):
        return ""
    rest = _rest(line.text, end)
    mark = _MARK.match(line.text, end)
    if rest is None or not mark or len(rest) > 100 or case == "small":
        return None
    sign = mark.group().strip()
    if number.script is Script.WORDS and (not sign or sign in ".,;"):
        return None
    if "," in sign or ";" in sign or (not sign and number.script is not Script.FIGURES):
        return None
    if number.script is Script.LETTERS:
        return None
    first = next((char for char in rest if char.isalnum()), "")
    return None if not first or first.islower() or first.isdigit() else rest


# ------------------------------------------------------------------------------------- names


def _name(line: _Line) -> Form | None:
    for count in range(min(len(line.words), LONGEST_NAME + 2), 0, -1):
        end = line.ends[count - 1]
        typed = line.text[:end]
        folded = _folded(typed)
        known = NAMES.get(folded) or NAMES.get(folded.removeprefix("the "))
        if known:
            break
    else:
        return None
    label, number, end = _numbered_name(line, count)
    rest = _rest(line.text, end)
    if rest is None or _case(label) == "small":
        return None
    series = NAMED + known.kind.value
    form = Form(series, Rank.CHAPTER, known.kind, label, rest, number, _case(label), known.place)
    # A sentence behind "Note:" is the author speaking, and no title.
    return None if form.spoken and not is_title_line(rest) else form


def _folded(name: str) -> str:
    return fold(name).replace("’", "'").replace("-", " ")


def _numbered_name(line: _Line, count: int) -> tuple[str, int | None, int]:
    """A name may have a number: "Interlude 3", "Appendix B"."""
    end = line.ends[count - 1]
    number = read_numeral(line.words[count : count + 5]) if _followed(line, count) else None
    if number and number.script in (Script.FIGURES, Script.ROMAN):
        behind = line.ends[count + number.words - 1]
        if _rest(line.text, behind) is not None and line.text[line.starts[count]].isupper() in (
            True,
            number.script is Script.ROMAN,
        ):
            return line.text[:behind], number.value, behind
    return line.text[:end], None, end


def _followed(line: _Line, at: int) -> bool:
    return at < len(line.words) and line.text[line.ends[at - 1] : line.starts[at]] == " "


# ------------------------------------------------------------------------------- serial numbers


def _decimal(line: _Line) -> Form | None:
    found = _DECIMAL.match(line.text) if len(line.text) <= 120 else None
    if not found:
        return None
    rest = _rest(line.text, found.end())
    if rest is None or _case(found["arc"] or "A") == "small":
        return None
    minor = found["minor"]
    number = int(minor) if minor.isdecimal() else None
    series = DECIMAL + (" arc" if found["arc"] else "")
    label = line.text[: found.end()]
    part = int(found["major"])
    return Form(series, Rank.CHAPTER, Kind.CHAPTER, label, rest, number, "", Place.WITHIN, part)


# ------------------------------------------------------------------------------------- Chinese


def _han(inner: str) -> Form | None:
    found = _HAN.fullmatch(inner)
    if not found:
        stripped = _HAN_PREFIX.sub("", inner, count=1)
        return _name(_line(stripped)) if stripped[:1].isalpha() else None
    value = chinese(found["number"] or found["volume"])
    counter = HAN_COUNTERS[found["counter"] or found["book"]]
    rest = found["rest"]
    spaced = not rest or not (rest[0].isalnum() or rest[0] in "，。、”」")
    title = rest.strip(" \t\u3000：:、.．·-—")
    if value is None or _HAN_SENTENCE.search(rest) or (not spaced and len(rest) > 20):
        return None
    kind = Kind.PART if counter.rank <= Rank.PART else Kind.CHAPTER
    style = "spaced" if spaced else "close"
    return Form(counter.name, counter.rank, kind, found["label"], title, value, style)
