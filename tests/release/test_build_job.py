"""The build job's own lines, run by bash: what it makes, marks and sums up."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands import DEMONSTRATION, ROOT, bookbuild, manuscript, shared
from tests.release.fake_forge import READING_TOKEN, Forge, serving
from tests.release.gh_settings import settings_of_gh
from tests.release.workflow_lines import Job, read_yaml

DAY = "2026-05-03T12:00:00+00:00"
BOOK = (
    "title: The Ferry\nauthor: Mary Shelley\nlang: en\nidentifier: https://example.org/the-ferry\n"
)
CHAPTER = "---\ntitle: The Quay\n---\n\nIt rained all the way to the quay.\n"


@dataclass
class Building:
    """A build job over an author's repository, and the action that it calls."""

    forge: Forge
    job: Job
    action: Job

    @property
    def dist(self) -> Path:
        return Path(self.action.values["steps.make.outputs.dist"])

    def run(self) -> subprocess.CompletedProcess[str]:
        """Run the lines from the first to the last, or to the step that fails."""
        for name in ("See what is asked for", "See what readers have"):
            done = self.job.run(name)
            if done.returncode:
                return done
        _hand_on(self.job, self.action)
        return self.action.run("Make the books")

    def asked(self, **values: str) -> None:
        """Set what the runner knows: ``ref_type``, ``ref_name``, ``event_name``."""
        self.job.values |= {f"github.{name}": value for name, value in values.items()}

    def push_tag(self, tag: str) -> None:
        git(self.job.workspace, "tag", tag)
        self.asked(event_name="push", ref_type="tag", ref_name=tag)

    @property
    def summary(self) -> str:
        return (self.action.temporary / "summary").read_text(encoding="utf-8")


def _hand_on(job: Job, action: Job) -> None:
    """Give the action the inputs that the workflow's step gives it."""
    (step,) = (each for each in job.steps if each.get("id") == "books")
    for name, value in step["with"].items():
        action.values[f"inputs.{name}"] = job.filled(value)


def git(folder: Path, *words: str) -> str:
    """Run git as an author does, on a day that stays the same."""
    # The machine may have no settings of its own.
    who = {"GIT_AUTHOR_NAME": "mary", "GIT_COMMITTER_NAME": "mary"}
    who |= {"GIT_AUTHOR_EMAIL": "mary@example.org", "GIT_COMMITTER_EMAIL": "mary@example.org"}
    days = {"GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", "-C", str(folder), *words],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **who, **days},
        timeout=60,
    )
    return done.stdout.strip()


def commit(folder: Path) -> None:
    """Make a folder a repository where it is none, and commit what is in it."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "As it stands")


def building_in(workspace: Path, temporary: Path, forge: Forge, socket: Path) -> Building:
    """Return the build job of the workflow in a repository."""
    temporary.mkdir()
    environment = settings_of_gh(temporary / "gh", socket)
    # What "Install bookbuild" would have made; .ci/run installs it from the lock.
    binaries = temporary / "bookbuild" / "bin"
    binaries.mkdir(parents=True)
    command = f"PYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)}"
    (binaries / "bookbuild").write_text(f'#!/bin/sh\n{command} -m bookbuild "$@"\n', "utf-8")
    (binaries / "bookbuild").chmod(0o755)
    values = {
        "github.token": READING_TOKEN,
        "github.repository": forge.repository,
        "github.server_url": "https://github.com",
        "github.event_name": "push",
        "github.ref_type": "branch",
        "github.ref_name": "main",
        "inputs.folder": ".",
        "inputs.version": "",
        "inputs.pages": "false",
        "inputs.page-at": "",
        "steps.readers.outputs.published": "",
    }
    steps = tuple(read_yaml(ROOT / ".github/workflows/book.yml")["jobs"]["build"]["steps"])
    actions = tuple(read_yaml(ROOT / "action.yml")["runs"]["steps"])
    return Building(
        forge,
        Job(steps, workspace, temporary, values, environment),
        Job(actions, workspace, temporary, {}, environment),
    )


@pytest.fixture
def building(tmp_path: Path) -> Iterator[Building]:
    workspace = tmp_path / "novel"
    manuscript(workspace, book=BOOK, _01_the_quay=CHAPTER)
    commit(workspace)
    forge, socket = Forge(), tmp_path / "forge"
    with serving(forge, socket):
        yield building_in(workspace, tmp_path / "temporary", forge, socket)


def assert_released(building: Building) -> dict[str, bytes]:
    """Return the files that are handed on, after a look at their sums."""
    files = {path.name: path.read_bytes() for path in building.dist.iterdir()}
    lines = files["SHA256SUMS"].decode().splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    assert set(listed) == set(files) - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256(files[name]).hexdigest() == digest
    assert {"release.json", "RELEASE_NOTES.md", "opds.xml", "index.html"} <= set(files)
    assert any(name.endswith(".epub") for name in files)
    assert any(name.endswith(".pdf") for name in files)
    return files


# ------------------------------------------------------------------------- what a run makes


def test_a_push_builds_and_says_what_would_be_new(building: Building) -> None:
    done = building.run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.suffix for path in building.dist.iterdir()} >= {".epub", ".pdf"}
    assert not (building.dist / "release.json").exists()
    assert "The Quay" in building.summary
    assert git(building.job.workspace, "status", "--porcelain") == ""


def test_a_tag_makes_all_that_a_release_carries(building: Building) -> None:
    building.push_tag("v1.0")
    done = building.run()
    assert done.returncode == 0, done.stdout + done.stderr
    files = assert_released(building)
    assert json.loads(files["release.json"])["version"] == "1.0"
    assert building.job.values["steps.aim.outputs.tag"] == "v1.0"
    assert building.summary == files["RELEASE_NOTES.md"].decode()
    where = "https://github.com/mary/the-ferry/releases/latest/download/"
    assert where.encode() in files["opds.xml"]
    # The manuscript is as it was.
    assert not (building.job.workspace / "manuscript" / "published.yaml").exists()


@pytest.mark.slow
def test_the_same_tag_gives_the_same_bytes(building: Building) -> None:
    building.push_tag("v1.0")
    assert building.run().returncode == 0
    first = assert_released(building)
    assert building.run().returncode == 0
    assert assert_released(building) == first


@pytest.mark.slow
def test_the_publish_button_does_what_a_tag_does(building: Building) -> None:
    building.asked(event_name="workflow_dispatch")
    building.job.values["inputs.version"] = "1.0"
    done = building.run()
    assert done.returncode == 0, done.stdout + done.stderr
    pressed = assert_released(building)
    assert building.job.values["steps.aim.outputs.commit"] == git(
        building.job.workspace, "rev-parse", "HEAD"
    )
    building.job.values["inputs.version"] = ""
    building.push_tag("v1.0")
    assert building.run().returncode == 0
    assert assert_released(building) == pressed


@pytest.mark.parametrize("tag", ["v1.3-beta", "v1.3;id", "v1..3"])
def test_a_tag_that_is_no_version(building: Building, tag: str) -> None:
    building.asked(ref_type="tag", ref_name=tag)
    done = building.run()
    assert done.returncode == 1
    assert "A version is written like 1.3" in done.stdout


def test_a_pull_request_publishes_nothing_whatever_it_is_called(building: Building) -> None:
    building.asked(event_name="pull_request", ref_name="v1.0")
    building.job.values["inputs.version"] = "1.0"
    assert building.job.run("See what is asked for").returncode == 0
    assert building.job.values["steps.aim.outputs.version"] == ""


@pytest.mark.parametrize(
    ("repository", "page"),
    [
        ("Mary/the-ferry", "https://mary.github.io/the-ferry/"),
        ("Mary/mary.github.io", "https://mary.github.io/"),
    ],
)
def test_where_the_page_will_stand(building: Building, repository: str, page: str) -> None:
    building.asked(repository=repository)
    building.job.values["inputs.pages"] = "true"
    assert building.job.run("See what is asked for").returncode == 0
    assert building.job.values["steps.aim.outputs.page-at"] == page
    building.job.values["inputs.page-at"] = "https://ferry.example.org/"
    assert building.job.run("See what is asked for").returncode == 0
    assert building.job.values["steps.aim.outputs.page-at"] == "https://ferry.example.org/"


# -------------------------------------------------------------------------- what readers have


def test_the_last_release_says_what_readers_have(building: Building) -> None:
    building.push_tag("v1.0")
    assert building.run().returncode == 0
    first = assert_released(building)
    building.forge.add("v1.0", draft=False, files=first)
    folder = building.job.workspace
    (folder / "manuscript" / "02-the-crossing.md").write_text(
        "---\ntitle: The Crossing\n---\n\nThe water was high.\n", encoding="utf-8"
    )
    commit(folder)
    building.asked(ref_type="branch", ref_name="main")
    assert building.run().returncode == 0
    assert "The Crossing" in building.summary
    assert "The Quay" not in building.summary
    assert not (folder / "manuscript" / "published.yaml").exists()
    building.push_tag("v1.1")
    done = building.run()
    assert done.returncode == 0, done.stdout + done.stderr
    notes = assert_released(building)["RELEASE_NOTES.md"].decode()
    assert "The Crossing" in notes
    assert "The Quay" not in notes
    # The same tag once more, after it was published: it is not compared with itself.
    building.forge.add("v1.1", draft=False, files=assert_released(building))
    before = assert_released(building)
    assert building.run().returncode == 0
    assert assert_released(building) == before


def test_drafts_and_trial_releases_are_not_what_readers_have(building: Building) -> None:
    building.forge.add("v0.9", draft=True, files={"published.yaml": b"nonsense"})
    building.forge.add("v0.8", draft=False, files={"published.yaml": b"x"}).prerelease = True
    building.forge.add("v0.7", draft=False, files={"a-map.png": b"x"})
    assert building.run().returncode == 0
    assert building.job.values["steps.readers.outputs.published"] == ""


def test_a_forge_that_does_not_answer_is_no_first_release(building: Building) -> None:
    building.job.values["github.token"] = "a-token-of-nobody"
    done = building.run()
    assert done.returncode == 1
    assert "The releases of this repository could not be read." in done.stdout


# ------------------------------------------------------------------------------ what is marked


def test_a_mistake_is_marked_at_its_file_and_line(building: Building) -> None:
    chapter = building.job.workspace / "manuscript" / "01-the-quay.md"
    chapter.write_text(CHAPTER + "\nShe  went.[^3]\n", encoding="utf-8")
    commit(building.job.workspace)
    building.push_tag("v1.0")
    done = building.run()
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith(
        "::error file=manuscript/01-the-quay.md,line=7::The footnote [^3] is called here"
    )
    assert any(
        line.startswith("::notice file=manuscript/01-the-quay.md,line=7::") for line in lines[1:]
    )
    assert len(lines) == len(set(lines))
    assert "The books were not made." in building.summary
    assert "steps.make.outputs.dist" not in building.action.values


def test_a_book_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    workspace = tmp_path / "all"
    manuscript(workspace / "novels" / "the ferry", book=BOOK, _01_the_quay=CHAPTER + "\nA  B.\n")
    commit(workspace)
    forge, socket = Forge(), tmp_path / "forge"
    with serving(forge, socket):
        building = building_in(workspace, tmp_path / "temporary", forge, socket)
        building.job.values["inputs.folder"] = "novels/the ferry"
        building.push_tag("v1.0")
        done = building.run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert_released(building)
    assert "::notice file=novels/the ferry/manuscript/01-the-quay.md,line=7::" in done.stdout


def test_a_repository_that_is_the_manuscript(tmp_path: Path) -> None:
    workspace = tmp_path / "ferry"
    workspace.mkdir()
    (workspace / "book.yaml").write_text(BOOK, encoding="utf-8")
    (workspace / "01-the-quay.md").write_text(CHAPTER, encoding="utf-8")
    commit(workspace)
    # What the workflow fetches stands in the repository's folder.
    (workspace / ".bookbuild").mkdir()
    (workspace / ".bookbuild" / "README.md").write_text("bookbuild", encoding="utf-8")
    forge, socket = Forge(), tmp_path / "forge"
    with serving(forge, socket):
        building = building_in(workspace, tmp_path / "temporary", forge, socket)
        building.push_tag("v1.0")
        done = building.run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert_released(building)


def test_words_of_a_manuscript_are_no_commands_for_the_runner() -> None:
    from bookbuild.cli.annotating import Remark, Weight, workflow_command

    remark = Remark(Weight.ERROR, "a,b:c\n.md", 3, "x", "100%\n::stop-commands::x")
    assert workflow_command(remark) == (
        "::error file=a%2Cb%3Ac%0A.md,line=3::100%25%0A::stop-commands::x"
    )


def test_gitlab_gets_the_same_as_a_quality_report(tmp_path: Path) -> None:
    manuscript(tmp_path, book=BOOK, _01_the_quay=CHAPTER + "\nShe  went.[^3]\n")
    for name in ("build", "check"):
        said = bookbuild(name, ".", "--json", cwd=tmp_path).stdout
        (tmp_path / f"{name}.json").write_text(said, encoding="utf-8")
    (tmp_path / "broken-off.json").write_text("", encoding="utf-8")
    files = ("build.json", "check.json", "broken-off.json")
    done = bookbuild("annotate", *files, "--for", "gitlab", cwd=tmp_path)
    first, second = json.loads(done.stdout)
    assert first["location"] == {"path": "manuscript/01-the-quay.md", "lines": {"begin": 7}}
    assert (first["severity"], second["severity"]) == ("major", "info")
    assert re.fullmatch(r"[0-9a-f]{64}", first["fingerprint"])
    refused = bookbuild("annotate", "manuscript/book.yaml", cwd=tmp_path)
    assert refused.returncode == 2
    assert "is not what bookbuild prints with --json" in refused.stderr


# ---------------------------------------------------------------------------- whole manuscripts


@pytest.mark.slow
@pytest.mark.parametrize("which", ["demonstration", "seed"])
def test_a_whole_manuscript(tmp_path: Path, which: str) -> None:
    workspace = tmp_path / "book"
    if which == "demonstration":
        shutil.copytree(DEMONSTRATION, workspace / "manuscript")
    else:
        done = bookbuild("import", shared("seed/last-chapter.txt"), "-o", workspace)
        assert done.returncode == 0, done.stderr
    commit(workspace)
    forge, socket = Forge(), tmp_path / "forge"
    with serving(forge, socket):
        building = building_in(workspace, tmp_path / "temporary", forge, socket)
        done = building.run()
        assert done.returncode == 0, done.stdout + done.stderr
        building.push_tag("v1.0")
        done = building.run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert_released(building)
    assert git(workspace, "status", "--porcelain", "manuscript") == ""
