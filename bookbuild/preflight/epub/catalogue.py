"""The metadata: what shops and libraries list the book by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.preflight.epub.publication import Meta, Package, Publication
from bookbuild.report import Diagnostic, Place, error, warning

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")


def catalogue_findings(book: Publication) -> Iterator[Diagnostic]:
    """Yield what is missing or wrong in the metadata."""
    package = book.package
    if package.fault:
        yield error(
            "not-well-formed",
            Place(package.file, package.fault.line),
            f"The package document is damaged here ({package.fault.words}).",
            "Readers may refuse the whole book. Mend the line, or make the book again.",
        )
    yield from _version(package)
    yield from _identifier(package)
    yield from _languages(package)
    yield from _dates(package)
    yield from _refined(package)
    if not any(meta.text for meta in package.said("dc:title")):
        yield _missing(package, "no-book-title", "The book has no title.")
    if not package.is_old and not package.said("dc:creator"):
        what = "The book names no author, and is sorted under none."
        yield _missing(package, "no-author", what, wrong=False)
    yield from _cover(package)
    yield from _certificate(package)


def _missing(package: Package, code: str, what: str, *, wrong: bool = True) -> Diagnostic:
    make = error if wrong else warning
    return make(code, Place(package.file), what, "Add it to the metadata.")


def _version(package: Package) -> Iterator[Diagnostic]:
    if package.is_old:
        yield warning(
            "old-format",
            Place(package.file),
            f"This is an EPUB {package.version[:10] or 'of no version'}; shops take them, but "
            "readers get no notes that pop up, and nobody is told how accessible it is.",
            "Make it an EPUB 3.",
        )


def _identifier(package: Package) -> Iterator[Diagnostic]:
    named = [each for each in package.said("dc:identifier") if each.id == package.identifier_id]
    if not package.identifier_id or not named or not named[0].text:
        what = "The book has no identifier by which readers know it again."
        yield _missing(package, "no-identifier", what)


def _languages(package: Package) -> Iterator[Diagnostic]:
    said = package.said("dc:language")
    if not said:
        what = (
            "Nothing says which language the book is in: it is read aloud and hyphenated wrongly."
        )
        yield _missing(package, "no-book-language", what)
    for meta in said:
        if not _LANGUAGE.fullmatch(meta.text):
            what = f"“{meta.text[:40]}” is no language that readers know."
            hint = "Write it as in “en-GB”."
            yield error("unknown-language", Place(package.file, meta.line), what, hint)
    if not package.language and not package.is_old:
        yield warning(
            "no-package-language",
            Place(package.file),
            "Nothing says which language the metadata is in, and screen readers guess.",
            "Write xml:lang at the package element.",
        )


def _dates(package: Package) -> Iterator[Diagnostic]:
    changed = tuple(each for each in package.said("dcterms:modified") if not each.refines)
    if not package.is_old and (len(changed) != 1 or not _MOMENT.fullmatch(changed[0].text)):
        yield error(
            "no-modified",
            Place(package.file),
            "The day of the last change has to stand there once, as in 2026-05-04T12:00:00Z.",
            "Readers tell an update by it.",
        )
    for meta in package.said("dc:date"):
        if not _DATE.fullmatch(meta.text):
            what = f"“{meta.text[:40]}” is no date that shops can read."
            hint = "Write it as in 2026-05-04."
            yield warning("unknown-date", Place(package.file, meta.line), what, hint)


def _refined(package: Package) -> Iterator[Diagnostic]:
    ids = {meta.id for meta in package.metas} | {item.id for item in package.items}
    for meta in package.metas:
        if meta.refines and meta.refines not in ids:
            yield error(
                "says-it-of-nothing",
                Place(package.file, meta.line),
                f"“{meta.name}” is said of “{meta.refines[:60]}”, which is not there.",
                "Name the id of what it is about.",
            )


def _cover(package: Package) -> Iterator[Diagnostic]:
    if package.is_old:
        return
    marked = [item for item in package.items if "cover-image" in item.properties]
    if not marked:
        yield warning(
            "no-cover",
            Place(package.file),
            "No picture is marked as the cover: shops and shelves show a grey one.",
            "Give the cover picture the property cover-image.",
        )
    older = [meta.text for meta in package.said("cover")]
    if marked and marked[0].id not in older:
        yield warning(
            "no-older-cover",
            Place(package.file, marked[0].line),
            "Older readers do not find the cover.",
            f'Add <meta name="cover" content="{marked[0].id[:60]}"/> to the metadata.',
        )


def _certificate(package: Package) -> Iterator[Diagnostic]:
    claims = [meta for meta in package.said("dcterms:conformsTo") if _is_about_access(meta)]
    if claims and not package.said("a11y:certifiedBy"):
        yield error(
            "claim-without-name",
            Place(package.file, claims[0].line),
            "The book claims to be accessible, and nobody is named who has judged it.",
            "Name who did (a11y:certifiedBy), or leave the claim out.",
        )


def _is_about_access(meta: Meta) -> bool:
    return "accessibility" in meta.text.lower()
