"""Whatever an EPUB holds, it is read or refused with a sentence; nothing else ever happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookbuild.compare.difference import difference
from bookbuild.compare.reading import read_volume
from bookbuild.compare.telling import told
from bookbuild.compare.volume import Volume
from bookbuild.report import BookbuildError
from tests.compare.books import THREE, packed
from tests.small_ebooks import CONTAINER, METADATA, NAV_ITEM, opf, pack, page

MARKUP = st.text(
    st.sampled_from([*"<>/&;=\"' \n\0\u200b", *"abpx", "é", "桥", "\ud7ff"]), max_size=60
)
PIECES = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<div>", "</div>", "<section>", "<h1 id='a'>", "</h1>", "<br/>"),
            *("&nbsp;", "&x;", "&#0;", "&#xD800;", "<!-- c -->", "<?pi x?>", "<![CDATA[<p>]]>"),
            *("<aside class='note authors-note' id='n'>", "</aside>", "<p class='gone'>", "words "),
            *("<section class='unit promised'>", "<img src='../../x'/>", "<a href='#a'>", "</a>"),
        ]
    ),
    max_size=30,
).map("".join)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return packed(tmp_path_factory.mktemp("sound"), "a.epub", THREE).read_bytes()


def _read(data: bytes, sound: bytes) -> None:
    try:
        volume = read_volume(data, "a.epub")
    except BookbuildError as refused:
        said = str(refused)
    else:
        _compare(volume, read_volume(sound, "b"))
        return
    assert said.startswith("a.epub: This EPUB cannot be read: ")


def _compare(volume: Volume, other: Volume) -> None:
    assert told(difference(volume, other))
    assert told(difference(other, volume))
    assert difference(volume, volume).losses == ()
    assert difference(volume, volume).is_nothing


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_bytes(sound: bytes, data: st.DataObject) -> None:
    cut = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 6))):
        cut[data.draw(st.integers(0, len(cut) - 1))] = data.draw(st.integers(0, 255))
    length = data.draw(st.sampled_from([len(cut), len(cut) // 2, 100]))
    _read(bytes(cut[:length]), sound)


@given(PIECES | MARKUP, PIECES)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_markup(
    tmp_path_factory: pytest.TempPathFactory, sound: bytes, body: str, more: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    files: dict[str, str | bytes] = {
        "EPUB/book.opf": opf(("a.xhtml", "b.xhtml"), METADATA, NAV_ITEM),
        "EPUB/nav.xhtml": page(f'<nav epub:type="toc">{more}</nav>'),
        "EPUB/a.xhtml": page(f"<p>One.</p>{body}"),
        "EPUB/b.xhtml": more,
    }
    _read(pack(folder / "a.epub", files).read_bytes(), sound)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"META-INF/container.xml": "<x/>"},
        {"EPUB/book.opf": ""},
        {"EPUB/book.opf": "<package/>"},
        {"EPUB/book.opf": opf(("../../etc/passwd",))},
        {"EPUB/book.opf": opf(("a.xhtml",)), "EPUB/a.xhtml": b"\xff\xfe"},
        {"EPUB/book.opf": opf(("a.xhtml",)), "EPUB/a.xhtml": "<p>" * 5_000},
        {"META-INF/container.xml": CONTAINER.replace("EPUB/book.opf", "../book.opf")},
    ],
)
def test_books_that_lack_something(files: dict[str, str | bytes], tmp_path: Path) -> None:
    with pytest.raises(BookbuildError, match="This EPUB cannot be read"):
        read_volume(pack(tmp_path / "a.epub", files).read_bytes(), "a.epub")


def test_a_thousand_identical_paragraphs_take_no_time(tmp_path: Path) -> None:
    def made(count: int, name: str) -> bytes:
        files: dict[str, str | bytes] = {
            "EPUB/book.opf": opf(("a.xhtml",)),
            "EPUB/a.xhtml": page("<p>Yes.</p>" * count + "<p>No.</p>"),
        }
        return pack(tmp_path / name, files).read_bytes()

    old, new = (read_volume(made(n, f"{n}.epub"), "x") for n in (3_000, 2_000))
    assert [each.code for each in difference(old, new).losses] == ["paragraphs-moved"]
