"""Inlines to the source of a line: the words, and the marks around what is set apart."""

from __future__ import annotations

import re
from typing import assert_never

from bookbuild.intake.manuscript_text.addresses import address, attribute, path_address
from bookbuild.intake.manuscript_text.emphasis import Around, mark_for
from bookbuild.intake.manuscript_text.escapes import Signs, Words, escaped
from bookbuild.intake.manuscript_text.line_starts import NO_SPACE, Atom, guarded
from bookbuild.model.text import (
    Code,
    ExternalTarget,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    NoteRef,
    PageMark,
    Picture,
    Style,
    Styled,
    Text,
    Verbatim,
)

_BREAK = Atom("\\\n", False)
_TAMES = re.compile(r"https?://[A-Za-z0-9./?=%+,;@~#-]+")
_TAGS = {
    Style.EMPHASIS: "i",
    Style.STRONG: "b",
    Style.UNDERLINE: "u",
    Style.STRIKE: "s",
    Style.SUPERSCRIPT: "sup",
    Style.SUBSCRIPT: "sub",
}
_SCRIPTS = {Style.SUPERSCRIPT: "^", Style.SUBSCRIPT: "~"}


def prose(inlines: Inlines, *, after_list: bool = False) -> tuple[str, ...]:
    """Return the lines of a paragraph's source, one for each line break that its author made.

    The inlines are tidy, as for all functions here. ``after_list`` is true where the paragraph
    follows a list.
    """
    if len(inlines) == 1 and isinstance(inlines[0], Picture):
        return (NO_SPACE + one_line(inlines),)  # else it would be a figure
    lines: list[list[Atom]] = [[]]
    for atom in _escaped(_atoms(inlines, "\\")):
        lines[-1].append(atom)
        if atom is _BREAK:
            lines.append([])
    if len(lines) > 1 and not lines[-1]:
        lines[-2:] = [[*lines[-2][:-1], Atom("<br>", False)]]  # the last one ends no line
    return tuple(_line(line, index, after_list) for index, line in enumerate(lines))


def _line(line: list[Atom], index: int, after_list: bool) -> str:
    end = "\\" if line and line[-1] is _BREAK else ""
    atoms = tuple(line[:-1]) if end else tuple(line)
    return guarded(atoms, further=index > 0, after_list=after_list and not index) + end


def one_line(inlines: Inlines) -> str:
    """Return the source of words that stand on one line; a line break is a tag there."""
    return "".join(atom.text for atom in _escaped(_atoms(inlines, "<")))


def words(text: str) -> str:
    """Return the source of plain words."""
    return one_line((Text(text),)) if text else ""


# ------------------------------------------------------------------------------- escapes


def _escaped(atoms: list[Atom]) -> list[Atom]:
    signs = _signs(atoms)
    result = []
    for index, atom in enumerate(atoms):
        if not atom.is_words:
            result.append(atom)
            continue
        before = atoms[index - 1].text if index else ""
        after = atoms[index + 1].text if index + 1 < len(atoms) else ""
        run = Words(atom.text, before[-1:], after[:1], atom.in_brackets, after[:2] == "[^")
        text = escaped(run, signs)
        opens = index < 2 or atoms[index - 2] is _BREAK
        slash = "\\" if _goes_on(before, atom, opens=opens) else ""
        result.append(Atom(slash + text, True))
    return result


def _goes_on(markup: str, atom: Atom, *, opens: bool) -> bool:
    """Return whether the first sign would go on with the call or the picture before it.

    ``opens`` is true where the markup opens a line, which could then be a footnote's text.
    """
    first = atom.text[0]
    if markup.startswith("[^") and markup.endswith("]"):
        return first == "(" or (first == ":" and opens)
    return first == "{" and markup.startswith("](")


def _signs(atoms: list[Atom]) -> Signs:
    source = "".join(atom.text for atom in atoms)
    return Signs(
        ticks=len(re.findall("`+", source)) > 1,
        tildes=source.count("~") > 1,
        carets=source.count("^") > 1,
    )


# --------------------------------------------------------------------------------- atoms


def _atoms(inlines: Inlines, line_break: str) -> list[Atom]:
    atoms: list[Atom] = []
    _add(inlines, Around(" ", " "), atoms, in_brackets=False)
    if line_break == "<":
        return [Atom("<br>", False) if atom is _BREAK else atom for atom in atoms]
    return atoms


def _add(inlines: Inlines, around: Around, atoms: list[Atom], *, in_brackets: bool) -> None:
    for index, inline in enumerate(inlines):
        before = atoms[-1].text[-1] if index else around.before
        following = inlines[index + 1 : index + 2]
        after = _first(following[0]) if following else around.after
        _add_one(inline, Around(before, after, around.open_marks), atoms, in_brackets)


def _add_one(inline: Inline, around: Around, atoms: list[Atom], in_brackets: bool) -> None:  # noqa: C901 (the dispatch)
    match inline:
        case Text(text):
            atoms.append(Atom(text, True, in_brackets))
        case Verbatim(text):
            atoms.append(Atom("".join(f"\\{sign}" for sign in text), False))
        case Code(text):
            atoms.append(Atom(code(text), False))
        case LineBreak():
            atoms.append(_BREAK)
        case NoteRef(label):
            atoms.append(Atom(f"[^{label}]", False))
        case Picture(source, alt, decorative):
            atoms.append(Atom("![", False))
            atoms += (Atom(alt, True, True),) if alt else ()
            ornament = '{alt=""}' if decorative else ""
            atoms.append(Atom(f"]({path_address(source)}){ornament}", False))
        case Styled(style, children):
            _add_styled(style, children, around, atoms, in_brackets)
        case Language(lang, children):
            end = f"]{{{''.join(attribute('lang', lang))}}}"
            _add_between("[", children, end, atoms, around.open_marks, in_brackets=True)
        case Link():
            _add_link(inline, around, atoms, in_brackets)
        case PageMark():
            pass  # only an EPUB has them
        case _:
            assert_never(inline)


def _add_between(
    start: str,
    children: Inlines,
    end: str,
    atoms: list[Atom],
    open_marks: str,
    *,
    in_brackets: bool,
) -> None:
    atoms.append(Atom(start, False))
    _add(children, Around(start[-1], end[0], open_marks), atoms, in_brackets=in_brackets)
    atoms.append(Atom(end, False))


def _add_styled(
    style: Style, children: Inlines, around: Around, atoms: list[Atom], in_brackets: bool
) -> None:
    if style in (Style.SMALL_CAPS, Style.LEAD_IN):
        end = "]{.smallcaps}"
        _add_between("[", children, end, atoms, around.open_marks, in_brackets=True)
        return
    mark = _mark(style, children, around)
    start, end = (mark, mark) if mark else (f"<{_TAGS[style]}>", f"</{_TAGS[style]}>")
    open_marks = around.open_marks + mark[:1]
    _add_between(start, children, end, atoms, open_marks, in_brackets=in_brackets)


def _mark(style: Style, children: Inlines, around: Around) -> str:
    match style:
        case Style.EMPHASIS | Style.STRONG:
            return mark_for(style, children, _first(children[0]), _last(children[-1]), around)
        case Style.SUPERSCRIPT | Style.SUBSCRIPT:
            mark = _SCRIPTS[style]
            beside = (around.before, around.after)
            return mark if _is_script(children) and not {mark, "["} & set(beside) else ""
        case Style.STRIKE:
            return "~~" if _can_be_struck(children, around) else ""
        case _:
            return ""


def _is_script(children: Inlines) -> bool:
    match children:
        case (Text(text),):
            return text.isalnum()
        case _:
            return False


def _can_be_struck(children: Inlines, around: Around) -> bool:
    match children:
        case (Text(text),):
            outside = around.before + around.after
            return outside.isspace() and (text[0] + text[-1]).isalnum() and "~" not in text
        case _:
            return False


def _add_link(link: Link, around: Around, atoms: list[Atom], in_brackets: bool) -> None:
    target = address(link.target)
    if not target:
        _add(link.children, around, atoms, in_brackets=in_brackets)
    elif _is_bare(link):
        atoms.append(Atom(f"<{target}>", False))
    else:
        end = f"]({target})"
        _add_between("[", link.children, end, atoms, around.open_marks, in_brackets=True)


def _is_bare(link: Link) -> bool:
    """Return whether a link's words are its address, which then stands alone."""
    match link.target, link.children:
        case ExternalTarget(url), (Text(text),):
            return url == text and bool(_TAMES.fullmatch(url))
        case _:
            return False


def code(text: str) -> str:
    """Return words in typewriter style between as many backticks as they need."""
    runs = {len(run) for run in re.findall("`+", text)}
    ticks = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    bare = text.strip(" ")
    edge = bare and (text[0] == "`" or text[-1] == "`" or (text[0] == text[-1] == " "))
    pad = " " if edge else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


# ---------------------------------------------------------------- the outermost characters


def _first(inline: Inline) -> str:
    """Return the first character of an inline's source, "<" for any mark around words."""
    match inline:
        case Text(text):
            return text[0]
        case LineBreak():
            return " "
        case Picture():
            return "!"
        case Code():
            return "`"
        case PageMark():
            return " "
        case NoteRef() | Language() | Link():
            return "["
        case Verbatim() | Styled():
            return "<"
        case _:
            assert_never(inline)


def _last(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text[-1]
        case LineBreak():
            return " "
        case _:
            return "<"
