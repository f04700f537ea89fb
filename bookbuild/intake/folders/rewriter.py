"""A file's lines in the hands of the rules that rewrite them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bookbuild.intake.fences import has_colons, is_fence
from bookbuild.intake.folders.headings import Heading
from bookbuild.intake.folders.inline_marks import Setting, rewritten
from bookbuild.intake.folders.margin import Row
from bookbuild.intake.report import SpanKind


class Rewriter:
    """The lines, how far they are rewritten, and the rows so far."""

    def __init__(self, lines: tuple[str, ...], body: int, setting: Setting) -> None:
        self.lines = lines
        self.at = body
        self.setting = setting
        self.out: list[Row] = []
        self.centered: list[bool] = []
        self.part_next = False
        self.begun = False
        self.closings = [n for n, line in enumerate(lines) if "-->" in line]

    def rows(self, rules: tuple[Rule, ...]) -> tuple[Row, ...]:
        while self.at < len(self.lines):
            if not self.line.strip():
                self.out.append(Row("", self.at + 1))
                self.at += 1
            elif not any(rule(self) for rule in rules):
                self._prose()
        self.out.extend(Row(":::") for held in self.centered if held)
        return tuple(self.out)

    @property
    def line(self) -> str:
        return self.lines[self.at]

    @property
    def below(self) -> str:
        return self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""

    @property
    def empty_so_far(self) -> bool:
        """Whether nothing but private remarks and empty lines stands above."""
        return not self.begun

    def add(self, text: str, mark: str = "") -> None:
        self.out.append(Row(text, self.at + 1, mark=mark))
        self.begun = self.begun or (bool(text) and mark != "remark")

    def keep(self, mark: str = "") -> bool:
        """Add the line as it is; the words of a block's fence are no text."""
        if is_fence(self.line):
            self.cut("a block's fence", SpanKind.STRUCTURE)
        self.add(self.line, mark)
        return self.take()

    def apart(self) -> None:
        """See to it that what comes next begins a paragraph."""
        if self.out and self.out[-1].text and not self.out[-1].level:
            self.out.append(Row(""))

    def take(self, count: int = 1) -> bool:
        self.at += count
        return True

    def cut(self, into: str, kind: SpanKind = SpanKind.LEFT_OUT, start: int = 0) -> None:
        """Note that the line, from a column on, is not in the text."""
        self.setting.margin.cut(self.at + 1, start, self.line[start:], into, kind)

    def heading(self, found: Heading, used: int) -> bool:
        """Add a heading, and note what stands around its words."""
        line, margin = self.at + 1, self.setting.margin
        structure = SpanKind.STRUCTURE
        margin.cut(line, 0, self.line[: found.start], "a heading", structure)
        margin.cut(line, found.end, self.line[found.end :], "a heading", structure)
        mark = "part" if self.part_next else found.mark
        self.part_next = False
        setting = replace(self.setting, in_heading=True)
        text = rewritten(found.text, line, found.start, setting).strip()
        row = Row(text, line, found.level, found.start, found.end, mark, name=found.name)
        self.out.append(row)
        self.begun = True
        return self.take(used)

    def _prose(self) -> None:
        if re.match(r"\s*<p[\s>]", self.line):
            self.apart()
        text = rewritten(self.line, self.at + 1, 0, self.setting)
        text = f"\\{text.lstrip()}" if has_colons(text) else text
        if text != self.line:
            self.setting.margin.changed(self.at + 1, self.line, "bookbuild's marks")
        if text.strip():
            self.add(text.rstrip() if not text.endswith("  ") else text)
        self.at += 1


Rule = Callable[[Rewriter], bool]
"""Takes the lines it knows and returns True, or leaves them and returns False."""
