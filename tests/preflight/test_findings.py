"""Each of our own checks: a book without a fault, one fault put in, and what is said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import bookbuild.preflight.epub
from bookbuild.preflight.epub.inspecting import MOST_OF_A_KIND, Inspection, inspect
from bookbuild.preflight.epub.media import measures, true_type
from tests.commands import ROOT
from tests.epubcheck import epubcheck
from tests.preflight.books import SOUND, Files, changed, packed, picture, with_file

OPF, NAV, ONE, TWO, NCX, CSS = (
    *("EPUB/book.opf", "EPUB/nav.xhtml", "EPUB/text/one.xhtml", "EPUB/text/two.xhtml"),
    *("EPUB/toc.ncx", "EPUB/book.css"),
)
ITEM = '<item id="{}" href="{}" media-type="{}"/>\n</manifest>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>A dot</title></svg>'


def looked_at(files: Files) -> Inspection:
    return inspect(packed(files), "book.epub")


def codes(files: Files) -> set[str]:
    return {each.code for each in looked_at(files).findings}


def test_the_book_without_a_fault_has_none() -> None:
    found = looked_at(SOUND)
    assert [str(each) for each in found.findings] == []
    assert found.inert
    assert found.package == OPF


@pytest.mark.slow
def test_epubcheck_finds_no_fault_in_it_either() -> None:
    assert {message.id for message in epubcheck(packed())} == {"OPF-097"}  # the cover has no page


@dataclass(frozen=True, slots=True)
class Fault:
    """Words of a file, what stands there instead, and the codes that are found for it.

    ``at`` is whether the line of these words is among the places.
    """

    file: str
    old: str
    new: str
    codes: str
    at: bool = False


FAULTS = (
    # the manifest and the reading order
    Fault(OPF, 'href="map.png"', 'href="lost.png"', "missing-file unlisted-file", at=True),
    Fault(OPF, '<item id="map" href="map.png" media-type="image/png"/>\n', "", "unlisted-file"),
    Fault(OPF, 'id="map"', 'id="css"', "listed-twice"),
    Fault(OPF, 'href="map.png"', 'href="cover.jpg"', "listed-twice unlisted-file"),
    Fault(OPF, 'idref="two"', 'idref="zwei"', "unknown-page link-off-the-order", at=True),
    Fault(
        OPF, '<itemref idref="two"/>', '<itemref idref="two"/><itemref idref="two"/>', "page-twice"
    ),
    Fault(OPF, '<itemref idref="two"/>', '<itemref idref="two"/><itemref idref="map"/>', "no-page"),
    Fault(OPF, 'media-type="image/png"', 'media-type="image/gif"', "wrong-type"),
    # the metadata
    Fault(OPF, 'unique-identifier="id"', 'unique-identifier="x"', "no-identifier"),
    Fault(OPF, '<dc:title id="title">The Ferry</dc:title>\n', "", "no-book-title"),
    Fault(OPF, "<dc:language>en</dc:language>\n", "", "no-book-language"),
    Fault(OPF, "<dc:language>en<", "<dc:language>English (UK)<", "unknown-language", at=True),
    Fault(OPF, ' xml:lang="en"', "", "no-package-language"),
    Fault(OPF, "2026-05-04T12:00:00Z", "2026-05-04", "no-modified"),
    Fault(OPF, "<dc:date>2026-05-04<", "<dc:date>4 May 2026<", "unknown-date", at=True),
    Fault(OPF, 'refines="#creator1"', 'refines="#nobody"', "says-it-of-nothing", at=True),
    Fault(OPF, ' properties="cover-image"', "", "no-cover"),
    Fault(OPF, '<meta name="cover" content="cover"/>\n', "", "no-older-cover"),
    Fault(
        OPF,
        "</metadata>",
        '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'
        "</metadata>",
        "claim-without-name",
        at=True,
    ),
    # what is claimed of the access
    Fault(OPF, '<meta property="schema:accessibilityHazard">none</meta>\n', "", "access-unsaid"),
    Fault(
        OPF,
        'Hazard">none<',
        'Hazard">none</meta><meta property="schema:accessibilityHazard">flashing<',
        "hazards-disagree",
    ),
    Fault(OPF, ">ARIA<", ">MathML<", "access-untrue"),
    Fault(OPF, '<meta property="schema:accessMode">visual</meta>\n', "", "access-modest"),
    Fault(
        OPF,
        '<meta property="schema:accessibilityFeature">pageNavigation</meta>\n',
        "",
        "access-modest",
    ),
    Fault(
        OPF, '<meta property="source-of" refines="#print">pagination</meta>\n', "", "no-page-source"
    ),
    Fault(ONE, ' alt="The river with its two landings"', "", "no-description access-untrue"),
    Fault(ONE, 'alt="The river with its two landings"', 'alt=""', "access-untrue"),
    # the pages
    Fault(ONE, "<p>A ferry", "<p>A <b>ferry", "not-well-formed", at=True),
    Fault(ONE, "came.", "came&nbsp;back.", "unknown-entity", at=True),
    Fault(ONE, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY f "x">]>', "own-entities"),
    Fault(ONE, ' lang="en" xml:lang="en"', "", "no-language"),
    Fault(ONE, ' lang="en" xml', ' lang="fr" xml', "languages-disagree"),
    Fault(ONE, "<title>One</title>", "<title> </title>", "no-title"),
    Fault(ONE, "<title>One</title>", "<title>Two</title>", "same-title"),
    Fault(
        ONE, '<h2 id="quay">The quay</h2>', '<h1 id="quay">The quay</h1>', "second-heading", at=True
    ),
    Fault(
        ONE,
        '<h2 id="quay">The quay</h2>',
        '<h3 id="quay">The quay</h3>',
        "heading-skipped",
        at=True,
    ),
    Fault(ONE, "The quay", "", "empty-heading", at=True),
    Fault(ONE, 'id="quay"', 'id="one"', "same-id", at=True),
    Fault(ONE, 'id="quay"', 'id="the quay"', "same-id", at=True),
    Fault(ONE, "<p>A", '<p style="color: red">A', "inline-style", at=True),
    Fault(ONE, "<p>A", '<p onclick="x()">A', "runs-something", at=True),
    Fault(ONE, "https://example.org/", "javascript:alert(1)", "runs-something", at=True),
    Fault(ONE, "</head>", "<script>x()</script></head>", "runs-something property-unsaid"),
    Fault(ONE, "<p>A", "<p><iframe src='two.xhtml'></iframe>A", "runs-something", at=True),
    Fault(
        ONE,
        "</head>",
        "<style>p { background: url(https://example.org/x) }</style></head>",
        "runs-something",
    ),
    Fault(ONE, "<p>A", f"<p>{SVG}A", "property-unsaid"),
    Fault(ONE, ' role="doc-noteref"', "", "type-without-role", at=True),
    Fault(ONE, ' role="doc-chapter"', "", "type-without-role", at=True),
    Fault(ONE, "<body>", '<body epub:type="chapter">', "role-of-page", at=True),
    Fault(ONE, "<p>A", '<p epub:type="endnote">A', "outdated-type", at=True),
    # links and notes
    Fault(ONE, "two.xhtml#two-h", "two.xhtml#nowhere", "dead-link", at=True),
    Fault(ONE, "two.xhtml#two-h", "three.xhtml", "dead-link", at=True),
    Fault(ONE, "two.xhtml#two-h", "../../../etc/passwd", "dead-link", at=True),
    Fault(ONE, "../map.png", "https://example.org/map.png", "fetches-something", at=True),
    Fault(ONE, 'href="#ref-1"', 'href="#one"', "note-without-return"),
    Fault(ONE, 'href="#note-1"', 'href="#quay"', "note-never-called"),
    Fault(CSS, "text-indent: 0", "list-style: url(paper.png)", "dead-link", at=True),
    Fault(
        CSS,
        "text-indent: 0",
        "background: url('https://example.org/p.png')",
        "fetches-something weak-reader-style",
    ),
    Fault(
        CSS, "p.first", "@import 'more.css';\np.first", "imported-sheet dead-link weak-reader-style"
    ),
    Fault(CSS, "text-indent: 0", "display: flex", "weak-reader-style", at=True),
    Fault(
        OPF, 'Beginning" href="text/one.xhtml"', 'Beginning" href="text/none.xhtml"', "dead-link"
    ),
    # the navigation
    Fault(NAV, '"toc" role="doc-toc"', '"lot"', "no-contents access-untrue"),
    Fault(NAV, '<li><a href="text/one.xhtml">One</a></li>\n', "", ""),
    Fault(
        NAV,
        '<li><a href="text/one.xhtml">One</a></li>\n',
        '<li><a href="text/two.xhtml">Two</a></li><li><a href="text/one.xhtml">One</a></li>\n',
        "contents-out-of-order",
    ),
    Fault(NAV, "<em>Two</em>", "<span>Two</span>", "contents-not-plain"),
    Fault(NAV, "<em>Two</em>", "", "contents-empty"),
    Fault(NAV, 'epub:type="bodymatter"', 'epub:type="bodymatter chapter"', "landmark-type"),
    Fault(NAV, '"toc" href="nav', '"bodymatter" href="nav', "landmark-twice"),
    Fault(NAV, 'epub:type="bodymatter"', 'epub:type="chapter"', "no-beginning"),
    Fault(NAV, "one.xhtml#page-1", "one.xhtml#quay", "page-list-broken page-unlisted page-list"),
    Fault(NAV, '<li><a href="text/two.xhtml#page-2">2</a></li>\n', "", "page-unlisted"),
    Fault(NAV, '#page-2">2<', '#page-2">1<', "page-twice-named"),
    Fault(NCX, "00001", "00002", "ncx-of-another"),
    Fault(NCX, "text/two.xhtml", "text/tow.xhtml", "dead-link", at=True),
    Fault(NCX, "</navMap>", "", "not-well-formed"),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.codes}: {fault.new[:30]}")
def test_a_fault_is_found_where_it_is(fault: Fault) -> None:
    found = looked_at(changed(fault.file, fault.old, fault.new)).findings
    asked = {code for code in fault.codes.split() if code != "page-list"}
    assert {each.code for each in found} == asked, [str(each) for each in found]
    text = next(data for name, data in SOUND if name == fault.file).decode()
    line = text.count("\n", 0, text.index(fault.old)) + 1
    assert not fault.at or (fault.file, line) in {
        (each.place.file, each.place.line) for each in found
    }


def test_every_code_is_in_the_docs_and_in_a_test() -> None:
    """The list of codes is read out of the room itself."""
    assert {code for fault in FAULTS for code in fault.codes.split()} - {"page-list"} <= known()
    page = (ROOT / "docs" / "checking.md").read_text("utf-8")
    assert [code for code in sorted(known()) if f"`{code}`" not in page] == []


def test_the_message_in_the_docs_is_one_that_is_given() -> None:
    page = (ROOT / "docs" / "checking.md").read_text("utf-8")
    (found,) = looked_at(changed(ONE, "two.xhtml#two-h", "three.xhtml")).findings
    assert f"    {found} [{found.code}]\n" in page


def known() -> set[str]:
    """Return the codes that the modules of the room write."""
    folder = Path(bookbuild.preflight.epub.__file__).parent
    made = re.compile(r'(?:error|warning|make|_missing)\(\s*(?:package,\s*)?"([a-z-]+)",')
    texts = (path.read_text("utf-8") for path in folder.glob("*.py"))
    return {code for text in texts for code in made.findall(text)}


# ---------------------------------------------------------------------- the zip and its files


def test_mimetype_is_first_and_bare() -> None:
    assert codes(SOUND[1:]) == {"mimetype"}
    assert codes((SOUND[1], SOUND[0], *SOUND[2:])) == {"mimetype"}
    assert codes(with_file("mimetype", b"application/zip")) == {"mimetype"}


def test_names_are_plain_and_once_each() -> None:
    assert "name-leads-out" in codes((*SOUND, ("../evil.xhtml", b"")))
    assert not looked_at((*SOUND, ("../evil.xhtml", b""))).inert
    assert "same-name" in codes((*SOUND, ("EPUB/MAP.png", b"")))
    odd = changed(OPF, "</manifest>", ITEM.format("odd", "my%20notes.png", "image/png"))
    assert codes(with_file("EPUB/my notes.png", picture(9, 9, "PNG"), odd)) == {"awkward-name"}


def test_locked_books_are_told_of() -> None:
    lock = '<encryption><e Algorithm="{}"/></encryption>'
    aes = lock.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc").encode()
    font = lock.format("http://www.idpf.org/2008/embedding").encode()
    assert codes(with_file("META-INF/encryption.xml", aes)) == {"locked"}
    assert codes(with_file("META-INF/encryption.xml", font)) == {"scrambled-font"}
    assert codes(with_file("META-INF/rights.xml", b"<rights/>")) == {"locked"}


def test_pictures_are_measured() -> None:
    assert codes(with_file("EPUB/cover.jpg", picture(300, 400, "JPEG"))) == {"cover-too-small"}
    assert codes(with_file("EPUB/map.png", picture(3300, 10, "PNG"))) == {"picture-too-large"}
    cmyk = picture(1000, 1600, "JPEG", "CMYK")
    assert codes(with_file("EPUB/cover.jpg", cmyk)) == {"print-colours"}
    webp = changed(OPF, 'map.png" media-type="image/png', 'map.png" media-type="image/webp')
    assert codes(with_file("EPUB/map.png", picture(9, 9, "WEBP"), webp)) == {"rare-format"}


def test_headers_are_read_as_pillow_reads_them() -> None:
    for form in ("JPEG", "PNG", "GIF"):
        assert measures(picture(123, 45, form))[:2] == (123, 45)
        assert true_type(picture(2, 2, form)) == f"image/{form.lower()}"
        assert measures(picture(123, 45, form)[:20]) in ((0, 0, 0), (123, 45, 0))


def test_old_books_are_told_of_once() -> None:
    old = changed(OPF, 'version="3.0"', 'version="2.0"')
    assert codes(old) == {"old-format"}


def test_without_an_ncx_or_marks_of_pages() -> None:
    without = changed(
        OPF, '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>\n', ""
    )
    assert codes(without) == {"no-ncx", "unlisted-file"}
    listless = changed(NAV, 'epub:type="page-list" role="doc-pagelist"', "")
    assert codes(listless) == {"no-page-list", "access-untrue"}


# ------------------------------------------------------------------------------------ bounds


def test_a_thousand_faults_of_a_kind_are_counted() -> None:
    many = "<p>" + '<a href="gone.xhtml">x</a>' * 1000 + "</p><p>A"
    found = looked_at(changed(ONE, "<p>A", many)).findings
    assert len(found) == MOST_OF_A_KIND + 1
    assert found[-1].message == "900 more of the kind dead-link are in the book."


def test_a_page_that_is_too_large_is_not_looked_into() -> None:
    large = changed(ONE, "<p>A", "<p>" + " ".join(map(str, range(1_500_000))) + "A")
    found = looked_at(large)
    assert "page-too-large" in {each.code for each in found.findings}
    assert not found.inert
