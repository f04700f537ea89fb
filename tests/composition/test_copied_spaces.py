"""The spaces beside italics are on the page, however narrow, so that copied text has them."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from bookbuild.model.text import Inlines, Style, Styled, Text
from bookbuild.write.pdf.composition.breaking import broken
from bookbuild.write.pdf.composition.line_markup import line_classes, line_css, line_xhtml
from bookbuild.write.pdf.composition.type_design import DEFAULT, Shape, SpaceLimits
from bookbuild.write.pdf.fonts import font_css
from bookbuild.write.pdf.press import Press, Resource
from tests.composition.laid import TYPE, faces_of, items_of

TIGHT = replace(DEFAULT, spaces=SpaceLimits(ideal=0.14, narrow=0.12, stretch=0.02))
"""Lines that are tighter than any in a book."""

WORDS = "To confess the truth we are scarcely less eager to meet her again than you can be now"


def _alternating(words: str) -> Inlines:
    """Return words of which every other one is in italics or bold, the spaces in and out of it."""
    found: list[Text | Styled] = []
    for number, word in enumerate(words.split()):
        match number % 4:
            case 0:
                found.append(Text(f"{word} "))
            case 1:
                found.append(Styled(Style.EMPHASIS, (Text(word),)))
            case 2:
                found.append(Text(f" {word}"))
            case _:
                strong = Styled(Style.STRONG, (Text(word),))
                found += [Text(" "), Styled(Style.EMPHASIS, (Text("so"),)), Text(" "), strong]
                found.append(Text(" "))
    return tuple(found)


def _printed() -> tuple[bytes, str]:
    """Return lines of many measures as a PDF, and their words."""
    inlines = _alternating(WORDS)
    words: list[str] = []
    paragraphs: list[str] = []
    classes: list[str] = []
    for measure in range(120, 330, 6):
        shape = Shape(float(measure), 11.0)
        items = items_of(inlines, narrowest=shape.narrowest)
        lines = broken(items, shape, TIGHT).options[0].lines
        shown = "".join(line_xhtml(items, line, shape) for line in lines)
        paragraphs.append(f'<p style="width: {measure}pt">{shown}</p>')
        classes += [name for line in lines for name in line_classes(items, line, shape)]
        words += "".join(items.texts).split()
    faces = faces_of()
    press = Press(
        (font_css(faces), TYPE, line_css(classes, DEFAULT)),
        tuple(Resource(face.url, "font/ttf", face.data) for face in faces),
    )
    page = "@page { size: 500pt 6000pt; margin: 50pt }"
    html = f'<html lang="en"><body>{"".join(paragraphs)}</body></html>'
    return press.print(press.lay(html, page)).pdf, " ".join(words)


@pytest.mark.parametrize("tool", ["mutool draw -F txt {} 1", "pdftotext {} -"])
def test_copied_text_has_every_space(tool: str, tmp_path: Path) -> None:
    if not shutil.which(tool.split()[0]):
        pytest.skip(f"{tool.split()[0]} is not installed")
    path = tmp_path / "lines.pdf"
    data, words = _printed()
    path.write_bytes(data)
    done = subprocess.run(tool.format(path).split(), capture_output=True, check=True, text=True)
    said = " ".join(done.stdout.split())
    assert said.replace("- ", "") == words


def test_nothing_is_drawn_for_what_keeps_the_spaces() -> None:
    data, _ = _printed()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        maps = [
            font.ToUnicode.read_bytes()
            for font in pdf.pages[0].Resources.Font.values()
            if "/ToUnicode" in font
        ]
    assert maps
    assert not any(b"<2060>" in each.lower() for each in maps)
