"""``bookbuild find``: where quoted words stand, for a reader's report of a typo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bookbuild.cli.arguments import AsJson, Folder, epoch
from bookbuild.cli.printing import Json, diagnostics_json, note, note_diagnostics, say, say_json
from bookbuild.report import BookbuildError, Exit

if TYPE_CHECKING:
    from bookbuild.build.finding import Finding, FoundPlace, Page

_HERE = Path()


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("find")(find)


def find(
    words: Annotated[
        str, typer.Argument(help="The words, as somebody quotes them.", metavar='"WORDS"')
    ],
    folder: Folder = _HERE,
    pages: Annotated[
        bool, typer.Option("--pages", help="Make the PDF to say the printed page.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Say where quoted words stand: file and line, EPUB, printed page.

    For example:  bookbuild find "the the"  or  bookbuild find "you came" --pages
    """
    from bookbuild.build.finding import FindRequest, find_in_book

    if not folder.exists() and len(folder.parts) == 1:
        message = f'There is no folder {folder}. Put several words in quotes: "{words} {folder} …".'
        raise BookbuildError(message, Exit.USAGE)
    finding = find_in_book(FindRequest(folder, words, pages, epoch()))
    if json:
        say_json(_json(finding))
    else:
        note_diagnostics(finding.diagnostics)
        for line in _lines(finding, words):
            say(line)
        if not finding.places:
            note(f"These words, or any like them, are nowhere in the book: {words}")
    if not finding.places or finding.exactness.value == "nearest":
        raise typer.Exit(int(Exit.MANUSCRIPT))


def _lines(finding: Finding, words: str) -> Iterator[str]:
    match finding.exactness.value:
        case "nearest" if finding.places:
            yield f"“{words}” stands nowhere in the book. The nearest is:"
            yield ""
        case "within words" if finding.places:
            yield f"“{words}” stands only as a part of longer words:"
            yield ""
        case _:
            pass
    for number, place in enumerate(finding.places):
        if number:
            yield ""
        yield f"{place.file}:{place.line}" if place.line else place.file
        yield f"  {_quoted(place)}"
        yield f"  section  {place.section}"
        yield f"  EPUB     {place.href}#{place.anchor}"
        yield from (f"  print    {line}" for line in _printed(place.page, finding))
    if finding.more:
        yield ""
        yield f"These are the first {len(finding.places)}. Quote more words to have fewer places."


def _quoted(place: FoundPlace) -> str:
    return " ".join(f"{place.before}[{place.words}]{place.after}".split())


def _printed(page: Page | None, finding: Finding) -> Iterator[str]:
    if page is None:
        if finding.printed:
            yield "not known; --pages makes the PDF and looks"
        return
    number = f"page {page.folio}" if page.folio else f"page {page.number}, without a number"
    yield f"{number} of the published book" if page.published else f"{number} of the book as it is"


def _json(finding: Finding) -> Json:
    return {
        "match": finding.exactness.value if finding.places else "none",
        "places": [_place_json(place) for place in finding.places],
        "more": finding.more,
        "diagnostics": diagnostics_json(finding.diagnostics),
    }


def _place_json(place: FoundPlace) -> Json:
    return {
        "file": place.file,
        "line": place.line,
        "section": place.section,
        "before": place.before,
        "words": place.words,
        "after": place.after,
        "epub": {"href": place.href, "anchor": place.anchor},
        "page": _page_json(place.page),
    }


def _page_json(page: Page | None) -> Json:
    if page is None:
        return None
    return {"folio": page.folio, "number": page.number, "published": page.published}
