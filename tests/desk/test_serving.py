"""``bookbuild serve`` and ``bookbuild build --watch`` as they are typed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

import pytest

from bookbuild.cli import extras
from bookbuild.cli.serving import editor_address
from bookbuild.desk.connections import bound
from bookbuild.report import BookbuildError, Exit
from tests.commands import ROOT, bookbuild
from tests.desk.desks import wait_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    manuscript = tmp_path / "ferry" / "manuscript"
    manuscript.mkdir(parents=True)
    text = "title: The Ferry\nauthor: Mary Shelley\nidentifier: https://example.org/ferry\n"
    (manuscript / "book.yaml").write_text(text, encoding="utf-8")
    (manuscript / "01-one.md").write_text("# One\n\nThe ferry left.\n", encoding="utf-8")
    return tmp_path / "ferry"


class Typed:
    """A command that goes on; what it prints is gathered line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._queue: SimpleQueue[str] = SimpleQueue()
        Thread(target=self._gather, daemon=True).start()

    def says(self, pattern: str, times: int = 1) -> re.Match[str]:
        """Return what was said, waiting for it; fail where it is not."""

        def found() -> list[re.Match[str]]:
            try:
                while True:
                    self.lines.append(self._queue.get_nowait())
            except Empty:
                pass
            return [match for line in self.lines if (match := re.search(pattern, line))]

        assert wait_for(lambda: len(found()) >= times, 30), "".join(self.lines)
        return found()[-1]

    def _gather(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._queue.put(line)


@contextmanager
def typed(*arguments: str | Path) -> Iterator[Typed]:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "bookbuild", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield Typed(process)
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def test_serve_says_its_address_and_ends_at_once(book: Path) -> None:
    with typed("serve", book, "--port", "0", "--no-open") as serving:
        address = serving.says(r"http://127\.0\.0\.1:\d+/")[0]
        with urllib.request.urlopen(f"{address}state", timeout=10) as answer:
            assert answer.status == 200
        serving.process.send_signal(signal.SIGINT)
        assert serving.process.wait(5) == Exit.INTERRUPTED
        serving.says("Ctrl-C")
        assert not any("Traceback" in line for line in serving.lines)


def test_serve_ends_though_somebody_listens_and_says_nothing_of_strangers(book: Path) -> None:
    with typed("serve", book, "--port", "0", "--no-open") as serving:
        port = int(serving.says(r"http://127\.0\.0\.1:(\d+)/")[1])
        serving.says("Ctrl-C")
        address = ("127.0.0.1", port)
        with socket.create_connection(address) as listening, socket.create_connection(address):
            asked = f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
            listening.sendall(asked)
            assert listening.recv(100).startswith(b"HTTP/1.1 200")
            for hostile in (
                b"rubbish\r\n\r\n",
                b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                asked + b"\x00\r\n",
            ):
                with socket.create_connection(address) as stranger:
                    stranger.sendall(hostile)
                    stranger.recv(100)
            serving.process.send_signal(signal.SIGINT)
            assert serving.process.wait(3) == Exit.INTERRUPTED
        serving.says("Ctrl-C")
        assert len(serving.lines) == 2, serving.lines


def test_serve_ends_when_it_is_told_to(book: Path) -> None:
    with typed("serve", book, "--port", "0", "--no-open") as serving:
        serving.says(r"http://")
        serving.process.terminate()
        assert serving.process.wait(5) == 143


def test_serve_takes_the_next_port(book: Path) -> None:
    taken = bound(0)
    port = taken.getsockname()[1]
    with typed("serve", book, "--port", str(port), "--no-open") as serving:
        serving.says(f"Port {port} is taken")
        assert int(serving.says(r"http://127\.0\.0\.1:(\d+)/")[1]) > port
    taken.close()


def test_serve_needs_a_folder(tmp_path: Path) -> None:
    done = bookbuild("serve", tmp_path / "nowhere", "--no-open")
    assert done.returncode == Exit.USAGE
    assert "There is no folder" in done.stderr


@pytest.mark.parametrize("command", [("serve", "--no-open"), ("build", "--watch")])
def test_without_the_extra_the_exact_command_is_said(
    book: Path, tmp_path: Path, command: tuple[str, str]
) -> None:
    hidden = "import sys\nsys.modules['watchfiles'] = None\n"
    (tmp_path / "sitecustomize.py").write_text(hidden, encoding="utf-8")
    done = bookbuild(*command, book, environment={"PYTHONPATH": f"{tmp_path}:{ROOT}"})
    assert done.returncode == Exit.MACHINE
    assert "pip install 'bookbuild[serve]'" in done.stderr


def test_all_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "_SERVE", ("pypdfium3", "starlette", "unicorn"))
    with pytest.raises(BookbuildError, match="pypdfium3 and unicorn, which are not") as missing:
        extras.need_serve()
    assert missing.value.exit_code is Exit.MACHINE


def test_editors(tmp_path: Path) -> None:
    folder = tmp_path.resolve().as_posix()
    assert editor_address("", tmp_path) == ""
    assert editor_address("VSCode", tmp_path) == f"vscode://file{folder}/{{file}}:{{line}}"
    assert editor_address("emacs", tmp_path).startswith("org-protocol://")
    assert editor_address("edit:{folder}/{file}", tmp_path) == f"edit:{folder}/{{file}}"
    for wrong in ("word", "{file}", "http://example.org/"):
        with pytest.raises(BookbuildError, match="--editor takes"):
            editor_address(wrong, tmp_path)


def test_build_watch_builds_again(book: Path) -> None:
    with typed("build", book, "--watch", "--no-cache", "--jobs", "1") as watching:
        watching.says(r"Waiting for changes")
        watching.says(r"\.epub")
        chapter = book / "manuscript/01-one.md"
        chapter.write_text("# One\n\nThe ferry[^1] left.\n", encoding="utf-8")
        watching.says(r"01-one\.md changed")
        watching.says(r"01-one\.md:3")
        chapter.write_text("# One\n\nThe ferry left again.\n", encoding="utf-8")
        watching.says(r"\.epub", times=2)
        watching.process.send_signal(signal.SIGINT)
        assert watching.process.wait(5) == Exit.INTERRUPTED
        assert not any("Traceback" in line for line in watching.lines)


def test_build_watch_goes_with_no_publication(book: Path) -> None:
    done = bookbuild("build", book, "--watch", "--publish")
    assert done.returncode == Exit.USAGE
    assert "--watch" in done.stderr
