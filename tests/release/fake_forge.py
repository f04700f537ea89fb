"""A forge of our own over a UNIX socket: as much of GitHub's releases as the real `gh` asks for.

It keeps tags, branches, releases and their files, and refuses as GitHub does: a wrong token, an
unknown tag, files for a release that is immutable. `Mishaps` makes it fail where networks do.
"""

from __future__ import annotations

import contextlib
import json
import re
import socketserver
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

HOST = "github.localhost"
API = f"http://api.{HOST}"
UPLOADS = f"http://uploads.{HOST}"
TOKEN = "a-token-that-may-write"
READING_TOKEN = "a-token-that-may-read"


@dataclass
class Asset:
    """A file of a release. One whose upload was cut off is a "starter": it blocks its name."""

    id: int
    name: str
    data: bytes
    state: str = "uploaded"


@dataclass
class Release:
    """A release, a draft until it is public."""

    id: int
    tag: str
    name: str
    body: str
    draft: bool
    target: str
    prerelease: bool = False
    assets: list[Asset] = field(default_factory=list)

    @property
    def files(self) -> dict[str, bytes]:
        return {each.name: each.data for each in self.assets if each.state == "uploaded"}


@dataclass
class Mishaps:
    """What goes wrong: ``cut_after`` uploads the next ones break off; ``spoils`` changes a byte."""

    cut_after: int | None = None
    spoils: str = ""


@dataclass
class Forge:
    """The state of one repository, for tests to set and to read."""

    repository: str = "mary/the-ferry"
    default_branch: str = "main"
    immutable: bool = False
    tags: dict[str, str] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    releases: list[Release] = field(default_factory=list)
    mishaps: Mishaps = field(default_factory=Mishaps)
    log: list[str] = field(default_factory=list)
    ever_public: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    """Each moment at which a release was public, with the names of the files that it had."""
    ids: int = 100

    def next_id(self) -> int:
        self.ids += 1
        return self.ids

    def public(self) -> list[Release]:
        return [each for each in self.releases if not each.draft]

    def of(self, tag: str) -> Release:
        (found,) = (each for each in self.releases if each.tag == tag)
        return found

    def add(self, tag: str, *, draft: bool, files: dict[str, bytes], body: str = "") -> Release:
        """Put a release there, as an author does in the browser."""
        assets = [Asset(self.next_id(), name, data) for name, data in files.items()]
        release = Release(self.next_id(), tag, tag, body, draft, self.default_branch, assets=assets)
        self.releases.insert(0, release)
        return release


class Refusal(Exception):
    """An answer that is not the one asked for."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    forge: Forge

    def address_string(self) -> str:
        return "a socket has no address"

    def log_message(self, format: str, *words: Any) -> None:
        self.forge.log.append(format % words)

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PATCH(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def _answer(self) -> None:
        try:
            with _LOCK:
                status, value = self._routed()
        except Refusal as refusal:
            status, value = refusal.status, {"message": str(refusal)}
        if status == 0:
            self.close_connection = True
            return
        with _LOCK:
            for release in self.forge.public():
                self.forge.ever_public.append((release.tag, frozenset(release.files)))
        raw = value if isinstance(value, bytes) else json.dumps(value).encode()
        kind = "application/octet-stream" if isinstance(value, bytes) else "application/json"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(0 if status == 204 else len(raw)))
        self.end_headers()
        if status != 204:
            self.wfile.write(raw)

    # ------------------------------------------------------------------------- what is asked for

    def _routed(self) -> tuple[int, Any]:
        parts = urlsplit(self.path)
        path, query = unquote(parts.path), parse_qs(parts.query)
        length = int(self.headers.get("Content-Length") or 0)
        may_write = self._token() == TOKEN
        if self._token() not in {TOKEN, READING_TOKEN}:
            raise Refusal(401, "Bad credentials")
        path = path.removeprefix("/api/v3").removeprefix("/api")
        if path == "/graphql":
            return 200, self._graphql(json.loads(self.rfile.read(length)))
        base = f"/repos/{self.forge.repository}"
        if not path.startswith(base):
            raise Refusal(404, "Not Found")
        if self.command != "GET" and not may_write:
            raise Refusal(403, "Resource not accessible by integration")
        rest = path.removeprefix(base)
        if self.command == "POST" and (found := re.fullmatch(r"/releases/(\d+)/assets", rest)):
            return self._upload(self._release(int(found[1])), query["name"][0], length)
        body = json.loads(self.rfile.read(length)) if length else {}
        return self._plain(rest, body, may_write)

    def _plain(self, rest: str, body: dict[str, Any], may_write: bool) -> tuple[int, Any]:
        steps = rest.strip("/").split("/")
        return self._got(steps, may_write) if self.command == "GET" else self._done(steps, body)

    def _got(self, steps: list[str], may_write: bool) -> tuple[int, Any]:
        forge = self.forge
        match steps:
            case ["releases"]:
                shown = [each for each in forge.releases if may_write or not each.draft]
                return 200, [self._shown(each) for each in shown]
            case ["releases", "tags", *name]:
                for each in forge.public():
                    if each.tag == "/".join(name):
                        return 200, self._shown(each)
            case ["releases", "assets", number]:
                return self._asset(int(number))
            case ["releases", number]:
                return 200, self._shown(self._release(int(number)))
            case ["commits", *name]:
                return 200, {"sha": self._commit("/".join(name))}
            case _:
                pass
        raise Refusal(404, "Not Found")

    def _done(self, steps: list[str], body: dict[str, Any]) -> tuple[int, Any]:
        match (self.command, *steps):
            case ("POST", "releases"):
                return 201, self._shown(self._create(body))
            case ("DELETE", "releases", "assets", number):
                self._delete(int(number))
                return 204, {}
            case ("PATCH", "releases", number):
                release = self._release(int(number))
                self._change(release, body)
                return 200, self._shown(release)
            case _:
                raise Refusal(404, "Not Found")

    def _token(self) -> str:
        return self.headers.get("Authorization", "").split(" ")[-1]

    def _graphql(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Answer the one question that `gh` has: which draft stands under a tag."""
        tag = asked.get("variables", {}).get("tagName", "")
        found = [each for each in self.forge.releases if each.tag == tag]
        if "release(" not in asked["query"] or not found:
            missing = {"type": "NOT_FOUND", "path": ["repository"], "message": "Not found"}
            return {"data": {"repository": {"release": None}}, "errors": [missing] * (not found)}
        release = {"databaseId": found[0].id, "isDraft": found[0].draft}
        return {"data": {"repository": {"release": release}}}

    # ------------------------------------------------------------------------------ what it does

    def _create(self, body: dict[str, Any]) -> Release:
        forge = self.forge
        tag = body["tag_name"]
        if not body.get("draft") and any(each.tag == tag for each in forge.public()):
            raise Refusal(422, "Validation Failed: already_exists")
        self._refuse_commit(body.get("target_commitish", ""))
        release = Release(
            forge.next_id(),
            tag,
            body.get("name") or tag,
            body.get("body") or "",
            True,
            body.get("target_commitish") or forge.default_branch,
        )
        forge.releases.insert(0, release)
        if not body.get("draft"):
            self._publish(release)
        return release

    def _refuse_commit(self, target: str) -> None:
        # A workflow's token may not aim a release at a commit that touches workflows.
        if re.fullmatch(r"[0-9a-f]{40}", target):
            raise Refusal(403, "Resource not accessible by integration")

    def _change(self, release: Release, body: dict[str, Any]) -> None:
        if self.forge.immutable and not release.draft and body.get("draft"):
            raise Refusal(422, "Cannot make an immutable release a draft.")
        self._refuse_commit(body.get("target_commitish", ""))
        release.name = body.get("name", release.name)
        release.body = body.get("body", release.body)
        release.target = body.get("target_commitish", release.target)
        if body.get("draft") is False and release.draft:
            self._publish(release)
        elif body.get("draft"):
            release.draft = True

    def _publish(self, release: Release) -> None:
        release.draft = False
        forge = self.forge
        forge.tags.setdefault(release.tag, forge.branches.get(release.target, release.target))

    def _upload(self, release: Release, name: str, length: int) -> tuple[int, Any]:
        mishaps = self.forge.mishaps
        if self.forge.immutable and not release.draft:
            self.rfile.read(length)
            raise Refusal(422, "Cannot upload assets to an immutable release.")
        name = re.sub(r"[^\w.+-]+", ".", name, flags=re.ASCII)
        if any(each.name == name for each in release.assets):
            self.rfile.read(length)
            raise Refusal(422, "Validation Failed: already_exists")
        if mishaps.cut_after is not None and mishaps.cut_after <= 0:
            data = self.rfile.read(length // 2)
            release.assets.append(Asset(self.forge.next_id(), name, data, "starter"))
            return 0, {}
        data = self.rfile.read(length)
        if mishaps.cut_after is not None:
            mishaps.cut_after -= 1
        if mishaps.spoils == name:
            data = bytes([data[0] ^ 1]) + data[1:]
        asset = Asset(self.forge.next_id(), name, data)
        release.assets.append(asset)
        return 201, self._shown_asset(asset)

    def _asset(self, number: int) -> tuple[int, Any]:
        for release in self.forge.releases:
            for asset in release.assets:
                if asset.id == number and asset.state == "uploaded":
                    raw = "octet-stream" in self.headers.get("Accept", "")
                    return 200, asset.data if raw else self._shown_asset(asset)
        raise Refusal(404, "Not Found")

    def _delete(self, number: int) -> None:
        for release in self.forge.releases:
            for asset in list(release.assets):
                if asset.id == number:
                    if self.forge.immutable and not release.draft:
                        raise Refusal(422, "Cannot delete assets of an immutable release.")
                    release.assets.remove(asset)
                    return
        raise Refusal(404, "Not Found")

    def _release(self, number: int) -> Release:
        for each in self.forge.releases:
            if each.id == number:
                return each
        raise Refusal(404, "Not Found")

    def _commit(self, name: str) -> str:
        kind, _, rest = name.partition("/")
        known = {"tags": self.forge.tags, "heads": self.forge.branches}.get(kind, {})
        if rest not in known:
            raise Refusal(422, f"No commit found for SHA: {name}")
        return known[rest]

    # ---------------------------------------------------------------------------- how it is shown

    def _shown(self, release: Release) -> dict[str, Any]:
        base = f"{API}/repos/{self.forge.repository}/releases/{release.id}"
        return {
            "id": release.id,
            "url": base,
            "html_url": f"http://{HOST}/{self.forge.repository}/releases/tag/{release.tag}",
            "upload_url": base.replace(API, UPLOADS) + "/assets{?name,label}",
            "tag_name": release.tag,
            "name": release.name,
            "body": release.body,
            "draft": release.draft,
            "prerelease": release.prerelease,
            "target_commitish": release.target,
            "created_at": "2026-05-03T00:00:00Z",
            "published_at": None if release.draft else "2026-05-03T00:00:00Z",
            "author": {"id": 1, "login": "mary"},
            "assets": [self._shown_asset(each) for each in release.assets],
        }

    def _shown_asset(self, asset: Asset) -> dict[str, Any]:
        base = f"{API}/repos/{self.forge.repository}/releases/assets/{asset.id}"
        return {
            "id": asset.id,
            "url": base,
            "name": asset.name,
            "label": "",
            "size": len(asset.data),
            "state": asset.state,
            "content_type": "application/octet-stream",
            "browser_download_url": f"http://{HOST}/download/{asset.name}",
            "created_at": "2026-05-03T00:00:00Z",
            "updated_at": "2026-05-03T00:00:00Z",
            "download_count": 0,
        }


_LOCK = threading.RLock()


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a client go that has its answer from elsewhere; say any other error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextlib.contextmanager
def serving(forge: Forge, socket: Path) -> Iterator[Forge]:
    """Serve a forge at a socket for as long as the block lasts."""
    handler = type("Handler", (_Handler,), {"forge": forge})
    with _Server(str(socket), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield forge
        finally:
            server.shutdown()
            thread.join()
