"""Who sets the text: bookbuild, WeasyPrint alone, and Typst; all on the same page.

WeasyPrint and Typst get one plain file each with what their manuals recommend for books: Typst its
optimised lines, justification limits that allow the sizes of space and letter that bookbuild allows
itself, and its costs for hyphens and runts as measured best.
"""

from __future__ import annotations

import html
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.print_quality.texts import ROOT, Run, Section
from bookbuild.model.edition import Edition
from bookbuild.write.fonts import TEXT_FAMILY, fonts_of
from bookbuild.write.pdf.design import page_design
from bookbuild.write.themes.classic import CLASSIC

_SIZE, _INDENT, LEADING = CLASSIC.text.size, CLASSIC.text.indent, CLASSIC.text.leading


@dataclass(frozen=True, slots=True)
class Page:
    """The page that all set: lengths in points."""

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    language: str


def page_of(edition: Edition) -> Page:
    """Return the page of bookbuild's own edition."""
    design = page_design(edition.trim)
    trim = edition.trim
    language = edition.metadata.language
    inner, outer = design.inner, design.outer
    return Page(trim.width, trim.height, inner, outer, design.top, design.bottom, language)


def set_by_bookbuild(folder: Path, out: Path, *options: str) -> None:
    """Set the book at the command line."""
    command = [sys.executable, "-m", "bookbuild", "pdf", str(folder), "-o", str(out), *options]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)


# -------------------------------------------------------------------------------- WeasyPrint


def set_by_weasyprint(sections: tuple[Section, ...], page: Page, out: Path) -> None:
    """Set the sections with WeasyPrint alone, in a process of its own, as anybody would."""
    source = out.with_suffix(".html")
    source.write_text(_html(sections, page, out.parent), encoding="utf-8")
    command = [sys.executable, "-m", "weasyprint", "-q", str(source), str(out)]
    subprocess.run(command, check=True)


def _html(sections: tuple[Section, ...], page: Page, folder: Path) -> str:
    body = "\n".join(_html_section(section) for section in sections)
    return f"""<!DOCTYPE html>
<html lang="{page.language}"><meta charset="utf-8"><title>Book</title><style>
{_font_faces(folder)}
@page {{ size: {page.width}pt {page.height}pt;
  margin: {page.top}pt {page.outer}pt {page.bottom}pt {page.inner}pt;
  @bottom-center {{ content: counter(page); font-size: 9.5pt }} }}
@page :left {{ margin-left: {page.outer}pt; margin-right: {page.inner}pt }}
html {{ font: {_SIZE}pt/{LEADING}pt "Book Text" }}
p {{ margin: 0; text-indent: {_INDENT}pt; text-align: justify; hyphens: auto;
  hyphenate-limit-chars: 6 3 3; hyphenate-character: "-"; widows: 2; orphans: 2 }}
h1 {{ break-before: page; margin: 90pt 0 30pt; font-size: {_SIZE}pt; font-weight: normal;
  text-align: center; line-height: {LEADING}pt }}
h1 + p, hr + p {{ text-indent: 0 }}
hr {{ border: 0; margin: 0; height: 45pt }}
</style><body>{body}</body></html>"""


def _font_faces(folder: Path) -> str:
    rules = []
    for font in fonts_of(TEXT_FAMILY):
        file = folder / font.name.replace("[", "-").replace("]", "")
        file.write_bytes(font.data)
        style = "italic" if font.italic else "normal"
        rules.append(
            f'@font-face {{ font-family: "Book Text"; font-style: {style}; '
            f'src: url("{file.as_uri()}") }}'
        )
    return "\n".join(rules)


def _html_section(section: Section) -> str:
    paragraphs = (_html_paragraph(runs) if runs else "<hr>" for runs in section.paragraphs)
    return f"<h1>{html.escape(section.heading)}</h1>\n" + "\n".join(paragraphs)


def _html_paragraph(runs: tuple[Run, ...]) -> str:
    return "<p>" + "".join(map(_html_run, runs)) + "</p>"


def _html_run(run: Run) -> str:
    text = html.escape(run.text, quote=False)
    return f"<em>{text}</em>" if run.italic else text


# ------------------------------------------------------------------------------------- Typst


def set_by_typst(sections: tuple[Section, ...], page: Page, out: Path) -> None:
    """Set the sections with Typst, tuned as it allows. Raises ImportError where it is not there."""
    import typst

    for font in fonts_of(TEXT_FAMILY):
        (out.parent / font.name).write_bytes(font.data)
    source = out.with_suffix(".typ")
    source.write_text(_typst(sections, page), encoding="utf-8")
    typst.compile(str(source), output=str(out), font_paths=[str(out.parent)])


def _typst(sections: tuple[Section, ...], page: Page) -> str:
    body = "\n".join(_typst_section(section) for section in sections)
    edge = "top-edge: 0.7em, bottom-edge: -0.3em"
    return f"""#set page(width: {page.width}pt, height: {page.height}pt, numbering: "1", margin: (
  top: {page.top}pt, bottom: {page.bottom}pt, inside: {page.inner}pt, outside: {page.outer}pt))
#set text(font: "{TEXT_FAMILY}", size: {_SIZE}pt, lang: "{page.language[:2]}", {edge},
  number-type: "old-style", costs: (hyphenation: 60%, runt: 200%))
#set par(justify: true, leading: {LEADING - _SIZE}pt, spacing: {LEADING - _SIZE}pt,
  first-line-indent: {_INDENT}pt, linebreaks: "optimized",
  justification-limits: (spacing: (min: 75%, max: 150%), tracking: (min: -0.01em, max: 0.02em)))
#show heading: it => {{ pagebreak(weak: true); v(90pt)
  align(center, text(size: {_SIZE}pt, weight: "regular", it.body)); v(30pt) }}
{body}
"""


def _typst_section(section: Section) -> str:
    paragraphs = (_typst_paragraph(runs) if runs else "#v(45pt)" for runs in section.paragraphs)
    return f"= {_typst_text(section.heading)}\n\n" + "\n\n".join(paragraphs) + "\n"


def _typst_paragraph(runs: tuple[Run, ...]) -> str:
    return "".join(
        f"#emph[{_typst_text(run.text)}]" if run.italic else _typst_text(run.text) for run in runs
    )


def _typst_text(text: str) -> str:
    """Return words so that no sign of theirs means anything to Typst."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{quoted}";'
