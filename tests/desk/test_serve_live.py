"""The desk as it is typed, with a book that is edited on disk while a browser looks at it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookbuild.report import Exit
from tests.commands import ROOT
from tests.desk.chromium import CHROMIUM
from tests.desk.desks import wait_for
from tests.desk.firefox import FIREFOX, firefox
from tests.desk.test_serving import Typed, typed

pytest.importorskip(
    "playwright.sync_api", reason="Playwright is not installed: pip install playwright"
)

from playwright.sync_api import Browser, Locator, Page, expect

CHAPTER = "10-alibi-memory.md"
NAME = "Alibi Memory"
PATIENCE = 60_000
"""Milliseconds: a busy machine may take that long for what takes it a second at other times."""
ADDED = "A lorry nobody had weighed stood in the yard that morning. " * 12

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="sends signals"),
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not here: apt-get install chromium"),
]

NEW_PICTURES = """
last => {
  const images = [...document.querySelectorAll("#sheets .leaf img")];
  const isNew = each => each.src && each.src.split("/").at(-2) !== last;
  return images.length > 0 && images.every(each => each.complete && !each.hidden && isNew(each));
}
"""
IS_SETTLED = """
async () => {
  const { book, printed, trouble } = await (await fetch("/state")).json();
  const [image] = document.querySelectorAll("#sheets .leaf img");
  const isShown = image?.src.split("/").at(-2)?.split("-")[0] === String(book);
  return book > 0 && printed === book && trouble.length === 0 && isShown;
}
"""
SEEN = """
frame => {
  const page = frame.contentDocument;
  const isSeen = each => {
    const box = each.getClientRects()[0];
    return box && box.left >= -1 && box.left < frame.clientWidth;
  };
  return [...page.querySelectorAll("p[id], [id] > p")].filter(isSeen).map(each => each.innerText);
}
"""
"""The paragraphs that begin on the page of the ebook that is shown."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the demonstration, and a cache that no other book is in."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "manuscript", folder / "book" / "manuscript")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        yield folder / "book"


@pytest.fixture(scope="module")
def address(book: Path) -> Iterator[str]:
    with typed("serve", book, "--port", "0", "--no-open") as serving:
        yield _address(serving)
        serving.process.send_signal(signal.SIGINT)
        assert serving.process.wait(20) == Exit.INTERRUPTED


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The desk at the first chapter; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    opened.on("pageerror", lambda problem: complaints.append(str(problem)))
    opened.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
    opened.goto(address)
    _settle(opened)
    opened.locator("#section-list").get_by_role("button", name=NAME).click()
    yield opened
    context.close()
    assert complaints == []


def _address(serving: Typed) -> str:
    return serving.says(r"http://127\.0\.0\.1:\d+/")[0]


def _settle(page: Page) -> None:
    """Wait till the newest book is shown, and printed, and nothing is wrong with it."""
    for _ in range(PATIENCE // 200):
        if page.evaluate(IS_SETTLED):
            return
        page.wait_for_timeout(200)
    pytest.fail("the desk does not settle")


def _print_shown(page: Page) -> str:
    """Return which print the pictures are of, when they are all there."""
    page.wait_for_function(NEW_PICTURES, arg="", timeout=PATIENCE)
    source = page.locator("#sheets .leaf img").first.get_attribute("src")
    return str(source).split("/")[-2]


def _ebook(page: Page) -> Locator:
    page.get_by_role("button", name="Ebook").click()
    frame = page.locator("#leaf iframe:not(.coming)")
    expect(frame).to_have_count(1, timeout=PATIENCE)
    return frame


def _seen(page: Page) -> list[str]:
    found: list[str] = page.locator("#leaf iframe:not(.coming)").evaluate(SEEN)
    return found


def _await_words(page: Page, words: str) -> None:
    """Wait till words stand in the ebook's chapter."""
    text = page.frame_locator("#leaf iframe:not(.coming)")
    expect(text.locator("body")).to_contain_text(words, timeout=PATIENCE)


def _words_at_the_end(path: Path, words: str) -> str:
    """Put a paragraph at the end of a file; return what stood in it before."""
    before = path.read_text("utf-8")
    path.write_text(f"{before}\n{words}\n", "utf-8")
    return before


# ------------------------------------------------------------------------------- the views


def test_new_words_stand_in_both_views_at_the_same_place(page: Page, book: Path) -> None:
    chapter = book / "manuscript" / CHAPTER
    typed_before = chapter.read_text("utf-8")
    printed, where = _print_shown(page), page.locator("#where").inner_text()
    before = page.locator("#sheets .spread").screenshot()
    page.evaluate("() => { window.isSamePage = true; }")
    head, mark, text = typed_before.partition("\n---\n")
    chapter.write_text(f"{head}{mark}\nQuokkas weigh nothing.\n{text}", "utf-8")
    page.wait_for_function(NEW_PICTURES, arg=printed, timeout=PATIENCE)
    assert page.evaluate("() => window.isSamePage"), "the page was loaded again"
    assert page.locator("#where").inner_text().split(" of ")[0] == where.split(" of ")[0]
    assert page.locator("#sheets .spread").screenshot() != before
    _settle(page)
    _ebook(page)
    _await_words(page, "Quokkas weigh nothing.")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    first = _seen(page)[0]
    chapter.write_text(f"{head}{mark}\n{ADDED}\n{text}", "utf-8")
    _await_words(page, ADDED.strip())
    expect(page.locator("#where")).to_contain_text("page")
    assert wait_for(lambda: first in _seen(page), 20), "the paragraph at the head is not shown"
    chapter.write_text(typed_before, "utf-8")


def test_a_save_through_another_file_is_seen(page: Page, book: Path) -> None:
    chapter = book / "manuscript" / CHAPTER
    before = chapter.read_text("utf-8")
    _ebook(page)
    for words in ("Numbats came first.", "Then came the bilbies."):
        passing = chapter.with_name(f".{CHAPTER}.swp")
        passing.write_text(f"{before}\n{words}\n", "utf-8")
        passing.replace(chapter)
        _await_words(page, words)
    chapter.write_text(before, "utf-8")


def test_a_chapter_with_another_name_stays_open(page: Page, book: Path) -> None:
    old = book / "manuscript" / CHAPTER
    new = old.with_name("11-alibi.md")
    _ebook(page)
    old.rename(new)
    before = _words_at_the_end(new, "The potoroo was late.")
    _await_words(page, "The potoroo was late.")
    expect(page.locator("#where")).to_contain_text(NAME)
    files = page.evaluate(
        "async () => (await (await fetch('/state')).json()).sections.map(each => each.file)"
    )
    assert any(each.endswith(new.name) for each in files)
    assert not any(each.endswith(old.name) for each in files)
    new.write_text(before, "utf-8")
    new.rename(old)


def test_many_files_at_once_are_followed(page: Page, book: Path) -> None:
    def git(*arguments: str) -> None:
        own = ("-c", "user.name=Mary Shelley", "-c", "user.email=mary@example.org")
        subprocess.run(("git", *own, *arguments), cwd=book, check=True, capture_output=True)

    if shutil.which("git") is None:
        pytest.skip("git is not here")
    _ebook(page)
    git("init", "--initial-branch=one")
    git("add", ".")
    git("commit", "-m", "The book")
    git("checkout", "-b", "two")
    for path in sorted((book / "manuscript").glob("[1-9]*.md")):
        _words_at_the_end(path, "A quoll crossed here.")
    for number in range(200):
        (book / "manuscript" / f"6{number:03}-more.md").write_text(
            "# More\n\nA dunnart.\n", "utf-8"
        )
    _await_words(page, "A quoll crossed here.")
    git("add", ".")
    git("commit", "-m", "Quolls and dunnarts")
    git("checkout", "one")
    text = page.frame_locator("#leaf iframe:not(.coming)").locator("body")
    expect(text).not_to_contain_text("A quoll crossed here.", timeout=PATIENCE)
    git("checkout", "two")
    _await_words(page, "A quoll crossed here.")
    names = page.locator("#section-list").get_by_role("button", name="More")
    expect(names).to_have_count(200, timeout=PATIENCE)
    git("checkout", "one")
    expect(names).to_have_count(0, timeout=PATIENCE)
    shutil.rmtree(book / ".git")


# ------------------------------------------------------------------------------ the troubles


@pytest.mark.parametrize("view", ["Print", "Ebook"])
def test_a_mistake_is_told_over_the_last_good_book(page: Page, book: Path, view: str) -> None:
    settings = book / "manuscript" / "book.yaml"
    before = settings.read_text("utf-8")
    page.get_by_role("button", name=view).click()
    shown = page.locator("#sheets .leaf img" if view == "Print" else "#leaf iframe").first
    expect(shown).to_be_visible()
    settings.write_text(before.replace("title:", "titel:", 1), "utf-8")
    expect(page.locator("#trouble")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#troubles")).to_contain_text("book.yaml")
    expect(shown).to_be_visible()
    settings.write_text(before, "utf-8")
    expect(page.locator("#trouble")).to_be_hidden(timeout=PATIENCE)
    expect(shown).to_be_visible()


def test_settings_that_are_gone_come_back(page: Page, book: Path) -> None:
    settings = book / "manuscript" / "book.yaml"
    aside = book.parent / "book.yaml"
    settings.rename(aside)
    expect(page.locator("#findings")).to_contain_text("There is no book.yaml", timeout=PATIENCE)
    expect(page.locator("#sheets .leaf img").first).to_be_visible()
    aside.rename(settings)
    expect(page).to_have_title(re.compile("To the Nearest Twenty"), timeout=PATIENCE)
    before = _words_at_the_end(book / "manuscript" / CHAPTER, "The wombat returned.")
    _ebook(page)
    page.locator("#section-list").get_by_role("button", name=NAME).click()
    _await_words(page, "The wombat returned.")
    (book / "manuscript" / CHAPTER).write_text(before, "utf-8")


# ---------------------------------------------------------------------------------- the end


def test_an_interruption_ends_all_processes_and_the_book_is_there_again(
    browser: Browser, book: Path
) -> None:
    with typed("serve", book, "--port", "0", "--no-open") as serving:
        page = browser.new_page()
        page.goto(_address(serving))
        _settle(page)
        others = _children(serving.process.pid)
        serving.process.send_signal(signal.SIGINT)
        assert serving.process.wait(20) == Exit.INTERRUPTED
        assert not any("Traceback" in line for line in serving.lines)
        assert wait_for(lambda: not any(map(_is_alive, others)), 20), others
        page.close()
    settings = book / "manuscript" / "book.yaml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("title:", "titel:", 1), "utf-8")
    with typed("serve", book, "--port", "0", "--no-open") as serving:
        page = browser.new_page()
        page.goto(_address(serving))
        expect(page.locator("#trouble")).to_be_visible(timeout=PATIENCE)
        expect(page.locator("#sheets .leaf img").first).to_be_visible()
        expect(page).to_have_title(re.compile("To the Nearest Twenty"))
        page.close()
        serving.process.send_signal(signal.SIGINT)
        serving.process.wait(20)
    settings.write_text(before, "utf-8")


def _children(parent: int) -> list[int]:
    """Return the processes that one has started, and those have."""
    found = [
        int(folder.name)
        for folder in Path("/proc").glob("[0-9]*")
        if _parent_of(int(folder.name)) == parent
    ]
    return [*found, *(inner for each in found for inner in _children(each))]


def _parent_of(process: int) -> int:
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return 0
    state, parent = stat.rpartition(")")[2].split()[:2]
    return 0 if state == "Z" else int(parent)


def _is_alive(process: int) -> bool:
    return _parent_of(process) > 0


# ------------------------------------------------------------------------------ another browser


@pytest.mark.skipif(not FIREFOX, reason="Firefox is not here: apt-get install firefox-esr")
def test_firefox_shows_new_words_in_both_views(address: str, book: Path, tmp_path: Path) -> None:
    chapter = book / "manuscript" / CHAPTER
    before = chapter.read_text("utf-8")
    profile = tmp_path / "profile"
    profile.mkdir()
    with firefox(profile) as window:
        window.open(address)
        picture = "document.querySelector('#sheets .leaf img:not([hidden])')"
        window.wait(f"return {picture}?.naturalWidth")
        first = window.run(f"return {picture}.src.split('/').at(-2)")
        of_chapter = f"each => each.textContent.includes('{NAME}')"
        buttons = "[...document.querySelectorAll('#section-list button')]"
        window.run(f"{buttons}.find({of_chapter}).click()")
        _words_at_the_end(chapter, "A numbat read this in Firefox.")
        window.wait(f"return {picture}?.src.split('/').at(-2) !== '{first}'")
        window.run("document.querySelector('[data-view=ebook]').click()")
        frame = "document.querySelector('#leaf iframe:not(.coming)')"
        window.wait(f"return {frame}")
        window.run(f"{buttons}.find({of_chapter}).click()")
        text = f"{frame}?.contentDocument?.body?.textContent"
        window.wait(f"return {text}?.includes('A numbat read this in Firefox.')")
        chapter.write_text(f"{before}\nAnd a bilby.\n", "utf-8")
        window.wait(f"return {text}?.includes('And a bilby.')")
    chapter.write_text(before, "utf-8")
