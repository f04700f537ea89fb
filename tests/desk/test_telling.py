"""What the page is told, and where words are found."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bookbuild.desk.proofs import Proofs, ServedFile
from bookbuild.desk.searching import Texts, fold, lines_of
from bookbuild.desk.telling import Telling, search, state
from bookbuild.report import Place, error, warning
from tests.desk.desks import chapter, printed, proofs


def found(book: Proofs, words: str, limit: int = 50) -> list[dict[str, Any]]:
    told = json.loads(json.dumps(search(book, words, limit)))
    assert isinstance(told["hits"], list)
    return told["hits"]


def marked(hit: dict[str, Any]) -> list[str]:
    """Return what JavaScript would mark."""
    units = hit["excerpt"].encode("utf-16-le")
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in hit["marks"]]


def test_the_state_is_json_and_has_everything() -> None:
    book = replace(
        printed(proofs(3)),
        findings=(warning("double-word", Place("manuscript/01-one.md", 4), "It is.", "Cut it."),),
        trouble=(error("bad-yaml", Place("manuscript/book.yaml", 2), "It is not."),),
        news=("1 section is new.",),
    )
    told = json.loads(json.dumps(state(book, Telling("k3x7", "edit:{file}:{line}", "/b"))))
    assert (told["book"], told["printed"], told["title"], told["language"]) == (
        *(3, 3, "The Ferry", "en"),
    )
    assert told["ebook"] == {
        "base": "/book/3-k3x7/",
        "language": "en",
        "right_to_left": False,
        "spine": ["EPUB/text/one.xhtml"],
    }
    assert told["print"]["base"] == "/sheet/3-k3x7/"
    assert told["print"]["pages"][0] == {
        "number": 1,
        "folio": "",
        "unit": "one",
        "remarks": ["short page"],
        "blocks": [["one-p-1", 100.0, 140.5]],
    }
    assert told["sources"] == {"manuscript/01-one.md": {"one-p-1": 3, "one-p-2": 5}}
    assert told["findings"][0]["hint"] == "Cut it."
    assert told["trouble"][0]["severity"] == "error"
    assert told["news"] == ["1 section is new."]
    assert (told["editor"], told["folder"]) == ("edit:{file}:{line}", "/b")
    assert ["zed", "Zed", "zed://file{folder}/{file}:{line}"] in told["editors"]
    assert told["sections"][0] == {
        **{"file": "manuscript/01-one.md", "line": 1, "unit": "one", "kind": "chapter"},
        **{"href": "EPUB/text/one.xhtml", "depth": 1, "label": "Chapter One", "name": "Arrivals"},
        **{"pov": "Clark", "words": 7, "standing": "written", "novelty": "new", "day": ""},
        **{"days_late": 0, "promised_in": "", "first_page": 0},
    }


def test_before_the_first_book_there_is_nothing() -> None:
    told = state(Proofs())
    assert (told["ebook"], told["print"], told["sections"]) == (None, None, [])
    assert search(Proofs(), "ferry") == {"book": 0, "hits": [], "more": False}


def test_a_hit_says_where_it_is() -> None:
    book = printed(proofs(1, "The ferry left at nine.", "Nobody waved at the ferry."))
    first, second = found(book, "ferry")
    assert first == {
        **{"section": "Arrivals", "unit": "one", "href": "EPUB/text/one.xhtml"},
        **{"block": "one-p-1", "excerpt": "The ferry left at nine.", "marks": [[4, 9]]},
        **{"page": 1, "folio": ""},
    }
    assert (second["block"], second["page"], second["folio"]) == ("one-p-2", 2, "2")


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("“I can’t,” she said.", '"i can\'t,"', "“I can’t,”"),
        ("He waited—and left.", "waited-and", "waited—and"),
        ("From 9–10, or −3°.", "9-10, or -3", "9–10, or −3"),
        ("A soft\u00adhyphen\u200bed word", "softhyphened", "soft\u00adhyphen\u200bed"),
        ("No\u00a0break and thin\u2009space", "no break and thin space", "No break and thin space"),
        ("STRASSE and Straße", "straße", "STRASSE|Straße"),
        ("The ﬁrst oﬃce", "first office", "ﬁrst oﬃce"),
        ("Cafe\u0301 and café", "café", "Café|café"),
        ("😀 the 😀 ferry 😀", "ferry", "ferry"),
        ("one <em>two</em>three", "two", "two"),
        ("one <em>two</em>three", "twothree", "twothree"),
        ("word<a epub:type='noteref' href='#n'>1</a> after", "word after", "word after"),
        ("a line<br/>and one more", "line and", "line and"),
        ("Fish &amp; chips", "fish & chips", "Fish & chips"),
        ("Wait… what", "wait... what", "Wait… what"),
        ("ΌΔΟΣ", "όδος", "ΌΔΟΣ"),
    ],
)
def test_words_are_found_however_they_are_typed(text: str, words: str, shown: str) -> None:
    [hit] = found(proofs(1, text), words)
    assert "|".join(marked(hit)) == shown


def test_words_apart_are_found_where_they_do_not_stand_together() -> None:
    book = proofs(1, "The ferry left at nine.", "At nine the tea was cold.")
    [hit] = found(book, "nine ferry")
    assert marked(hit) == ["ferry", "nine"]
    assert len(found(book, "at nine")) == 2
    assert found(book, "ferry cold") == []


def test_a_long_paragraph_is_cut_between_words() -> None:
    text = "before " * 100 + "ferry" + " behind" * 100
    [hit] = found(proofs(1, text), "ferry")
    assert marked(hit) == ["ferry"]
    assert hit["excerpt"].startswith("…before")
    assert hit["excerpt"].endswith("behind…")
    assert len(hit["excerpt"]) < 260


def test_a_limit() -> None:
    book = proofs(1, *["The ferry."] * 9)
    assert len(found(book, "ferry", 4)) == 4
    assert [search(book, "ferry", limit)["more"] for limit in (4, 9)] == [True, False]


@pytest.mark.parametrize("words", ["", " ", "—", "…", "\x00", "\ud800", "a" * 4000, "(", "%s"])
def test_words_that_are_nowhere(words: str) -> None:
    assert found(proofs(1, "Nothing of it."), words) == []


def test_a_page_that_cannot_be_read_is_left_out() -> None:
    assert lines_of(b"<p>broken") == ()
    bomb = b'<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b;</p>'
    assert lines_of(bomb) == ()


def test_a_table_of_contents_is_not_searched() -> None:
    page = (
        b"<html><head><title>One</title></head><body><nav><p>One</p></nav><p>Two</p></body></html>"
    )
    assert [line.text for line in lines_of(page)] == ["Two"]


def test_only_pages_that_changed_are_read_again() -> None:
    texts, book = Texts(), proofs(1, "The ferry.")
    assert book.ebook is not None
    [(_, before)] = texts.of(book.ebook)
    [(_, after)] = texts.of(book.ebook)
    assert before is after
    page = ServedFile("application/xhtml+xml", chapter("Another."))
    other = replace(book.ebook, files={**book.ebook.files, "EPUB/text/one.xhtml": page})
    assert texts.of(other)[0][1][-1].text == "Another."


def test_folding_keeps_places() -> None:
    assert fold("Plain") == ("plain", ())
    folded, places = fold("ßﬁx")
    assert (folded, places) == ("ssfix", (0, 0, 1, 1, 2))
