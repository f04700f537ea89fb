"""YAML as writers type it, bent line by line into YAML that a strict reader takes.

YAML has rules that no novelist should have to know: a colon, a hash or an apostrophe in a title
means something else, `No` is not a word. Here every key and every plain value is put in quotes, so
that it is read as typed; what is quoted already, blocks (`|`, `>`) and bracketed lists stay YAML.
Every line stays on its line, so that a line number holds before and after.

Two rules are ours and not YAML's. A value runs to the end of its line, hash and all; a remark
needs two spaces before its `#`. And after a dash only a single word before a colon makes a key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bookbuild.report import Checked, Diagnostic, Place, error, warning

_LEAD = re.compile(r" *(?:-(?: +|$))*")
_ESCAPE = r"""\\(?:[0abtnvfre "/\\N_LP\t\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})"""
_QUOTED = rf""""(?:[^"\\]|{_ESCAPE})*"|'(?:[^']|'')*'"""
# Every pattern here takes time in proportion to the line: no two repeats can share a space.
_KEY = re.compile(rf"(?P<key>{_QUOTED}|[^\s\"'\[\]{{}},#:-][^:#]*):(?:[ \t]+(?P<value>.*))?$")
_ITEM_KEY = re.compile(rf"(?P<key>{_QUOTED}|[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*))?$")
_WHOLE_QUOTED = re.compile(_QUOTED, re.DOTALL)
_BLOCK = re.compile(r"(?P<style>[|>])(?P<chomp>[+-]?)\d?[+-]?(?:\s+#.*)?")
_REMARK = re.compile(r"(?:^|(?<=\s)\s|\t)#(?:\s.*)?$")
_REST_OF_LINE = re.compile(r"\s*(?:\s#.*)?")
_SINGLE_WORD_KEY = re.compile(r"[a-z][a-z-]*:(?:\s|$)")
_GLUED_KEY = re.compile(r"(?P<key>[A-Za-z][A-Za-z-]*):(?P<value>[^\s/].*)")
_CURLY = re.compile(r"[“‘](?P<inner>[^“”]*[^“”.!?…,—–-])[”’]")
_BAD_INDENT = re.compile(r"[ ]*[\t\u00a0][ \t\u00a0]*")
_ODD_LINE_ENDS = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " "})


def bend(source: str, file: str, first_line: int = 1) -> Checked[str]:
    """Return strict YAML with the same number of lines.

    ``source`` has ``\\n`` line ends; ``first_line`` is its first line's number in ``file``.
    Mistakes are reported and mended, so that what follows them is still read.
    """
    bender = _Bender(source.translate(_ODD_LINE_ENDS).split("\n"), file, first_line)
    while bender.at < len(bender.lines):
        bender.take_line()
    return Checked("\n".join(bender.out), tuple(bender.diagnostics))


def typed_value(line: str) -> str:
    """Return the value in a line as its author typed it: what follows the key or the dash."""
    head, rest = _split_lead(line)
    match = (_ITEM_KEY if "-" in head else _KEY).match(rest)
    return ((match["value"] or "") if match else rest).strip()


def _split_lead(line: str) -> tuple[str, str]:
    lead = _LEAD.match(line)
    head = lead.group() if lead else ""
    return head, line[len(head) :]


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _flow_end(text: str) -> int:
    """Return the index behind a bracketed list or mapping, -1 where it does not close."""
    depth, index, before = 0, 0, "["
    while index < len(text):
        char = text[index]
        quoted = _WHOLE_QUOTED.match(text, index) if char in "\"'" and before in "[{,:" else None
        if quoted:
            index = quoted.end()
            before = char
            continue
        depth += (char in "[{") - (char in "]}")
        index += 1
        if depth == 0:
            return index
        before = before if char.isspace() else char
    return -1


def _strict_flow(text: str) -> str:
    """Quote the items of a flat list, so that they too are read as typed."""
    inner = text[1:-1]
    items = [item for item in inner.split(",") if item.strip()]
    if text[0] != "[" or any(char in inner for char in "[]{}"):
        return text
    if any(item.strip()[0] in "\"'" for item in items):
        return text
    return "[" + ",".join(_quote_within(item) for item in items) + "]"


def _quote_within(item: str) -> str:
    text = item.strip()
    start = item.index(text)
    return item[:start] + _quote(text) + item[start + len(text) :]


@dataclass(slots=True)
class _Bender:
    """The lines, how far they are bent, and what was noticed.

    ``open_at`` is the column of a key whose value is still to come, -1 for none.
    """

    lines: list[str]
    file: str
    first: int
    at: int = 0
    open_at: int = -1
    in_junk: bool = False
    out: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def take_line(self) -> None:
        self._mend_indent(self.at)
        line = self.lines[self.at].rstrip()
        if not line.strip() or line.lstrip().startswith("#") or line in ("---", "..."):
            self._emit("")
            return
        head, rest = _split_lead(line)
        match = (_ITEM_KEY if "-" in head else _KEY).match(rest)
        was_junk, self.in_junk = self.in_junk, False
        if match:
            key = match["key"].rstrip()
            prefix = head + (key if key[0] in "\"'" else _quote(key)) + ":"
            self._take_value(prefix, match["value"] or "", len(head), is_key=True)
        elif "-" in head:
            self._take_value(head, rest, head.rindex("-"), is_key=False)
        elif 0 <= self.open_at < len(head):
            self._take_value(head, rest, self.open_at, is_key=False)
        else:
            self._take_junk(rest, was_junk)

    def _take_value(self, prefix: str, value: str, parent: int, *, is_key: bool) -> None:
        typed = value.strip()
        block = _BLOCK.fullmatch(typed)
        self.open_at = -1
        if not typed or _REMARK.match(typed):
            self.open_at = parent
            self._emit(prefix)
        elif block:
            self._take_block(prefix, block["style"] + block["chomp"], parent)
        elif typed[0] in "&!" and " " not in typed and self._following(parent, set()):
            # An anchor or a tag before nested lines: left as it is, and refused by the reader.
            self.open_at = parent
            self._emit(f"{prefix} {typed}")
        elif not self._take_strict(prefix, typed, parent):
            self._take_plain(prefix, typed, parent, is_key)

    def _take_strict(self, prefix: str, typed: str, parent: int) -> bool:
        """Take a value that is whole YAML already: quoted text or a bracketed list."""
        if typed[0] not in "\"'[{":
            return False
        more = self._following(parent, set())
        text = "\n".join([typed, *more])
        if typed[0] in "\"'":
            quoted = _WHOLE_QUOTED.match(text)
            end = quoted.end() if quoted else -1
        else:
            end = _flow_end(text)
        if end < 0 or not _REST_OF_LINE.fullmatch(text, end):
            return False
        strict = _strict_flow(text[:end]) if typed[0] in "[{" else text[:end]
        first, *rest = strict.split("\n")
        pad = " " * (parent + 1)
        self._emit(f"{prefix} {first}", *(pad + line.lstrip() for line in rest))
        return True

    def _take_plain(self, prefix: str, typed: str, parent: int, is_key: bool) -> None:
        more = self._following(parent, {"#"})
        if is_key:
            more = self._before_stray_key(more, parent)
        if not more:
            self._check_curly(typed)
        texts = [_REMARK.sub("", typed).rstrip(), *(line.strip() for line in more)]
        pad = " " * (parent + 2)
        strict = [pad + text.replace("'", "''") if text else "" for text in texts]
        strict[0] = f"{prefix} '" + texts[0].replace("'", "''")
        strict[-1] += "'"
        self._emit(*strict)

    def _take_block(self, prefix: str, style: str, parent: int) -> None:
        """Take a block of lines; a first line that stands further in is no mistake here."""
        more = self._following(parent, set())
        least = min((_indent(line) for line in more if line.strip()), default=0)
        pad = " " * (parent + 2)
        lines = [pad + line[least:] if line.strip() else "" for line in more]
        self._emit(f"{prefix} {style}2" if lines else f"{prefix} ''", *lines)

    def _take_junk(self, rest: str, was_junk: bool) -> None:
        glued = _GLUED_KEY.fullmatch(rest)
        if glued:
            mended = f"{glued['key']}: {glued['value']}"
            self._report(
                "missing-space", "A space is missing after the colon.", f"Write: `{mended}`"
            )
            self.lines[self.at] = self.lines[self.at].replace(rest, mended)
            return
        self.in_junk = True
        if not was_junk:
            self._report(
                "not-a-key",
                f"This line is neither `key: value` nor an item of a list: “{shorten(rest)}”.",
                "If it belongs to the text above, begin it with two spaces; "
                "if it is a remark, with #.",
            )
        self._emit("")

    def _following(self, parent: int, stops: set[str]) -> list[str]:
        """Return the lines below that belong to a value: indented further, or blank between."""
        found: list[str] = []
        for index in range(self.at + 1, len(self.lines)):
            self._mend_indent(index, parent)
            line = self.lines[index].rstrip()
            if line.strip() and (_indent(line) <= parent or line.lstrip()[0] in stops):
                break
            found.append(line)
        while found and not found[-1]:
            found.pop()
        return found

    def _before_stray_key(self, more: list[str], parent: int) -> list[str]:
        """Cut the lines of a text at one that is a key by mistake indented, and move it back."""
        for count, line in enumerate(more, start=1):
            if _SINGLE_WORD_KEY.match(line.strip()):
                mended = " " * parent + line.strip()
                self._report(
                    "indented-key",
                    "This key is indented further than the ones above it.",
                    f"Write: `{mended}` (or, if it belongs to the text above, "
                    "write that text in a block after `|`).",
                    count,
                )
                self.lines[self.at + count] = mended
                return more[: count - 1]
        return more

    def _mend_indent(self, index: int, parent: int = -1) -> None:
        """Report a line that is indented with tabs, and put spaces there."""
        line = self.lines[index]
        bad = _BAD_INDENT.match(line)
        if not bad or not line.strip():
            return
        if 0 <= parent < _indent(line):
            return  # enough spaces stand before the tab, which is then part of a block's text
        mended = bad.group().replace("\t", "  ").replace("\u00a0", " ") + line[bad.end() :]
        self._report(
            "tab-indentation",
            "This line is indented with a tab, and only spaces count here.",
            f"Write: `{shorten(mended.rstrip())}`",
            index - self.at,
        )
        self.lines[index] = mended

    def _check_curly(self, typed: str) -> None:
        curly = _CURLY.fullmatch(typed)
        if not curly:
            return
        line = self.lines[self.at].strip()
        mended = line[: line.rindex(typed)] + curly["inner"]
        place = Place(self.file, self.first + self.at)
        message = "The value stands in curly quotes, and they are taken as part of it."
        hint = f"If they should not be printed, write: `{shorten(mended)}`"
        self.diagnostics.append(warning("curly-quotes", place, message, hint))

    def _emit(self, *lines: str) -> None:
        self.out.extend(lines)
        self.at += len(lines)

    def _report(self, code: str, message: str, hint: str, below: int = 0) -> None:
        place = Place(self.file, self.first + self.at + below)
        self.diagnostics.append(error(code, place, message, hint))


def shorten(text: str, most: int = 60) -> str:
    """Return a text as a message quotes it: whole, or its beginning."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
