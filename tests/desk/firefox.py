"""Firefox without a window, told what to do through its own Marionette protocol.

Each message is its length, a colon, and a list: what it is, its number, the command, its values.
"""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
_PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "app.update.enabled": False,
    "browser.startup.homepage": "about:blank",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "ui.prefersReducedMotion": 1,
}
_PATIENCE = 60.0


@dataclass(slots=True)
class Firefox:
    """An open Firefox."""

    _connection: socket.socket
    _number: int = 0

    def open(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self._do("WebDriver:Navigate", url=address)

    def run(self, script: str) -> object:
        """Return what a script returns in the page; a promise is waited for."""
        return self._do("WebDriver:ExecuteScript", script=script, args=[])

    def wait(self, script: str) -> None:
        """Wait until a script returns something true; raises `TimeoutError` where it never does."""
        until = time.monotonic() + 20
        while not self.run(script):
            if time.monotonic() > until:
                raise TimeoutError(script)
            time.sleep(0.05)

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        pressed = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        keys = {"type": "key", "id": "keys", "actions": pressed}
        self._do("WebDriver:PerformActions", actions=[keys])

    def click(self, x: float, y: float) -> None:
        """Click at a place of the window's page, in CSS pixels."""
        moves = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._do(
            "WebDriver:PerformActions", actions=[{"type": "pointer", "id": "m", "actions": moves}]
        )

    def resize(self, width: int, height: int) -> None:
        """Give the window a size."""
        self._do("WebDriver:SetWindowRect", width=width, height=height)

    def picture(self) -> bytes:
        """Return the page as it is seen, as PNG."""
        return base64.b64decode(str(self._do("WebDriver:TakeScreenshot", full=False)))

    def _do(self, command: str, **values: object) -> object:
        self._number += 1
        said = json.dumps([0, self._number, command, values]).encode()
        self._connection.sendall(str(len(said)).encode() + b":" + said)
        _, _, problem, result = _heard(self._connection)
        if problem:
            raise RuntimeError(f"{command}: {problem}")
        return result.get("value") if isinstance(result, dict) else result


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Start Firefox with an empty profile, and end it."""
    assert FIREFOX
    lines = (f'user_pref("{name}", {json.dumps(value)});' for name, value in _PREFERENCES.items())
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    command = [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            with socket.create_connection(("127.0.0.1", _port(profile))) as connection:
                connection.settimeout(_PATIENCE)
                _heard(connection)
                opened = Firefox(connection)
                opened._do("WebDriver:NewSession")
                yield opened
        finally:
            process.terminate()


def _port(profile: Path) -> int:
    """Return the port that Firefox took, which it writes down when it listens."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with_port = profile / "MarionetteActivePort"
        if with_port.is_file() and (said := with_port.read_text("utf-8").strip()):
            return int(said)
        time.sleep(0.1)
    raise TimeoutError("Firefox does not listen.")


def _heard(connection: socket.socket) -> tuple[int, int, object, object]:
    length = b""
    while (byte := connection.recv(1)) != b":":
        length += byte
    data = b""
    while len(data) < int(length):
        data += connection.recv(int(length) - len(data))
    said = json.loads(data)
    return (1, 0, None, said) if isinstance(said, dict) else tuple(said)
