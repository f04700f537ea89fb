"""book.yaml: what the author says of the whole book."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from bookbuild.model.book import (
    DEFAULT_EDITIONS,
    AuthorsNote,
    Contributor,
    EditionSettings,
    Fandom,
    Isbn,
    Metadata,
    NoteKind,
    Presentation,
    Series,
)
from bookbuild.read.editions import editions, read_presentation
from bookbuild.read.fields import (
    Field,
    Form,
    Reader,
    choice,
    day,
    list_of,
    paragraphs,
    plain_word,
    text,
    texts,
)
from bookbuild.read.front_matter import ParagraphStyle, language, note_of
from bookbuild.read.outline import Listed, chapters
from bookbuild.read.pictures import Named
from bookbuild.read.yaml_lines import shorten
from bookbuild.read.yaml_text import Mapping, Node, compose
from bookbuild.report import Checked, Place, error

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BookYaml:
    """What book.yaml says. ``chapters`` is None where it lists none; ``cover`` and ``fonts`` are
    files to load, with the places that name them; ``paragraphs`` holds for every section.
    ``given`` are the keys that are there, readable or not."""

    metadata: Metadata
    presentation: Presentation
    editions: tuple[EditionSettings, ...] = DEFAULT_EDITIONS
    notes: tuple[AuthorsNote, ...] = ()
    chapters: tuple[Listed, ...] | None = None
    cover: Named | None = None
    fonts: tuple[Named, ...] = ()
    paragraphs: ParagraphStyle = ParagraphStyle.BLANK
    given: tuple[str, ...] = ()

    def gives(self, key: str) -> bool:
        """Return whether a key is there with a value, be it one that cannot be read."""
        return key in self.given


def read_book_yaml(source: str, file: str) -> Checked[BookYaml]:
    """Read book.yaml; ``file`` is its path as messages name it."""
    composed = compose(source, file)
    form = Form(composed.value, file)
    metadata = _metadata(form)
    cover = Named(metadata.cover, Place(file, form.line("cover") or form.line("cover-image")))
    found = BookYaml(
        metadata=metadata,
        presentation=read_presentation(form),
        editions=form.read("editions", editions, DEFAULT_EDITIONS),
        notes=tuple(note for kind in NoteKind for note in form.read_all(kind.value, note_of(kind))),
        chapters=form.read("chapters", chapters, None),
        cover=cover if metadata.cover else None,
        fonts=form.read_all("fonts", list_of(_named_file)),
        paragraphs=form.read("paragraphs", choice(ParagraphStyle), ParagraphStyle.BLANK),
        given=tuple(entry.key for entry in composed.value.entries if form.line(entry.key)),
    )
    return Checked(found, (*composed.diagnostics, *form.finish()))


def _metadata(form: Form) -> Metadata:
    return Metadata(
        title=form.read("title", text, ""),
        subtitle=form.read("subtitle", text, ""),
        title_sort=form.read("title-sort", text, ""),
        contributors=(
            *form.read_all("author", _people("author")),
            *form.read_all("contributors", _people("contributor")),
        ),
        language=form.read("lang", language, "en"),
        series=form.read("series", _series, None),
        publisher=form.read("publisher", text, ""),
        rights=form.read("rights", text, ""),
        year=form.read("year", plain_word, ""),
        description=form.read("description", paragraphs, ""),
        subjects=(*form.read_all("subjects", texts), *form.read_all("subject", texts)),
        identifier=form.read("identifier", _identifier, ""),
        isbns=form.read_all("isbn", _isbns),
        published=form.read("date", day, None),
        edition_statement=form.read("edition-statement", text, ""),
        cover=form.read("cover", _path, "") or form.read("cover-image", _path, ""),
        cover_alt=form.read("cover-alt", text, ""),
        fandom=form.read("fandom", _fandom, None),
        warnings=form.read_all("warnings", texts),
    )


def _path(node: Node, field: Field) -> Checked[str | None]:
    typed = text(node, field)
    return Checked(typed.value and typed.value.removeprefix("./"), typed.diagnostics)


def _named_file(node: Node, field: Field) -> Checked[Named | None]:
    path = _path(node, field)
    named = Named(path.value, Place(field.file, node.line)) if path.value else None
    return Checked(named, path.diagnostics)


# ------------------------------------------------------------------------------------ people


def _people(role: str) -> Reader[tuple[Contributor, ...]]:
    """Return a reader of names: a text, a list of texts, or groups of name, sort and role."""
    return list_of(partial(_person, role=role))


def _person(node: Node, field: Field, role: str) -> Checked[Contributor | None]:
    if not isinstance(node, Mapping):
        name = text(node, field)
        return Checked(Contributor(name.value, role) if name.value else None, name.diagnostics)
    form = Form(node, field.file, field.key)
    person = Contributor(
        name=form.read("name", text, ""),
        role=form.read("role", text, role),
        sort_name=form.read("sort", text, ""),
    )
    if not person.name and not form.line("name"):
        place = Place(field.file, node.line)
        hint = "Add a line `name: …` to this entry."
        form.report(error("missing-name", place, f"An entry of `{field.key}` has no name.", hint))
    return Checked(person if person.name else None, form.finish())


# ------------------------------------------------------------------------- series and numbers


def _series(node: Node, field: Field) -> Checked[Series | None]:
    if not isinstance(node, Mapping):
        name = text(node, field)
        return Checked(Series(name.value) if name.value else None, name.diagnostics)
    form = Form(node, field.file, field.key)
    series = Series(form.read("name", text, ""), form.read("number", plain_word, ""))
    if not series.name and not form.line("name"):
        place = Place(field.file, node.line)
        hint = "Add a line `name: …` below `series:`."
        form.report(error("missing-name", place, "The series has no name.", hint))
    return Checked(series if series.name else None, form.finish())


def _identifier(node: Node, field: Field) -> Checked[str | None]:
    """Read an identifier; a bare UUID or ISBN becomes the URN that it is."""
    word = plain_word(node, field)
    if word.value is None:
        return word
    if _UUID.fullmatch(word.value):
        return Checked(f"urn:uuid:{word.value.lower()}")
    digits = re.sub(r"[\s-]", "", word.value)
    if _is_isbn(digits):
        return Checked(f"urn:isbn:{digits}")
    if re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", word.value, re.IGNORECASE):
        return word
    message = f"“{shorten(word.value)}” cannot identify a book."
    hint = "Use a UUID, an ISBN, or an address of your own: `identifier: https://…`"
    return Checked(None, (error("bad-identifier", Place(field.file, node.line), message, hint),))


def _isbns(node: Node, field: Field) -> Checked[tuple[Isbn, ...] | None]:
    """Read one ISBN, or one for each edition or format."""
    if not isinstance(node, Mapping):
        alone = _isbn(node, field)
        return Checked((alone.value,) if alone.value else None, alone.diagnostics)
    form = Form(node, field.file, field.key)
    found: list[Isbn] = []
    for entry in node.entries:
        isbn = form.read(entry.key, _isbn, None)
        if isbn and entry.key in ("epub", "pdf"):
            found.append(replace(isbn, format=entry.key))
        elif isbn:
            found.append(replace(isbn, edition=entry.key))
    return Checked(tuple(found), form.finish())


def _isbn(node: Node, field: Field) -> Checked[Isbn | None]:
    word = plain_word(node, field)
    if word.value is None:
        return Checked(None, word.diagnostics)
    groups = re.split(r"[\s–-]+", word.value.upper().removeprefix("ISBN").strip())
    digits = "".join(groups)
    if _is_isbn(digits):
        return Checked(Isbn(digits, typed="-".join(groups) if len(groups) > 1 else ""))
    message = f"“{shorten(word.value)}” is not a valid ISBN: a digit is wrong, missing or too many."
    hint = "Compare it with the letter of the ISBN agency."
    return Checked(None, (error("bad-isbn", Place(field.file, node.line), message, hint),))


def _is_isbn(digits: str) -> bool:
    """Return whether the check digit of an ISBN (ISO 2108) is right."""
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        return sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        values = [10 if d == "X" else int(d) for d in digits]
        return sum((10 - n) * value for n, value in enumerate(values)) % 11 == 0
    return False


# ------------------------------------------------------------------------------------ fandom


def _fandom(node: Node, field: Field) -> Checked[Fandom | None]:
    """Read the fandom block; a name alone, or a list of names, is one too."""
    if not isinstance(node, Mapping):
        names = texts(node, field)
        return Checked(Fandom(names.value) if names.value else None, names.diagnostics)
    form = Form(node, field.file, field.key)
    fandom = Fandom(
        fandoms=(*form.read_all("fandom", texts), *form.read_all("fandoms", texts)),
        rating=form.read("rating", text, ""),
        categories=form.read_all("category", texts) + form.read_all("categories", texts),
        relationships=form.read_all("relationships", texts),
        characters=form.read_all("characters", texts),
        tags=form.read_all("tags", texts),
        source=form.read("source", text, ""),
        posted=form.read("posted", text, ""),
        gift_for=form.read("gift-for", text, ""),
        original=form.read("original", text, ""),
    )
    return Checked(fandom, form.finish())
