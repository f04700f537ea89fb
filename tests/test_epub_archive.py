"""The EPUB as a file: valid, the same every time, and holding the pages as they were made."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from bookbuild.model.edition import Edition
from bookbuild.report import BookbuildError
from bookbuild.write.epub import make_epub, make_package
from bookbuild.write.epub.archive import archive
from bookbuild.write.epub.package import Resource
from tests.editions import (
    METADATA,
    STYLES,
    chapter,
    edition,
    paragraph,
    small_edition,
    whole_edition,
)
from tests.epubcheck import epubcheck

_OPF = {"opf": "http://www.idpf.org/2007/opf"}


def _files(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def _bare() -> Edition:
    """Return an edition with nothing but a page of text and a name."""
    metadata = replace(
        METADATA,
        subtitle="",
        contributors=(),
        series=None,
        publisher="",
        rights="",
        description="",
        subjects=(),
        isbns=(),
        published=None,
        fandom=None,
    )
    book = edition((chapter("one", "One", (paragraph("Words."),)),))
    return replace(book, metadata=metadata)


def _hebrew() -> Edition:
    return replace(
        small_edition(), metadata=replace(METADATA, language="he"), title="דרך <&> מנורה"
    )


@pytest.mark.slow
@pytest.mark.parametrize("book", [whole_edition(), _bare(), _hebrew()], ids=("all", "bare", "he"))
def test_epubcheck_finds_nothing(book: Edition) -> None:
    assert epubcheck(make_epub(book, STYLES).value) == ()


def test_two_builds_are_equal() -> None:
    first = make_epub(whole_edition(), STYLES).value
    assert make_epub(whole_edition(), STYLES).value == first


_PRINT_DIGEST = (
    "import sys; from hashlib import sha256; from tests.editions import STYLES, whole_edition;"
    "from bookbuild.write.epub import make_epub;"
    "sys.stdout.write(sha256(make_epub(whole_edition(), STYLES).value).hexdigest());"
    "assert not {'weasyprint', 'pydyf', 'cffi'} & set(sys.modules)"
)


@pytest.mark.parametrize(("zone", "seed"), [("Asia/Tokyo", "1"), ("America/Lima", "2")])
def test_time_zone_and_hash_seed_change_nothing(zone: str, seed: str) -> None:
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
    run = subprocess.run(
        [sys.executable, "-c", _PRINT_DIGEST],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    assert run.stdout == sha256(make_epub(whole_edition(), STYLES).value).hexdigest()


def test_the_archive_carries_no_trace_of_its_making() -> None:
    data = make_epub(small_edition(), STYLES).value
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with ZipFile(BytesIO(data)) as book:
        infos = book.infolist()
    assert infos[0].compress_type == ZIP_STORED
    assert [info.filename for info in infos[1:3]] == ["META-INF/container.xml", "EPUB/content.opf"]
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {(info.create_system, info.external_attr >> 16) for info in infos} == {(3, 0o100644)}


def test_pages_stand_in_the_archive_as_they_were_made() -> None:
    package = make_package(whole_edition(), STYLES).value
    files = _files(archive(package))
    assert len(files) == len(package.resources) + 3
    for resource in package.resources:
        assert files[f"EPUB/{resource.href}"] == resource.data


def test_no_space_gets_into_a_word() -> None:
    page = _files(make_epub(whole_edition(), STYLES).value)["EPUB/text/one.xhtml"]
    assert "No<em>pe &amp; &lt;no&gt; </em>" in page.decode()


def test_the_package_document_is_set_right() -> None:
    data = _files(make_epub(small_edition(), STYLES).value)["EPUB/content.opf"]
    root = etree.fromstring(data)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert root.get("prefix") is None
    assert b"opf:" not in data
    assert data.count(b"dcterms:modified") == 1
    assert b'<meta property="dcterms:modified">2026-11-11T12:00:00Z</meta>' in data
    ids = root.xpath("//opf:itemref/@id", namespaces=_OPF)
    assert ids == ["ref-cover", "ref-nav", "ref-text-one", "ref-text-two"]


def test_a_page_that_is_not_xml_is_refused() -> None:
    package = make_package(small_edition(), STYLES).value
    bad = Resource("bad", "text/bad.xhtml", "application/xhtml+xml", b"<p>open")
    with pytest.raises(BookbuildError, match=r"text/bad\.xhtml"):
        archive(replace(package, resources=(*package.resources, bad)))


@pytest.mark.parametrize(
    ("id", "href"), [("TEXT-ONE", "text/other.xhtml"), ("other", "text/One.xhtml")]
)
def test_two_files_of_one_name_are_refused(id: str, href: str) -> None:
    package = make_package(small_edition(), STYLES).value
    twin = Resource(id, href, "text/css", b"")
    with pytest.raises(BookbuildError, match="one name"):
        archive(replace(package, resources=(*package.resources, twin)))


def test_a_character_that_xml_cannot_hold_is_refused() -> None:
    book = replace(small_edition(), metadata=replace(METADATA, publisher="Har\x0cbour"))
    with pytest.raises(BookbuildError, match="publisher"):
        make_epub(book, STYLES)
