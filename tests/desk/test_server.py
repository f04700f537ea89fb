"""The desk's addresses: what stands behind each, and how long it may be kept."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bookbuild.desk.connections import bound
from tests.desk.desks import Open, open_desk, wait_for


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("page")
    (folder / "index.html").write_text("<!DOCTYPE html><title>Desk</title>", encoding="utf-8")
    (folder / "desk.js").write_text("'use strict';", encoding="utf-8")
    return {path.name: path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def desk(page: dict[str, Path]) -> Iterator[Open]:
    """A desk that is only looked at."""
    with open_desk(page, editor="vscode://file/{file}:{line}") as opened:
        yield opened


@pytest.fixture
def fresh() -> Iterator[Open]:
    """A desk on which the book changes."""
    with open_desk() as opened:
        yield opened


def test_the_page_and_its_files(desk: Open) -> None:
    status, headers, body = desk.ask("/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert body.startswith(b"<!DOCTYPE html>")
    assert headers["cache-control"] == "no-store"
    assert "script-src 'self'" in headers["content-security-policy"]
    assert desk.ask("/desk/desk.js")[1]["content-type"] == "text/javascript; charset=utf-8"
    assert [desk.ask(path)[0] for path in ("/desk/x.js", "/desk/index.html", "/desk")] == [404] * 3


def test_the_state_gives_the_addresses(desk: Open) -> None:
    status, headers, body = desk.ask("/state")
    assert (status, headers["content-type"]) == (200, "application/json")
    told = json.loads(body)
    assert (told["book"], told["printed"], told["title"]) == (1, 1, "The Ferry")
    assert told["editor"] == "vscode://file/{file}:{line}"
    file = told["ebook"]["base"] + told["ebook"]["spine"][0]
    status, headers, body = desk.ask(file)
    assert (status, headers["content-type"]) == (200, "application/xhtml+xml")
    assert b"The ferry left" in body
    assert "immutable" in headers["cache-control"]
    assert "sandbox allow-same-origin" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    status, headers, body = desk.ask(told["print"]["base"] + "2.png?width=720")
    assert (status, headers["content-type"]) == (200, "image/png")
    assert Image.open(BytesIO(body)).size == (720, 1080)
    assert "immutable" in headers["cache-control"]


def test_a_number_alone_is_not_kept_by_browsers(desk: Open) -> None:
    assert desk.ask("/book/1/EPUB/text/one.xhtml")[1]["cache-control"] == "no-store"
    assert desk.ask("/sheet/1/1.png")[1]["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *[("/book/9/EPUB/text/one.xhtml", 410), ("/book/1/EPUB/text/two.xhtml", 404)],
        *[("/book/1-other/EPUB/text/one.xhtml", 404), ("/book/one/EPUB/text/one.xhtml", 404)],
        *[("/book/1/", 404), ("/book/1/mimetype", 404), ("/sheet/9/1.png", 410)],
        *[("/sheet/1/0.png", 404), ("/sheet/1/4.png", 404), ("/sheet/1/x.png", 404)],
        *[("/sheet/1/99999999999999999999.png", 404), ("/nothing", 404), ("/state/", 404)],
        *[("/book/99999999999/x", 404), ("/book/²/x", 404), ("/sheet/1/1.png?width=x", 200)],
    ],
)
def test_what_is_not_there(desk: Open, path: str, status: int) -> None:
    assert desk.ask(path.replace("²", "%C2%B2"))[0] == status


def test_head_has_the_headers_and_no_body(desk: Open) -> None:
    for path in ("/", "/state", "/events", "/book/1/EPUB/text/one.xhtml", "/sheet/1/1.png"):
        status, headers, body = desk.ask(path, method="HEAD")
        assert (status, body) == (200, b"")
        assert headers["x-content-type-options"] == "nosniff"


def test_search(desk: Open) -> None:
    told = json.loads(desk.ask("/search?q=FERRY%20left")[2])
    assert [hit["block"] for hit in told["hits"]] == ["one-p-1"]
    assert json.loads(desk.ask("/search?q=")[2])["hits"] == []
    assert json.loads(desk.ask("/search?q=the&limit=0")[2])["more"] is False


def test_events_tell_the_newest_at_once_and_then_what_changes(fresh: Open) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", fresh.port, timeout=5)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    assert answer.getheader("Content-Type", "").startswith("text/event-stream")
    assert answer.getheader("Cache-Control") == "no-store"
    first = [_event(answer) for _ in range(3)]
    assert [name for name, _ in first] == ["book", "pages", "progress"]
    assert (first[0][1]["book"], first[1][1]["printed"]) == (1, 1)
    fresh.workshop.texts = ["New words."]
    fresh.bell.ring()
    later: dict[str, dict[str, object]] = {}
    while later.get("pages", {}).get("printed") != 2:
        name, said = _event(answer)
        later[name] = said
    assert later["book"]["book"] == 2
    connection.close()


def _event(answer: http.client.HTTPResponse) -> tuple[str, dict[str, object]]:
    name = ""
    while True:
        line = answer.readline().decode().rstrip("\n")
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            return name, json.loads(line.removeprefix("data: "))


def test_a_page_that_is_loading_a_book_still_gets_it(fresh: Open) -> None:
    for book in (2, 3, 4):
        fresh.bell.ring()
        assert wait_for(lambda book=book: fresh.desk.proofs.printed == book)  # type: ignore[misc]
    paths = [f"/book/{book}-k3x7/EPUB/text/one.xhtml" for book in (1, 2, 3, 4)]
    assert [fresh.ask(path)[0] for path in paths] == [410, 200, 200, 200]
    sheets = [f"/sheet/{book}-k3x7/1.png" for book in (1, 2, 3, 4)]
    assert [fresh.ask(path)[0] for path in sheets] == [410, 410, 200, 200]


def test_a_taken_port_leads_to_the_next_one() -> None:
    first = bound(0)
    second = bound(first.getsockname()[1])
    assert second.getsockname()[1] > first.getsockname()[1]
    assert first.getsockname()[0] == second.getsockname()[0] == "127.0.0.1"
    first.close()
    second.close()
