"""Who may ask the desk, and for what: this machine's own page, and nobody else.

A page of somebody else that the author has open in the same browser can send requests to this
machine. So the guard looks at whom a request was sent to (a foreign name that was made to lead
here is answered 421), where it comes from (403), and what it asks (405, 413, 414, 431, 400), before
any address of the desk is looked up; and every answer says what a page may do with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_OF_AN_ADDRESS = 4096
"""The most bytes of a path together with what is asked behind it."""

MOST_OF_THE_HEADERS = 16_384
"""The most bytes of names and values above a request."""

PAGE_POLICY = "; ".join(
    (
        *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'"),
        *("font-src 'self'", "connect-src 'self'", "frame-src 'self'", "base-uri 'none'"),
        *("form-action 'none'", "frame-ancestors 'none'"),
    )
)
"""What the desk's own page may load: what the desk serves, and nothing that is written in it."""

BOOK_POLICY = "; ".join(
    (
        *("default-src 'none'", "style-src 'self'", "img-src 'self'", "font-src 'self'"),
        *("sandbox allow-same-origin", "frame-ancestors 'self'"),
    )
)
"""What a page of the book may do: no script, no form, no link out of its frame.

Its origin stays the desk's, so that the desk's page can lay a style sheet of its own over it.
"""

_POWERS = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")

_ALWAYS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", ", ".join(f"{power}=()" for power in _POWERS).encode()),
)

NO_STORE = (b"cache-control", b"no-store")

Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered: the status, and a sentence for whoever sent it."""

    status: int
    why: str


class Guard:
    """Stands before the desk's addresses on one port and lets its own page pass."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = own_hosts(port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it; what belongs on every answer is put on either."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        sent = False

        async def send_guarded(message: Message) -> None:
            nonlocal sent
            if message["type"] == "http.response.start":
                sent = True
                message = {**message, "headers": _with_ours(message["headers"], scope["path"])}
            await send(message)

        refused = refusal(scope, self._hosts)
        if refused is not None:
            await _refuse(refused, send_guarded)
            return
        try:
            await self._app(scope, receive, send_guarded)
        except Exception:
            if not sent:
                await _refuse(Refusal(500, "The desk made a mistake."), send_guarded)
            raise


def own_hosts(port: int) -> frozenset[str]:
    """Return the names by which the page may call this machine, with its port."""
    names = ("127.0.0.1", "localhost", "[::1]")
    bare = names if port == 80 else ()
    return frozenset((*(f"{name}:{port}" for name in names), *bare))


def refusal(scope: Scope, hosts: frozenset[str]) -> Refusal | None:
    """Return why a request is refused, None for one that may be looked at."""
    if scope["method"] not in ("GET", "HEAD"):
        return Refusal(405, "The desk only shows things.")
    headers: Headers = tuple(scope["headers"])
    if _given(headers, b"transfer-encoding") or (_given(headers, b"content-length") or [b"0"]) != [
        b"0"
    ]:
        return Refusal(413, "The desk takes nothing.")
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    if len(raw) + 1 + len(scope["query_string"]) > MOST_OF_AN_ADDRESS:
        return Refusal(414, "This address is too long.")
    if sum(len(name) + len(value) for name, value in headers) > MOST_OF_THE_HEADERS:
        return Refusal(431, "This request says too much.")
    if not _is_called_by_its_name(headers, hosts):
        return Refusal(421, "The desk is on this machine alone.")
    if not _comes_from_here(headers, hosts):
        return Refusal(403, "Only the desk's own page may ask.")
    return None if is_plain(raw) else Refusal(400, "There is no such address.")


def is_plain(path: bytes) -> bool:
    """Return whether a path as it was sent names one place and no way to another.

    It begins with one slash; behind what is decoded once stand no empty part, no dots that climb,
    no backslash, no control character, and nothing that could be decoded again.
    """
    decoded = unquote_to_bytes(path)
    if not path.startswith(b"/") or b"%" in decoded or b"\\" in decoded:
        return False
    if any(byte < 0x20 or byte == 0x7F for byte in decoded):
        return False
    if decoded.count(b"/") != path.count(b"/") or b"//" in decoded:
        return False
    return not any(part.strip(b" ") in (b".", b"..") for part in decoded.split(b"/"))


def _is_called_by_its_name(headers: Headers, hosts: frozenset[str]) -> bool:
    match _given(headers, b"host"):
        case [host]:
            return host.decode("latin-1").lower() in hosts
        case _:
            return False


def _comes_from_here(headers: Headers, hosts: frozenset[str]) -> bool:
    sites = _given(headers, b"sec-fetch-site")
    if any(site.lower() not in (b"same-origin", b"none") for site in sites):
        return False
    [host] = _given(headers, b"host")
    own = f"http://{host.decode('latin-1').lower()}"
    origins = _given(headers, b"origin")
    return all(origin.decode("latin-1").lower() == own for origin in origins)


def _given(headers: Headers, name: bytes) -> list[bytes]:
    return [value.strip() for key, value in headers if key.lower() == name]


def standing_headers(path: str) -> Headers:
    """Return the headers that stand on every answer for a path, whatever it is."""
    policy = BOOK_POLICY if path.startswith("/book/") else PAGE_POLICY
    return ((b"content-security-policy", policy.encode()), *_ALWAYS)


def _with_ours(headers: Headers, path: str) -> list[tuple[bytes, bytes]]:
    ours = standing_headers(path)
    names = {name for name, _ in ours}
    theirs = [(name, value) for name, value in headers if name.lower() not in names]
    kept = any(name.lower() == b"cache-control" for name, _ in theirs)
    return [*theirs, *ours, *(() if kept else (NO_STORE,))]


async def _refuse(refused: Refusal, send: Send) -> None:
    body = refused.why.encode() + b"\n"
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
        *(((b"allow", b"GET, HEAD"),) if refused.status == 405 else ()),
    ]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
