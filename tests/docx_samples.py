"""Word documents in the shapes that authors have, with what an import should find in them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.docx_files import (
    BOLD,
    CENTER,
    ITALIC,
    PAGE,
    PAGE_BREAK,
    STYLES,
    Parts,
    call,
    drawing,
    field,
    item,
    level,
    notes,
    numbering,
    outline,
    p,
    pack,
    png,
    properties,
    run,
    style,
    table,
)

PROOF = '<w:proofErr w:type="spellStart"/>'
_SENTENCES = (
    "It was a cold day, and the boats lay upside down along the wall.",
    "Nobody spoke of the ferry, and nobody had to.",
    "“You might have written,” she said, and went on sorting the hooks.",
    "He had come a long way with one bag, and the bag was not his.",
    "Behind the sheds the tide was turning, as it had turned before any of them.",
    "There was bread on the table and a letter under the bread.",
    "‘Tomorrow,’ the boy said, ‘or the day after, or whenever the wind lets us.’",
)
_GERMAN = (
    "Es war ein kalter Tag, und die Boote lagen mit dem Kiel nach oben an der Mauer.",
    "Niemand sprach von der Fähre, und es war auch nicht nötig.",
    "„Du hättest schreiben können“, sagte sie und zählte die Haken weiter.",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A document: its name, how it is made, and what an import should make of it.

    ``sections`` are kind, number and title of each; ``notes`` how many footnotes are linked.
    """

    name: str
    make: Callable[[Path], Path]
    sections: tuple[tuple[str, str, str], ...]
    notes: int
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = "en-US"


def prose(seed: int, sentences: int = 4, words: tuple[str, ...] = _SENTENCES) -> str:
    """Return some sentences; the same for the same seed."""
    return " ".join(words[(seed * 3 + at * (seed % 5 + 1)) % len(words)] for at in range(sentences))


ENGLISH = '<w:lang w:val="en-US"/>'
_TITLES = ("The Wall", "Low Water", "Hooks", "A Letter", "The Second Boat", "Salt")


# ------------------------------------------------------------------- a print proof made in Word


def print_proof(path: Path) -> Path:
    """Make a print proof: number and title in one heading, signs between scenes, empty lines."""
    body = p("The Ferry", style="Title") + p() * 3 + p("by Mary Shelley", props=CENTER) + p() * 2
    body += p("for those who wait", props=CENTER + PAGE) + p(props="<w:sectPr/>")
    count = 0
    for number, title in enumerate(_TITLES, 1):
        body += p("", style="Heading1") + p(run(f"Chapter {number}\n{title}"), style="Heading1")
        body += p("", style="Heading2")
        for scene, mark in enumerate(("•", "* ¢", "Ψ ?", "†")):
            for at in range(5):
                count += 1
                called = call(count // 10) if count % 10 == 0 and count <= 120 else PROOF
                words = prose(count)
                half = len(words) // 2
                split = words.index(" ", half)
                look = ITALIC if at == 2 else BOLD if at == 4 and scene == 1 else ""
                body += p(run(words[:split]), PROOF, run(words[split:], look), called) + p()
            body += p(mark, props=CENTER) + p()
        body += p(prose(number)) + p()
        if number in (2, 4):
            body += p(run("INTERMISSION", BOLD), style="Heading1") + p() + p(prose(9)) + p()
        body += p(props='<w:sectPr><w:type w:val="oddPage"/></w:sectPr>')
    header = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{p('The Ferry', field(' PAGE ', run('3')))}</w:hdr>"
    )
    footnotes = notes("footnote", *(f"Note {n}: {prose(n, 1)}" for n in range(1, 13)))
    said = properties("The Ferry", "Mary Shelley")
    parts = Parts(body, footnotes=footnotes, header=header, properties=said, defaults=ENGLISH)
    return pack(path, parts)


_PROOF_SECTIONS = (
    ("dedication", "", ""),
    ("chapter", "1", "The Wall"),
    ("chapter", "2", "Low Water"),
    ("interlude", "", ""),
    ("chapter", "3", "Hooks"),
    ("chapter", "4", "A Letter"),
    ("interlude", "", ""),
    ("chapter", "5", "The Second Boat"),
    ("chapter", "6", "Salt"),
)


# ------------------------------------------------------------------ a typescript for an editor


def typescript(path: Path) -> Path:
    """Make a typescript for an editor: no styles, Courier, # between scenes, underlined italics."""
    courier = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/><w:sz w:val="24"/>'
    double = '<w:spacing w:line="480"/><w:ind w:firstLine="720"/>'
    middle = f'<w:spacing w:line="480"/>{CENTER}'

    def line(text: str, props: str = double) -> str:
        return p(run(text, courier), props=props)

    body = line("Mary Shelley\t\tabout 90,000 words", "")
    body += line("12 Marine Parade", "") + line("Brighton", "") + line("mary@example.org", "")
    body += line("", "") * 9 + line("THE FERRY", middle) + line("by Mary Shelley", middle)
    for number in ("One", "Two", "Three", "Four", "Five"):
        body += p(PAGE_BREAK) + line("", middle) * 6 + line(f"Chapter {number}", middle)
        body += line("", middle)
        for at in range(8):
            body += line(prose(at + len(number)))
            if at == 3:
                body += line("#", middle)
            if at == 5:
                underlined = run("never", f'<w:u w:val="single"/>{courier}')
                body += p(
                    run("She would ", courier), underlined, run(" go.", courier), props=double
                )
    body += line("END", middle)
    header = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{p('Shelley / FERRY / ', field(' PAGE ', run('1')))}</w:hdr>"
    )
    parts = Parts(body, styles=" ", header=header, defaults=ENGLISH)
    return pack(path, parts)


# ---------------------------------------------------------------------- written in the browser


def from_browser(path: Path) -> Path:
    """Make what Google Docs hands out: switches said off everywhere, controls around words."""
    off = '<w:rtl w:val="0"/>'
    control = '<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>'
    plain = '<w:pageBreakBefore w:val="0"/><w:ind w:left="0" w:right="0" w:firstLine="720"/>'

    def para(text: str, look: str = "") -> str:
        head, _, tail = text.partition(" ")
        wrapped = f"{control}{run(head, off)}</w:sdtContent></w:sdt>"
        return p(wrapped, run(f" {tail}", look + off), props=plain)

    body = p(run("The Ferry", off), style="Title", props=plain)
    body += p(run("Mary Shelley", off), style="Subtitle", props=plain)
    anchor = '<w:bookmarkStart w:id="0" w:name="_abc"/><w:bookmarkEnd w:id="0"/>'
    body += p(anchor, run("Prologue", off), style="Heading1", props=plain) + para(prose(1))
    for number, title in enumerate(_TITLES[:4], 1):
        heading = run(f"{number}. {title}", off)
        body += p(anchor, heading, style="Heading1", props=plain)
        body += "".join(para(prose(at + number)) for at in range(4)) + para("* * *")
        body += para(prose(number), ITALIC)
    body += p(drawing("i1", "A ferry"), props=CENTER)
    body += p(run("Acknowledgments", off), style="Heading1", props=plain) + para(prose(3))
    styles = (
        style("Normal", "normal").replace("<w:style ", '<w:style w:default="1" ')
        + style("Heading1", "heading 1", "<w:pPr><w:keepNext/></w:pPr>", based="Normal")
        + style("Title", "Title", based="Normal")
        + style("Subtitle", "Subtitle", based="Normal")
    )
    parts = Parts(
        body,
        styles=styles,
        relations=(("i1", "image", "media/image1.png", False),),
        files=(("word/media/image1.png", png(40, 30)),),
        properties=properties(creator="Mary Shelley"),
        defaults=ENGLISH,
    )
    return pack(path, parts)


# --------------------------------------------------------------------------- German, corrected


def german(path: Path) -> Path:
    """Make a German manuscript with an editor's changes still in it."""
    styles = STYLES + style("berschrift1", "heading 1", outline(0)) + style("Titel", "Title")

    def corrected(text: str) -> str:
        old = '<w:del w:id="1" w:author="L"><w:r><w:delText>gar </w:delText></w:r></w:del>'
        new = f'<w:ins w:id="2" w:author="L">{run(" Und doch.")}</w:ins>'
        return p(old, run(text), new, '<w:r><w:commentReference w:id="0"/></w:r>')

    body = p("Die Fähre", style="Titel") + p("von Mary Shelley", props=CENTER)
    for number, name in enumerate(("Erstes", "Zweites", "Drittes"), 1):
        body += p(f"{name} Kapitel", style="berschrift1")
        text = prose(number, 4, _GERMAN)
        body += p(text) + corrected(text) + p("***", props=CENTER) + p(text, call(number))
    body += p("Danksagung", style="berschrift1") + p(_GERMAN[0])
    parts = Parts(
        body,
        styles=styles,
        footnotes=notes("footnote", "Eine Anmerkung.", "Noch eine.", "Die letzte."),
        properties=properties("Die Fähre", "Lektorat"),
        defaults='<w:lang w:val="de-DE"/>',
    )
    return pack(path, parts)


# ------------------------------------------------------------------- parts, lists and messages


def numbered_parts(path: Path) -> Path:
    """Make a novel in parts, numbered by Word itself, with a game's messages in tables."""
    heading = '<w:pPr><w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="1"/></w:numPr>{1}</w:pPr>'
    styles = style("Heading1", "heading 1", heading.format(0, '<w:outlineLvl w:val="0"/>'))
    styles += style("Heading2", "heading 2", heading.format(1, '<w:outlineLvl w:val="1"/>'))
    lists = numbering(
        level("Part %1", "upperRoman", styled="Heading1")
        + level("Chapter %2", "cardinalText", at=1, styled="Heading2"),
        level("%1."),
    )
    body = ""
    for part, names in (("Ebb", _TITLES[:2]), ("Flood", _TITLES[2:4])):
        body += p(part, style="Heading1")
        for name in names:
            body += p(name, style="Heading2") + p(prose(len(name)))
            body += table(("[Level up]",), ("Strength: 4",)) + p(prose(2))
            body += p("rope", props=item(2)) + p("tar", props=item(2)) + p(prose(1))
    return pack(path, Parts(body, styles=styles, numbering=lists, defaults=ENGLISH))


SAMPLES = (
    Sample("print proof", print_proof, _PROOF_SECTIONS, 12, "The Ferry", ("Mary Shelley",)),
    Sample(
        "typescript",
        typescript,
        tuple(("chapter", n, "") for n in "12345"),
        0,
        "THE FERRY",
        ("Mary Shelley",),
    ),
    Sample(
        "from the browser",
        from_browser,
        (
            ("prologue", "", ""),
            *(("chapter", str(n), t) for n, t in enumerate(_TITLES[:4], 1)),
            ("acknowledgments", "", ""),
        ),
        0,
        "The Ferry",
        ("Mary Shelley",),
    ),
    Sample(
        "German, corrected",
        german,
        (*(("chapter", n, "") for n in "123"), ("acknowledgments", "", "Danksagung")),
        3,
        "Die Fähre",
        ("Mary Shelley",),
        "de-DE",
    ),
    Sample(
        "numbered parts",
        numbered_parts,
        (
            ("part", "1", "Ebb"),
            ("chapter", "1", "The Wall"),
            ("chapter", "2", "Low Water"),
            ("part", "2", "Flood"),
            ("chapter", "1", "Hooks"),
            ("chapter", "2", "A Letter"),
        ),
        0,
    ),
)


def long_document(path: Path, words: int, extra: int) -> Path:
    """Make a document as Word leaves it behind after years: a long text in very many runs.

    ``extra`` bytes of pictures make it as heavy as those that are sent around.
    """
    pieces: list[str] = []
    count = number = 0
    while count < words:
        if number % 100 == 0:
            pieces.append(p(f"Chapter {number // 100 + 1}", style="Heading1"))
        text = prose(number, 6)
        count += len(text.split())
        runs = [run(f"{part} ", ENGLISH) for part in _in_threes(text)]
        pieces.append(p(*runs).replace("<w:r>", f'<w:r w:rsidR="00{number:06}">'))
        number += 1
    media = png() + random.Random(20).randbytes(extra)
    return pack(path, Parts("".join(pieces), files=(("word/media/image1.png", media),)))


def _in_threes(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[at : at + 3]) for at in range(0, len(words), 3)]
