"""What dividing a text finds: its divisions, and the lines that are no part of the book."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.book import Kind, Matter


@dataclass(frozen=True, slots=True)
class Division:
    """A heading of the text, and what follows it up to the next one.

    ``line`` and ``last_heading_line`` count from 1 and hold the whole heading, titles on the
    following lines included. ``label`` is as typed ("CHAPTER I", "Epilogue"), ``title`` plain text
    without the marks of emphasis; either is "" where there is none. ``level`` is 0 for parts and
    volumes with chapters in them, else 1. ``number`` is None where none is said. ``pov`` is ""
    unless the heading names the narrator. ``confidence`` goes from 0 to 1; below 0.8 an author
    should be asked. ``matter`` says where a section of kind `Kind.OTHER` stands.
    """

    line: int
    last_heading_line: int
    kind: Kind
    label: str
    title: str
    level: int
    number: int | None
    pov: str
    confidence: float
    matter: Matter = Matter.BODY


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines that are no part of the book, both ends included, and what they are instead."""

    first_line: int
    last_line: int
    why: str


@dataclass(frozen=True, slots=True)
class Divided:
    """A text's divisions in the order of its lines, and its lines that are left out.

    Lines before the first division that are not left out are the title page and what goes with
    it.
    """

    divisions: tuple[Division, ...]
    left_out: tuple[LeftOut, ...]
