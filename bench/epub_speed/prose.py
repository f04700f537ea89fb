"""Prose that costs a typesetter what a novel's does: sentences of all lengths, speech, emphasis.

It makes no sense. It has what the rules of typography look for: straight quotes within quotes,
apostrophes at both ends of words, dashes typed as hyphens, dots, numbers, abbreviations, names.
"""

from __future__ import annotations

from random import Random  # noqa: TID251 - seeded: the same novel every time
from typing import TypeVar

_T = TypeVar("_T")

_NAMES = """Ada Birgit Conrad Delphine Edmund Fenella Gideon Hester Ivo Jocasta Kit Lavinia
Mrs.|Orchard Mr.|Tallow Dr.|Vane Captain|Rook the|harbourmaster the|widow the|boy""".split()
_NOUNS = """lamp tide ledger window kettle gull rope harbour letter stair coat clock orchard bell
mirror cellar sail candle garden ferry anchor spoon curtain pavement quarrel winter supper
chimney map button drawer violin fever storm rumour handkerchief bridge lighthouse parcel
argument barometer wheelbarrow signature silence umbrella portrait afternoon""".split()
_ADJECTIVES = """grey narrow crooked patient salt-stained borrowed unlit second-hand faithful
enormous rusted careful half-forgotten cold ridiculous yellow stubborn thin familiar empty
well-thumbed late bitter polished ordinary unlikely""".split()
_VERBS = """carried mended counted followed watched forgot buried folded answered hid opened
dropped described refused polished weighed borrowed kept lost measured drew noticed pushed
remembered repaired swept traded turned unwrapped wanted""".split()
_ADVERBS = """slowly again without|a|word for|the|third|time all|night in|the|rain at|once hardly
as|if|nothing|had|happened with|both|hands by|daylight in|'98 before|breakfast after|all
out|of|habit behind|the|chapel never|quite gladly""".split()
_SAID = "said asked whispered answered called muttered repeated".split()
_TALK = """I|don't|know|what|you|mean It's|only|the|wind 'Tis|no|use,|I|tell|you
you|can't|have|it|both|ways She'd|have|told|us,|wouldn't|she Let|'em|wait
we|were|there|at|half|past|six|--|or|seven nobody|reads|the|boys'|letters|but|you
I|thought...|well,|never|mind It|cost|£3.50|and|it|wasn't|worth|a|penny
he|said|'stay'|and|so|I|stayed mind|the|step That's|what|they|called|the|*Marguerite*|then
come|in|out|of|that rock|'n'|roll,|that's|what|the|old|man|called|it""".split()
_JOINS = ", and| and then|, but|; at the same time|, because|, though| -- or so it seemed --".split(
    "|"
)
_EMPHASIS = ("*never*", "*that*", "**not**", "*all* of it", "*Marguerite*", "*une autre fois*")


def generator(seed: int) -> Random:
    """Return the source of chance for one section, the same for the same seed."""
    return Random(seed)


def sentence(chance: Random) -> str:
    """Return a sentence of eight to some forty words."""
    clauses = [_clause(chance) for _ in range(1 + int(3 * chance.random() ** 2))]
    text = clauses[0] + "".join(_pick(chance, _JOINS) + " " + clause for clause in clauses[1:])
    if chance.random() < 0.08:
        text += f", {_pick(chance, _EMPHASIS)}"
    return text[0].upper() + text[1:] + _pick(chance, (".", ".", ".", ".", "?", "..."))


def narration(chance: Random) -> str:
    """Return a paragraph of two to seven sentences."""
    return " ".join(sentence(chance) for _ in range(2 + int(6 * chance.random())))


def speech(chance: Random) -> str:
    """Return a paragraph in which someone speaks, with or without what they do meanwhile."""
    opening = _words(_pick(chance, _TALK))
    said = f'"{opening[0].upper()}{opening[1:]}," {_pick(chance, _SAID)} {_name(chance)}'
    if chance.random() < 0.4:
        return f"{said}."
    if chance.random() < 0.5:
        return f'{said}. {sentence(chance)} "{_words(_pick(chance, _TALK)).capitalize()}."'
    return f'{said}, {_words(_pick(chance, _ADVERBS))}. "{sentence(chance)}"'


def title(chance: Random) -> str:
    """Return a chapter's title."""
    return f"The {_pick(chance, _ADJECTIVES).title()} {_pick(chance, _NOUNS).title()}"


def _clause(chance: Random) -> str:
    subject = _name(chance) if chance.random() < 0.6 else _thing(chance)
    end = f" {_words(_pick(chance, _ADVERBS))}" if chance.random() < 0.7 else ""
    place = f" by {_thing(chance)}" if chance.random() < 0.4 else ""
    return f"{subject} {_pick(chance, _VERBS)} {_thing(chance)}{place}{end}"


def _thing(chance: Random) -> str:
    owner = "the" if chance.random() < 0.7 else f"{_name(chance)}'s"
    quality = f" {_pick(chance, _ADJECTIVES)}" if chance.random() < 0.6 else ""
    return f"{owner}{quality} {_pick(chance, _NOUNS)}"


def _name(chance: Random) -> str:
    return _words(_pick(chance, _NAMES))


def _words(phrase: str) -> str:
    return phrase.replace("|", " ")


def _pick(chance: Random, choices: tuple[_T, ...] | list[_T]) -> _T:
    # `random` alone is promised to give the same numbers in every version of Python.
    return choices[int(chance.random() * len(choices))]
