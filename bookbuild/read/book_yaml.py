"""book.yaml: what the author says of the whole book."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bookbuild.model.book import AuthorsNote, Contributor, Fandom, Metadata, NoteKind
from bookbuild.model.editions import DEFAULT_EDITIONS, EditionSettings, Presentation
from bookbuild.model.releases import USUAL_RELEASES, ReleaseSettings
from bookbuild.model.typography import USUAL, TypographyRules
from bookbuild.read.cover_design import read_cover_design
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
from bookbuild.read.naming import identifier, isbns, path, series
from bookbuild.read.outline import Listed, chapters
from bookbuild.read.pictures import Named
from bookbuild.read.releases import releases
from bookbuild.read.typography import typography
from bookbuild.read.yaml_text import Mapping, Node, compose
from bookbuild.report import Checked, Place, error


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
    typography: TypographyRules = USUAL
    releases: ReleaseSettings = USUAL_RELEASES
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
        typography=form.read("typography", typography, USUAL),
        releases=form.read("releases", releases, USUAL_RELEASES),
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
        series=form.read("series", series, None),
        publisher=form.read("publisher", text, ""),
        rights=form.read("rights", text, ""),
        year=form.read("year", plain_word, ""),
        description=form.read("description", paragraphs, ""),
        subjects=(*form.read_all("subjects", texts), *form.read_all("subject", texts)),
        identifier=form.read("identifier", identifier, ""),
        isbns=form.read_all("isbn", isbns),
        published=form.read("date", day, None),
        edition_statement=form.read("edition-statement", text, ""),
        cover=form.read("cover", path, "") or form.read("cover-image", path, ""),
        cover_alt=form.read("cover-alt", text, ""),
        fandom=form.read("fandom", _fandom, None),
        warnings=form.read_all("warnings", texts),
        cover_design=read_cover_design(form),
    )


def _named_file(node: Node, field: Field) -> Checked[Named | None]:
    file = path(node, field)
    named = Named(file.value, Place(field.file, node.line)) if file.value else None
    return Checked(named, file.diagnostics)


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
