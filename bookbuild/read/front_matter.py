"""The lines between two `---` at a file's beginning: what a section says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bookbuild.model.book import AuthorsNote, Kind, Matter, NoteKind
from bookbuild.model.text import Block, Blocks, Inlines
from bookbuild.read.fields import (
    Field,
    Form,
    Reader,
    choice,
    day,
    nearest,
    paragraphs,
    plain_word,
    text,
    texts,
)
from bookbuild.read.kinds import kind_named
from bookbuild.read.markdown import read_inlines, read_note
from bookbuild.read.waiting import Later, when
from bookbuild.read.yaml_lines import shorten
from bookbuild.read.yaml_text import Mapping, Node, Scalar, compose
from bookbuild.report import Checked, Place, error

KEYS = (
    *("title", "subtitle", "label", "number", "kind", "place", "pov", "status", "date"),
    *("summary", "notes", "endnotes", "warnings", "author", "id", "expected", "promised-in"),
    *("lang", "paragraphs", "changes", "only", "promise"),
)
_KEY_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z_-]*):(?:\s|$)")
_INNER_LINE = re.compile(r"(?:\s|-\s|#|$)")
_ID = re.compile(r"[^\W\d_][\w.-]*")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


class Status(Enum):
    """How far a section is; the values are the front matter's."""

    WRITTEN = "written"
    DRAFT = "draft"
    PROMISED = "promised"


class ParagraphStyle(Enum):
    """What stands between two paragraphs: an empty line, or just a line end."""

    BLANK = "blank"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Split:
    """A file's text in its two parts; ``yaml`` is "" where there is no front matter.

    ``yaml_line`` and ``body_line`` are the numbers of the parts' first lines.
    """

    yaml: str
    yaml_line: int
    body: str
    body_line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a section says of itself; ``kind`` and ``paragraphs`` are None where it does not say.

    ``lines`` of single keys are kept for messages that only the whole folder can give.
    """

    title: Inlines = ()
    subtitle: Inlines = ()
    label: str = ""
    number: str = ""
    kind: Kind | None = None
    matter: Matter | None = None
    pov: str = ""
    status: Status = Status.WRITTEN
    day: date | None = None
    notes: tuple[AuthorsNote, ...] = ()
    warnings: tuple[str, ...] = ()
    author: str = ""
    changes: str = ""
    id: str = ""
    expected: date | Later | None = None
    promised_in: str = ""
    lang: str = ""
    paragraphs: ParagraphStyle | None = None
    only: tuple[str, ...] = ()
    promise: Blocks = ()
    given: tuple[tuple[str, int], ...] = ()

    def line(self, key: str) -> int:
        """Return the line on which a key stands, 0 where it does not."""
        return next((line for name, line in self.given if name == key), 0)


# ----------------------------------------------------------------------------- the two parts


def split(source: str, file: str) -> Checked[Split]:
    """Divide a file into front matter and text.

    A ``---`` at the beginning opens front matter only where a key stands right below it: before
    an empty line or prose it is a scene break. Front matter that is not closed is an error, and
    what looks like it is read as such.
    """
    lines = source.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != "---":
        return Checked(Split("", 1, source, 1))
    end = next((n for n in range(start + 1, len(lines)) if _closes(lines[n])), -1)
    if end >= 0 and _is_front_matter(lines[start + 1 : end]):
        return Checked(_divide(lines, start, end, end + 1))
    if end < 0 and _begins_with_known_key(lines[start + 1 :]):
        stop = next((n for n in range(start + 1, len(lines)) if not _inner(lines[n])), len(lines))
        message = "The lines at the beginning of the file open with `---` and are not closed."
        hint = "Put a line with `---` below the last key."
        problem = error("unclosed-front-matter", Place(file, start + 1), message, hint)
        return Checked(_divide(lines, start, stop, stop), (problem,))
    return Checked(Split("", 1, source, 1))


def _divide(lines: list[str], start: int, end: int, body: int) -> Split:
    yaml = "\n".join(lines[start + 1 : end])
    return Split(yaml, start + 2, "\n".join(lines[body:]), body + 1)


def _closes(line: str) -> bool:
    return line.rstrip() in ("---", "...")


def _inner(line: str) -> bool:
    return bool(line.strip() and (_KEY_LINE.match(line) or _INNER_LINE.match(line)))


def _is_front_matter(lines: list[str]) -> bool:
    if not any(line.strip() for line in lines):
        return not lines
    shaped = all(_KEY_LINE.match(line) or _INNER_LINE.match(line) for line in lines)
    return bool(lines[0].strip()) and (shaped or _begins_with_known_key(lines))


def _begins_with_known_key(lines: list[str]) -> bool:
    first = next((line for line in lines if not line.startswith("#")), "")
    match = _KEY_LINE.match(first)
    return bool(match and nearest(match["key"], KEYS)) or first.split(":")[0] in KEYS


# ---------------------------------------------------------------------------------- the keys


def read_front_matter(source: str, file: str, first_line: int) -> Checked[FrontMatter]:
    """Read the lines between the two ``---``; ``first_line`` is the first one's number."""
    composed = compose(source, file, first_line)
    form = Form(composed.value, file)
    found = FrontMatter(
        title=form.read_all("title", _inlines),
        subtitle=form.read_all("subtitle", _inlines),
        label=form.read("label", text, ""),
        number=form.read("number", plain_word, ""),
        kind=form.read("kind", _kind, None),
        matter=form.read("place", choice(Matter), None),
        pov=form.read("pov", text, ""),
        status=form.read("status", choice(Status), Status.WRITTEN),
        day=form.read("date", day, None),
        notes=tuple(note for kind in NoteKind for note in form.read_all(kind.value, note_of(kind))),
        warnings=form.read_all("warnings", texts),
        author=form.read("author", text, ""),
        changes=form.read("changes", text, ""),
        id=form.read("id", _identifier, ""),
        expected=form.read("expected", when, None),
        promised_in=form.read("promised-in", plain_word, ""),
        lang=form.read("lang", language, ""),
        paragraphs=form.read("paragraphs", choice(ParagraphStyle), None),
        only=form.read("only", _editions, ()),
        promise=form.read_all("promise", _promise),
        given=_given(composed.value),
    )
    return Checked(found, (*composed.diagnostics, *form.finish()))


def _given(mapping: Mapping) -> tuple[tuple[str, int], ...]:
    return tuple((entry.key, entry.line) for entry in mapping.entries)


def _inlines(node: Node, field: Field) -> Checked[Inlines | None]:
    typed = text(node, field)
    if typed.value is None:
        return Checked(None, typed.diagnostics)
    read = read_inlines(typed.value, field.file, node.line)
    return Checked(read.value, (*typed.diagnostics, *read.diagnostics))


def _editions(node: Node, field: Field) -> Checked[tuple[str, ...] | None]:
    """Read the names of editions: a list, or several with commas between."""
    typed = texts(node, field)
    names = (name.strip() for each in typed.value or () for name in each.split(","))
    return Checked(tuple(filter(None, names)), typed.diagnostics)


def _promise(node: Node, field: Field) -> Checked[tuple[Block, ...] | None]:
    """Read what stands in the place of a section until its day."""
    note = note_of(NoteKind.OPENING)(node, field)
    blocks = tuple(block for each in note.value or () for block in each.blocks)
    return Checked(blocks, note.diagnostics)


def note_of(kind: NoteKind) -> Reader[tuple[AuthorsNote, ...]]:
    """Return a reader of an author's note of this kind, a text of one or more paragraphs."""

    def read(node: Node, field: Field) -> Checked[tuple[AuthorsNote, ...] | None]:
        typed = paragraphs(node, field)
        if typed.value is None:
            return Checked(None, typed.diagnostics)
        line = (node.text_line or node.line) if isinstance(node, Scalar) else node.line
        note = read_note(typed.value, kind, field.file, line)
        return Checked((note.value,), (*typed.diagnostics, *note.diagnostics))

    return read


def _kind(node: Node, field: Field) -> Checked[Kind | None]:
    word = plain_word(node, field)
    known = kind_named(word.value) if word.value else None
    return Checked(known) if known else choice(Kind)(node, field)


def _identifier(node: Node, field: Field) -> Checked[str | None]:
    word = plain_word(node, field)
    if word.value is None or _ID.fullmatch(word.value):
        return word
    message = f"“{shorten(word.value)}” cannot be an id."
    hint = "Use letters, digits and hyphens, and begin with a letter: `id: the-fall`"
    return Checked(None, (error("bad-id", Place(field.file, node.line), message, hint),))


def language(node: Node, field: Field) -> Checked[str | None]:
    """Read a language tag as BCP 47 writes it: "en", "pt-BR"."""
    word = plain_word(node, field)
    if word.value is None:
        return word
    tag = word.value.replace("_", "-")
    if _LANG.fullmatch(tag):
        return Checked(tag)
    message = (
        f"`{field.key}` takes the short name of a language, and “{shorten(word.value)}” is none."
    )
    hint = "English is `en`, American English `en-US`, German `de`, French `fr`, Spanish `es`."
    place = Place(field.file, node.line)
    return Checked(None, (error("bad-language", place, message, hint),))
