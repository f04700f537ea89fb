"""The command line as its users type it: every example in `tests/cli/` is run as it stands.

An example's fenced blocks with a path as their name are files to write; those named ``console``
hold commands (``$ ``), what they print, lines on stderr (``2> ``) and the exit code (``=> ``, 0
where there is none). ``…`` stands for anything within a line, and alone on a line for any number of
lines. What else the command line promises follows below: progress, interruption, a killed build.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands import ROOT, bookbuild, manuscript

EXAMPLES = sorted(Path(__file__).parent.joinpath("cli").glob("*.md"))
_BLOCK = re.compile(r"^```(.+)\n((?:.*\n)*?)```$", re.M)
_LONG = {"book": "title: Long\nauthor: A\nidentifier: https://example.org/long\n"} | {
    f"_{number:02}_chapter": "It rained all the way to the quay, and all the way back. \n\n" * 60
    for number in range(1, 25)
}


@dataclass(frozen=True, slots=True)
class Command:
    """A command of an example and what is expected of it."""

    line: str
    stdout: tuple[str, ...]
    stderr: tuple[str, ...]
    code: int


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_runs_as_it_stands(path: Path, tmp_path: Path) -> None:
    example = path.read_text(encoding="utf-8")
    commands = [line for line in example.splitlines() if line.startswith("$ ")]
    shell, folder, ran = _shell(tmp_path / "bin"), tmp_path / "here", 0
    folder.mkdir()
    for name, text in _BLOCK.findall(example):
        if name != "console":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
            continue
        for command in _commands(text):
            folder = _run(command, folder, shell)
            ran += 1
    assert ran == len(commands) > 0


def test_every_command_has_an_example() -> None:
    said = bookbuild("--help").stdout.partition("Commands:")[2]
    commands = {line.split()[0] for line in said.splitlines() if line.strip()}
    assert commands <= {path.stem for path in EXAMPLES}


def _commands(text: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        line, *said = part.splitlines()
        codes = [int(each[3:]) for each in said if each.startswith("=> ")]
        stderr = tuple(each[2:].removeprefix(" ") for each in said if each.startswith("2>"))
        stdout = tuple(each for each in said if not each.startswith(("=> ", "2>")))
        yield Command(line, stdout, stderr, codes[0] if codes else 0)


def _run(command: Command, folder: Path, shell: dict[str, str]) -> Path:
    """Run one command and look at what it said; return the folder that the next one stands in."""
    if command.line.startswith("cd "):
        return folder / shlex.split(command.line)[1]
    done = subprocess.run(
        ["/bin/sh", "-c", command.line],
        capture_output=True,
        cwd=folder,
        env=shell,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    stdout, stderr = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert done.returncode == command.code, f"$ {command.line}\n{stdout}{stderr}"
    assert _fits(command.stdout, stdout), _difference(command.line, command.stdout, stdout)
    assert _fits(command.stderr, stderr), _difference(command.line, command.stderr, stderr)
    return folder


def _fits(expected: tuple[str, ...], said: str) -> bool:
    lines = (_any_lines if line == "…" else _any_in(line) for line in expected)
    return re.fullmatch("".join(lines), _without_trailing_spaces(said)) is not None


_any_lines = "(?:.*\n)*?"


def _any_in(line: str) -> str:
    return ".*?".join(re.escape(part) for part in line.rstrip().split("…")) + "\n"


def _without_trailing_spaces(said: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in said.splitlines())


def _difference(line: str, expected: tuple[str, ...], said: str) -> str:
    wanted = "\n".join(expected)
    return f"$ {line}\n---- expected\n{wanted}\n---- said\n{said}"


def _shell(folder: Path) -> dict[str, str]:
    """Return an environment in which ``bookbuild`` is this checkout's, and nothing else is set."""
    folder.mkdir()
    script = folder / "bookbuild"
    python, root = shlex.quote(sys.executable), shlex.quote(str(ROOT))
    script.write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {python} -m bookbuild "$@"\n')
    script.chmod(0o755)
    path = os.pathsep.join((str(folder), os.environ.get("PATH", os.defpath)))
    return {"PATH": path, "LC_ALL": "C.UTF-8", "COLUMNS": "80", "HOME": str(folder)}


# ------------------------------------------------------------------------------ progress


def test_progress_is_not_written_where_nobody_looks(tmp_path: Path) -> None:
    done = bookbuild("epub", manuscript(tmp_path, **_SHORT))
    assert done.returncode == 0
    assert done.stderr == ""


def test_progress_is_shown_on_a_terminal_and_cleared(tmp_path: Path) -> None:
    said = _on_a_terminal("epub", str(manuscript(tmp_path, **_SHORT)))
    assert "making the EPUB" in said
    shown = said.replace("\r\n", "\n").split("\x1b[K")[-1]
    assert re.fullmatch(r".*\.epub  \(\d+ kB\)\n", shown.lstrip("\r"))


_SHORT = {
    "book": "title: Short\nauthor: A\nidentifier: https://example.org/short\n",
    "_01_one": "A day.\n",
}


# ------------------------------------------------------------- interrupted, killed, refused


def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    folder = manuscript(tmp_path, **_LONG)
    process, terminal = _building("build", str(folder))
    process.send_signal(signal.SIGINT)
    said = _rest(terminal)
    assert process.wait(timeout=60) == 130
    assert "Traceback" not in said
    assert not (folder / "dist").exists()


def test_a_killed_build_leaves_the_old_book(tmp_path: Path) -> None:
    folder = manuscript(tmp_path, **_LONG)
    dist = folder / "dist"
    dist.mkdir()
    for name in ("long.epub", "long.pdf"):
        (dist / name).write_text("the last good book")
    process, terminal = _building("build", str(folder))
    process.kill()
    _rest(terminal)
    assert process.wait(timeout=60) == -signal.SIGKILL
    assert {path.name for path in dist.iterdir()} == {"long.epub", "long.pdf"}
    for path in dist.iterdir():
        assert path.read_text() == "the last good book"


@pytest.mark.parametrize("signalled", [signal.SIGINT, signal.SIGKILL])
def test_a_write_that_stops_half_way_shows_no_half_file(
    tmp_path: Path, signalled: signal.Signals
) -> None:
    target = tmp_path / "dist" / "book.epub"
    target.parent.mkdir()
    target.write_text("the last good book")
    program = (
        "import os, pathlib, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # whoever started us
        "from bookbuild.build import place\n"
        "def stop(handle): os.kill(os.getpid(), int(sys.argv[2]))\n"
        "place.os.fsync = stop\n"
        "place.put(pathlib.Path(sys.argv[1]), b'half a book')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(target), str(int(signalled))],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode != 0
    assert target.read_text() == "the last good book"
    left = {path.name for path in target.parent.iterdir()} - {"book.epub"}
    if signalled is signal.SIGINT:
        assert left == set()
    assert all(name.startswith(".") for name in left)


def test_json_is_one_object_whatever_the_manuscript_is(tmp_path: Path) -> None:
    broken = manuscript(tmp_path / "broken", book="title: [a\n", _01_one="A line.[^2]\n")
    empty = manuscript(tmp_path / "empty")
    for folder in (broken, empty):
        for command in ("epub", "pdf", "build", "status"):
            done = bookbuild(command, folder, "--json")
            assert done.returncode == 1
            said = json.loads(done.stdout)
            assert isinstance(said, dict)
            if command != "status":
                assert said["files"] == []
                assert any(each["severity"] == "error" for each in said["diagnostics"])
                assert done.stderr == ""


# ----------------------------------------------------------------------- on a terminal


def _on_a_terminal(*arguments: str) -> str:
    """Return everything that a command writes to a terminal."""
    process, terminal = _start(*arguments)
    said = _rest(terminal)
    assert process.wait(timeout=60) == 0
    return said


def _building(*arguments: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start a long build and wait until it says that it makes a book."""
    process, terminal = _start(*arguments)
    said = b""
    with contextlib.suppress(OSError):  # raised where the command is over
        while b"making the" not in said:
            said += os.read(terminal, 4096)
    assert process.poll() is None, said.decode("utf-8")
    return process, terminal


@pytest.mark.skipif(os.name != "posix", reason="there are no pseudo-terminals on this system")
def test_a_message_is_folded_between_words_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = manuscript(tmp_path, book="titel: The Ferry\n", _01_one="# One\n\nThe ferry left.\n")
    monkeypatch.setenv("COLUMNS", "40")
    process, terminal = _start("epub", str(folder))
    said = _rest(terminal).rpartition("error:")[2]
    process.wait(60)
    assert "`titel` is not a key that bookbuild knows." in " ".join(said.split())
    folded = [line for line in said.splitlines() if line.startswith("    ")]
    assert len(folded) > 1
    assert all(len(line) <= 40 for line in folded)


def _heed_interrupts() -> None:
    """Undo what a shell does for what it runs in the background: there, Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _start(*arguments: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start bookbuild on a terminal of its own; return it with our end of the terminal."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bookbuild", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=_heed_interrupts,
    )
    os.close(theirs)
    return process, ours


def _rest(terminal: int) -> str:
    """Read a terminal until nobody writes to it any more, and close it."""
    said = b""
    with contextlib.suppress(OSError):  # raised where the other end is closed
        while part := os.read(terminal, 65536):
            said += part
    os.close(terminal)
    return said.decode("utf-8")
