"""The lines of a file of another tool, rewritten into bookbuild's Markdown.

One pass over the lines; each rule takes the lines it knows and leaves the rest. What stands within
a line is the business of `inline_marks`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from bookbuild.intake.folders import block_rules
from bookbuild.intake.folders.headings import spoken, underlined, with_hashes
from bookbuild.intake.folders.inline_marks import Desks, Setting
from bookbuild.intake.folders.margin import Margin, Row
from bookbuild.intake.folders.program_lines import program_line
from bookbuild.intake.folders.rewriter import Rewriter, Rule
from bookbuild.intake.report import SpanKind
from bookbuild.intake.scene_marks import is_mark

_DEFINITION = re.compile(
    r" {0,3}\[(?P<label>[^\[\]^][^\[\]]{0,200})\]:\s*(?P<to><[^<>]{0,2000}>|\S{1,2000})"
    r"(?P<title>\s+(?:\".*\"|'.*'|\(.*\)))?\s*"
)
_FENCE = re.compile(r" {0,3}(?P<ticks>`{3,})(?P<info>[^`]*)")
_CHUNK = re.compile(r"\s*\{")
_PROGRAM = re.compile(r"\s*<(?P<name>script|style)[\s>]", re.IGNORECASE)
_LATEX = re.compile(
    r"\s*(?:\\(?:newpage|pagebreak|clearpage|cleardoublepage|vfill|hfill|noindent|tableofcontents"
    r"|frontmatter|mainmatter|backmatter|appendix|thispagestyle\{\w+\}|setcounter\{\w+\}\{\d+\})\s*)+"
)
_LATEX_SPACE = re.compile(r"\s*\\(?:(?:big|med|small)skip|vspace\*?\{[^{}]*\})\s*")
_LATEX_CENTER = re.compile(r"\s*\\(?P<end>begin|end)\{center(?:ing)?\}\s*")
_BRACES = re.compile(r"\s*\{[^{}\n]{1,200}\}\s*")
_CONTENTS = re.compile(r"\s*\[\[?_?toc_?\]?\]\s*", re.IGNORECASE)
_TAGS = re.compile(r"\s*(?:#[^\s#]+\s*)+")


def rewrite(lines: tuple[str, ...], body: int, setting: Setting) -> tuple[Row, ...]:
    """Return a file's text from the line with index ``body`` on; notes go into the margin."""
    return Rewriter(lines, body, setting).rows(_RULES)


def labels_in(lines: tuple[str, ...]) -> Mapping[str, str]:
    """Return the labels of links that a file defines, folded, and where they lead."""
    found = (_DEFINITION.fullmatch(line[:5000]) for line in lines if line.lstrip().startswith("["))
    return {each["label"].strip().casefold(): each["to"] for each in found if each}


def setting_for(path: str, margin: Margin, desks: Desks, lines: tuple[str, ...]) -> Setting:
    """Return what the rules of `inline_marks` must know of a file."""
    novelwriter = path.endswith(".nwd")
    return Setting(path, margin, desks, labels_in(lines), novelwriter=novelwriter)


# ------------------------------------------------------------------- what is no prose at all


def _remarks(it: Rewriter) -> bool:
    """Keep private remarks as they are, over several lines too."""
    if not it.line.lstrip().startswith("<!--"):
        return False
    next_one = bisect_left(it.closings, it.at)
    end = it.closings[next_one] if next_one < len(it.closings) else -1
    if end < 0 or it.lines[end].partition("-->")[2].strip():
        return False
    while it.at <= end:
        it.keep("remark")
    return True


def _code(it: Rewriter) -> bool:
    """Keep code as it is; a chunk that a program would run is no text of the book."""
    opening = _FENCE.fullmatch(it.line[:500])
    if not opening:
        return False
    close = re.compile(rf" {{0,3}}`{{{len(opening['ticks'])},}}\s*")
    end = it.at + 1
    while end < len(it.lines) and not close.fullmatch(it.lines[end][:500]):
        end += 1
    program = bool(_CHUNK.match(opening["info"]))
    while it.at <= min(end, len(it.lines) - 1):
        if program:
            it.cut("a program's code")
            it.at += 1
        else:
            it.keep()
    return True


def _programs(it: Rewriter) -> bool:
    found = _PROGRAM.match(it.line)
    if not found:
        return False
    closing = f"</{found['name'].lower()}"
    while it.at < len(it.lines):
        last = closing in it.line.lower()
        it.cut("a program or a style of a page")
        it.at += 1
        if last:
            break
    return True


def _definitions(it: Rewriter) -> bool:
    """A comment in link's clothing becomes a private remark; an address stands in the link."""
    found = _DEFINITION.fullmatch(it.line[:5000]) if "]:" in it.line else None
    if not found:
        return False
    label = found["label"].strip().casefold()
    if found["to"] in ("#", "<>") or label in ("//", "comment"):
        title = found["title"] or ""
        words = title.strip()[1:-1] if title else found["to"]
        start = found.start("title") if title else found.start("to")
        it.setting.margin.cut(it.at + 1, 0, it.line[:start], "a private remark", SpanKind.STRUCTURE)
    else:
        it.cut("where a link leads", SpanKind.STRUCTURE)
        return it.take()
    it.setting.margin.changed(it.at + 1, it.line, "a private remark")
    it.add(f"<!-- {words.replace('-->', '-- >').strip()} -->", "remark")
    return it.take()


def _furniture(it: Rewriter) -> bool:
    """Lines that only tell another tool what to do."""
    if _LATEX_SPACE.fullmatch(it.line):
        it.cut("a scene break", SpanKind.STRUCTURE)
        it.apart()
        it.add("***")
        it.out.append(Row(""))
        return it.take()
    center = _LATEX_CENTER.fullmatch(it.line)
    if center:
        it.cut("centred lines", SpanKind.STRUCTURE)
        it.add("::: center" if center["end"] == "begin" else ":::")
        return it.take()
    braces = _BRACES.fullmatch(it.line)
    tags = it.setting.obsidian and _TAGS.fullmatch(it.line)
    if not (braces or tags or _LATEX.fullmatch(it.line) or _CONTENTS.fullmatch(it.line)):
        return False
    it.part_next = it.part_next or bool(braces and re.search(r"class:\s*part|\.part\b", it.line))
    it.cut("an instruction to another tool")
    return it.take()


# --------------------------------------------------------------------------------- headings


def _hashes(it: Rewriter) -> bool:
    first = it.empty_so_far
    if not it.line.lstrip().startswith(("#", "-#")):
        return False
    found = with_hashes(it.line, first=first)
    if found is None:
        return False
    ruled = re.fullmatch(r"\s*[-=]{3,}\s*", it.below)
    if ruled and it.below.strip().strip("-=") == "" and len(it.below.strip()) > 3:
        it.heading(found, 1)
        it.cut("a rule below a heading", SpanKind.STRUCTURE)
        return it.take()
    return it.heading(found, 1)


def _underlined(it: Rewriter) -> bool:
    if not it.below.strip().startswith(("==", "--")):
        return False
    above = it.out[-1].text if it.out and not it.out[-1].level else ""
    if above.strip() and it.out[-1].mark != "remark":
        return False
    found = underlined(it.line, it.below, top=it.empty_so_far)
    return it.heading(found, 2) if found else False


def _spoken(it: Rewriter) -> bool:
    """A line that only says "Chapter Three" at the top of a file without headings is one."""
    if not it.empty_so_far or it.below.strip():
        return False
    if any(line.startswith("#") for line in it.lines[it.at : it.at + 20]):
        return False
    found = spoken(it.line)
    return it.heading(found, 1) if found else False


def _scene(it: Rewriter) -> bool:
    """A scene break stands apart, so that ``---`` below a line makes no heading of it."""
    marks = it.line.strip()
    if not is_mark(marks) or len(re.sub(r"[\\\s]", "", marks)) < 3 or marks.startswith("#"):
        return False
    if it.out and it.out[-1].text and not it.out[-1].level:
        it.setting.margin.changed(it.at + 1, it.line, "a scene break, apart from the text")
        it.out.append(Row(""))
    it.add(marks)
    if it.below.strip():
        it.out.append(Row(""))
    return it.take()


def _program_line(it: Rewriter) -> bool:
    if not it.setting.novelwriter:
        return False
    rows = program_line(it.line, it.at + 1, it.setting)
    if rows is None:
        return False
    if any(row.text.startswith(":::") for row in rows):
        it.apart()
    it.out.extend(rows)
    it.begun = it.begun or any(row.text and row.mark == "" for row in rows)
    return it.take()


_RULES: tuple[Rule, ...] = (
    _remarks,
    block_rules.fences,
    _code,
    _programs,
    _program_line,
    _definitions,
    _furniture,
    _hashes,
    _underlined,
    _spoken,
    _scene,
    block_rules.centered,
    block_rules.divs,
    block_rules.aside,
    block_rules.verse,
    block_rules.block_name,
)
