"""The pages themselves: well-formed, in a language, with titles, headings, roles, descriptions."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.preflight.epub.publication import Page, Part, Publication
from bookbuild.preflight.epub.roles import NO_PART, OUTDATED_ROLES, OUTDATED_TYPES, role_of
from bookbuild.report import Diagnostic, Place, error, warning

_LONGEST = 60


def page_findings(book: Publication) -> Iterator[Diagnostic]:
    """Yield what is wrong within the pages, and between their titles."""
    for page in book.pages:
        yield from _form(page)
        yield from _language(page)
        yield from _headings(page)
        yield from _ids(page)
        yield from _pictures(page)
        yield from _active(page)
        yield from _properties(page)
        for part in page.parts:
            yield from _roles(page, part, is_old=book.package.is_old)
    yield from _titles(book)


def _form(page: Page) -> Iterator[Diagnostic]:
    if page.fault:
        yield error(
            "not-well-formed",
            Place(page.file, page.fault.line),
            f"The page is damaged here, and readers show no more of it ({page.fault.words}).",
            "Mend the line, or make the page again.",
        )
    if page.declares_entities:
        what = "The page declares abbreviations of its own, which readers do not look up."
        yield error("own-entities", Place(page.file), what, "Write what they stand for.")
    for name, line in () if page.declares_entities else page.entities:
        yield error(
            "unknown-entity",
            Place(page.file, line),
            f"“&{name[:_LONGEST]};” is unknown in an EPUB: the page ends there.",
            "Write the character itself.",
        )


def _language(page: Page) -> Iterator[Diagnostic]:
    place = Place(page.file)
    if not page.language and not page.xml_language:
        what = (
            "Nothing says which language the page is in: it is read aloud and hyphenated wrongly."
        )
        yield error("no-language", place, what, "Write lang and xml:lang at the html element.")
    elif page.language and page.xml_language and page.language != page.xml_language:
        what = f"The page says that it is in {page.language[:20]} and in {page.xml_language[:20]}."
        yield error("languages-disagree", place, what, "Write the same in lang and xml:lang.")


def _titles(book: Publication) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for page in book.pages:
        title = next((each for each in page.titles if each), "")
        if not title:
            what = "The page has no title, so a screen reader announces its file name."
            yield error("no-title", Place(page.file), what, "Write one in the page's head.")
        elif title in seen:
            yield warning(
                "same-title",
                Place(page.file),
                f"“{title[:_LONGEST]}” is the title of {seen[title]}, too; nobody who hears them "
                "can tell the two apart.",
                "Give each page its own.",
            )
        else:
            seen[title] = page.file


def _headings(page: Page) -> Iterator[Diagnostic]:
    first = [each for each in page.headings if each.level == 1]
    for heading in first[1:]:
        what = f"“{heading.words[:_LONGEST]}” is the page's second heading of the first level."
        hint = "Keep one h1 on each page."
        yield warning("second-heading", Place(page.file, heading.line), what, hint)
    above = 0
    for heading in page.headings:
        place = Place(page.file, heading.line)
        if above and heading.level > above + 1:
            what = f"An h{heading.level} follows an h{above}: a level is left out."
            yield error("heading-skipped", place, what, f"Make it an h{above + 1}.")
        if not heading.words:
            what = "There is nothing in this heading to read aloud."
            yield warning("empty-heading", place, what, "Give it words, or take it out.")
        above = heading.level


def _ids(page: Page) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for id, line in page.ids:
        place = Place(page.file, line)
        if id in seen:
            what = f"The id “{id[:_LONGEST]}” is given twice; links find one of the two."
            yield error("same-id", place, what, "Rename one.")
        elif any(char.isspace() for char in id):
            what = f"The id “{id[:_LONGEST]}” has a space in it, so no link finds it."
            yield error("same-id", place, what, "Write it without.")
        seen.add(id)


def _pictures(page: Page) -> Iterator[Diagnostic]:
    for picture in page.pictures:
        if picture.alt is None:
            yield error(
                "no-description",
                Place(page.file, picture.line),
                f"The picture “{picture.href[:_LONGEST]}” has no description for those who do not "
                "see it.",
                'Write one in alt; for mere ornament, alt="".',
            )


def _active(page: Page) -> Iterator[Diagnostic]:
    for each in page.active:
        yield error(
            "runs-something",
            Place(page.file, each.line),
            f"There is {each.what} here; most readers do not run it, and shops refuse it.",
            "Take it out.",
        )
    for line in page.inline_styles:
        yield warning(
            "inline-style",
            Place(page.file, line),
            "A style is written at an element, and readers who choose their own type cannot undo "
            "it.",
            "Name a class, and write the style in the sheet.",
        )


def _properties(page: Page) -> Iterator[Diagnostic]:
    scripted = any(each.what in ("a script", "a form") for each in page.active)
    there = (
        ("svg", "svg" in page.holds),
        ("mathml", "math" in page.holds),
        ("scripted", scripted),
    )
    for name, is_there in there:
        if is_there and name not in page.properties:
            yield error(
                "property-unsaid",
                Place(page.file),
                f"The package does not say that this page has {name} in it.",
                f"Add {name} to the properties of the page's item.",
            )


# ------------------------------------------------------------------------------------- roles


def _roles(page: Page, part: Part, *, is_old: bool) -> Iterator[Diagnostic]:
    place = Place(page.file, part.line)
    if part.element == "body" and (part.types or part.role):
        what = "The whole page says what it is, where only a section of it should."
        hint = "Move epub:type and role to the section in it."
        if part.role or any(role_of(type) for type in part.types):
            yield warning("role-of-page", place, what, hint)
    outdated = [each for each in part.types if each in OUTDATED_TYPES]
    if outdated or part.role in OUTDATED_ROLES:
        for name in outdated or (part.role,):
            what = f"“{name}” is no longer to be used; some readers hide what is called so."
            yield warning("outdated-type", place, what, "Leave it out.")
    if is_old or (part.element in NO_PART and "noteref" not in part.types):
        return
    wanted = [role for type in part.types if (role := role_of(type))]
    if wanted and part.role not in wanted:
        yield warning(
            "type-without-role",
            place,
            f"The epub:type “{' '.join(part.types)[:_LONGEST]}” is not told to screen readers.",
            f'Write role="{wanted[0]}" beside it.',
        )
