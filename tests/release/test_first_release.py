"""From an empty folder to a released serial: the README's commands, typed as they stand there.

The page is what is tested: its commands are run one by one, the workflow that they write is read,
and the lines of the workflow that it calls are run over what was pushed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import ROOT
from tests.release.fake_forge import TOKEN, Forge, serving
from tests.release.test_build_job import assert_released, building_in, git
from tests.release.test_publish_job import STEPS
from tests.release.workflow_lines import Job, read_yaml

COMMIT = "0123456789abcdef0123456789abcdef01234567"
POSTED = """\
Note: Thank you all for waiting.

Clara's POV

"You came," she said.

It was raining when they left, and the water was high.

Look for the epilogue tomorrow!
"""
NEXT = "---\ntitle: The Crossing\n---\n\nAt noon the quay was gone.\n"


def typed_in_the_readme() -> list[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"<!-- first release -->\n```console\n(.*?)```", readme, re.DOTALL)
    return [line.removeprefix("$ ") for line in block.splitlines()]


def authors_machine(tmp_path: Path, bare: Path) -> dict[str, str]:
    """Return the environment of an author who has installed a released bookbuild."""
    binaries, packages = tmp_path / "bin", tmp_path / "installed"
    binaries.mkdir()
    described = packages / "bookbuild-0.1.0.dist-info"
    described.mkdir(parents=True)
    source = f"https://github.com/mary/bookbuild/tree/{COMMIT}"
    (described / "METADATA").write_text(
        f"Metadata-Version: 2.4\nName: bookbuild\nVersion: 0.1.0\nProject-URL: Source, {source}\n"
    )
    (binaries / "bookbuild").write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m bookbuild "$@"\n'
    )
    (binaries / "bookbuild").chmod(0o755)
    settings = {
        f"url.{bare}.insteadOf": "https://github.com/YOU/the-ferry.git",
        "user.name": "mary",
        "user.email": "mary@example.org",
    }
    named = {
        f"GIT_CONFIG_{part}_{at}": word
        for at, pair in enumerate(settings.items())
        for part, word in zip(("KEY", "VALUE"), pair, strict=True)
    }
    return {
        **os.environ,
        **named,
        "GIT_CONFIG_COUNT": str(len(settings)),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": f"{packages}{os.pathsep}{ROOT}",
    }


def type_all(commands: list[str], here: Path, environment: dict[str, str]) -> Path:
    """Type the commands one by one, and return the folder in which the last one was."""
    for command in commands:
        if command.startswith("cd "):
            here = here / shlex.split(command)[1]
            continue
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=here,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return here


def run_the_workflow(tag: str, bare: Path, forge: Forge, machine: Path) -> dict[str, bytes]:
    """Do what GitHub does when a tag is pushed; return the files that were built."""
    machine.mkdir()
    checkout = machine / "checkout"
    subprocess.run(["git", "clone", "--quiet", str(bare), str(checkout)], check=True, timeout=60)
    git(checkout, "checkout", "--quiet", tag)
    called = read_yaml(checkout / ".github" / "workflows" / "book.yml")
    # The key `on` is true in YAML.
    assert "v*" in called[True]["push"]["tags"]  # type: ignore[index]
    job = called["jobs"]["book"]
    assert job["uses"] == f"mary/bookbuild/.github/workflows/book.yml@{COMMIT}"
    socket = machine / "socket"
    with serving(forge, socket):
        building = building_in(checkout, machine / "building", forge, socket)
        building.job.values |= {
            "github.ref_type": "tag",
            "github.ref_name": tag,
            "inputs.folder": job["with"]["folder"],
            "inputs.version": "",
        }
        done = building.run()
        assert done.returncode == 0, done.stdout + done.stderr
        built = assert_released(building)
        publish(building.dist, building.job, forge, machine)
    return built


def publish(dist: Path, built: Job, forge: Forge, machine: Path) -> None:
    """Run the publish job on what the build job handed over."""
    (machine / "books").symlink_to(dist)
    declared = read_yaml(ROOT / ".github/workflows/book.yml")["jobs"]["publish"]
    values = {
        **built.values,
        "github.token": TOKEN,
        "github.event.repository.default_branch": "main",
        "steps.tag.outputs.target": "",
    }
    for name in ("tag", "commit"):
        values[f"needs.build.outputs.{name}"] = built.values[f"steps.aim.outputs.{name}"]
    (machine / "publishing").mkdir()
    steps, own = tuple(declared["steps"]), declared["env"]
    job = Job(steps, machine, machine / "publishing", values, built.environment, own)
    for name in STEPS:
        done = job.run(name)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_from_an_empty_folder_to_two_releases(tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], check=True, timeout=60)
    home = tmp_path / "home"
    home.mkdir()
    (home / "last-chapter.txt").write_text(POSTED, encoding="utf-8")
    environment = authors_machine(tmp_path, bare)
    folder = type_all(typed_in_the_readme(), home, environment)

    forge = Forge(tags={"v1.0": git(bare, "rev-parse", "v1.0^{commit}")})
    built = run_the_workflow("v1.0", bare, forge, tmp_path / "first")
    release = forge.of("v1.0")
    assert not release.draft
    assert release.files == built
    assert {"the-ferry.epub", "the-ferry.pdf", "SHA256SUMS", "opds.xml"} <= set(built)
    assert "Chapter One" in release.body

    # "For the next one, add a chapter, commit it, and push the tag v1.1."
    (folder / "manuscript" / "02-the-crossing.md").write_text(NEXT, encoding="utf-8")
    more = ["git add .", "git commit --message=More", "git tag v1.1", "git push origin main v1.1"]
    type_all(more, folder, environment)
    forge.tags["v1.1"] = git(bare, "rev-parse", "v1.1^{commit}")
    built = run_the_workflow("v1.1", bare, forge, tmp_path / "second")
    assert forge.of("v1.1").files == built
    assert "The Crossing" in forge.of("v1.1").body
    assert "Chapter One" not in forge.of("v1.1").body


def test_every_word_of_the_readme_is_the_authors_to_type() -> None:
    typed = typed_in_the_readme()
    assert typed[0] == "bookbuild init the-ferry"
    words = " ".join(typed)
    for needed in ("bookbuild import", "bookbuild init --ci github", "git commit", "git tag v1.0"):
        assert needed in words
