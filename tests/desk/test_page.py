"""The desk's page in a real browser, on this machine alone, with the demonstration on it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bookbuild.desk.editors import EDITORS
from bookbuild.desk.proofs import EbookProof, Proofs, ServedFile
from bookbuild.report import Place, error, warning
from tests.commands import ROOT

pytest.importorskip(
    "playwright.sync_api", reason="Playwright is not installed: pip install playwright"
)

from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from tests.desk.chromium import CHROMIUM
from tests.desk.sample_desk import RunningDesk, running, sample_proofs

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

AXE = ROOT / "bench" / "node" / "node_modules" / "axe-core" / "axe.min.js"
WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
CHAPTER = "10-alibi-memory.md"
ADDED = "A lorry nobody had weighed stood in the yard that morning. " * 12

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not here: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def proofs() -> Proofs:
    """The demonstration, with something of everything that the page has to show."""
    made = sample_proofs(ROOT)
    sections = [replace(each, novelty="kept") for each in made.sections]
    sections[5] = replace(sections[5], novelty="revised")
    sections[9] = replace(
        sections[9], standing="overdue", day="2026-11-17", days_late=6, novelty="unseen"
    )
    assert made.print
    pages = list(made.print.pages)
    at = _opening(made) - 1
    pages[at + 3] = replace(pages[at + 3], remarks=("short page: 3 lines",))
    source = made.sources[pages[at].blocks[2].block]
    place = Place(source.file, source.line)
    found = warning("repeated-word", place, "“the the” stands twice.", "Look.")
    return replace(
        made,
        sections=tuple(sections),
        findings=(*made.findings, found),
        news=("1 section since 9 November 2026: 1 revised.",),
        print=replace(made.print, pages=tuple(pages)),
    )


@pytest.fixture(scope="module")
def next_proofs(tmp_path_factory: pytest.TempPathFactory) -> Proofs:
    """The demonstration after a paragraph was put before all others of a chapter."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "manuscript", folder / "manuscript")
    chapter = folder / "manuscript" / CHAPTER
    head, mark, text = chapter.read_text("utf-8").partition("\n---\n")
    chapter.write_text(f"{head}{mark}\n{ADDED}\n{text}", "utf-8")
    return sample_proofs(folder, number=2)


@pytest.fixture
def desk(proofs: Proofs) -> Iterator[RunningDesk]:
    with running(proofs) as served:
        yield served


@pytest.fixture
def page(browser: Browser, desk: RunningDesk) -> Iterator[Page]:
    yield from _opened(browser, desk, WIDE)


def _opened(browser: Browser, desk: RunningDesk, size: ViewportSize) -> Iterator[Page]:
    """Open the desk; whatever the browser complains of fails the test."""
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    opened = context.new_page()
    opened.set_default_timeout(8000)
    complaints: list[str] = []
    opened.on("pageerror", lambda problem: complaints.append(str(problem)))
    opened.on("console", lambda said: complaints.append(said.text) if _is_bad(said.type) else None)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(desk.address)
    expect(opened.locator(".leaf img").first).to_be_visible()
    yield opened
    context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(desk.address)] == []


def _is_bad(kind: str) -> bool:
    return kind in ("error", "warning")


def _ebook(page: Page) -> FrameLocator:
    """Show the ebook, and return its text."""
    page.get_by_role("button", name="Ebook").click()
    expect(page.locator("#leaf iframe:not(.coming)")).to_have_count(1)
    return page.frame_locator("#leaf iframe:not(.coming)")


def _to_chapter(page: Page, name: str = "Alibi Memory") -> None:
    page.locator("#section-list").get_by_role("button", name=name).click()


def _where(page: Page) -> str:
    """Return where the reader is, without the number of all pages."""
    return page.locator("#where").inner_text().rpartition(" of ")[0]


def _opening(proofs: Proofs, unit: str = "alibi-memory") -> int:
    """Return the number of the page on which a unit begins."""
    assert proofs.print
    return next(each.number for each in proofs.print.pages if each.unit == unit)


def _picture(page: Page, number: int) -> Locator:
    return page.locator(f"[data-page='{number}'] img")


# ---------------------------------------------------------------------------------- the views


def test_it_shows_the_pages_and_turns_them(page: Page, proofs: Proofs) -> None:
    expect(page).to_have_title("To the Nearest Twenty: the desk")
    assert _where(page) == "Page 1"
    page.keyboard.press("ArrowRight")
    assert _where(page) == "Pages 2 and 3"
    page.keyboard.press("End")
    assert proofs.print
    last = len(proofs.print.pages)
    assert _where(page) in (f"Page {last}", f"Pages {last - 1} and {last}")
    page.keyboard.press("Home")
    assert _where(page) == "Page 1"


def test_the_first_page_lies_alone_on_the_right(page: Page) -> None:
    spread = page.locator(".spread")
    sides = spread.evaluate("each => [...each.children].map(side => side.className)")
    assert sides[0] == "no-page"
    assert "recto" in sides[1]


def test_a_book_from_right_to_left_lies_the_other_way(browser: Browser, proofs: Proofs) -> None:
    assert proofs.print
    turned = replace(proofs, print=replace(proofs.print, right_to_left=True))
    with running(turned) as desk:
        for page in _opened(browser, desk, WIDE):
            page.keyboard.press("ArrowLeft")
            assert _where(page) == "Pages 2 and 3"
            left, right = (
                page.locator(f"[data-page='{number}']").bounding_box() for number in (3, 2)
            )
            assert left
            assert right
            assert left["x"] < right["x"]


def test_larger_pages_ask_for_larger_pictures(page: Page) -> None:
    picture = page.locator("[data-page='1'] img")
    before = int(str(picture.get_attribute("src")).rpartition("=")[2])
    shown = picture.bounding_box()
    assert shown
    assert round(shown["width"]) == before
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(picture).not_to_have_attribute("src", re.compile(f"={before}$"))
    after = picture.bounding_box()
    assert after
    assert int(str(picture.get_attribute("src")).rpartition("=")[2]) == round(after["width"])


def test_the_contact_sheet_has_all_pages_and_fetches_what_is_seen(
    page: Page, proofs: Proofs
) -> None:
    page.locator("#mode").select_option("all")
    assert proofs.print
    last = len(proofs.print.pages)
    assert page.locator(".leaf").count() == last
    expect(_picture(page, 3)).to_be_visible()
    assert _picture(page, last).get_attribute("src") is None
    page.locator(f"[data-page='{last}']").scroll_into_view_if_needed()
    expect(_picture(page, last)).to_be_visible()
    page.locator(f"[data-page='{last}'] .sheet").focus()
    page.keyboard.press("Enter")
    assert str(last) in _where(page)


def test_a_chapter_has_all_of_its_spreads(page: Page, proofs: Proofs) -> None:
    _to_chapter(page)
    page.locator("#mode").select_option("chapter")
    assert proofs.print
    first = _opening(proofs)
    last = max(each.number for each in proofs.print.pages if each.unit == "alibi-memory")
    shown = page.locator(".leaf").evaluate_all("each => each.map((one) => one.dataset.page)")
    assert {*range(first, last + 1)} <= {int(each) for each in shown}
    assert _where(page).startswith(f"Pages {first - 1} to ")


def test_marks_say_what_is_to_be_looked_at(page: Page, proofs: Proofs) -> None:
    page.keyboard.press("m")
    _to_chapter(page)
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    sign = page.get_by_role("button", name=f"Page {_opening(proofs) + 3}: short page: 3 lines")
    sign.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_text("short page: 3 lines", exact=True)).to_be_visible()


def test_the_ebook_is_in_pages_that_keys_and_edges_turn(page: Page) -> None:
    _to_chapter(page)
    text = _ebook(page)
    expect(text.get_by_text("You can’t weigh a person")).to_be_visible()
    assert _where(page) == "Chapter One: Alibi Memory: page 1"
    page.keyboard.press("ArrowRight")
    assert _where(page).endswith(": page 2")
    box = page.locator("#leaf").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + 200)
    assert _where(page).endswith(": page 3")
    page.keyboard.press("ArrowLeft")  # the frame has the focus now
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#where")).to_have_text(
        re.compile(r"Prologue: Four Bolts: page (\d+) of \1$")
    )


def test_every_look_keeps_the_place(page: Page) -> None:
    _to_chapter(page)
    text = _ebook(page)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    block = page.evaluate(_HEAD)
    for key in "dtfd++":
        page.keyboard.press(key)
        expect(text.locator(f"[id='{block}']")).to_be_in_viewport()
    assert page.locator("#body").get_attribute("data-device") == "tablet"
    colour = text.locator("html").evaluate("each => getComputedStyle(each).backgroundColor")
    assert colour == "rgb(244, 232, 210)"


_HEAD = """() => {
  const frame = window.document.querySelector("#leaf iframe");
  const { contentDocument: document, clientWidth: wide } = frame;
  const isHere = (each) => {
    const box = each.getClientRects()[0];
    return box && box.left >= -1 && box.left < wide && box.top < 500;
  };
  return [...document.querySelectorAll(".words [id]:not(span)")].find(isHere).id;
}"""
"""The first block that begins on the ebook's page."""


def test_links_lead_through_the_book_and_not_out_of_it(browser: Browser, proofs: Proofs) -> None:
    with running(
        _with_page(proofs, b'<p id="w"><a id="out" href="https://example.org/x">out</a></p>')
    ) as desk:
        for page in _opened(browser, desk, WIDE):
            text = _ebook(page)
            for _ in range(5):
                page.keyboard.press("n")
                page.wait_for_timeout(150)
            text.get_by_role("link", name="Dead Load").click()
            expect(page.locator("#where")).to_contain_text("Dead Load: page 1 of")
            _to_chapter(page)
            text.locator("#out").click()
            expect(page.locator("#place")).to_contain_text("https://example.org/x")
            expect(page.locator("#where")).to_contain_text("Alibi Memory: page 1 of")


def test_script_in_the_book_does_not_run(browser: Browser, proofs: Proofs) -> None:
    hostile = (
        b'<script>parent.document.title = "ran"</script>'
        b'<img src="x" onerror="parent.document.title = \'ran\'" alt="A picture"/>'
        b'<p id="w" onclick="parent.document.title = \'ran\'">Words</p>'
        b'<p><a id="js" href="javascript:parent.document.title=\'ran\'">a link</a></p>'
    )
    with running(_with_page(proofs, hostile)) as desk:
        page = browser.new_page(viewport=WIDE)
        page.goto(desk.address)
        expect(page.locator(".leaf img").first).to_be_visible()
        _to_chapter(page)
        text = _ebook(page)
        text.locator("#w").click()
        text.locator("#js").click()
        page.wait_for_timeout(200)
        expect(page).to_have_title("To the Nearest Twenty: the desk")
        page.close()


def _with_page(proofs: Proofs, body: bytes) -> Proofs:
    """Return a book in which one section says something else."""
    assert proofs.ebook
    href = "text/alibi-memory.xhtml"
    made = proofs.ebook.files[href]
    head, mark, rest = made.data.partition(b'<div class="words">')
    files = {**proofs.ebook.files, href: ServedFile(made.media_type, head + mark + body + rest)}
    ebook = proofs.ebook
    return replace(proofs, ebook=EbookProof(ebook.language, False, files, ebook.spine))


# ------------------------------------------------------------------------------ to the source


def test_a_click_on_paper_says_where_it_was_typed(page: Page, proofs: Proofs) -> None:
    _to_chapter(page)
    assert proofs.print
    first = _opening(proofs)
    sheet = page.locator(f"[data-page='{first}'] .sheet")
    box = sheet.bounding_box()
    assert box
    block = proofs.print.pages[first - 1].blocks[2]
    middle = (block.top + block.bottom) / 2 / proofs.print.height * box["height"]
    sheet.click(position={"x": box["width"] / 2, "y": middle})
    source = proofs.sources[block.block]
    assert page.locator("#place").inner_text() == f"{source.file}:{source.line}"
    page.keyboard.press("j")
    below = proofs.sources[proofs.print.pages[first - 1].blocks[3].block]
    assert page.locator("#place").inner_text() == f"{below.file}:{below.line}"


def test_a_click_in_the_ebook_says_where_it_was_typed(page: Page, proofs: Proofs) -> None:
    _to_chapter(page)
    text = _ebook(page)
    paragraph = text.locator("p.first").first
    paragraph.click()
    source = proofs.sources[str(paragraph.get_attribute("id"))]
    assert page.locator("#place").inner_text() == f"{source.file}:{source.line}"
    assert (
        paragraph.evaluate("each => getComputedStyle(each).backgroundColor") != "rgba(0, 0, 0, 0)"
    )
    page.keyboard.press("Escape")
    expect(page.locator("#place")).to_be_empty()


def test_the_chosen_editor_is_linked(page: Page) -> None:
    page.keyboard.press(",")
    offered = page.locator("#editor option").all_inner_texts()
    assert offered[1:-1] == [each.name for each in EDITORS]
    page.locator("#editor").select_option("vscode")
    page.locator("#folder").fill("/home/mary/my novel/")
    page.keyboard.press("Escape")
    _to_chapter(page)
    _ebook(page).locator("p.first").first.click()
    link = str(page.locator("#edit").get_attribute("href"))
    assert link.startswith("vscode://file/home/mary/my%20novel/manuscript/10-alibi-memory.md:")
    page.keyboard.press(",")
    page.locator("#editor").select_option("other")
    page.locator("#template").fill("javascript:alert({line})")
    assert page.locator("#edit").get_attribute("href") is None


def test_the_editor_that_the_desk_was_started_with_is_linked(
    browser: Browser, proofs: Proofs
) -> None:
    with running(proofs, editor="emacs:///home/mary/{file}#{line}") as desk:
        for page in _opened(browser, desk, WIDE):
            _to_chapter(page)
            link = str(page.locator("#edit").get_attribute("href"))
            assert link == "emacs:///home/mary/manuscript/10-alibi-memory.md#2"


def test_a_finding_shows_its_place_in_both_views(page: Page, proofs: Proofs) -> None:
    finding = page.locator("#findings").get_by_role("button", name="stands twice")
    finding.click()
    first = _opening(proofs)
    assert _where(page) == f"Pages {first - 1} and {first}"
    expect(page.locator(".chosen:not([hidden])").first).to_be_visible()
    _ebook(page)
    expect(page.locator("#where")).to_contain_text("Alibi Memory")
    page.keyboard.press("Home")
    finding.click()
    expect(page.locator("#place")).to_contain_text(CHAPTER)


def test_search_finds_words_and_goes_there(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("what size are the bolts")
    expect(page.locator("#found")).to_have_text("1 place")
    hit = page.locator("#hits button")
    assert "What size are the bolts" in hit.locator("mark").inner_text()
    hit.click()
    expect(page.locator("#place")).to_contain_text("50-tare.md:")
    page.keyboard.press("v")
    text = page.frame_locator("#leaf iframe:not(.coming)")
    expect(text.get_by_text("What size are the bolts")).to_be_in_viewport()
    page.locator("#words").fill("zyzzyva")
    expect(page.locator("#found")).to_have_text("These words stand nowhere in the book.")


def test_sections_are_listed_as_they_stand(page: Page) -> None:
    late = page.locator("#section-list li", has_text="The Lift")
    expect(late).to_contain_text("overdue by 6 days, expected 17 November 2026")
    expect(late).to_contain_text("promised in Chapter Five: Tare")
    page.keyboard.press("w")
    expect(page.locator("#news")).to_contain_text("Chapter Three: The Cover")


# ------------------------------------------------------------------------------- what is live


def test_a_save_keeps_the_ebooks_place(page: Page, desk: RunningDesk, next_proofs: Proofs) -> None:
    _to_chapter(page)
    text = _ebook(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    block, before = page.evaluate(_HEAD), page.locator("#where").inner_text()
    desk.put(next_proofs)
    expect(page.locator("#where")).not_to_have_text(before)
    expect(text.locator(f"[id='{block}']")).to_be_in_viewport()
    page.keyboard.press("Home")
    expect(text.get_by_text("A lorry nobody had weighed").first).to_be_visible()


def test_a_save_keeps_the_spread(page: Page, desk: RunningDesk, next_proofs: Proofs) -> None:
    _to_chapter(page, "A Bag Short")
    picture = page.locator(".leaf.recto img")
    expect(picture).to_be_visible()
    old = str(picture.get_attribute("src"))
    desk.put(next_proofs)
    expect(picture).not_to_have_attribute("src", old)
    opening = _opening(next_proofs, "a-bag-short")
    assert _where(page) == f"Pages {opening - 1} and {opening}"


def test_a_mistake_stands_over_the_last_good_book(
    page: Page, desk: RunningDesk, proofs: Proofs
) -> None:
    _to_chapter(page)
    before = _where(page)
    place = Place("manuscript/50-tare.md", 4)
    desk.put(replace(proofs, trouble=(error("unknown-key", place, "There is no key “povv”."),)))
    band = page.locator("#trouble")
    expect(band).to_contain_text("manuscript/50-tare.md:4")
    expect(band).to_contain_text("There is no key “povv”.")
    assert _where(page) == before
    expect(_picture(page, _opening(proofs))).to_be_visible()
    band.get_by_role("button").click()
    assert page.locator("#place").inner_text() == "manuscript/50-tare.md:4"
    desk.put(proofs)
    expect(band).to_be_hidden()


def test_it_goes_on_after_the_desk_was_closed_and_opened(
    browser: Browser, proofs: Proofs, next_proofs: Proofs
) -> None:
    page = browser.new_page(viewport=WIDE)
    with running(proofs) as desk:
        port = int(desk.address.rstrip("/").rpartition(":")[2])
        page.goto(desk.address)
        expect(page.locator(".leaf img").first).to_be_visible()
        _to_chapter(page)
        text = _ebook(page)
        page.keyboard.press("ArrowRight")
        block = page.evaluate(_HEAD)
    expect(page.locator("#quiet")).to_contain_text("The desk does not answer.")
    with running(next_proofs, port=port):
        expect(page.locator("#quiet")).to_be_empty(timeout=15000)
        expect(text.locator(f"[id='{block}']")).to_be_in_viewport()
        page.keyboard.press("Home")
        expect(text.get_by_text("A lorry nobody had weighed").first).to_be_visible()
        page.close()


def test_what_is_saved_on_disk_is_seen_in_both_views(browser: Browser, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "manuscript", tmp_path / "manuscript")
    chapter = tmp_path / "manuscript" / CHAPTER
    text = chapter.read_text("utf-8")
    with _serving(tmp_path) as address:
        page = browser.new_page(viewport=WIDE)
        page.goto(address)
        expect(page.locator(".leaf img").first).to_be_visible(timeout=60_000)
        _to_chapter(page)
        picture = page.locator(".leaf.recto img")
        old = str(picture.get_attribute("src"))
        ebook = _ebook(page)
        chapter.write_text(text.replace("You can't weigh", "Nobody can weigh", 1), "utf-8")
        expect(ebook.get_by_text("Nobody can weigh a person")).to_be_visible(timeout=15_000)
        page.keyboard.press("v")
        expect(page.locator("#quiet")).to_be_empty(timeout=30_000)
        expect(picture).not_to_have_attribute("src", old)
        chapter.write_text(text.replace("---", "---\npovv: Bex", 1), "utf-8")
        expect(page.locator("#trouble")).to_contain_text(CHAPTER, timeout=15_000)
        expect(picture).to_be_visible()
        chapter.write_text(text, "utf-8")
        expect(page.locator("#trouble")).to_be_hidden(timeout=15_000)
        page.close()


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """Run the command, and yield the address that it says."""
    command = [sys.executable, "-m", "bookbuild", "serve", str(folder), "--port", "0", "--no-open"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as desk:
        assert desk.stdout
        said = iter(desk.stdout)
        found = next(filter(None, (re.search(r"http://\S+", line) for line in said)))
        yield found.group()
        desk.terminate()


def test_a_folder_without_a_book_is_no_blank_page(browser: Browser) -> None:
    trouble = error("no-book", Place("manuscript/book.yaml"), "There is no book.yaml.")
    with running(Proofs(trouble=(trouble,))) as desk:
        page = browser.new_page(viewport=WIDE)
        page.goto(desk.address)
        expect(page.locator("#trouble")).to_contain_text("There is no book.yaml.")
        expect(page.locator("#nothing")).to_have_text("There is no book to show yet.")
        page.close()


# ---------------------------------------------------------------------------- for everybody


@pytest.mark.skipif(
    not AXE.is_file(), reason="axe-core is not installed: npm ci --prefix bench/node"
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(
    browser: Browser, desk: RunningDesk, proofs: Proofs, scheme: str, size: ViewportSize
) -> None:
    context = browser.new_context(viewport=size, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(desk.address)
    expect(page.locator(".leaf img").first).to_be_visible()
    found = {"print": _axe(page)}
    for _ in range(4):
        page.keyboard.press("l")
        found[f"pages {page.locator('#mode').input_value()}"] = _axe(page)
    page.keyboard.press("m")
    page.keyboard.press("j")
    found["chosen"] = _axe(page)
    _ebook(page)
    found["ebook"] = _axe(page)
    for key in ("/", "Escape", "g", "w", "s", "?", "Escape", ","):
        page.keyboard.press(key)
        if key == "/":
            page.keyboard.type("bolts")
            expect(page.locator("#hits button").first).to_be_visible()
        found[f"key {key}"] = _axe(page)
    page.keyboard.press("Escape")
    place = Place("manuscript/50-tare.md", 4)
    problem = error("unknown-key", place, "There is no key “povv”.", "Write “pov”.")
    desk.put(replace(proofs, trouble=(problem,)))
    expect(page.locator("#trouble")).to_be_visible()
    found["trouble"] = _axe(page)
    context.close()
    assert {where: each for where, each in found.items() if each} == {}


def _axe(page: Page) -> list[str]:
    """Return what axe-core finds on the page; the book's own page is in a frame without script."""
    page.evaluate(AXE.read_text("utf-8"))
    done = page.evaluate("async () => JSON.stringify(await axe.run(document, { iframes: false }))")
    return [
        f"{each['id']}: {', '.join(str(node['target']) for node in each['nodes'])}"
        for each in json.loads(done)["violations"]
    ]


def test_a_phone_shows_one_page_and_the_panels_over_it(
    browser: Browser, desk: RunningDesk, proofs: Proofs
) -> None:
    for page in _opened(browser, desk, PHONE):
        assert page.locator("#mode").input_value() == "page"
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        expect(page.locator("#sections")).to_be_hidden()
        page.get_by_role("button", name="Sections").click()
        _to_chapter(page)
        expect(page.locator("#sections")).to_be_hidden()
        assert _where(page) == f"Page {_opening(proofs)}"
        page.keyboard.press("s")
        page.keyboard.press("Escape")
        expect(page.locator("#sections")).to_be_hidden()


def test_single_keys_can_be_switched_off(page: Page) -> None:
    page.keyboard.press(",")
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    expect(page.locator("#sheets")).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert _where(page) == "Pages 2 and 3"


def test_nothing_is_written_into_the_page_that_its_policy_forbids() -> None:
    page = Path(ROOT / "bookbuild" / "desk" / "page" / "index.html").read_text("utf-8")
    assert "style=" not in page
    assert "<style" not in page
    assert page.count("<script") == page.count('<script type="module" src="/desk/')
    assert "http" not in page.replace("<!doctype html>", "")
