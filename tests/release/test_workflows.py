"""Every workflow here and every one that `init --ci` writes: valid, safe, and of one mind."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from bookbuild.cli.doctor import _PANGO, _WINDOWS_PANGO
from bookbuild.cli.own_source import own_source, source_asked
from bookbuild.intake.workflows import (
    Forge,
    Outcome,
    Source,
    workflow_text,
    write_workflow,
)
from bookbuild.report import BookbuildError
from tests.commands import ROOT, bookbuild
from tests.release.workflow_lines import read_yaml

WORKFLOWS = tuple(sorted((ROOT / ".github" / "workflows").glob("*.yml")))
COMMIT = "0123456789abcdef0123456789abcdef01234567"
SOURCE = Source("https://github.com/mary/bookbuild", COMMIT, "bookbuild 0.1.0")
SCHEMAS = {Forge.GITHUB: "vendor.github-workflows", Forge.GITLAB: "vendor.gitlab-ci"}
BAD = """\
name: bad
on:
  pull_request_target:
    typos: [opened]
jobs:
  publish:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.pull_request.title }}"
"""


def check(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    """Run check-jsonschema, which takes the schemas that it brings along."""
    return tool("check-jsonschema", "--builtin-schema", schema, *map(str, files))


def zizmor(*inputs: Path) -> subprocess.CompletedProcess[str]:
    return tool("zizmor", "--offline", "--no-progress", *map(str, inputs))


def tool(name: str, *words: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / name
    if not program.exists():
        pytest.skip(f"{name} is not installed: it comes with the development requirements")
    return subprocess.run(
        [str(program), *words], capture_output=True, text=True, check=False, timeout=120
    )


# ----------------------------------------------------------------------------------- the checks


def test_what_the_repository_has_is_valid() -> None:
    for schema, files in (
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-actions", (ROOT / "action.yml",)),
    ):
        done = check(schema, *files)
        assert done.returncode == 0, done.stdout + done.stderr


def test_what_the_repository_has_is_safe() -> None:
    done = zizmor(ROOT / ".github", ROOT / "action.yml")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("folder", [".", "novels/the ferry"])
@pytest.mark.parametrize("forge", list(Forge))
def test_what_init_writes_is_valid_and_safe(forge: Forge, folder: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    path = write_workflow(forge, tmp_path / folder, SOURCE).path
    assert path.is_relative_to(tmp_path)
    done = check(SCHEMAS[forge], path)
    assert done.returncode == 0, done.stdout + done.stderr
    if forge is Forge.GITHUB:
        safe = zizmor(tmp_path)
        assert safe.returncode == 0, safe.stdout
        assert read_yaml(path)["jobs"]["book"]["with"]["folder"] == folder
    else:
        assert read_yaml(path)["variables"]["FOLDER"] == folder


def test_both_checks_catch_a_bad_workflow(tmp_path: Path) -> None:
    place = tmp_path / ".github" / "workflows"
    place.mkdir(parents=True)
    (place / "bad.yml").write_text(BAD, encoding="utf-8")
    invalid = check("vendor.github-workflows", place / "bad.yml")
    assert invalid.returncode == 1
    assert "typos" in invalid.stdout
    unsafe = zizmor(tmp_path)
    assert unsafe.returncode == 14
    found = ("dangerous-triggers", "template-injection", "unpinned-uses", "artipacked")
    assert [name for name in found if name not in unsafe.stdout] == []


@pytest.mark.parametrize("schema", ["vendor.github-actions", "vendor.gitlab-ci"])
def test_the_other_schemas_are_looked_at_too(schema: str, tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text("runs: [1]\nstages: 7\n", encoding="utf-8")
    assert check(schema, tmp_path / "bad.yml").returncode == 1


# ------------------------------------------------------------------------ what is true of them


def steps_of(path: Path) -> list[dict[str, object]]:
    loaded = read_yaml(path)
    jobs = [loaded["runs"]] if "runs" in loaded else loaded["jobs"].values()
    return [step for job in jobs for step in job.get("steps", ())]


def test_every_action_of_others_is_pinned_and_its_version_said() -> None:
    pins: dict[str, set[str]] = {}
    for path in (*WORKFLOWS, ROOT / "action.yml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not (used := re.match(r"\s*(?:- )?uses: (\S+)(.*)", line)):
                continue
            if used[1].startswith(("./", "$/")):
                continue
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used[1]), line
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", used[2]), line
            name, _, commit = used[1].partition("@")
            pins.setdefault(name, set()).add(commit)
    assert {name: len(commits) for name, commits in pins.items() if len(commits) > 1} == {}


def test_only_one_job_may_write_to_the_repository() -> None:
    jobs = read_yaml(ROOT / ".github/workflows/book.yml")["jobs"]
    writing = {
        name: {what for what, right in job["permissions"].items() if right == "write"}
        for name, job in jobs.items()
    }
    assert writing == {
        "build": set(),
        "attest": {"id-token", "attestations"},
        "publish": {"contents"},
        "pages": {"pages", "id-token"},
    }
    granted = yaml.safe_load(workflow_text(Forge.GITHUB, ".", SOURCE))["jobs"]["book"]
    needed = {what for rights in writing.values() for what in rights}
    assert {what for what, right in granted["permissions"].items() if right == "write"} == needed


def test_jobs_that_may_write_run_no_code_of_the_repository() -> None:
    jobs = read_yaml(ROOT / ".github/workflows/book.yml")["jobs"]
    for name in ("attest", "publish", "pages"):
        for step in jobs[name]["steps"]:
            assert "checkout" not in step.get("uses", "")
            assert not step.get("uses", "").startswith((".", "$"))
            assert not re.search(r"\b(python|pip|make|bookbuild)\b", step.get("run", ""))
        if name != "pages":
            assert "startsWith" not in jobs[name]["if"]
        assert "needs" in jobs[name]


def test_publishing_waits_for_a_version_and_for_the_signature() -> None:
    jobs = read_yaml(ROOT / ".github/workflows/book.yml")["jobs"]
    assert set(jobs["publish"]["needs"]) == {"build", "attest"}
    for name in ("attest", "publish"):
        assert "needs.build.outputs.version != ''" in jobs[name]["if"]
    assert "inputs.attest" in jobs["attest"]["if"]
    inputs = read_yaml(ROOT / ".github/workflows/book.yml")
    # YAML takes the key `on` for true.
    declared = inputs[True]["workflow_call"]["inputs"]  # type: ignore[index]
    assert declared["attest"]["default"] is False


def test_the_workflow_here_is_the_one_for_authors() -> None:
    release = ROOT / ".github" / "workflows" / "release.yml"
    assert read_yaml(release)["jobs"]["book"]["uses"] == "$/.github/workflows/book.yml"
    assert "gh release" not in release.read_text(encoding="utf-8")


def test_no_input_gets_into_a_script_by_expansion() -> None:
    for path in (*WORKFLOWS, ROOT / "action.yml"):
        for step in steps_of(path):
            assert "${{" not in str(step.get("run", "")), f"{path.name}: {step.get('name')}"


def test_pango_is_called_the_same_everywhere() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [command for command in _PANGO.values() if f"`{command}`" not in readme] == []
    assert _WINDOWS_PANGO.partition("pacman")[2] in readme
    packages = re.findall(r"lib\S+", _PANGO["apt-get"])
    for file in ("Containerfile", "action.yml", "bookbuild/intake/workflows/gitlab.yml"):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert [package for package in packages if package not in text] == [], file


def test_the_containers_packages_exist() -> None:
    if shutil.which("apt-cache") is None:
        pytest.skip("apt-cache is not on this machine: the packages are Debian's")
    text = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    installed = re.findall(r"--no-install-recommends ((?:[\w.+-]+ ?)+)", text)
    assert len(installed) == 2
    for name in {name for line in installed for name in line.split()}:
        done = subprocess.run(
            ["apt-cache", "show", "--no-all-versions", name],
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, f"Debian has no package {name}"


# ------------------------------------------------------------------------------ init --ci


def init(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return bookbuild("init", *words, cwd=folder)


def test_in_an_empty_folder_it_starts_a_book_too(tmp_path: Path) -> None:
    done = init(tmp_path, "novel", "--ci", "github", "--from", f"mary/bookbuild@{COMMIT}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "novel" / "manuscript" / "book.yaml").exists()
    written = read_yaml(tmp_path / "novel" / ".github" / "workflows" / "book.yml")
    uses = f"mary/bookbuild/.github/workflows/book.yml@{COMMIT}"
    assert written["jobs"]["book"]["uses"] == uses
    assert "In a public one everybody can read every file: drafts" in done.stdout
    assert "git init" in done.stdout


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    assert init(tmp_path, "novel").returncode == 0
    words = ("novel", "--ci", "gitlab", "--from")
    first = init(tmp_path, *words, f"https://gitlab.com/mary/bookbuild@{COMMIT}")
    assert first.returncode == 0, first.stderr
    path = tmp_path / "novel" / ".gitlab-ci.yml"
    before = path.read_bytes()
    again = init(tmp_path, *words, f"https://gitlab.com/mary/bookbuild@{COMMIT}")
    assert "is there already, word for word; nothing was written" in again.stdout
    other = init(tmp_path, *words, "https://gitlab.com/mary/bookbuild@v1")
    assert other.returncode == 2
    assert "It was left as it is." in other.stderr
    assert path.read_bytes() == before
    over = init(tmp_path, *words, "https://gitlab.com/mary/bookbuild@v1", "--overwrite")
    assert over.returncode == 0
    assert "over the one that was there" in over.stdout
    assert "A name such as a tag can be moved to other code." in over.stdout


def test_it_goes_to_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    book = tmp_path / "novels" / "ferry"
    assert init(tmp_path, "novels/ferry").returncode == 0
    done = init(book / "manuscript", "--ci", "github", "--from", f"mary/bookbuild@{COMMIT}")
    assert done.returncode == 0, done.stderr
    written = read_yaml(tmp_path / ".github" / "workflows" / "book.yml")
    assert written["jobs"]["book"]["with"]["folder"] == "novels/ferry"
    assert "git init" not in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "A new book needs a folder of its own: bookbuild init my-novel"),
        (("novel", "--from", "a/b@c"), "--from goes with --ci github or --ci gitlab."),
        (("novel", "--overwrite"), "--overwrite goes with --ci github or --ci gitlab."),
        (("novel", "--ci", "github", "--from", "bookbuild"), "--from takes OWNER/REPOSITORY@COM"),
        (
            ("novel", "--ci", "github", "--from", "https://example.org/bookbuild@v1"),
            "GitHub runs only workflows that are on GitHub",
        ),
    ],
)
def test_what_is_refused(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = init(tmp_path, *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_folder_that_a_workflow_would_trip_over() -> None:
    with pytest.raises(BookbuildError, match="has signs in its name"):
        workflow_text(Forge.GITHUB, 'novels/"; rm -rf ${{ x }}', SOURCE)


def test_what_becomes_of_the_file_is_told(tmp_path: Path) -> None:
    assert write_workflow(Forge.GITHUB, tmp_path, SOURCE).outcome is Outcome.WRITTEN
    assert write_workflow(Forge.GITHUB, tmp_path, SOURCE).outcome is Outcome.KEPT


# ------------------------------------------------------------------------------ where we come from


@pytest.mark.parametrize(
    ("typed", "repository"),
    [
        ("mary/bookbuild", "https://github.com/mary/bookbuild"),
        ("git@github.com:mary/bookbuild.git", "https://github.com/mary/bookbuild"),
        ("https://mary:secret@gitlab.com/a/b/c.git", "https://gitlab.com/a/b/c"),
        ("ssh://git@example.org:2222/a/b", "https://example.org/a/b"),
    ],
)
def test_a_source_that_is_named(typed: str, repository: str) -> None:
    assert source_asked(f"{typed}@{COMMIT}").repository == repository


class Installed(metadata.Distribution):
    """An installation that says of itself what a test wants."""

    def __init__(self, urls: str = "", direct: dict[str, object] | None = None) -> None:
        head = "Metadata-Version: 2.4\nName: bookbuild\nVersion: 0.1.0\n"
        self.files_there = {"METADATA": head + urls, "direct_url.json": json.dumps(direct or {})}

    def read_text(self, filename: str) -> str | None:
        return self.files_there.get(filename)

    def locate_file(self, path: object) -> Path:
        raise NotImplementedError


def found(monkeypatch: pytest.MonkeyPatch, installed: Installed) -> Source | None:
    monkeypatch.setattr(metadata, "distribution", lambda _: installed)
    return own_source()


def test_a_released_package_knows_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    urls = f"Project-URL: Source, {SOURCE.repository}/tree/{COMMIT}\n"
    assert found(monkeypatch, Installed(urls)) == SOURCE


def test_an_installation_from_git_knows_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    direct: dict[str, object] = {
        "url": "https://github.com/mary/bookbuild.git",
        "vcs_info": {"vcs": "git", "commit_id": COMMIT},
    }
    assert found(monkeypatch, Installed(direct=direct)) == SOURCE


def test_an_installation_from_a_copy_asks_its_git(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = tmp_path / "a copy"
    copy.mkdir()
    direct: dict[str, object] = {"url": copy.as_uri(), "dir_info": {}}
    assert found(monkeypatch, Installed(direct=direct)) is None
    run = ("git", "-C", str(copy), "-c", "user.name=mary", "-c", "user.email=mary@example.org")
    for words in (
        ("init", "--quiet"),
        ("commit", "--quiet", "--allow-empty", "--message", "A copy"),
        ("remote", "add", "origin", "git@github.com:mary/bookbuild.git"),
    ):
        subprocess.run([*run, *words], check=True, timeout=60)
    source = found(monkeypatch, Installed(direct=direct))
    assert source is not None
    assert source.repository == SOURCE.repository
    assert source.is_pinned


def test_without_a_source_the_author_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "distribution", lambda _: Installed())
    with pytest.raises(BookbuildError, match="Name it with --from OWNER/REPOSITORY@COMMIT"):
        source_asked("")


@pytest.mark.slow
def test_the_package_that_is_published_names_its_source(tmp_path: Path) -> None:
    """Run the package job's own lines on a copy, and look at what they built."""
    pytest.importorskip("build", reason="build is not installed: it is a development requirement")
    copy = tmp_path / "copy"
    kept = ("bookbuild", "styles", "pyproject.toml", "README.md", "LICENSE")
    for name in kept:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            copy.mkdir(exist_ok=True)
            shutil.copy(source, copy / name)
    steps = read_yaml(ROOT / ".github/workflows/release.yml")["jobs"]["package"]["steps"]
    lines = {step["name"]: step["run"] for step in steps if "name" in step and "run" in step}
    address = f"{SOURCE.repository}/tree/{COMMIT}"
    environment = {"SOURCE": address, "TAG": "v0.1.0", "PATH": "/usr/bin:/bin"}
    for name in ("Name the source", "Check the version"):
        done = subprocess.run(
            ["bash", "-e", "-c", lines[name]],
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    build = next(line for line in lines["Build"].splitlines() if "-m build" in line)
    words = build.split("-m build", 1)[1].replace('"$RUNNER_TEMP/package"', "package").split()
    subprocess.run(
        [sys.executable, "-m", "build", *words], cwd=copy, check=True, capture_output=True
    )
    (wheel,) = (copy / "package").glob("*.whl")
    assert len(list((copy / "package").glob("*.tar.gz"))) == 1
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        said = archive.read(next(name for name in names if name.endswith("METADATA"))).decode()
    assert f"Project-URL: Source, {address}" in said
    assert {f"bookbuild/intake/workflows/{forge.value}.yml" for forge in Forge} <= set(names)
