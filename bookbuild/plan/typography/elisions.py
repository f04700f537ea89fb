"""Words that have lost a head or a tail, whose mark is an apostrophe and no quotation mark."""

from __future__ import annotations

import re
from enum import IntEnum


class Doubt(IntEnum):
    """How much speaks against an apostrophe here, in the same measure as `readings.Cost`."""

    NONE = 3
    SLIGHT = 7
    SOME = 20
    STRONG = 40
    UTTER = 60


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_HEADS = _words(
    """
    tis tisn tain taint twas twasn twarn twere tweren twill twould twouldn twon tween twixt
    tother em til bout neath nother nuff kay cos cuz coz cause course round fore gainst midst
    mongst most stead scuse spect spose pon fraid sup sall zat zactly deed haps pears parently
    magine lectric merica prentice possum gator gators tude rents burbs varsity flu nam bacca
    baccy taters tater sblood sdeath swounds struth strewth cept ceptin ullo ello alf arry enery
    d ll m n re s t ve
    """
)
"""What is left of it is, them, until, because, about, pronounced without their first letters."""

_HEADS_THAT_ARE_WORDS = _words("cause course cos round fore most pears deed rents d m n s t")

_H_WORDS = _words(
    """
    habit had hadn hadnt hail hair half hall ham hammer hand handle handsome hang happen happy
    harbour hard harder hardly hare harm harmony harness harp harvest has hasn hasnt hat hatch
    hate haul have haven havent having hay hazel he head headache health healthy heap hear heard
    heart hearth heat heathen heaven heavy hedge heel height held hell helmet help hem hen her
    here hero herring hers herself hide high higher hill him himself hind hint hip hire his
    hisself hit hobby hog hoist hold hole holiday hollow holy home honest honour hook hoop hop
    hope horn horrible horrid horror horse hospital host hot hotel hound hour house how however
    howl huge hull hum human humble humbug hundred hung hungry hunt hurry hurt husband hush hut
    hymn hooman harf
    """
)
_ENDINGS = ("s", "es", "ed", "d", "er", "ing", "in", "ly", "y")
_DROPPED_H_THAT_ARE_WORDS = _words(
    """
    ad ail air all am and are arm art as at ate ay ear eat edge eel eight ell en er err hood ill
    in int ip ire is it its old ole op our ours ow owl um us airs alls ands ares arms arts ears
    eats edges edged eels ells ended ills ins ops owls aunt ired arming aid
    """
)

_TAILS = _words(
    """
    an o th ol wi lor t mo fo yo lil po kep slep las jus mus tha i y gi ta thro altho tho wha
    lef tol bes nex mos fas dat wid whil don gov guv ma fi len col fac exac perfec spen han stan
    aroun roun foun groun behin frien soun poun hol worl gol chil wil ev e'en ne'er s n d lo ha
    wes eas
    """
)
_TAILS_THAT_ARE_WORDS = _words("ma len i d n s t lo ha y mus las don wil col")

_OTHER_HEADS = {
    "de": _words("s ne n nen ner nem was rein raus ran rum rauf runter rüber nauf is ist"),
    "nl": _words("s t n k m r ie tis twas"),
    "af": _words("n s t k"),
    "it": _words("sto sta sti ste na no ndrangheta l"),
    "es": _words("ta tas tá pa"),
    "pt": _words("tá tô pra"),
    "fr": _words("tain tit ptit scusez"),
    "sv": _words("na en et"),
}
_OTHER_TAILS = {
    "it": _words("po mo di va da fa sta to ca be de ne co vo pie"),
    "de": _words("hab hätt wär ich könnt wollt sollt müsst möcht würd eh ohn heut"),
}
_POSSESSIVE_WITHOUT_S = ("en", "de", "nl", "sv", "no", "da", "fi", "")

_YEAR = re.compile(r"\d\d(?P<decade>s|ers?)?(?!\w)(?P<name> [^\W\d_a-z])?")
_DROPPED_G = re.compile(r"[a-z]{2,}in$", re.IGNORECASE)
_MODAL = re.compile(r"(?:['’]d|\b(?:must|could|would|should|might|may|had|to))[ \u00a0]+$")
_HEAD_WORD = re.compile(r"[^\W\d_]{1,24}")
_TAIL_WORD = re.compile(r"[^\W_]+$")
_LONGEST = 24

_DIALECT = re.compile(
    r"(?<![^\W_])'(?:em|ere|im|e|ad|ave|ome|ouse|ead|arf|isself|imself|appen|ow)(?![^\W_])"
    r"|\b(?:[a-z]+in|an|th|wi)'(?![^\W_])",
    re.IGNORECASE,
)
_DIALECT_HINT = re.compile(
    r"'(?:(?:em|ere|im|e|ad|ave|ome|ouse|ead|arf|isself|imself|appen|ow)(?![^\W_])"
    r"|(?:(?<=in')|(?<=an')|(?<=th')|(?<=wi'))(?![^\W_]))",
    re.IGNORECASE,
)
"""It is found wherever the pattern above is; it begins with a mark, and `re` runs to the next."""


def is_dialect(text: str) -> bool:
    """Return whether somebody speaks here who drops letters right and left."""
    if text.count("'") < 2 or len(_DIALECT_HINT.findall(text)) < 2:
        return False
    return len(_DIALECT.findall(text)) > 1


def head_doubt(text: str, at: int, language: str) -> Doubt:
    """Return how much speaks against the mark at ``at`` standing for the lost head of a word."""
    year = _YEAR.match(text, at + 1)
    if year:
        # "'20 September" is a date within quotation marks; "'07" and "the '90s" are years.
        return Doubt.SOME if year.group("name") and not year.group("decade") else Doubt.NONE
    found = _HEAD_WORD.match(text, at + 1)
    if not found:
        return Doubt.STRONG
    word = found.group().lower()
    if language == "en":
        return _english_head_doubt(text, at, word)
    if word in _OTHER_HEADS.get(language, ()):
        return Doubt.NONE
    return Doubt.UTTER if text[at + 1].isupper() else Doubt.STRONG


def _english_head_doubt(text: str, at: int, word: str) -> Doubt:
    if word == "a":
        # "I'd 'a' seen": the word is "have", worn down at both ends.
        return Doubt.NONE if _MODAL.search(text, max(0, at - 12), at) else Doubt.STRONG
    if word in _HEADS:
        return Doubt.SOME if word in _HEADS_THAT_ARE_WORDS else Doubt.NONE
    if _has_dropped_h(word):
        return Doubt.SOME if word in _DROPPED_H_THAT_ARE_WORDS else Doubt.NONE
    # A name may well have lost its H, but not what stood before a consonant.
    return Doubt.UTTER if text[at + 1].isupper() and word[0] not in "aeiouy" else Doubt.STRONG


def _has_dropped_h(word: str) -> bool:
    whole = "h" + word
    if whole in _H_WORDS:
        return True
    stems = [whole.removesuffix(ending) for ending in _ENDINGS if whole.endswith(ending)]
    return any(_is_stem(stem) for stem in stems)


def _is_stem(stem: str) -> bool:
    """Return whether a word with an H begins so: house(s), hop(p)ing, hik(e)ing."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2]
    return stem in _H_WORDS or stem + "e" in _H_WORDS or (doubled and stem[:-1] in _H_WORDS)


def tail_doubt(text: str, at: int, language: str) -> Doubt:
    """Return how much speaks against the mark at ``at`` standing for the lost tail of a word.

    The plural possessive counts as one: in it the mark stands for nothing, but it is the same.
    """
    found = _TAIL_WORD.search(text, max(0, at - _LONGEST), at)
    if not found:
        return Doubt.STRONG
    word = found.group().lower()
    if language == "en" and _is_english_tail(text, at, word):
        return Doubt.SLIGHT
    if word in _OTHER_TAILS.get(language, ()):
        return Doubt.NONE
    if word[-1] in "sxzß" and language in _POSSESSIVE_WITHOUT_S:
        return Doubt.SOME
    return Doubt.STRONG


def _is_english_tail(text: str, at: int, word: str) -> bool:
    if word == "a":
        worn = text[at - 2 : at - 1] in ("'", "’")
        return worn and bool(_MODAL.search(text, max(0, at - 14), at - 2))
    if word in _TAILS:
        return word not in _TAILS_THAT_ARE_WORDS
    return bool(_DROPPED_G.match(word))
