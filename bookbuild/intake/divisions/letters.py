"""Letters and diaries: lines that open a document within a chapter, and are not its title.

"To Mrs. Saville, England." is an address, "St. Petersburgh, Dec. 11th, 17-." a dateline, "My dear
Sister," a salutation. A book that is made of letters or dated entries alone is divided at them:
"Letter from Anna to Clara", "Anna an Clara", "3 May".
"""

from __future__ import annotations

import re

_MARKS = ' \t*_()[]"“”.'
_HONORIFIC = (
    r"(?:[Mm](?:rs?|iss|y|on|a|me|lle|eine?[nr]?)|[Dd](?:r|on|oña)|[Ss](?:ir|ignora?|eñora?)|[Ll](?:ady|ord)"
    r"|[Ff]rau|[Hh]errn?|M|Monsieur|Madame|[Tt]he (?:[Rr]ev|[Hh]on)\w*)\.? "
)
_ADDRESS = re.compile(
    rf"(?:(?:To|TO|An|À|A|Al|Alla|Aan) {_HONORIFIC}[A-ZÀ-Ý][\w.-]*(?:[ ,]+[\w.,'’-]+){{0,8}}"
    r"|To (?:[A-ZÀ-Ý][\w.-]* ?){1,3}, ?(?:[\w.'’-]+ ?){0,6})"
)
_MONTHS = (
    "jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]vrier|mar(?:ch|s|zo)|m[äa]rz|apr(?:il|ile)?|avril"
    "|abril|ma[iy]|mayo|maggio|june?|juni|juin|junio|giugno|july?|juli|juillet|julio|luglio|aug(?:ust)?"
    "|ao[uû]t|agosto|sept?(?:ember|embre|iembre)?|settembre|oct(?:ober|obre|ubre)?|okt(?:ober)?|ottobre"
    "|nov(?:ember|embre|iembre)?|dec(?:ember)?|dez(?:ember)?|d[ée]cembre|dicembre|diciembre"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|d|\.|er|º)?"
_DATE = re.compile(
    rf"(?:.{{0,40}}[, ])?(?:the )?(?:{_DAY}(?: of| de)? (?:{_MONTHS})|(?:{_MONTHS})\.? {_DAY})"
    r"(?:\W{1,3}(?:de )?\d{2,4}[—–-]*)?[^a-z]{0,12}.{0,20}",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"(?:of |de |di )?(?:{_MONTHS})\b", re.IGNORECASE)
_SALUTATION = re.compile(
    r"(?:my |mein[es]? |mon |ma |mi |dear|dearest|liebe[rs]?|ch[eè]re?|quer?id[oa]"
    r"|car[oa]|madam|sir\b).{0,40}[,:!;]-*—*",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"(?:(?:letter|lettre|brief|carta|lettera|telegram)s?[, ]+(?:from|de|von|di|van)?\s?)?"
    r"(?P<writer>[A-ZÀ-Ý][^,;!?]{1,40}?) (?:to|an|à|a|al|aan) (?P<reader>[A-ZÀ-Ý][^,;!?]{1,40})",
)


def opens_document(text: str) -> bool:
    """Return whether a line is an address, a dateline or a salutation, as letters begin."""
    plain = text.strip(_MARKS)
    if not plain or len(plain) > 90:
        return False
    return (
        bool(_ADDRESS.fullmatch(plain)) or is_dateline(text) or bool(_SALUTATION.fullmatch(plain))
    )


def is_dateline(text: str) -> bool:
    """Return whether a line says when, and perhaps where: "3 May. Bistritz."."""
    plain = text.strip(_MARKS)
    return 3 < len(plain) <= 90 and bool(_DATE.fullmatch(plain))


def begins_with_month(text: str) -> bool:
    """Return whether the first word is a month: behind a figure, that is a date and no title."""
    return bool(_MONTH.match(text.strip(_MARKS)))


def is_letter_line(text: str) -> bool:
    """Return whether a line names who writes to whom: "Letter from Anna to Clara"."""
    plain = text.strip(_MARKS)
    return 8 < len(plain) <= 100 and bool(_LETTER.fullmatch(plain))
