"""One line of a story: whether a document begins with it, whom it greets, who signs."""

from __future__ import annotations

import re

from bookbuild.intake.divisions.letters import is_dateline

_LONGEST_HEADING = 140
_SHORT = 45
_OPENERS = '"“„«»”'
_MARKS = '"“”„«» _*'
_ITALIC = re.compile(r"[\"“„«»]?([_*])(?P<words>[^_*]+)\1[.,:;]*[\"”“«»]?")
_CAPITALS = re.compile(r"[^a-zß-öø-ÿ]+")
_NO_SIGNATURE = re.compile(
    r"\b(?:END|FINI?S?|ENDE|FINE|CONTINUED|CHAPTER|PART|BOOK|NOTE)\b|[!?…]|\.\.", re.IGNORECASE
)

# ------------------------------------------------------------------------------------- documents

_OWNED = re.compile(
    r"(?:The )?(?:[A-ZÀ-Ý][\w.-]*[ ,]+){0,4}[A-ZÀ-Ý][\w.-]*['’]s?,? (?:[\w-]+ ){0,2}"
    r"(?:journal|diary|log|log-?book|memorand(?:um|a)|note-?book|narrative|statement|testimony"
    r"|deposition|account|letter|telegram|tagebuch)\b[^.?!]{0,50}\.?",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"(?:letter|telegram|cablegram|telegraph|cable|wire|post-?card|note|memorandum|report|e-?mail"
    r"|brief|telegramm|lettre|t[ée]l[ée]gramme|carta|lettera)s?"
    r"(?: \([^)]{2,30}\))?(?:, (?=\S)| (?:from|by|to|left|of|von|an|de|di|à|a) )\S.{2,120}",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"(?:letter|telegram|cablegram|cable|wire|post-?card|note|report|e-?mail|brief|telegramm"
    r"|lettre|t[ée]l[ée]gramme|carta|lettera)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"(?:cutting|clipping|extract|excerpt|entry|entries|page|leaf) from (?:\S+ ?){1,12}"
    r"|log of (?:the )?\S.{2,60}|(?:aus )?(?:dem )?tagebuch (?:von|der|des) \S.{2,60}",
    re.IGNORECASE,
)
_PAPER = re.compile(r"[\"“„«»][^\"“”«»]{4,50}[,.]?[\"”“«»],? (?P<day>[^\"“”]{4,30})")


def names_document(text: str) -> bool:
    """Return whether a line of its own is the heading of a letter, a diary or a cutting.

    It must be in italics or in capitals as a whole: in prose no line is.
    """
    bare = undressed(text)
    if not bare or len(text) > _LONGEST_HEADING or not is_apart(text):
        return False
    if _OWNED.fullmatch(bare) or _TAKEN.fullmatch(bare):
        return True
    paper = _PAPER.fullmatch(bare.rstrip("."))
    if paper:
        return is_dateline(paper["day"])
    return bool(_SENT.fullmatch(bare)) and not bare.endswith(("!", "?"))


def names_letter(text: str) -> bool:
    """Return whether a document's heading says that it is a letter, a telegram, a note."""
    return bool(_LETTERS.match(text.strip(_MARKS)))


def undressed(text: str) -> str:
    """Return a heading's words without the italics around all of them."""
    found = _ITALIC.fullmatch(text.strip())
    if not found:
        return text.strip()
    end = text.strip()[found.end("words") + 1 :]
    words = found["words"].strip()
    return words if words.endswith((".", "!", "?")) else words + end.strip(_MARKS)


def is_apart(text: str) -> bool:
    """Return whether a whole line is in italics or in capitals."""
    return is_italic(text) or (
        bool(_CAPITALS.fullmatch(text)) and sum(one.isalpha() for one in text) > 3
    )


def is_italic(text: str) -> bool:
    """Return whether a whole line is in italics; quotation marks may stand outside of them."""
    return bool(_ITALIC.fullmatch(text.strip()))


# --------------------------------------------------------------------------------------- letters

_GREETING = re.compile(
    r"(?:(?:my|mein[es]?|mon|ma|mi|mio|mia|oh?) )?(?:own |very |good |most )*"
    r"(?:dear(?:est)?|beloved|honou?red|sirs?|madam|gentlemen|lord|lady|liebe[rs]?|liebste[rs]?"
    r"|geliebte[rs]?|sehr geehrte[rs]?|ch[eè]re?|querid[oa]|car[oa]|caro|monsieur|madame)\b"
    r"[^,:;!?\"“”]{0,38}(?:,[^,:;!?\"“”]{2,20})?",
    re.IGNORECASE,
)
_GREETING_END = re.compile(r"(?:[,:!]\s*[—–-]*|\s*[—–]+|\s*--+)$")
_VALEDICTION = re.compile(
    r"(?:and )?(?:ever |always |most )*(?:yours?\b|with (?:all |much |best |kind |fond )?(?:my )?"
    r"(?:love|regards|wishes|affection|sympathy)|(?:much |all my )?love\b|sincerely|faithfully"
    r"|affectionately|respectfully|(?:best|kind|warm) (?:regards|wishes)|cheers|believe me"
    r"|(?:we|i) (?:am|are|remain|have the honou?r)\b|your (?:\w+[ -]){0,6}|dein[e]?\b|ihre?\b"
    r"|herzlichst|mit (?:\w+ ){0,2}gr(?:ü|u)(?:ß|ss)en|bien à|tuyo|tuya)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"(?:P\.\s?)+S\b|P\.?P?S\b|N\.\s?B\.", re.IGNORECASE)
_TIME_OF_DAY = re.compile(
    r"(?:the )?(?:same (?:day|night|evening)|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:later|early|late|evening|morning|night|midnight|noon|afternoon|dawn|sunset|sunrise)\b)"
    r"[^.?!]{0,40}",
    re.IGNORECASE,
)


def opener(text: str) -> str:
    """Return the quotation mark that a paragraph opens with, "" where it opens with none."""
    bare = text.lstrip("_* ")
    return bare[0] if bare[:1] and bare[0] in _OPENERS and bare[0] != "”" else ""


def is_greeting(text: str, *, sure: bool = False) -> bool:
    """Return whether a line greets the reader of a letter: "My dear Ann,".

    ``sure`` where something else says that this is a letter: then "Friend John,--" greets, too.
    """
    bare = text.strip().lstrip(_MARKS).rstrip("_* ")
    end = _GREETING_END.search(bare)
    if not end or len(bare) > _SHORT or any(one.isdigit() for one in bare):
        return False
    words = bare[: end.start()]
    if _GREETING.fullmatch(words):
        return not words.endswith(("”", '"'))
    return sure and len(words.split()) <= 5 and words[:1].isupper() and "." not in words[-1:]


def is_valediction(text: str) -> bool:
    """Return whether a line takes leave: "Yours ever,"."""
    bare = text.strip().strip(_MARKS)
    short = len(bare) <= _SHORT + 15 and len(bare.split()) <= 10
    return short and bool(_VALEDICTION.match(bare)) and not bare.endswith(("!", "?"))


def is_signature(text: str) -> bool:
    """Return whether a line is a name in capitals, or a name of four words at most."""
    bare = text.strip().strip(_MARKS).lstrip("—–- ")
    if not bare or len(bare) > _SHORT or _NO_SIGNATURE.search(bare) or bare[-1] in ",:;":
        return False
    return is_name_in_capitals(bare) or _is_name(bare)


def is_name_in_capitals(text: str) -> bool:
    """Return whether a short line is a name in capitals: "QUINCEY P. MORRIS."."""
    bare = text.strip().strip(_MARKS)
    words = re.findall(r"[^\W\d_]+", bare)
    capitals = [word for word in words if word.isupper()]
    return 0 < len(bare) <= _SHORT and len(capitals) >= max(1, len(words) - 1) and len(words) <= 7


def _is_name(bare: str) -> bool:
    words = bare.rstrip(".").split()
    return len(words) <= 4 and all(word[:1].isupper() or word in ("de", "von") for word in words)


def is_postscript(text: str) -> bool:
    """Return whether a paragraph begins with P.S."""
    return bool(_POSTSCRIPT.match(text.strip().lstrip(_MARKS)))


def is_aside(text: str) -> bool:
    """Return whether a short line in brackets or in italics stands between heading and text."""
    bare = text.strip().strip("_* ")
    return len(text) <= _LONGEST_HEADING and (
        is_italic(text) or (bare.startswith(("(", "[")) and bare.rstrip(".").endswith((")", "]")))
    )


def is_when_and_where(text: str) -> bool:
    """Return whether a line of its own says when, in italics or as a full date."""
    bare = text.strip().strip(_MARKS).rstrip(".,")
    if not bare or len(bare) > _SHORT + 15:
        return False
    if is_italic(text) and _TIME_OF_DAY.fullmatch(bare):
        return True
    return is_dateline(text) and _is_only_a_date(bare, italic=is_italic(text))


def _is_only_a_date(bare: str, *, italic: bool) -> bool:
    """A date with a sentence around it is prose: only places and figures may stand beside it."""
    words = re.findall(r"[^\W\d_]+", bare)
    small = sum(word.islower() and word not in _SMALL for word in words)
    return small == 0 and (italic or any(one.isdigit() for one in bare)) and len(words) <= 7


_SMALL = frozenset(
    "st nd rd th of the in at near on de di du le o clock p a m evening morning night noon midnight"
    " afternoon later early den am im bei um uhr".split()
)
