"""Opens a PDF and surveys it, page by page, within bounds."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Object

from bookbuild.preflight.pdf.objects import dictionary, items
from bookbuild.preflight.pdf.reader import (
    MOST_CONTENT,
    TOO_MUCH,
    UNREADABLE,
    Faces,
    PageReader,
)
from bookbuild.preflight.pdf.streams import bytes_within
from bookbuild.preflight.pdf.survey import Box, FontSurvey, PageSurvey, Survey

MOST_PAGES = 3_000
"""How many pages are looked at; no printer binds half as many."""
_LONGEST = 14_400.0
_MOST_OBJECTS = 2_000_000
_LETTER = Box(0.0, 0.0, 612.0, 792.0)


class Unopened(Exception):
    """A file is no PDF that can be looked into; the reason is a half sentence."""


def survey(path: Path) -> Survey:
    """Return what a PDF has on its pages and says of itself.

    Raises `Unopened` for what is no PDF, is damaged, or asks for a password.
    """
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return _survey(pdf, path.stat().st_size)
    except pikepdf.PasswordError:
        raise Unopened("it asks for a password") from None
    except (pikepdf.PdfError, OSError, ValueError, RecursionError) as wrong:
        why = "it is no PDF, or it is damaged"
        raise Unopened(why) from wrong


def _survey(pdf: pikepdf.Pdf, size: int) -> Survey:
    faces: Faces = {}
    fonts: dict[str, FontSurvey] = {}
    pages: list[PageSurvey] = []
    count = len(pdf.pages)
    for number, page in enumerate(pdf.pages, 1):
        if number > MOST_PAGES:
            break
        pages.append(_page(pdf, page, number, faces, fonts))
    root = dictionary(pdf.Root)
    names = dictionary(root.get("/Names"))
    metadata = _metadata(root)
    return Survey(
        pages=tuple(pages),
        fonts=tuple(fonts.values()),
        size=size,
        encrypted=pdf.is_encrypted,
        outlined="/First" in dictionary(root.get("/Outlines")),
        scripts=_scripts(root, names),
        attachments=int("/EmbeddedFiles" in names) + int("/AF" in root),
        forms=bool(items(dictionary(root.get("/AcroForm")).get("/Fields"))),
        layers="/OCProperties" in root,
        particulars=_particulars(pdf, metadata),
        claims=_claims(root, metadata, pdf),
        title=_title(pdf, metadata),
        language=str(root.get("/Lang", ""))[:40],
        tagged="/StructTreeRoot" in root
        and bool(dictionary(root.get("/MarkInfo")).get("/Marked", False)),
        right_to_left=str(dictionary(root.get("/ViewerPreferences")).get("/Direction", ""))
        == "/R2L",
        left_out=max(0, count - MOST_PAGES),
    )


# ----------------------------------------------------------------------------------- a page


def _page(
    pdf: pikepdf.Pdf,
    page: pikepdf.Page,
    number: int,
    faces: Faces,
    fonts: dict[str, FontSurvey],
) -> PageSurvey:
    media = _box(_inherited(page.obj, "/MediaBox")) or _LETTER
    crop = _box(_inherited(page.obj, "/CropBox"))
    sheet = (crop.within(media) if crop else None) or media
    trim = _box(page.obj.get("/TrimBox")) or sheet
    reader = PageReader(pdf, media, faces)
    content = _content(page.obj.get("/Contents"))
    resources = dictionary(_inherited(page.obj, "/Resources"))
    if isinstance(content, bytes):
        reader.read(content, resources)
    drawn = reader.drawn
    for face in drawn.faces.values():
        known = FontSurvey(face.name, face.lettering, face.embedded, number)
        fonts.setdefault(f"{face.name} {face.lettering} {face.embedded}", known)
    turn: object = _inherited(page.obj, "/Rotate")
    return PageSurvey(
        number=number,
        media=media,
        trim=trim,
        text=drawn.text,
        art=drawn.art,
        inks=tuple(sorted(drawn.inks, key=lambda ink: ink.value)),
        pictures=tuple(drawn.pictures),
        sizes=tuple(sorted(drawn.sizes.items())),
        notes=_notes(page.obj),
        transparent=drawn.transparent,
        turned=isinstance(turn, int) and turn % 360 != 0,
        unread=drawn.unread if isinstance(content, bytes) else content,
    )


def _content(contents: Object | None) -> bytes | str:
    """Return the page's drawing, all parts of it in one, or why it cannot be read."""
    parts: list[object] = [*items(contents)] or [contents]
    joined: list[bytes] = []
    left = MOST_CONTENT
    for part in parts:
        if part is None:
            continue
        if not isinstance(part, pikepdf.Stream):
            return UNREADABLE
        data = bytes_within(part, left)
        if data is None:
            return TOO_MUCH
        left -= len(data)
        joined.append(data)
    return b"\n".join(joined)


def _notes(page: Dictionary) -> tuple[str, ...]:
    found = [dictionary(note) for note in items(page.get("/Annots"))[:1_000]]
    return tuple(str(note.get("/Subtype", "/Unknown")).lstrip("/")[:30] for note in found)


def _inherited(page: Dictionary, key: str) -> Object | None:
    """Return what a page says, or what stands for all pages above it."""
    node: Object | None = page
    for _ in range(30):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _box(given: object) -> Box | None:
    corners = items(given)
    if len(corners) != 4:
        return None
    try:
        x, y, to_x, to_y = (float(corner) for corner in corners)
    except (TypeError, ValueError, ArithmeticError):
        return None
    if not all(abs(corner) < 1e6 for corner in (x, y, to_x, to_y)):
        return None
    box = Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
    return box if 0 < box.width <= _LONGEST and 0 < box.height <= _LONGEST else None


# --------------------------------------------------------------------------------- the file


def _scripts(root: Dictionary, names: Dictionary) -> int:
    """Return how many things in the file would do something by themselves."""
    opening = root.get("/OpenAction")
    acts = isinstance(opening, Dictionary) and str(opening.get("/S", "")) not in ("/GoTo", "")
    return int("/JavaScript" in names) + int("/AA" in root) + int(acts)


def _metadata(root: Dictionary) -> str:
    stream = root.get("/Metadata")
    data = bytes_within(stream, 5_000_000) if isinstance(stream, pikepdf.Stream) else None
    return (data or b"").decode("utf-8", "replace")


_HARMLESS = ("/Producer", "/Title", "/Trapped", "/CreationDate", "/ModDate", "/Creator")


def _particulars(pdf: pikepdf.Pdf, metadata: str) -> tuple[str, ...]:
    info = pdf.trailer.get("/Info")
    named = [key for key in map(str, dictionary(info)) if key not in _HARMLESS]
    return (*(key.lstrip("/")[:40] for key in named[:20]), *(("XMP",) if metadata else ()))


_STANDARDS = (("pdfxid:", "PDF/X"), ("pdfaid:part", "PDF/A"), ("pdfuaid:part", "PDF/UA"))


def _claims(root: Dictionary, metadata: str, pdf: pikepdf.Pdf) -> tuple[str, ...]:
    said = [name for mark, name in _STANDARDS if mark in metadata]
    in_info = "/GTS_PDFXVersion" in dictionary(pdf.trailer.get("/Info"))
    return tuple(dict.fromkeys((*said, *(("PDF/X",) if in_info else ()))))


def _title(pdf: pikepdf.Pdf, metadata: str) -> str:
    title = dictionary(pdf.trailer.get("/Info")).get("/Title")
    return str(title)[:200] if title is not None else ("yes" if "<dc:title" in metadata else "")
