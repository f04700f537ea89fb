"""The press: the only importer of WeasyPrint.

A `Press` is made for one book, lays its sheets one after the other, and prints all of them into one
file. It gives the library bytes from memory only: no network, no file. What the library says to
its log comes back as diagnostics, and nothing of it reaches the terminal.

WeasyPrint is imported when a press is made, not when this module is, so that everything else works
where its system libraries (Pango) are missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bookbuild.report import BookbuildError, Diagnostic, Exit, Place, warning
from bookbuild.write.pdf.late_fonttools import fonttools_later
from bookbuild.write.pdf.lean_html import lean_defaults, lean_html

if TYPE_CHECKING:
    from types import ModuleType

NO_PANGO = (
    "The PDF needs Pango, which is not on this machine. "
    "'bookbuild doctor' shows the command that installs it."
)


@dataclass(frozen=True, slots=True)
class Resource:
    """Something a sheet may load by its address in bookbuild's own scheme."""

    url: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A line of running text as it was laid: the id of the block it belongs to, and its text.

    ``top`` and ``bottom`` are in points from the page's head.
    """

    block: str
    text: str
    top: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page as it was laid: its lines from top to bottom, footnotes and running heads left out."""

    lines: tuple[LaidLine, ...]


@dataclass(frozen=True, slots=True)
class LaidSheet:
    """A sheet as the press laid it: its pages, and the library's own document of them."""

    pages: tuple[LaidPage, ...]
    document: Any


@dataclass(frozen=True, slots=True)
class Size:
    """How large something was laid, borders included, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font of a PDF: its name there, the SHA-256 of the file it was taken from, and where on
    that file's axes it is."""

    name: str
    file: str
    axes: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Pressed:
    """A sheet as a PDF, with its fonts."""

    pdf: bytes
    fonts: tuple[FontUse, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the PDF says of itself; ``stamp`` is in UTC."""

    title: str
    authors: tuple[str, ...]
    description: str
    language: str
    keywords: tuple[str, ...]
    stamp: datetime


class Press:
    """Lays and prints the sheets of one book; made, used and dropped within one build."""

    def __init__(self, css: tuple[str, ...], resources: tuple[Resource, ...]) -> None:
        """Load the library and the book's style sheets.

        Raises `BookbuildError` with `Exit.MACHINE` where the library's own libraries are missing.
        """
        self._library = _load()
        self._log = _Log()
        self._fonts = self._library.text.fonts.FontConfiguration()
        self._fetcher = _fetcher(self._library, resources)
        self._own_fonts = frozenset(
            hashlib.sha256(each.data).hexdigest()
            for each in resources
            if each.media_type.startswith("font/")
        )
        with self._heard():
            self._html = lean_html(self._library, css)
            self._css = [self._sheet(text) for text in css]
        self._of_styles = tuple(self._log.messages)
        self._line_css = ""
        self._of_lines: list[Any] = []

    def lay(self, html: str, page_css: str, line_css: str = "") -> LaidSheet:
        """Lay one sheet: break its lines and pages.

        ``line_css`` lies over ``page_css``; it is kept, as the next sheet mostly has the same.
        """
        with self._heard():
            if line_css != self._line_css:
                self._line_css, self._of_lines = line_css, [self._sheet(line_css)]
            document = self._laid(html, page_css, self._of_lines if line_css else [])
        return LaidSheet(tuple(_laid_page(page) for page in document.pages), document)

    def sizes(self, html: str, page_css: str) -> dict[str, Size]:
        """Return the sizes of the elements that a `data-part` attribute names.

        ``page_css`` should give the page room for all of them: what is divided over two pages has
        the size of its last part.
        """
        return {name: each[-1] for name, each in self.parts(html, page_css).items()}

    def parts(self, html: str, page_css: str) -> dict[str, tuple[Size, ...]]:
        """Return the sizes of the elements that a `data-part` attribute names, of each of their
        parts where pages divide them.
        """
        with self._heard():
            document = self._laid(html, page_css)
        found: dict[str, tuple[Size, ...]] = {}
        for laid in document.pages:
            for name, size in _sizes(laid._page_box.children[0]):
                found[name] = (*found.get(name, ()), size)
        return found

    def print(self, sheet: LaidSheet, *, tagged: bool = False) -> Pressed:
        """Print a sheet as a PDF of its own; ``tagged`` is for screen readers: PDF/UA-1.

        The files of its fonts are empty where all are resources: `joined_fonts` lays in their own.
        """
        variant = "pdf/ua-1" if tagged else None
        fonts: list[FontUse] = []

        def finish(document: Any, pdf: Any) -> None:
            fonts.extend(_fonts_of(document))
            self._finish(pdf, fonts)

        with self._heard():
            printed: bytes = sheet.document.write_pdf(
                pdf_identifier=b"bookbuild", pdf_variant=variant, finisher=finish
            )
        return Pressed(printed, tuple(fonts))

    def _finish(self, pdf: Any, fonts: list[FontUse]) -> None:
        """Shorten what the pages say, and empty the files of TrueType fonts: both before they are
        compressed, which takes a tenth of the time."""
        own = all(font.file in self._own_fonts for font in fonts)
        for each in pdf.objects:
            if own and "Length1" in getattr(each, "extra", ()):
                each.stream = []
            elif hasattr(each, "stream"):
                each.stream = [_shortened(one) for one in each.stream]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the library complained of since it was last asked."""
        return complaints(self._log.messages)

    def heard(self) -> tuple[str, ...]:
        """Return what the library said of the style sheets, and since this was last asked."""
        said = tuple(dict.fromkeys(self._log.messages))
        self._log.messages = list(self._of_styles)
        return said

    def _laid(self, html: str, page_css: str, more: Sequence[Any] = ()) -> Any:
        page = self._html(html, "bookbuild:", self._fetcher)
        sheets = [*self._css, self._sheet(page_css), *more]
        return page.render(stylesheets=sheets, font_config=self._fonts)

    def _sheet(self, css: str) -> Any:
        return self._library.CSS(
            string=css, font_config=self._fonts, url_fetcher=self._fetcher, base_url="bookbuild:"
        )

    @contextlib.contextmanager
    def _heard(self) -> Iterator[None]:
        """Collect what the library logs, and keep its deprecation warnings off the terminal."""
        logger = logging.getLogger("weasyprint")
        propagate, level = logger.propagate, logger.level
        logger.addHandler(self._log)
        logger.propagate = False
        logger.setLevel(logging.WARNING)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield
        finally:
            logger.removeHandler(self._log)
            logger.propagate = propagate
            logger.setLevel(level)


class _Log(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def complaints(heard: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Return what the library said as warnings, each once."""
    return tuple(
        warning("print-style", Place("styles"), f"The printed book's styles: {_plain(message)}")
        for message in dict.fromkeys(heard)
    )


def _plain(message: str) -> str:
    """Return a complaint of the library's without the name of a Python error."""
    refused = re.match(r"(Failed to load .*?): ValueError: the book may not load", message)
    return f"{refused[1]}. The book loads no other file; delete this." if refused else message


def load() -> None:
    """Load the library now, and all of a press that no book decides: it is made at once then.

    Raises `BookbuildError` with `Exit.MACHINE` where the library's own libraries are missing.
    """
    lean_defaults(_load())


def pango_version() -> int:
    """Return the version of Pango. Raises what `load` raises."""
    version: int = _load().text.ffi.pango.pango_version()
    return version


def _load() -> ModuleType:
    """Import WeasyPrint without the banner that it prints where Pango is missing."""
    try:
        with (
            contextlib.redirect_stdout(io.StringIO()),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            return _imported()
    except OSError as missing:
        raise BookbuildError(NO_PANGO, Exit.MACHINE) from missing


def _imported() -> ModuleType:
    """Import WeasyPrint, on Linux by the names that its loader knows.

    WeasyPrint tries the names that its libraries have on other systems first. Python runs a
    compiler and a linker to look for each of them, which takes as long as all the rest.
    """
    if sys.platform == "linux" and "weasyprint" not in sys.modules:
        with contextlib.suppress(OSError), _no_search():
            return _import()
    return _import()


def _import() -> ModuleType:
    with fonttools_later():
        import weasyprint
        import weasyprint.text.fonts
        import weasyprint.urls

    library: ModuleType = weasyprint
    return library


@contextlib.contextmanager
def _no_search() -> Iterator[None]:
    """Have a library that the loader does not know by its name count as missing."""
    import ctypes.util

    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _fetcher(library: ModuleType, resources: tuple[Resource, ...]) -> Any:
    """Return a fetcher that knows the book's own resources and refuses every other address."""
    known = {resource.url: resource for resource in resources}

    class MemoryFetcher(library.urls.URLFetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, headers: Any = None) -> Any:
            resource = known.get(url)
            if resource is None:
                raise ValueError(f"the book may not load {url}")
            kind = {"Content-Type": resource.media_type}
            return library.urls.URLFetcherResponse(url, resource.data, kind)

    return MemoryFetcher(allowed_protocols=("bookbuild",), allow_redirects=False)


def _fonts_of(document: Any) -> tuple[FontUse, ...]:
    """Return a printed document's fonts.

    What the library has of them after printing is the part that the document needs; its open face
    still is the whole file.
    """
    from weasyprint.text.fonts import get_hb_object_data

    used: dict[str, FontUse] = {}
    for font in document.fonts.values():
        name = font.name.decode().lstrip("/")
        if name not in used:
            file = hashlib.sha256(get_hb_object_data(font.hb_face)).hexdigest()
            axes = tuple(sorted(font.variations.items())) if "fvar" in font.tables else ()
            used[name] = FontUse(name, file, axes)
    return tuple(used[name] for name in sorted(used))


def _laid_page(page: Any) -> LaidPage:
    """Read a page's lines from the library's boxes.

    The boxes are the one thing that is not public in WeasyPrint; they are the only exact record of
    which word begins a page.
    """
    root = page._page_box.children[0]
    return LaidPage(tuple(_lines(root, "")))


def _lines(box: Any, block: str) -> Iterator[LaidLine]:
    kind = type(box).__name__
    if kind == "LineBox":
        top = box.position_y * _POINTS
        yield LaidLine(block, _text(box), top, top + box.height * _POINTS)
        return
    if kind in ("FootnoteAreaBox", "MarginBox"):
        return
    if box.element is not None and box.element_tag.isalnum():
        block = box.element.get("id") or box.element.get("data-of") or block
    for child in getattr(box, "children", ()):
        yield from _lines(child, block)


_SHOWN_TEXT = b"] TJ"
_NO_MOVE = b">0<"
_FRACTION = re.compile(rb"(\.[0-9]{3})[0-9]+")


def _shortened(operation: Any) -> Any:
    """Return an operation of a page without what changes nothing in text that it shows.

    The library says after nearly every glyph that nothing moves, and measures moves to sixteen
    places of thousandths of an em. (ISO 32000-1, 9.4.3.)
    """
    if not (isinstance(operation, bytes) and operation.endswith(_SHOWN_TEXT)):
        return operation
    return _FRACTION.sub(rb"\1", operation.replace(_NO_MOVE, b""))


_POINTS = 0.75
"""The library counts in CSS pixels, of which 96 make an inch."""


def _sizes(box: Any, within: str = "") -> Iterator[tuple[str, Size]]:
    """Yield what is named within a box; the lines of an element are of the same element."""
    if box.element is not None and box.element_tag.isalnum():
        name = box.element.get("data-part")
        if name and name != within:
            yield name, Size(box.border_width() * _POINTS, box.border_height() * _POINTS)
            within = name
    for child in getattr(box, "children", ()):
        yield from _sizes(child, within)


def _text(box: Any) -> str:
    if type(box).__name__ == "TextBox":
        text: str = box.text
        return "" if "::" in box.element_tag else text
    return "".join(_text(child) for child in getattr(box, "children", ()))
