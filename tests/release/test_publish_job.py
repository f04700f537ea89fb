"""The publish job's own lines, run by bash with the real `gh` against a forge of our own.

In every case either all files are there with the right bytes and public, or none is public and the
message says why.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.commands import ROOT
from tests.release.fake_forge import READING_TOKEN, TOKEN, Forge, serving
from tests.release.gh_settings import settings_of_gh
from tests.release.workflow_lines import Job, read_yaml

TAG = "v1.3"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
ELSEWHERE = "fedcba9876543210fedcba9876543210fedcba98"
BOOK = {
    "the-ferry.epub": b"PK the book for e-readers",
    "the-ferry.pdf": b"%PDF the pages",
    "the-ferry.cover.jpg": b"a picture",
    "published.yaml": b"what readers have",
    "RELEASE_NOTES.md": b"# 1.3\n\nNew: The Quay.\n",
}
STEPS = ("Check the sums", "Check the tag", "Publish")


@dataclass
class Publishing:
    """A publish job over a forge, and the files that it was handed."""

    forge: Forge
    job: Job
    books: Path

    def run(self) -> CompletedProcess[str]:
        """Run the job to its end, or to the first step that fails."""
        for name in STEPS:
            done = self.job.run(name)
            if done.returncode:
                return done
        return done

    def hand_over(self, files: dict[str, bytes]) -> None:
        """Put the files of the build job there, with their sums."""
        shutil.rmtree(self.books, ignore_errors=True)
        self.books.mkdir(parents=True)
        for name, data in files.items():
            (self.books / name).write_bytes(data)
        sums = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()]
        (self.books / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")

    @property
    def all_files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.books.iterdir()}

    def assert_all_there(self) -> None:
        """Everything is public with its bytes, and never was less than everything public."""
        release = self.forge.of(TAG)
        assert not release.draft
        names = self.all_files
        assert {name: release.files.get(name) for name in names} == names
        for tag, there in self.forge.ever_public:
            assert tag != TAG or there >= set(names), "a part of the files was public"

    def assert_nothing_public(self) -> None:
        assert self.forge.public() == []
        assert self.forge.ever_public == []


@pytest.fixture
def publishing(tmp_path: Path) -> Iterator[Publishing]:
    forge = Forge(tags={TAG: COMMIT}, branches={"main": COMMIT})
    book = read_yaml(ROOT / ".github/workflows/book.yml")
    declared = book["jobs"]["publish"]
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    socket = tmp_path / "forge"
    values = {
        "github.token": TOKEN,
        "github.repository": forge.repository,
        "github.ref_type": "tag",
        "github.ref_name": TAG,
        "github.event.repository.default_branch": "main",
        "needs.build.outputs.tag": TAG,
        "needs.build.outputs.commit": COMMIT,
        "steps.tag.outputs.target": "",
    }
    environment = settings_of_gh(tmp_path / "gh", socket)
    job = Job(tuple(declared["steps"]), tmp_path, temporary, values, environment, declared["env"])
    made = Publishing(forge, job, tmp_path / "books")
    made.hand_over(BOOK)
    with serving(forge, socket):
        yield made


def test_a_first_release(publishing: Publishing) -> None:
    done = publishing.run()
    assert done.returncode == 0, done.stdout + done.stderr
    publishing.assert_all_there()
    assert publishing.forge.of(TAG).body == BOOK["RELEASE_NOTES.md"].decode()
    assert publishing.forge.tags == {TAG: COMMIT}


def test_it_runs_twice(publishing: Publishing) -> None:
    assert publishing.run().returncode == 0
    before = list(publishing.forge.log)
    done = publishing.run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "is public already, with these very files" in done.stdout
    publishing.assert_all_there()
    since = publishing.forge.log[len(before) :]
    # A question in GraphQL is asked with POST.
    changing = [line for line in since if '"GET' not in line and "/graphql" not in line]
    assert changing == []


def test_a_draft_of_the_author_is_filled_and_keeps_its_words(publishing: Publishing) -> None:
    mine = {"a-map.png": b"drawn by hand", "the-ferry.epub": b"an older one"}
    publishing.forge.add(TAG, draft=True, files=mine, body="My own words.")
    done = publishing.run()
    assert done.returncode == 0, done.stdout + done.stderr
    publishing.assert_all_there()
    assert publishing.forge.of(TAG).body == "My own words."
    assert publishing.forge.of(TAG).files["a-map.png"] == b"drawn by hand"
    assert len(publishing.forge.releases) == 1


def test_a_draft_without_words_gets_the_notes(publishing: Publishing) -> None:
    publishing.forge.add(TAG, draft=True, files={})
    assert publishing.run().returncode == 0
    assert publishing.forge.of(TAG).body == BOOK["RELEASE_NOTES.md"].decode()


def test_immutable_releases(publishing: Publishing) -> None:
    publishing.forge.immutable = True
    for _ in range(2):
        done = publishing.run()
        assert done.returncode == 0, done.stdout + done.stderr
        publishing.assert_all_there()


def test_a_release_that_was_made_public_by_hand_without_files(publishing: Publishing) -> None:
    publishing.forge.add(TAG, draft=False, files={}, body="Out now.")
    done = publishing.run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert not publishing.forge.of(TAG).draft
    assert publishing.forge.of(TAG).files == publishing.all_files
    # Empty before, hidden while it is filled, complete after.
    seen = {files for _, files in publishing.forge.ever_public}
    assert seen <= {frozenset(), frozenset(publishing.all_files)}


def test_the_same_where_releases_are_immutable(publishing: Publishing) -> None:
    publishing.forge.immutable = True
    publishing.forge.add(TAG, draft=False, files={}, body="Out now.")
    done = publishing.run()
    assert done.returncode == 1
    assert "Publish the next version, and leave the release to this workflow" in done.stdout
    assert publishing.forge.of(TAG).files == {}


def test_other_bytes_under_a_public_version(publishing: Publishing) -> None:
    assert publishing.run().returncode == 0
    before = publishing.all_files
    publishing.hand_over({**BOOK, "the-ferry.epub": b"PK another text"})
    done = publishing.run()
    assert done.returncode == 1
    assert "is public already, with other files (SHA256SUMS the-ferry.epub)" in done.stdout
    assert publishing.forge.of(TAG).files == before


def test_a_stale_checksum(publishing: Publishing) -> None:
    (publishing.books / "the-ferry.epub").write_bytes(b"not what was made")
    done = publishing.run()
    assert done.returncode == 1
    assert "::error title=Not published::The files are not those that were made" in done.stdout
    publishing.assert_nothing_public()
    assert publishing.forge.releases == []


@pytest.mark.parametrize("damage", ["added", "lost"])
def test_a_file_too_many_or_too_few(publishing: Publishing, damage: str) -> None:
    if damage == "added":
        (publishing.books / "another.epub").write_bytes(b"nobody made it")
    else:
        (publishing.books / "the-ferry.pdf").unlink()
    done = publishing.run()
    assert done.returncode == 1
    assert "Not published::The files are not those that were made" in done.stdout
    publishing.assert_nothing_public()


def test_an_unknown_tag(publishing: Publishing) -> None:
    publishing.forge.tags.clear()
    done = publishing.run()
    assert done.returncode == 1
    assert f"There is no tag {TAG}." in done.stdout
    publishing.assert_nothing_public()
    assert publishing.forge.tags == {}


def test_a_tag_that_was_moved(publishing: Publishing) -> None:
    publishing.forge.tags[TAG] = ELSEWHERE
    done = publishing.run()
    assert done.returncode == 1
    assert "stands at another commit" in done.stdout
    publishing.assert_nothing_public()


def test_a_wrong_token(publishing: Publishing) -> None:
    publishing.job.values["github.token"] = "a-token-of-nobody"
    done = publishing.run()
    assert done.returncode == 1
    assert "Bad credentials" in done.stderr
    assert "Its answer is above" in done.stdout or "its answer is above" in done.stdout
    publishing.assert_nothing_public()


def test_a_token_that_may_only_read(publishing: Publishing) -> None:
    publishing.job.values["github.token"] = READING_TOKEN
    done = publishing.run()
    assert done.returncode == 1
    assert "Resource not accessible by integration" in done.stderr
    assert "No release could be made; the reason is above. Nothing is public." in done.stdout
    publishing.assert_nothing_public()


@pytest.mark.parametrize("immutable", [False, True])
@pytest.mark.parametrize("after", [0, 3])
def test_an_upload_that_is_cut_off_and_tried_again(
    publishing: Publishing, after: int, immutable: bool
) -> None:
    publishing.forge.immutable = immutable
    publishing.forge.mishaps.cut_after = after
    done = publishing.run()
    assert done.returncode == 1
    assert "The upload broke off; the reason is above. Nothing is public" in done.stdout
    publishing.assert_nothing_public()
    assert publishing.forge.of(TAG).draft
    assert any(each.state == "starter" for each in publishing.forge.of(TAG).assets)
    publishing.forge.mishaps.cut_after = None
    again = publishing.run()
    assert again.returncode == 0, again.stdout + again.stderr
    publishing.assert_all_there()
    assert len(publishing.forge.releases) == 1


def test_bytes_that_are_spoilt_on_their_way(publishing: Publishing) -> None:
    publishing.forge.mishaps.spoils = "the-ferry.pdf"
    done = publishing.run()
    assert done.returncode == 1
    assert "GitHub holds other files than were made" in done.stdout
    publishing.assert_nothing_public()
    publishing.forge.mishaps.spoils = ""
    assert publishing.run().returncode == 0
    publishing.assert_all_there()


def test_the_publish_button_makes_the_tag(publishing: Publishing) -> None:
    publishing.forge.tags.clear()
    publishing.job.values |= {"github.ref_type": "branch", "github.ref_name": "main"}
    done = publishing.run()
    assert done.returncode == 0, done.stdout + done.stderr
    publishing.assert_all_there()
    assert publishing.forge.tags == {TAG: COMMIT}
    # Pressed twice, it finds its own tag and its own files.
    publishing.job.values["steps.tag.outputs.target"] = ""
    assert publishing.run().returncode == 0
    publishing.assert_all_there()


def test_the_publish_button_on_another_branch(publishing: Publishing) -> None:
    publishing.forge.tags.clear()
    publishing.forge.branches = {"main": ELSEWHERE, "second-edition": COMMIT}
    publishing.job.values |= {"github.ref_type": "branch", "github.ref_name": "second-edition"}
    done = publishing.run()
    assert done.returncode == 0, done.stdout + done.stderr
    publishing.assert_all_there()
    assert publishing.forge.tags == {TAG: COMMIT}


def test_the_publish_button_while_the_branch_moves_on(publishing: Publishing) -> None:
    publishing.forge.tags.clear()
    publishing.forge.branches["main"] = ELSEWHERE
    publishing.job.values |= {"github.ref_type": "branch", "github.ref_name": "main"}
    done = publishing.run()
    assert done.returncode == 1
    assert "The branch main moved on while the books were made." in done.stdout
    publishing.assert_nothing_public()


def test_the_pages_get_the_page_and_no_books(publishing: Publishing) -> None:
    publishing.hand_over(
        {**BOOK, "index.html": b"<html>", "opds.xml": b"<feed>", "opds.json": b"{}"}
    )
    jobs = read_yaml(ROOT / ".github/workflows/book.yml")["jobs"]
    publishing.job.steps = tuple(jobs["pages"]["steps"])
    done = publishing.job.run("Take the page, the feeds and the covers")
    assert done.returncode == 0, done.stderr
    shown = {path.name for path in (publishing.books.parent / "site").iterdir()}
    assert shown == {"index.html", "opds.xml", "opds.json", "the-ferry.cover.jpg"}
