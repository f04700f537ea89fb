"""What the desk's page is told: the book as it stands as one JSON object, and where words stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.desk.editors import EDITORS
from bookbuild.desk.proofs import DeskSection, EbookProof, PrintProof, ProofPage, Proofs, Source
from bookbuild.desk.searching import Hit, Texts, hits_in

Json = Mapping[str, "Json"] | Sequence["Json"] | str | float | None

MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class Telling:
    """What does not change while the desk is open.

    ``run`` is a word of this run of the desk: it stands in the addresses of books and sheets, so
    that no browser takes those of an earlier run for them. ``editor`` is an address that opens
    the author's editor, with ``{file}`` and ``{line}`` in it, "" for none. ``folder`` is the whole
    path of the folder from which messages count their files, for editors that the page knows.
    """

    run: str = ""
    editor: str = ""
    folder: str = ""


ANY_RUN = Telling()
"""For a desk whose answers no browser keeps."""


def state(proofs: Proofs, telling: Telling = ANY_RUN) -> dict[str, Json]:
    """Return everything that the page lists; names are those of the values in `desk.proofs`.

    ``ebook.base`` and ``print.base`` are what stands before a file's path or a page's number in
    an address. A block on a page is its id, its top and its bottom in points; ``sources`` has
    for each of the author's files the blocks' ids with their lines; ``editors`` has a name to
    choose each by, its own name and its address.
    """
    return {
        "book": proofs.book,
        "printed": proofs.printed,
        "title": proofs.title,
        "language": proofs.language,
        "editor": telling.editor,
        "editors": [[each.key, each.name, each.address] for each in EDITORS],
        "folder": telling.folder,
        "sections": [_section(each) for each in proofs.sections],
        "findings": [each.as_json() for each in proofs.findings],
        "trouble": [each.as_json() for each in proofs.trouble],
        "news": list(proofs.news),
        "ebook": _ebook(proofs.ebook, f"/book/{numbered(proofs.book, telling.run)}/"),
        "print": _print(proofs.print, f"/sheet/{numbered(proofs.printed, telling.run)}/"),
        "sources": _sources(proofs.sources),
    }


def numbered(number: int, run: str) -> str:
    """Return how a book is called in an address."""
    return f"{number}-{run}" if run else str(number)


def search(
    proofs: Proofs, words: str, limit: int = MOST_FOUND, texts: Texts | None = None
) -> dict[str, Json]:
    """Return where words stand in the ebook: first as they are typed, else all of them in a block.

    Capitals, and the sort of quotes, dashes and spaces, do not matter. The marks in an excerpt
    are counted as JavaScript counts: in UTF-16. ``texts`` keeps what was read for the next search.
    """
    if proofs.ebook is None:
        return {"book": proofs.book, "hits": [], "more": False}
    found = hits_in(texts or Texts(), proofs.ebook, words, min(limit, MOST_FOUND) + 1)
    sections = {each.href.partition("#")[0]: each for each in proofs.sections if each.href}
    pages = dict(_pages_of_blocks(proofs.print))
    shown = found[: min(limit, MOST_FOUND)]
    return {
        "book": proofs.book,
        "hits": [_hit(hit, sections.get(hit.href), pages.get(hit.block)) for hit in shown],
        "more": len(found) > len(shown),
    }


def _hit(hit: Hit, section: DeskSection | None, page: ProofPage | None) -> Json:
    return {
        "section": (section.name or section.label) if section else "",
        "unit": section.unit if section else "",
        "href": hit.href,
        "block": hit.block,
        "excerpt": hit.excerpt,
        "marks": [list(mark) for mark in hit.marks],
        "page": page.number if page else 0,
        "folio": page.folio if page else "",
    }


def _pages_of_blocks(printed: PrintProof | None) -> Iterator[tuple[str, ProofPage]]:
    """Yield each block with the page on which it begins, which is told last and stays."""
    for page in reversed(printed.pages if printed else ()):
        yield from ((placed.block, page) for placed in page.blocks)


def _section(section: DeskSection) -> Json:
    return {
        "file": section.file,
        "line": section.line,
        "unit": section.unit,
        "href": section.href,
        "kind": section.kind,
        "depth": section.depth,
        "label": section.label,
        "name": section.name,
        "pov": section.pov,
        "words": section.words,
        "standing": section.standing,
        "novelty": section.novelty,
        "day": section.day,
        "days_late": section.days_late,
        "promised_in": section.promised_in,
        "first_page": section.first_page,
    }


def _ebook(ebook: EbookProof | None, base: str) -> Json:
    if ebook is None:
        return None
    return {
        "base": base,
        "language": ebook.language,
        "right_to_left": ebook.right_to_left,
        "spine": list(ebook.spine),
    }


def _print(printed: PrintProof | None, base: str) -> Json:
    if printed is None:
        return None
    return {
        "base": base,
        "width": printed.width,
        "height": printed.height,
        "right_to_left": printed.right_to_left,
        "pages": [_page(page) for page in printed.pages],
    }


def _page(page: ProofPage) -> Json:
    return {
        "number": page.number,
        "folio": page.folio,
        "unit": page.unit,
        "remarks": list(page.remarks),
        "blocks": [[each.block, round(each.top, 2), round(each.bottom, 2)] for each in page.blocks],
    }


def _sources(sources: Mapping[str, Source]) -> Json:
    files: dict[str, dict[str, Json]] = {}
    for block, source in sources.items():
        files.setdefault(source.file, {})[block] = source.line
    return files
