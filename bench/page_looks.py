# ruff: noqa: T201
"""Look at the download page as readers do: a phone and a desktop, by day and by night, on paper.

    npm ci --ignore-scripts --prefix bench/node       once: axe-core and the HTML checker
    python -m bench.page_looks FOLDER [--axe FILE]

Makes the page of the tests' release in several languages, takes a picture of each in headless
Chromium, writes page and pictures into FOLDER, and asks axe-core and the validator of the W3C's
HTML checker for what is wrong. Says what Chromium asked of any server, which has to be nothing but
the cover. Returns 1 where anything is wrong, 3 where a tool is missing.
"""

from __future__ import annotations

import argparse
import base64
import json
import queue
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bench.places.browser import NoReaders, Served, serving
from bench.readers.devtools import Page, Screen, open_page
from bookbuild.release.contents import Release
from bookbuild.release.download_page import page
from bookbuild.write.cover import draw_cover
from tests import builders
from tests.release.samples import COVER, NEW, a_release, bare_release

MODULES = Path(__file__).parent / "node" / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
VALIDATOR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
SCREENS = (
    ("phone", Screen(390, 844)),
    ("phone-night", Screen(390, 844, night=True)),
    ("desktop", Screen(1280, 900, scale=1)),
    ("desktop-night", Screen(1280, 900, scale=1, night=True)),
    ("narrow", Screen(320, 568)),
    ("wide", Screen(1440, 900, scale=1)),
)
AXE_SAYS = """axe.run(document, {resultTypes: ['violations', 'incomplete']}).then(said =>
  JSON.stringify({violations: said.violations, incomplete: said.incomplete, passes:
  said.passes.length}))"""
REQUESTS = "performance.getEntriesByType('resource').map(each => each.name)"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def samples() -> dict[str, Release]:
    """Return the releases to look at, by the names of their folders."""
    many = replace(a_release(), first=True, fan_fiction="Fan fiction, not for sale.")
    languages = {lang: a_release(lang) for lang in ("en", "de", "ar", "ja", "tlh")}
    return {**languages, "first": many, "bare": bare_release(), "long": _long_release()}


def _long_release() -> Release:
    """Return what no page is made for: a title of a Victorian's length, and a year's chapters."""
    usual = a_release()
    chapters = tuple(
        replace(
            NEW, unit=f"unit-c-{number}", name=f"Chapter {number}: The Ice and What Was Under It"
        )
        for number in range(1, 41)
    )
    return replace(
        usual,
        title="The Strange and True Adventures of a Natural Philosopher of Ingolstadt",
        subtitle="Being a Full and Faithful Account of the Journey, the Wager and the Way Home",
        authors=("Mary Shelley", "Percy Bysshe Shelley", "John William Polidori", "Lord Byron"),
        description="\n\n".join([usual.description] * 4),
        news=replace(usual.news, lines=chapters),
        editions=tuple(replace(each, words=1_249_750) for each in usual.editions),
    )


def main() -> int:
    """Write pages and pictures, print what is wrong with each."""
    asked = _arguments()
    if lacking := [str(tool) for tool in (asked.axe, VALIDATOR) if not tool.is_file()]:
        print("Not here:", *lacking)
        print("npm ci --ignore-scripts --prefix bench/node")
    pages = {name: _files(each) for name, each in samples().items()}
    files = {f"/{name}/{file}": data for name, each in pages.items() for file, data in each.items()}
    for path, data in files.items():
        (asked.folder / path[1:]).parent.mkdir(parents=True, exist_ok=True)
        (asked.folder / path[1:]).write_bytes(data)
    with serving(Served(files, queue.Queue())) as address:
        try:
            with open_page() as browser:
                looker = Looker(browser, address, asked.folder, asked.axe)
                wrong = sum(looker.looked_at(name) for name in pages)
        except NoReaders as missing:
            print(missing)
            return 3
        wrong += sum(_validated(f"{address}/{name}/index.html") for name in pages)
    print(f"{len(pages)} pages on {len(SCREENS)} screens, {wrong} findings")
    return 1 if wrong else 3 if lacking else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.page_looks")
    parser.add_argument("folder", type=Path, help="where pages and pictures are written")
    parser.add_argument("--axe", type=Path, default=AXE, help="axe.min.js")
    return parser.parse_args()


def _files(release: Release) -> dict[str, bytes]:
    """Return what stands in a page's folder: the page, and its cover."""
    files = {"index.html": page(release).encode()}
    return {**files, COVER.name: _drawn()} if release.editions[0].cover else files


@cache
def _drawn() -> bytes:
    """Return the cover that bookbuild draws for the tests' release."""
    metadata = replace(builders.metadata("Frankenstein"), subtitle=a_release().subtitle)
    given = builders.book(builders.section("One", "It was a dreary night."), about=metadata)
    return draw_cover(builders.plan_epub(given), 800, 1280).data


@dataclass(frozen=True, slots=True)
class Looker:
    """A browser, where the pages are served, and where their pictures go."""

    browser: Page
    address: str
    folder: Path
    axe: Path

    def looked_at(self, name: str) -> int:
        """Look at a page on every screen and print it; return how many things are wrong."""
        found = sum(self._on_screen(name, *screen) for screen in SCREENS)
        paper = self.browser.ask("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)
        (self.folder / name / "paper.pdf").write_bytes(base64.b64decode(paper["data"]))
        return found

    def _on_screen(self, name: str, screen_name: str, screen: Screen) -> int:
        address = f"{self.address}/{name}/index.html"
        self.browser.complaints.clear()
        self.browser.open(address, screen)
        self.browser.wait_for(
            f"location.href === {json.dumps(address)} && document.readyState === 'complete'"
        )
        wrong = list(self.browser.complaints)
        if self.browser.run(TOO_WIDE):
            wrong.append("the page is wider than the screen")
        wrong += [each for each in self.browser.run(REQUESTS) if not each.endswith(COVER.name)]
        shot = self.browser.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        picture = self.folder / name / f"{screen_name}.png"
        picture.write_bytes(base64.b64decode(shot["data"]))
        if self.axe.is_file():
            wrong += _axe(self.browser, self.axe)
        for each in wrong:
            print(f"{name} {screen_name}: {each}")
        return len(wrong)


def _axe(browser: Page, axe: Path) -> Iterator[str]:
    """Yield what axe-core finds: every violation, and every question of contrast left open."""
    browser.run(axe.read_text(encoding="utf-8") + ";true")
    said = json.loads(browser.run(AXE_SAYS))
    for kind in ("violations", "incomplete"):
        for rule in said[kind]:
            for node in rule["nodes"]:
                yield f"axe {kind}: {rule['id']} ({rule['impact']}): {node['html'][:90]}"


def _validated(address: str) -> int:
    """Return how many things the HTML checker finds in a page."""
    if not VALIDATOR.is_file():
        return 0
    # It is the program of a public service, too, and asks no machine of its own unless told to.
    allowed = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
    command = ["java", allowed, "-jar", str(VALIDATOR), "--format", "json", address]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(said.stderr)["messages"]
    for each in messages:
        print(f"{address.split('/')[-2]}: HTML: {each['message']}")
    return len(messages)


if __name__ == "__main__":
    sys.exit(main())
