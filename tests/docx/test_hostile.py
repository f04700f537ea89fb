"""Documents that are broken, locked, or made to do harm: a message, and nothing else."""

from __future__ import annotations

import random
import time
import zipfile
from pathlib import Path

import pytest

from bookbuild.intake.docx import draft_of
from bookbuild.intake.docx.telling import is_document
from bookbuild.intake.sorting import prepare_sources
from bookbuild.intake.source_files import SourceFile
from bookbuild.report import BookbuildError, Exit
from tests.docx.reading import PROSE, made, read
from tests.docx_files import Parts, call, document, p, pack

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _refused(path: Path, *expected: str) -> None:
    with pytest.raises(BookbuildError) as wrong:
        prepare_sources((path,), path.parent / "out", "urn:uuid:x")
    assert wrong.value.exit_code is Exit.MANUSCRIPT
    for words in expected:
        assert words in str(wrong.value)
    assert "Traceback" not in str(wrong.value)
    assert "EPUB" not in str(wrong.value)


def _with(path: Path, name: str, data: bytes | str, packing: int = zipfile.ZIP_STORED) -> Path:
    """Return a document in which one part is another."""
    whole = pack(path.with_suffix(".whole"), Parts(p(PROSE)))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", packing) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        if data:
            new.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.doc", OLE + bytes(5000), "save it as a Word document (.docx)"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "take the password off"),
        ("a.docx", b"%PDF-1.7 ...", "This is a PDF"),
        ("a.txt", b"{\\rtf1\\ansi Hello}", "rich text file"),
    ],
)
def test_other_formats(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    _refused(path, expected)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}, ".odt"),
        ({"Index/Document.iwa": b"x", "Metadata/Properties.plist": b""}, "Pages"),
    ],
)
def test_other_zips(tmp_path: Path, names: dict[str, bytes], expected: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    _refused(path, expected)


def test_a_document_is_told_by_what_is_in_it(tmp_path: Path) -> None:
    path = pack(tmp_path / "novel.txt", Parts(p(PROSE)))
    assert is_document(SourceFile(path))
    assert prepare_sources((path,), tmp_path / "out", "urn:uuid:x").planned
    other = tmp_path / "novel.docx"
    other.write_text("Chapter 1\n\nOnly text.\n", encoding="utf-8")
    assert not is_document(SourceFile(other))


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(BookbuildError) as wrong:
        draft_of(tmp_path / "none.docx")
    assert wrong.value.exit_code is Exit.USAGE


@pytest.mark.parametrize(
    ("part", "data", "expected"),
    [
        ("word/document.xml", "", "is missing"),
        ("word/document.xml", "<w:document", "cannot be read: it is damaged"),
        ("word/document.xml", "plain text", "cannot be read"),
        ("word/document.xml", document(""), "there is no text in it"),
        ("word/styles.xml", "<broken", "damaged"),
        ("word/_rels/document.xml.rels", "<broken", "damaged"),
    ],
)
def test_broken_parts(tmp_path: Path, part: str, data: str, expected: str) -> None:
    _refused(_with(tmp_path / "a.docx", part, data), expected)


def test_missing_parts_are_no_harm(tmp_path: Path) -> None:
    path = _with(tmp_path / "a.docx", "word/styles.xml", "")
    assert read(path).words
    assert read(_with(tmp_path / "b.docx", "_rels/.rels", "")).words
    assert read(_with(tmp_path / "c.docx", "word/_rels/document.xml.rels", "")).words


def test_a_truncated_document(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.docx", Parts(p(PROSE) * 50))
    path.write_bytes(path.read_bytes()[:-200])
    _refused(path, "the end of it is missing")


@pytest.mark.parametrize(
    "entity",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_refused(tmp_path: Path, entity: str) -> None:
    body = document(p(PROSE)).replace('standalone="yes"?>', f'standalone="yes"?>{entity}')
    body = body.replace("cold", "&a;" if "ENTITY" in entity else "cold")
    _refused(_with(tmp_path / "a.docx", "word/document.xml", body), "cannot be read")


@pytest.mark.parametrize("tag", ["w:sdt", "w:smartTag", "w:tbl", "w:p", "w:ins"])
def test_nesting_a_hundred_thousand_deep(tmp_path: Path, tag: str) -> None:
    inner = f"<{tag}>" * 100_000 + p(PROSE) + f"</{tag}>" * 100_000
    _refused(_with(tmp_path / "a.docx", "word/document.xml", document(inner)), "nested")


@pytest.mark.parametrize("deep", [40, 80, 120, 230])
def test_nesting_that_the_parser_takes(tmp_path: Path, deep: int) -> None:
    inner = "<w:smartTag>" * deep + "<w:r><w:t>deep</w:t></w:r>" + "</w:smartTag>" * deep
    boxes = p(PROSE)
    for _ in range(deep // 6):
        boxes = p(f"<w:r><w:pict><w:txbxContent>{boxes}</w:txbxContent></w:pict></w:r>")
    tables = p(PROSE)
    for _ in range(deep // 4):
        tables = f"<w:tbl><w:tr><w:tc>{tables}</w:tc></w:tr></w:tbl>"
    assert made(tmp_path, Parts(p(inner, "x") + boxes + tables)).words


def test_a_bomb(tmp_path: Path) -> None:
    path = _with(
        tmp_path / "a.docx", "word/document.xml", b"<a>" + b" " * 30_000_000, zipfile.ZIP_DEFLATED
    )
    started = time.process_time()
    _refused(path, "unpacks to much more than a text can")
    assert time.process_time() - started < 5


def test_names_that_lead_out_are_not_read(tmp_path: Path) -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="../../../../etc/passwd"/></Relationships>'
    )
    path = _with(tmp_path / "a.docx", "_rels/.rels", rels)
    assert read(path).words


def test_lying_relations(tmp_path: Path) -> None:
    relations = tuple(
        (id, kind, target, False)
        for id, kind, target in (
            ("a", "footnotes", "document.xml"),
            ("b", "styles", "nothing.xml"),
            ("c", "numbering", "/"),
            ("d", "header", "file:///etc/passwd"),
            ("e", "image", "\\\\server\\x.png"),
        )
    )
    body = p(PROSE, call(1)) + p(PROSE, call(99999999999))
    assert made(tmp_path, Parts(body, styles="", relations=relations)).words


def test_odd_values_are_no_harm(tmp_path: Path) -> None:
    odd = '<w:sz w:val="huge"/><w:lang w:val="../x"/><w:vertAlign/><w:b w:val="?"/>'
    props = (
        '<w:ind w:left="1e99" w:right="-5"/><w:outlineLvl w:val="x"/><w:numPr><w:ilvl w:val="-3"/>'
    )
    body = f"<w:p><w:pPr>{props}<w:numId w:val='77'/></w:numPr></w:pPr><w:r><w:rPr>{odd}</w:rPr>"
    body += '<w:t>odd</w:t><w:sym/><w:br w:type="x"/><w:fldChar/></w:r></w:p>'
    body += "<w:tbl/><w:tbl><w:tr/></w:tbl>"
    assert made(tmp_path, Parts(body + p(PROSE))).words[0] == "odd"


def _drafted(path: Path) -> Exit:
    """Return how the import of a document ends; anything but a message fails the test."""
    try:
        draft_of(path)
    except BookbuildError as wrong:
        return wrong.exit_code
    return Exit.FINE


def test_mutated_documents(tmp_path: Path) -> None:
    """Bytes of the parts are changed, cut and doubled; nothing but a message may come of it."""
    chance = random.Random(7)
    body = "".join(p(f"Chapter {n}", style="Heading1") + p(PROSE, call(1)) for n in (1, 2, 3))
    text = document(body)
    for _ in range(150):
        at, length = chance.randrange(len(text)), chance.randrange(1, 60)
        change = chance.choice(("", text[at : at + length] * 2, "<w:p>", "</w:r>", "&", "\x00"))
        broken = text[:at] + change + text[at + length :]
        path = _with(tmp_path / "a.docx", "word/document.xml", broken)
        assert _drafted(path) in (Exit.FINE, Exit.MANUSCRIPT)


def test_mutated_zips(tmp_path: Path) -> None:
    chance = random.Random(11)
    whole = pack(tmp_path / "w.docx", Parts(p(PROSE) * 20)).read_bytes()
    path = tmp_path / "a.docx"
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.choice((len(data), chance.randrange(len(data))))])
        assert _drafted(path) in (Exit.FINE, Exit.MANUSCRIPT)
