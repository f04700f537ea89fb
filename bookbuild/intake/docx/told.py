"""What the author is told of a document: what was decided, and what no book holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bookbuild.intake.docx.headings import Division
from bookbuild.intake.docx.paras import Item, Para
from bookbuild.intake.docx.runs import Tally
from bookbuild.intake.docx.sections import Writer
from bookbuild.intake.docx.typescript import is_typescript
from bookbuild.intake.report import Finding
from bookbuild.model.book import Kind
from bookbuild.model.text import plain_text

_SURE = 0.8
_MOST_PLACES = 6


def told(
    source: str, tally: Tally, writer: Writer, divisions: Sequence[Division], items: Sequence[Item]
) -> Iterator[Finding]:
    """Yield what is said of the document as a whole, then what is said of single places."""
    yield from _changes(source, tally)
    yield from _breaks(source, writer)
    yield from _signs(source, tally)
    yield from _headings(source, divisions, items)
    for number, kind in writer.pages:
        named = "a page of its own" if kind is Kind.OTHER else f"the {kind.value}"
        what = f"Paragraph {number} and what follows it before the story was taken for {named}."
        yield Finding(number, source, what, "Change kind: in that file if it is something else.")


def _places(numbers: Sequence[int]) -> str:
    """Return the numbers of paragraphs: "paragraphs 3, 9 and 12"."""
    once = tuple(dict.fromkeys(numbers))
    if len(once) == 1:
        return f"paragraph {once[0]}"
    shown = [str(number) for number in once[:_MOST_PLACES]]
    if len(once) > _MOST_PLACES:
        return f"paragraphs {', '.join(shown)} and {len(once) - _MOST_PLACES} more"
    return f"paragraphs {', '.join(shown[:-1])} and {shown[-1]}"


def _times(count: int, one: str, many: str) -> str:
    return one if count == 1 else f"{count} {many}"


def _changes(source: str, tally: Tally) -> Iterator[Finding]:
    if tally.comments:
        many = _times(len(tally.comments), "A comment was", "comments were")
        what = f"{many} left out ({_places(tally.comments)})."
        yield Finding(0, source, what, "Look through them in Word before you go on.")
    deleted = len(tally.deleted)
    if deleted or tally.inserted:
        what = (
            "The document has tracked changes. They were all accepted: what was inserted is in "
            f"the text, and what was deleted is not ({deleted} places)."
        )
        yield Finding(0, source, what, "Settle them in Word first if some should be rejected.")
    if tally.hidden:
        what = f"Hidden text was left out ({_places([n for n, _ in tally.hidden])})."
        yield Finding(
            0, source, what, "Show it in Word and import again if it belongs to the book."
        )


def _breaks(source: str, writer: Writer) -> Iterator[Finding]:
    marks = {mark: times for mark, times in writer.marks.items() if mark}
    if len(marks) > 1:
        shown = ", ".join(f"“{mark}” {times} times" for mark, times in marks.items())
        what = f"Different marks part the scenes ({shown}). They became scene breaks of one kind."
        remedy = "If a mark says whose eyes we look through, add a line with the point of view."
        yield Finding(0, source, what, remedy)
    for picture in sorted(writer.builder.ornaments):
        what = f"A picture ({picture}) stands between scenes again and again: the scene break."
        remedy = "bookbuild sets its own sign there; export the picture from Word to keep it."
        yield Finding(0, source, what, remedy)
    if writer.gaps:
        many = len(writer.gaps)
        what = f"Empty paragraphs were taken for scene breaks ({many} times)."
        yield Finding(0, source, what, "Take the *** away where there is none.")


def _signs(source: str, tally: Tally) -> Iterator[Finding]:
    for number, font in dict.fromkeys(tally.symbols):
        named = f" ({font})" if font else ""
        what = f"Paragraph {number} has a sign of a symbol font that is not known here{named}."
        yield Finding(number, source, what, "Look for \ufffd in the text and put the sign there.")
    if tally.capitals:
        what = (
            f"Words that Word sets in capitals ({_places(tally.capitals)}) keep the letters that "
            "were typed, and are set in small capitals."
        )
        yield Finding(0, source, what, "Type them in capitals where that is what you want.")
    if is_typescript(tally):
        what = "This is a typescript without italics, so underlined words were set in italics."
        yield Finding(0, source, what, "Underline them again where that is what you want.")
    if tally.formulas:
        what = f"A formula became plain letters ({_places(tally.formulas)})."
        yield Finding(tally.formulas[0], source, what, "Look at what it became.")
    for number in dict.fromkeys(tally.objects):
        what = "An object of another program (a chart, a sheet) was left out."
        yield Finding(number, source, what, "Save it as a picture if the book needs it.")


def _headings(
    source: str, divisions: Sequence[Division], items: Sequence[Item]
) -> Iterator[Finding]:
    looks = [one for one in divisions if one.likely]
    if looks and len(looks) == len(divisions):
        many = _times(len(looks), "One heading was", "headings were")
        what = f"No heading styles are used; {many} found by what they say and how they look."
        remedy = "Look at them with --plan. In Word, the style Heading 1 makes it certain."
        yield Finding(0, source, what, remedy)
    if not divisions:
        what = "No heading was found, so the whole text is one section."
        yield Finding(0, source, what, "Give the chapters the style Heading 1 in Word.")
    for one in divisions:
        if one.confidence < _SURE:
            item = items[one.at]
            text = item.text[:100] if isinstance(item, Para) else plain_text(())
            what = f"Paragraph {item.number}, “{text}”, was taken for a heading; it may be none."
            yield Finding(item.number, source, what, "If it is text, join the two files.")
