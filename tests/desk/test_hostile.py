"""Hostile requests to a desk that is open: refused, and the desk goes on."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.desk.desks import Open, open_desk, wait_for

SECRET = "nobody may read this"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    folder = tmp_path_factory.mktemp("page")
    (folder / "index.html").write_text("<!DOCTYPE html><title>Desk</title>", encoding="utf-8")
    (folder / "secret.txt").write_text(SECRET, encoding="utf-8")
    with open_desk({"index.html": folder / "index.html"}) as opened:
        yield opened


@pytest.fixture(autouse=True)
def goes_on(desk: Open) -> Iterator[None]:
    """After each of them the page is there, at once."""
    yield
    began = time.monotonic()
    assert desk.ask("/")[0] == 200
    assert time.monotonic() - began < 2


def request(desk: Open, line: str, *headers: str, host: str = "") -> bytes:
    lines = (line, f"Host: {host or desk.host}", *headers, "Connection: close", "", "")
    return "\r\n".join(lines).encode("latin-1")


CLIMBS = (
    *("/../secret.txt", "/desk/../secret.txt", "/desk/..%2fsecret.txt", "/desk/%2e%2e/secret.txt"),
    *("/desk/secret.txt", "/desk/%2e%2e%2fsecret.txt", "/desk/..\\secret.txt", "//secret.txt"),
    *("/desk//secret.txt", "/desk/./secret.txt", "/desk/..;/secret.txt", "/desk/secret.txt%00.js"),
    *("/desk/%252e%252e/secret.txt", "/desk/..%c0%afsecret.txt", "/desk/%uff0e%uff0e/secret.txt"),
    *("/book/1/../../secret.txt", "/book/1/../../../../etc/passwd", "/book/1//etc/passwd"),
    *("/book/1/file:///etc/passwd", "/book/../state/x", "/sheet/1/../1.png", "/book/1/%2fetc"),
    *("/book/-1/x", "/book/1-/x", "/book/1-../x", "/desk/C:\\secret.txt", "/desk/C:secret.txt"),
)


@pytest.mark.parametrize("path", CLIMBS)
def test_no_path_climbs(desk: Open, path: str) -> None:
    answer = desk.raw(request(desk, f"GET {path} HTTP/1.1"))
    assert answer.split(b" ")[1] in (b"400", b"404")
    assert SECRET.encode() not in answer
    assert b"root:" not in answer


def test_a_path_climbs_by_no_sign_alone(desk: Open) -> None:
    for byte in range(256):
        answer = desk.raw(request(desk, f"GET /desk/%{byte:02x}%{byte:02x}/secret.txt HTTP/1.1"))
        assert answer.split(b" ")[1] in (b"400", b"404")


@pytest.mark.parametrize(
    ("line", "headers", "host", "expected"),
    [
        ("GET / HTTP/1.1", (), "example.org", 421),
        ("GET / HTTP/1.1", (), "127.0.0.1", 421),
        ("GET /state HTTP/1.1", ("Origin: http://example.org",), "", 403),
        ("GET /state HTTP/1.1", ("Origin: null",), "", 403),
        ("GET /events HTTP/1.1", ("Sec-Fetch-Site: cross-site",), "", 403),
        ("GET /state HTTP/1.1", ("Host: example.org",), "", 400),
        ("POST /state HTTP/1.1", ("Content-Length: 0",), "", 405),
        ("OPTIONS * HTTP/1.1", (), "", 405),
        ("CONNECT example.org:443 HTTP/1.1", (), "", 405),
        ("TRACE / HTTP/1.1", (), "", 405),
        ("GET http://example.org/ HTTP/1.1", (), "", 400),
        ("GET http://127.0.0.1/state HTTP/1.1", (), "", 400),
        ("GET / HTTP/1.1", ("Content-Length: 5",), "", 413),
        ("GET / HTTP/1.1", ("Transfer-Encoding: chunked",), "", 413),
        ("GET / HTTP/1.1", ("Content-Length: 5", "Transfer-Encoding: chunked"), "", 413),
        ("GET / HTTP/1.1", ("Content-Length: 5", "Content-Length: 6"), "", 400),
        ("GET / HTTP/1.1", ("Content-Length: x",), "", 400),
        ("GET /" + "a" * 5000 + " HTTP/1.1", (), "", 414),
        ("GET /" + "a" * 100_000 + " HTTP/1.1", (), "", 414),
        ("GET / HTTP/1.1", (f"X: {'a' * 100_000}",), "", 431),
        ("GET / HTTP/1.1", ("Upgrade: websocket", "Connection: Upgrade"), "", 200),
        ("GET / HTTP/x.y", (), "", 400),
        ("GET /\xe9 HTTP/1.1", (), "", 400),
        ("GET / / HTTP/1.1", (), "", 400),
        ("\x00\x01\x02", (), "", 400),
        ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", (), "", 400),
    ],
)
def test_requests(
    desk: Open, line: str, headers: tuple[str, ...], host: str, expected: int
) -> None:
    answer = desk.raw(request(desk, line, *headers, host=host))
    # What is much too long is no request at all where it comes in several pieces.
    allowed = (expected, 400) if expected in (414, 431) else (expected,)
    assert int(answer.split(b" ")[1]) in allowed
    assert b"x-content-type-options: nosniff" in answer
    assert b"content-security-policy: default-src 'none'" in answer


def test_an_old_request_without_a_host(desk: Open) -> None:
    assert desk.status(b"GET / HTTP/1.0\r\n\r\n") == 421
    assert desk.status(b"GET /\r\n\r\n") == 400
    assert desk.status(f"GET / HTTP/1.0\r\nHost: {desk.host}\r\n\r\n".encode()) == 200


def test_two_requests_in_one_with_a_body_between(desk: Open) -> None:
    inner = request(desk, "GET /state HTTP/1.1")
    outer = request(desk, "GET / HTTP/1.1", f"Content-Length: {len(inner)}")
    assert b'"book"' not in desk.raw(outer + inner)


def test_one_after_the_other_without_waiting(desk: Open) -> None:
    one = f"GET /state HTTP/1.1\r\nHost: {desk.host}\r\n\r\n".encode()
    last = request(desk, "GET / HTTP/1.1")
    assert desk.raw(one * 20 + last).count(b"HTTP/1.1 200") == 21
    assert desk.raw(one * 3 + b"rubbish\r\n\r\n").count(b"HTTP/1.1 400") <= 1


def test_a_body_without_end(desk: Open) -> None:
    with socket.create_connection(("127.0.0.1", desk.port), timeout=10) as connection:
        connection.sendall(request(desk, "GET / HTTP/1.1", "Content-Length: 999999999999"))
        assert not _takes(connection, 10_000)


def _takes(connection: socket.socket, pieces: int) -> bool:
    """Return whether so many pieces of 64 KB are taken."""
    try:
        for _ in range(pieces):
            connection.sendall(b"a" * 65536)
    except OSError:
        return False
    return True


def test_500_connections_that_ask_nothing(desk: Open) -> None:
    with ExitStack() as stack:
        for number in range(500):
            connection = socket.create_connection(("127.0.0.1", desk.port), timeout=10)
            stack.enter_context(connection)
            if number % 2:
                connection.sendall(f"GET / HTTP/1.1\r\nHost: {desk.host}\r\nX: ".encode())
        assert desk.ask("/")[0] == 200
        assert desk.ask("/state")[0] == 200


def test_500_who_listen(desk: Open) -> None:
    listening = f"GET /events HTTP/1.1\r\nHost: {desk.host}\r\n\r\n".encode()
    with ExitStack() as stack:
        for _ in range(500):
            connection = socket.create_connection(("127.0.0.1", desk.port), timeout=10)
            stack.enter_context(connection)
            try:
                connection.sendall(listening)
            except OSError:
                continue
        assert wait_for(lambda: desk.ask("/state")[0] == 200)


def test_100_who_take_nothing_of_what_they_asked_for(desk: Open) -> None:
    asked = f"GET /sheet/1/1.png?width=4000 HTTP/1.1\r\nHost: {desk.host}\r\n\r\n".encode()
    with ExitStack() as stack:
        for _ in range(100):
            connection = socket.create_connection(("127.0.0.1", desk.port), timeout=10)
            stack.enter_context(connection)
            connection.sendall(asked * 5)
        assert desk.ask("/state")[0] == 200


@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_quick_requests(desk: Open, count: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=10)
    paths = ("/state", "/book/1/EPUB/css/book.css", "/nothing", "/search?q=ferry")
    for number in range(count):
        connection.request("GET", paths[number % len(paths)])
        connection.getresponse().read()
    connection.close()


def test_a_link_out_of_the_page_folder_is_not_followed_by_name(desk: Open, tmp_path: Path) -> None:
    assert desk.ask(f"/desk/{tmp_path.name}")[0] == 404
