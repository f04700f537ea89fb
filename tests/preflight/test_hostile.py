"""Whatever a file holds, it is looked at or refused with a sentence; nothing else ever happens."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.preflight.epub.inspecting import inspect
from bookbuild.report import BookbuildError
from tests.preflight.books import SOUND, changed, packed, with_file

ONE = "EPUB/text/one.xhtml"
PIECES = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<section>", "<h1 id='a'>", "</h1>", "<h6/>", "<br/>", "<aside>"),
            *("&nbsp;", "&x;", "&#0;", "&#xD800;", "<!-- c -->", "<?pi x?>", "<![CDATA[<p>]]>"),
            *(
                "<a href='#a'>",
                "<a href='::'>",
                "<a href='//x'>",
                "<a epub:type='noteref'>",
                "</a>",
            ),
            *("<img src='../../x'/>", "<img srcset=', ,'/>", "<svg><image/></svg>", "<nav>"),
            *("<span epub:type='pagebreak'/>", "<style>@import</style>", "<object/>", "]]>", "<"),
        ]
    ),
    max_size=25,
).map("".join)


def _look(data: bytes) -> None:
    try:
        inspect(data, "a.epub")
    except BookbuildError as refused:
        said = str(refused)
    else:
        return
    assert said.startswith("a.epub: This EPUB cannot be read: ")


@given(st.data())
@settings(max_examples=150)
def test_damaged_bytes(data: st.DataObject) -> None:
    sound = bytearray(packed())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(sound) - 1))
        sound[at] = data.draw(st.integers(0, 255))
    _look(bytes(sound[: data.draw(st.integers(0, len(sound)))] if len(sound) % 2 else sound))


@given(PIECES, st.sampled_from(["EPUB/book.opf", "EPUB/nav.xhtml", ONE, "EPUB/toc.ncx"]))
@settings(max_examples=150)
def test_damaged_markup(pieces: str, file: str) -> None:
    text = next(data for name, data in SOUND if name == file).decode()
    at = len(text) * (len(pieces) % 10) // 10
    _look(packed(with_file(file, (text[:at] + pieces + text[at:]).encode())))


@given(st.binary(max_size=60))
def test_damaged_pictures_and_sheets(noise: bytes) -> None:
    starts = (b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF")
    for start in starts:
        _look(packed(with_file("EPUB/cover.jpg", start + noise)))
    _look(packed(with_file("EPUB/book.css", noise)))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
BOMBS = {
    "entities that unfold": changed(
        ONE, "<!DOCTYPE html>", f"<!DOCTYPE html [{LAUGHS}]>", changed(ONE, "came", "&l11;")
    ),
    "an entity from the disk": changed(
        ONE,
        "<!DOCTYPE html>",
        '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        changed(ONE, "came", "&f;"),
    ),
    "a file of nothing": with_file("EPUB/map.png", b"\0" * 50_000_000),
    "a page of tags": with_file(ONE, b"<p/>" * 2_000_000),
    "a page that is deep": changed(ONE, "<p>A", "<p>" + "<b>" * 100_000),
    "a hundred thousand ids": changed(
        ONE, "<p>A", "<p>" + "".join(f'<b id="a{n}"/>' for n in range(100_000)) + "A"
    ),
    "comments that never end": changed(ONE, "<p>A", "<p>" + "<!--" * 300_000),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=tuple(BOMBS))
def test_bombs(bomb: tuple[tuple[str, bytes], ...]) -> None:
    data = packed(bomb)
    try:
        said = " ".join(str(each) for each in inspect(data, "a.epub").findings)
    except BookbuildError as refused:
        said = str(refused)
    assert "root:" not in said
    assert len(said) < 100_000


def test_a_list_of_a_million_files_is_not_read() -> None:
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 60_000, 60_000, 4_000_000, 0, 0)
    with pytest.raises(BookbuildError, match="more than 20,000 files"):
        inspect(b"PK\x03\x04" + end, "a.epub")
