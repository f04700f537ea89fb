"""The desk's page in Firefox: both views, a paragraph's source, a save that keeps the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import ROOT
from tests.desk.firefox import FIREFOX, Firefox, firefox
from tests.desk.sample_desk import running, sample_proofs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FIREFOX, reason="Firefox is not here: apt-get install firefox-esr"),
]

FRAME = 'document.querySelector("#leaf iframe:not(.coming)")'
SEEN = """const frame = FRAME;
const seen = [...frame.contentDocument.querySelectorAll("p[id]")].find((each) => {
  const box = each.getClientRects()[0];
  return box && box.left >= -1 && box.left < frame.clientWidth;
});
""".replace("FRAME", FRAME)


def test_the_desk_in_firefox(tmp_path: Path) -> None:
    proofs = sample_proofs(ROOT)
    profile = tmp_path / "profile"
    profile.mkdir()
    with running(proofs) as desk, firefox(profile) as browser:
        browser.resize(1440, 900)
        browser.open(desk.address)
        browser.wait('return document.querySelector(".leaf img:not([hidden])")')
        browser.press("\ue014")  # the right arrow
        assert _text(browser, "#where").startswith("Pages 2 and 3 of ")
        browser.run('document.querySelectorAll("#section-list button")[3].click()')
        browser.press("v")
        browser.wait(f"return {FRAME}?.contentDocument.querySelector('h1')")
        browser.press("\ue014")
        browser.wait('return document.querySelector("#where").textContent.includes("page 2 of")')
        _choose(browser)
        source = proofs.sources[str(browser.run(SEEN + "return seen.id"))]
        assert _text(browser, "#place") == f"{source.file}:{source.line}"
        before = browser.run(SEEN + "return seen.id")
        desk.put(sample_proofs(ROOT, number=2))
        browser.wait("return document.querySelector('#quiet').textContent === ''")
        assert browser.run(SEEN + "return seen.id") == before


def _text(browser: Firefox, selector: str) -> str:
    return str(browser.run(f'return document.querySelector("{selector}").textContent'))


def _choose(browser: Firefox) -> None:
    """Click into the first paragraph of the ebook's page that begins there."""
    place = browser.run(
        SEEN
        + """const box = seen.getClientRects()[0];
        const outer = frame.getBoundingClientRect();
        const scale = outer.width / frame.clientWidth;
        return [outer.left + outer.width / 2, outer.top + (box.top + 8) * scale];"""
    )
    assert isinstance(place, list)
    browser.click(*place)
