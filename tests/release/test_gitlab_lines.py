"""The lines that `init --ci gitlab` writes, run in bash; `glab` itself is stood in for.

There is no forge of GitLab's kind to be had, so what `glab` does with its words is not shown here.
"""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bookbuild.intake.workflows import Forge, Source, write_workflow
from tests.commands import ROOT, manuscript
from tests.release.test_build_job import BOOK, CHAPTER, commit
from tests.release.workflow_lines import read_yaml

SOURCE = Source("https://gitlab.com/mary/bookbuild", "0" * 40, "bookbuild 0.1.0")


@dataclass
class Pipeline:
    """A pipeline over an author's repository, with the variables that GitLab sets."""

    workspace: Path
    jobs: dict[str, Any]
    variables: dict[str, str]
    binaries: Path
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)

    def run(self, job: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a job's script as the runner does: the lines in one shell, ended by a failure."""
        declared = {**self.jobs["variables"], **self.jobs[job].get("variables", {})}
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join(self.jobs[job]["script"])],
            cwd=self.workspace,
            env={
                **os.environ,
                **declared,
                **self.variables,
                **variables,
                "PATH": f"{self.binaries}{os.pathsep}{os.environ['PATH']}",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )


@contextlib.contextmanager
def answering(answers: dict[str, tuple[int, bytes]]) -> Iterator[str]:
    """Serve answers by path, 404 for the others, and yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, data = answers.get(self.path, (404, b"{}"))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *words: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    if shutil.which("curl") is None:
        pytest.skip("curl is not on this machine: apt-get install curl")
    workspace, binaries = tmp_path / "novel", tmp_path / "bin"
    manuscript(workspace, book=BOOK, _01_the_quay=CHAPTER)
    commit(workspace)
    jobs = read_yaml(write_workflow(Forge.GITLAB, workspace, SOURCE).path)
    binaries.mkdir()
    python = f"PYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)}"
    stood_in = {
        "bookbuild": f'{python} -m bookbuild "$@"',
        "glab": f'printf "%s\\n" "$@" > {shlex.quote(str(tmp_path / "asked"))}',
    }
    for name, line in stood_in.items():
        (binaries / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (binaries / name).chmod(0o755)
    answers: dict[str, tuple[int, bytes]] = {}
    with answering(answers) as address:
        variables = {
            "CI_API_V4_URL": address,
            "CI_PROJECT_ID": "7",
            "CI_JOB_TOKEN": "t",
            "CI_PROJECT_URL": "https://gitlab.com/mary/novel",
            "CI_PAGES_URL": "https://mary.gitlab.io/novel",
            "CI_COMMIT_TAG": "",
        }
        yield Pipeline(workspace, jobs, variables, binaries, answers)


LATEST = "/projects/7/releases/permalink/latest/downloads/published.yaml"


def test_a_push_builds(pipeline: Pipeline) -> None:
    done = pipeline.run("books")
    assert done.returncode == 0, done.stdout + done.stderr
    made = {path.suffix for path in (pipeline.workspace / "dist").iterdir()}
    assert made >= {".epub", ".pdf"}
    assert json.loads((pipeline.workspace / "quality.json").read_text("utf-8")) == []


def test_a_tag_is_released_with_all_files(pipeline: Pipeline) -> None:
    done = pipeline.run("books", CI_COMMIT_TAG="v1.0", PAGES="true")
    assert done.returncode == 0, done.stdout + done.stderr
    dist = pipeline.workspace / "dist"
    where = b"https://gitlab.com/mary/novel/-/releases/permalink/latest/downloads/"
    assert where in (dist / "opds.xml").read_bytes()
    released = pipeline.run("release", CI_COMMIT_TAG="v1.0")
    assert released.returncode == 0, released.stdout + released.stderr
    asked = (pipeline.workspace.parent / "asked").read_text("utf-8").splitlines()
    assert asked[:3] == ["release", "create", "v1.0"]
    assert {f"./{path.name}" for path in dist.iterdir()} < set(asked)
    assert asked[-1] == "--use-package-registry"
    shown = pipeline.run("pages", CI_COMMIT_TAG="v1.0")
    assert shown.returncode == 0, shown.stderr
    pages = {path.name for path in (pipeline.workspace / "public").iterdir()}
    assert {"index.html", "opds.xml", "opds.json"} < pages
    assert any(name.endswith(".jpg") for name in pages)


def test_a_stale_checksum_is_not_released(pipeline: Pipeline) -> None:
    assert pipeline.run("books", CI_COMMIT_TAG="v1.0").returncode == 0
    (pipeline.workspace / "dist" / "index.html").write_text("not what was made", encoding="utf-8")
    assert pipeline.run("release", CI_COMMIT_TAG="v1.0").returncode != 0
    assert not (pipeline.workspace.parent / "asked").exists()


def test_a_forge_that_does_not_answer_is_no_first_release(pipeline: Pipeline) -> None:
    pipeline.answers[LATEST] = (500, b"")
    done = pipeline.run("books", CI_COMMIT_TAG="v1.0")
    assert done.returncode == 1
    assert "GitLab did not say what readers have (500). Run this again." in done.stdout


def test_what_readers_have_comes_from_the_last_release(pipeline: Pipeline) -> None:
    assert pipeline.run("books", CI_COMMIT_TAG="v1.0").returncode == 0
    published = (pipeline.workspace / "dist" / "published.yaml").read_bytes()
    pipeline.answers[LATEST] = (200, published)
    more = pipeline.workspace / "manuscript" / "02-the-crossing.md"
    more.write_text("---\ntitle: The Crossing\n---\n\nThe water was high.\n", encoding="utf-8")
    commit(pipeline.workspace)
    assert pipeline.run("books", CI_COMMIT_TAG="v1.1").returncode == 0
    notes = (pipeline.workspace / "dist" / "RELEASE_NOTES.md").read_text("utf-8")
    assert "The Crossing" in notes
    assert "The Quay" not in notes


def test_a_mistake_fails_and_is_marked(pipeline: Pipeline) -> None:
    chapter = pipeline.workspace / "manuscript" / "01-the-quay.md"
    chapter.write_text(CHAPTER + "\nShe went.[^3]\n", encoding="utf-8")
    done = pipeline.run("books")
    assert done.returncode == 1
    (issue,) = json.loads((pipeline.workspace / "quality.json").read_text("utf-8"))
    assert issue["location"] == {"path": "manuscript/01-the-quay.md", "lines": {"begin": 7}}
