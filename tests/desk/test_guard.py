"""The guard by itself: which requests pass, and what stands on every answer."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from bookbuild.desk.guard import Guard, is_plain, own_hosts, refusal

HOSTS = own_hosts(8014)
OWN = (b"host", b"127.0.0.1:8014")


def scope(
    path: bytes = b"/state", *headers: tuple[bytes, bytes], method: str = "GET", query: bytes = b""
) -> Scope:
    named = any(name == b"host" for name, _ in headers)
    return {
        "type": "http",
        "method": method,
        "path": path.decode("latin-1"),
        "raw_path": path,
        "query_string": query,
        "headers": [*(() if named else (OWN,)), *headers],
    }


def status(asked: Scope) -> int:
    found = refusal(asked, HOSTS)
    return found.status if found else 200


@pytest.mark.parametrize(
    "host", [b"127.0.0.1:8014", b"localhost:8014", b"LocalHost:8014", b"[::1]:8014"]
)
def test_own_names_pass(host: bytes) -> None:
    assert status(scope(b"/", (b"host", host))) == 200


@pytest.mark.parametrize(
    "host",
    [
        *(b"example.org", b"example.org:8014", b"127.0.0.1", b"127.0.0.1:80", b"localhost", b""),
        *(b"127.0.0.1:8014.example.org", b"localhost:8014@example.org", b"0.0.0.0:8014"),
        *(b"127.0.0.2:8014", b"[::]:8014", b"::1:8014", b"localhost.:8014", b"\xff:8014"),
        *(b"127.0.0.1:08014", b"2130706433:8014", b"127.0.0.1:8014, example.org"),
    ],
)
def test_foreign_names_are_misdirected(host: bytes) -> None:
    assert status(scope(b"/", (b"host", host))) == 421


def test_one_name_is_needed() -> None:
    asked = scope(b"/")
    asked["headers"] = []
    assert status(asked) == 421
    asked["headers"] = [OWN, OWN]
    assert status(asked) == 421


def test_port_80_need_not_be_said() -> None:
    assert "localhost" in own_hosts(80)
    assert "localhost" not in own_hosts(8080)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        *[(b"origin", b"http://127.0.0.1:8014", 200), (b"origin", b"null", 403)],
        *[(b"origin", b"http://localhost:8014", 403), (b"origin", b"https://127.0.0.1:8014", 403)],
        *[(b"origin", b"http://example.org", 403), (b"origin", b"", 403)],
        *[(b"sec-fetch-site", b"same-origin", 200), (b"sec-fetch-site", b"none", 200)],
        *[(b"sec-fetch-site", b"same-site", 403), (b"sec-fetch-site", b"cross-site", 403)],
        *[(b"Sec-Fetch-Site", b"cross-site", 403), (b"sec-fetch-site", b"", 403)],
        *[(b"content-length", b"0", 200), (b"content-length", b"1", 413)],
        *[(b"transfer-encoding", b"chunked", 413), (b"content-length", b"-1", 413)],
    ],
)
def test_headers(name: bytes, value: bytes, expected: int) -> None:
    assert status(scope(b"/state", (name, value))) == expected


def test_one_foreign_header_among_own_ones_is_enough() -> None:
    own, foreign = (b"sec-fetch-site", b"none"), (b"sec-fetch-site", b"cross-site")
    assert status(scope(b"/state", own, foreign)) == 403


@pytest.mark.parametrize(
    "method",
    ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"],
)
def test_only_looking_is_allowed(method: str) -> None:
    assert status(scope(method=method)) == 405


def test_long_addresses() -> None:
    assert status(scope(b"/" + b"a" * 4094)) == 200
    assert status(scope(b"/" + b"a" * 4095)) == 414
    assert status(scope(b"/search", query=b"q=" + b"a" * 4090)) == 414


def test_many_headers() -> None:
    assert status(scope(b"/", *[(b"cookie", b"a" * 90)] * 100)) == 200
    assert status(scope(b"/", *[(b"cookie", b"a" * 90)] * 200)) == 431


@pytest.mark.parametrize(
    "path",
    [
        *(b"/..", b"/book/1/../../x", b"/book/1/./x", b"/%2e%2e/x", b"/%2E%2e/x", b"/.%2e/x"),
        *(b"/%252e%252e/x", b"/book/1/..%2fx", b"/book/1/%2fetc", b"/book/1%2Fx", b"//etc/passwd"),
        *(b"/book//x", b"/book/1//", b"/..\\x", b"/%5c..%5cx", b"/book/1/%00", b"/book/1/x%0a"),
        *(b"/book/1/x%7f", b"", b"*", b"state", b"http://127.0.0.1:8014/state", b"/%", b"/%zz"),
        *(b"/book/1/.. /x", b"/book/1/%2e%2e%20/x", b"/book/1/..%c0%af/%00"),
    ],
)
def test_paths_that_lead_elsewhere(path: bytes) -> None:
    assert not is_plain(path)
    assert status(scope(path)) == 400


@pytest.mark.parametrize(
    "path", [b"/", b"/state", b"/book/1-a/EPUB/text/%C3%A9t%C3%A9.xhtml", b"/book/1/a..b/.c"]
)
def test_paths_that_lead_somewhere(path: bytes) -> None:
    assert is_plain(path)


ALWAYS = (
    *("content-security-policy", "x-content-type-options", "referrer-policy", "cache-control"),
    *("cross-origin-resource-policy", "cross-origin-opener-policy", "permissions-policy"),
)


def test_what_stands_on_every_answer() -> None:
    for asked in (scope(b"/"), scope(b"/book/1/x"), scope(method="POST"), scope(b"/boom")):
        answer = _answer(asked)
        names = [name.decode() for name, _ in answer["headers"]]
        assert [names.count(each) for each in ALWAYS] == [1] * len(ALWAYS)


def test_the_policies() -> None:
    page, book = (dict(_answer(scope(path))["headers"]) for path in (b"/", b"/book/1/x"))
    name = b"content-security-policy"
    assert b"script-src 'self'" in page[name]
    assert b"frame-ancestors 'none'" in page[name]
    assert b"script-src" not in book[name]
    assert b"sandbox allow-same-origin;" in book[name]
    assert b"unsafe" not in page[name] + book[name]


def test_a_mistake_is_an_answer_too() -> None:
    assert _answer(scope(b"/boom"))["status"] == 500


def test_only_http_is_taken() -> None:
    sent = asyncio.run(_sent({"type": "websocket", "path": "/events"}))
    assert sent == []


def _answer(asked: Scope) -> Message:
    return asyncio.run(_sent(asked))[0]


async def _sent(asked: Scope) -> list[Message]:
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/boom":
            raise ZeroDivisionError
        theirs = [(b"content-security-policy", b"script-src *")]
        await send({"type": "http.response.start", "status": 200, "headers": theirs})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    try:
        await Guard(app, 8014)(asked, receive, send)
    except ZeroDivisionError:
        assert asked["path"] == "/boom"
    return sent
