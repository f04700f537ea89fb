"""Chromium as a camera: pages opened, scripts run in them, pictures taken, complaints heard.

It is spoken to through two pipes (``--remote-debugging-pipe``): messages in JSON, each ended by
a zero byte. Nothing listens on a port.
"""

from __future__ import annotations

import base64
import json
import os
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench.places.browser import OPTIONS, NoReaders, chromium, missing

PATIENCE = 120
"""Seconds to wait for an answer."""
_HARMLESS = ("allow-scripts and allow-same-origin",)
"""What Chromium says of a reader's own frames, whatever the book."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A device's page: CSS pixels, how many of the device's there are for each, night or day."""

    width: int
    height: int
    scale: int = 2
    night: bool = False


@dataclass(slots=True)
class Page:
    """A page in Chromium; ``complaints`` grows with what goes wrong in it."""

    to_browser: int
    from_browser: int
    session: str = ""
    asked: int = 0
    unread: bytes = b""
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str, screen: Screen) -> None:
        """Open an address at the size of a screen."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=screen.width,
            height=screen.height,
            deviceScaleFactor=screen.scale,
            mobile=False,
        )
        scheme = "dark" if screen.night else "light"
        self.ask(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )
        self.ask("Page.navigate", url=address)

    def run(self, script: str) -> Any:
        """Run a script and return what it gives, awaited; raise RuntimeError where it fails."""
        said = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in said:
            raise RuntimeError(_thrown(said["exceptionDetails"]))
        return said["result"].get("value")

    def wait_for(self, script: str) -> None:
        """Wait until a script gives something true."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.run(script):
                return
            time.sleep(0.05)
        raise TimeoutError(f"{script} did not come true in {PATIENCE} seconds.")

    def picture(self) -> bytes:
        """Return what is shown, as PNG."""
        return base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"])

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command of the DevTools protocol and return its result."""
        self.asked += 1
        message: dict[str, object] = {"id": self.asked, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to_browser, json.dumps(message).encode() + b"\0")
        while True:
            said = self._next()
            if said.get("id") == self.asked:
                if "error" in said:
                    raise RuntimeError(f"{method}: {said['error']['message']}")
                return dict(said["result"])
            self._hear(said)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.unread:
            if not select.select([self.from_browser], [], [], PATIENCE)[0]:
                raise TimeoutError(f"Chromium said nothing for {PATIENCE} seconds.")
            read = os.read(self.from_browser, 1 << 20)
            if not read:
                raise RuntimeError("Chromium ended.")
            self.unread += read
        said, _, self.unread = self.unread.partition(b"\0")
        return dict(json.loads(said))

    def _hear(self, said: dict[str, Any]) -> None:
        given = said.get("params", {})
        match said.get("method"):
            case "Runtime.exceptionThrown":
                complaint = _thrown(given["exceptionDetails"])
            case "Runtime.consoleAPICalled" if given["type"] in ("error", "warning", "assert"):
                words = (str(each.get("value", each.get("description"))) for each in given["args"])
                complaint = " ".join(words)
            case "Log.entryAdded" if given["entry"]["level"] in ("error", "warning"):
                entry = given["entry"]
                complaint = f"{entry['text']} {entry.get('url', '')}".strip()
            case _:
                return
        if not any(each in complaint for each in _HARMLESS):
            self.complaints.append(complaint)


def _thrown(details: dict[str, Any]) -> str:
    return str(details.get("exception", {}).get("description", details["text"]))


@contextmanager
def open_page() -> Iterator[Page]:
    """Start Chromium without a window and give a page in it; raise `NoReaders` without one."""
    if lacking := missing():
        raise NoReaders(lacking)
    program = chromium()
    assert program is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, *OPTIONS, "--remote-debugging-pipe", f"--user-data-dir={profile}"]
        browser, to_browser, from_browser = _started([*command, "--hide-scrollbars"])
        try:
            yield _attached(Page(to_browser, from_browser))
        finally:
            os.killpg(browser.pid, signal.SIGKILL)
            browser.wait()
            os.close(to_browser)
            os.close(from_browser)


def _started(command: list[str]) -> tuple[subprocess.Popen[bytes], int, int]:
    """Start Chromium, which reads what it is told from 3 and answers on 4."""
    theirs_in, to_browser = os.pipe()
    from_browser, theirs_out = os.pipe()
    redirected = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
    browser = subprocess.Popen(
        ["bash", "-c", redirected, "bash", *command],
        pass_fds=(theirs_in, theirs_out),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    return browser, to_browser, from_browser


def _attached(page: Page) -> Page:
    target = page.ask("Target.createTarget", url="about:blank")["targetId"]
    page.session = page.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Log", "Network"):
        page.ask(f"{domain}.enable")
    page.ask("Network.setCacheDisabled", cacheDisabled=True)
    return page
