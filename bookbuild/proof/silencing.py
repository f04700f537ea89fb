"""False alarms that the author has silenced, and silences that nothing answers to any more."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.model.silences import Silence
from bookbuild.proof.findings import Finding, shown
from bookbuild.report import Diagnostic, Place, warning

_MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Silenced:
    """The findings that are left, and what is wrong with the silences themselves."""

    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]


def silence(
    findings: tuple[Finding, ...],
    silences: tuple[Silence, ...],
    codes: tuple[str, ...],
    place: Place,
) -> Silenced:
    """Take out what the author has silenced.

    ``findings`` are all that there are, suspected ones too, so that a silence is needless only
    where nothing answers to it; ``codes`` are those that exist; ``place`` is the silences' file.
    """
    used: set[int] = set()
    left: list[Finding] = []
    for finding in findings:
        answering = [n for n, each in enumerate(silences) if _silences(each, finding)]
        used.update(answering)
        if not answering:
            left.append(finding)
    diagnostics = [
        diagnostic
        for number, each in enumerate(silences)
        if (diagnostic := _wrong(each, number in used, codes, Place(place.file, each.line)))
    ]
    return Silenced(tuple(left), tuple(diagnostics))


def _silences(silence: Silence, finding: Finding) -> bool:
    if silence.code != finding.code:
        return False
    if silence.file and not f"/{finding.place.file}".endswith(f"/{silence.file}"):
        return False
    wanted, there = _levelled(silence.words), _levelled(finding.words)
    return not wanted or re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", there) is not None


def _levelled(words: str) -> str:
    return " ".join(words.translate(_MARKS).casefold().split())


def _wrong(silence: Silence, used: bool, codes: tuple[str, ...], place: Place) -> Diagnostic | None:
    if silence.code not in codes:
        message = f"“{shown(silence.code)}” is no code of a finding, so this silences nothing."
        hint = "Copy the code that stands in brackets behind the finding."
        return warning("unknown-silence", place, message, hint)
    if not used:
        what = f" “{shown(silence.words)}”" if silence.words else ""
        message = f"Nothing is found any more that this silences: {silence.code}{what}."
        return warning("needless-silence", place, message, "Delete these lines.")
    if not silence.reason:
        message = "This silence has no reason."
        hint = "Add a line `reason:` that will tell you next year why this is no mistake."
        return warning("silence-without-reason", place, message, hint)
    return None
