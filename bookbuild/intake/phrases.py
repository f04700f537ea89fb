"""The turns of phrase by which authors speak to their readers.

Two strengths. A *set phrase* is a whole sentence that nobody writes for any other purpose ("Please
review!", "To be continued..."): it is enough by itself, at the end of a chapter. *Talk* holds a
word of the serial writer's trade ("reviews", "beta", "this fic"): it counts beside a label or a
clear gap. Nothing with a quotation mark in it is either.
"""

from __future__ import annotations

import re

APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'"})

_QUOTED = re.compile(r"[\"“”„«»]|(?:^|\s)['‘]\w|''")
_SENTENCE = re.compile(r"[^.!?…]*[.!?…]+[\"'”’)\]*_~]*\s*|[^.!?…]+$")
_DECORATION = " \t*_~()[]{}-–—=<>.!?…:;,^"

_WEAK = re.compile(
    r"\b(?:i|i'm|i've|i'll|i'd|me|my|you|your|we|us|our|guys|folks|everyone|everybody|all|this"
    r"|thanks|enjoy|sorry|a/n|p\.?s)\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:reviews|reviewed|reviewers?|reviewing|(?:read and|please|and|r&) ?review|fics?"
    r"|fan ?fics?|fan ?fiction|ficlets?|one-?shots?|readers|kudos|beta(?:'d|ed|s|-?read\w*)?"
    r"|a/n|author'?s notes?|cliff ?hangers?|writer'?s block|(?:this|next) (?:chapter|update)"
    r"|(?:like|liked|enjoy|enjoyed) (?:it|this|the) (?:chapter|story|fic|part)"
    r"|hope (?:you|everyone|y'all)(?: all| guys)? (?:like|liked|enjoy|enjoyed)"
    r"|thank(?:s| you|s to)(?: \w+){0,4} (?:read(?:ing)?|reviewing|reviewed|reviews|comments"
    r"|kudos|feedback|following|support|sticking|alerts|favou?rites)"
    r"|(?:let me know|tell me) what you (?:think|thought)|feedback|disclaimer"
    r"|(?:do not|don't) own|own nothing|no infringement"
    r"|on (?:with|to) the (?:story|show|chapter|fic)"
    r"|first fic\w*|constructive criticism|happy reading|spoilers)(?!\w)|\br ?& ?r\b"
    r"|^enjoy\W*$",
    re.IGNORECASE,
)

_ADDRESS = re.compile(
    r"\b(?:you guys|y'all|(?:hi|hello|hey),? (?:folks|everyone|everybody|guys|all)"
    r"|(?<=, )(?:folks|everyone|everybody|guys)(?=[.!,]|$)|(?:all|any|some|each) of you"
    r"|everyone who|thanks (?:so much |again )?(?:for|to)"
    r"|thank you (?:so much |again |all )?(?:for|to|all)"
    r"|sorry (?:it took|this took|for the|about the) (?:\w+ ){0,2}(?:wait|delay|long|lateness)"
    r"|hope you (?:\w+ )?(?:like|enjoy)|let me know (?:what|if|how) you|bear with me"
    r"|p\.?s\.?(?=[ :])|this (?:story|chapter|part) (?:is|was|takes|contains|will|has)"
    r"|(?-i:Enjoy))(?!\w)",
    re.IGNORECASE,
)

_AUDIENCE = r"(?:,? (?:all|everyone|everybody|guys|folks|you all|you guys|so much|a lot|again))*"
_SET_PHRASES = re.compile(
    r"(?:(?:so|and|but|well|anyway|now|oh),? )?(?:"
    r"(?:to be cont(?:inued|'d|d)?|t\.?b\.?c)"
    r"(?:,? (?:soon|tomorrow|next \w+|in .{1,60}|on .{1,40}))?"
    r"|(?:please|pls|plz)?,?(?: do)? ?(?:read (?:and|&|n) )?(?:r ?& ?r|review|comment)"
    rf"(?: (?:please|and comment|and review|and let me know .{{1,60}}))?{_AUDIENCE}"
    r"|(?:please )?(?:leave|drop|send)(?: me)? (?:a |some |your )?"
    r"(?:reviews?|comments?|kudos|feedback)"
    rf"(?: .{{1,60}})?{_AUDIENCE}"
    r"|(?:reviews|comments|feedback|kudos)(?: and (?:reviews|comments|feedback|kudos))?"
    r" (?:is|are|make|makes) .{1,60}"
    r"|(?:please )?(?:let me know|tell me) what you (?:think|thought)(?: .{1,40})?"
    rf"|(?:many )?(?:thanks|thank you){_AUDIENCE}(?: to (?:all|everyone)(?: of you)?(?: who)?)?"
    r" (?:for |who )?(?:read(?:ing)?|reviewing|reviewed|(?:the|your|all|all the|all your) "
    rf"(?:reviews|comments|kudos|feedback|support))(?: (?:and|this|my|the) .{{1,60}})?{_AUDIENCE}"
    r"|(?:i )?(?:really )?hope (?:you|everyone|y'all)(?: all| guys)? (?:like|liked|enjoy|enjoyed)"
    r"(?: (?:it|this|the|reading) ?.{0,40}| that)?"
    r"|stay tuned(?: for (?:more|the rest))?|more (?:soon|to come|coming soon|tomorrow|next week)"
    r"|(?:see you|until) (?:next (?:time|week|chapter)|in the next (?:chapter|part|one))"
    rf"{_AUDIENCE})",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"to be cont(?:inued|'d|d)?|t\.?b\.?c", re.IGNORECASE)
_LONGEST_SENTENCE = 300


def plain(text: str) -> str:
    """Return a sentence without the marks around it, apostrophes straight, spaces single."""
    return " ".join(text.translate(APOSTROPHES).split()).strip(_DECORATION)


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph with their end marks; joined, they are the paragraph."""
    return tuple(_SENTENCE.findall(text))


def quoted(text: str) -> bool:
    """Return whether there is a quotation mark in the text (an apostrophe is none)."""
    return bool(_QUOTED.search(text))


def is_set_phrase(sentence: str) -> bool:
    """Return whether a sentence, as `plain` gives it, is one that only speaks to readers."""
    return len(sentence) <= _LONGEST_SENTENCE and bool(_SET_PHRASES.fullmatch(sentence))


def is_continued(sentence: str) -> bool:
    """Return whether a sentence, as `plain` gives it, says "to be continued"."""
    return len(sentence) <= _LONGEST_SENTENCE and bool(_CONTINUED.match(sentence))


def is_talk(text: str) -> bool:
    """Return whether a paragraph holds a word of the serial writer's trade, and no quotation."""
    return bool(text) and not quoted(text) and bool(_TALK.search(text.translate(APOSTROPHES)))


def addresses_readers(text: str) -> bool:
    """Return whether a paragraph speaks to those who read it, and holds no quotation.

    More than `may_be_talk`: a character tells a story to a "you" as well, but never thanks for
    reviews.
    """
    if not text or quoted(text):
        return False
    return is_talk(text) or bool(_ADDRESS.search(text.translate(APOSTROPHES)))


def may_be_talk(text: str) -> bool:
    """Return whether a paragraph could speak to readers: "I", "you", "folks", and no quotation."""
    return bool(text) and not quoted(text) and bool(_WEAK.search(text.translate(APOSTROPHES)))
