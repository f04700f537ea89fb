"""Sheets are laid by lean defaults exactly as by the library's own."""

from __future__ import annotations

from typing import Any

import pytest
import weasyprint

from bookbuild.read.styles import built_in_folder
from bookbuild.write.pdf.lean_html import lean_html

_SHEET = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">
<head><title>A sheet</title></head>
<body><section epub:type="chapter"><h1>One</h1>
<p>A fine evening,<br/>said <em>the</em> <a href="https://example.org/">first</a> of them.</p>
<ul><li>one<ol><li>two<ul><li>three</li></ul></li></ol></li></ul>
<table><thead><tr><th>Day</th></tr></thead><tbody><tr><td>Monday</td></tr></tbody></table>
<p dir="rtl">שלום</p><blockquote><p>A quotation<span class="footnote" data-number="1">And its
note.</span> ends.</p></blockquote><hr class="scene"/><pre>as  it   is</pre>
<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="5"/></svg>
</section></body></html>"""

_PAGE = """@page { size: 300pt 200pt; margin: 40pt;
  @bottom-center { content: counter(page); text-align: center; vertical-align: bottom } }"""


def _built_in() -> tuple[str, ...]:
    folder = built_in_folder()
    return tuple((folder / name).read_text(encoding="utf-8") for name in ("book.css", "print.css"))


def _printed(page: Any, css: tuple[str, ...]) -> bytes:
    sheets = [weasyprint.CSS(string=each) for each in (*css, _PAGE)]
    printed: bytes = page.write_pdf(stylesheets=sheets, pdf_identifier=b"x")
    return printed


def _fetcher() -> weasyprint.urls.URLFetcher:
    return weasyprint.urls.URLFetcher(allowed_protocols=("data",))


def test_a_sheet_is_printed_as_by_the_library_itself() -> None:
    css = _built_in()
    lean = lean_html(weasyprint, css)(_SHEET, "bookbuild:", _fetcher())
    whole = weasyprint.HTML(string=_SHEET, base_url="bookbuild:", url_fetcher=_fetcher())
    assert len(lean._ua_stylesheets()[0].matcher.other_selectors) < 8
    assert _printed(lean, css) == _printed(whole, css)


@pytest.mark.parametrize(
    "own",
    [
        "@page { @top-left { content: 'Draft' } }",
        "p.aside { float: footnote }",
        "p { position: note() }",
        "p { display: list-item } p::marker { content: '*' }",
    ],
)
def test_a_style_sheet_of_the_authors_gets_the_defaults_that_it_needs(own: str) -> None:
    css = (*_built_in(), own)
    page = lean_html(weasyprint, css)(_SHEET, "bookbuild:", _fetcher())
    whole = weasyprint.HTML(string=_SHEET)
    assert page._ua_stylesheets() == whole._ua_stylesheets()


def test_what_is_no_xml_is_read_as_html() -> None:
    page = lean_html(weasyprint, ())("<p>Not <b>closed", "bookbuild:", _fetcher())
    assert [each.tag for each in page.etree_element.iter()] == ["html", "head", "body", "p", "b"]
