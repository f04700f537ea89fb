"""The words of a document as Word prints them: changes, fields, looks, breaks, lists, tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.model.text import (
    Aligned,
    BlankLine,
    ExternalTarget,
    Figure,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    SceneBreak,
    Style,
    Styled,
    SystemBox,
    Table,
    Verse,
    plain_text,
)
from bookbuild.model.walk import inlines_of
from tests.docx.reading import PROSE, lines, made, story, told, written
from tests.docx_files import (
    BOLD,
    CAPS,
    CENTER,
    HIDDEN,
    ITALIC,
    PAGE_BREAK,
    STYLES,
    Parts,
    box,
    call,
    drawing,
    field,
    item,
    level,
    notes,
    numbering,
    p,
    pack,
    png,
    run,
    style,
    table,
)

DELETED = '<w:del w:id="1" w:author="A B"><w:r><w:delText>old</w:delText></w:r></w:del>'
INSERTED = f'<w:ins w:id="2" w:author="A B">{run("new")}</w:ins>'


def _styles(text: str, section: object) -> set[Style]:
    """Return the styles around some words."""
    found: set[Style] = set()

    def look(inline: object, around: frozenset[Style]) -> None:
        if isinstance(inline, Styled):
            for child in inline.children:
                look(child, around | {inline.style})
        elif text in getattr(inline, "text", ""):
            found.update(around)

    blocks = getattr(section, "blocks")  # noqa: B009 (any section)
    for block in blocks:
        for inline in getattr(block, "inlines", ()):
            look(inline, frozenset())
    return found


# -------------------------------------------------------------------------- changes and fields


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    moved = f'<w:moveFrom w:id="3">{run("gone")}</w:moveFrom>'
    here = f'<w:moveTo w:id="4">{run("come")}</w:moveTo>'
    look = '<w:b/><w:rPrChange w:id="5"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    chapter = story(
        tmp_path, p("A ", DELETED, INSERTED, " word, ", moved, here, run(" bold", look))
    )
    assert lines(chapter) == ["A new word, come bold"]
    assert _styles("bold", chapter) == {Style.STRONG}


def test_what_was_deleted_is_listed_and_nobody_is_named(tmp_path: Path) -> None:
    draft = made(tmp_path, Parts(p("One", DELETED, INSERTED) + p(PROSE)))
    assert 'docx:1: "old" left out: deleted in Word.' in told(draft)
    assert "They were all accepted" in told(draft)
    assert "A B" not in told(draft)


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    chapter = story(tmp_path, p("One and ", props=mark), p(DELETED, props=mark), p("the same."))
    assert lines(chapter) == ["One and the same."]


def test_comments_are_left_out(tmp_path: Path) -> None:
    comment = '<w:r><w:commentReference w:id="1"/></w:r>'
    draft = made(tmp_path, Parts(p("One", comment) + p("Two") + p("Three", comment, comment)))
    assert "3 comments were left out (paragraphs 1 and 3)." in told(draft)


def test_hidden_text_is_left_out(tmp_path: Path) -> None:
    styles = STYLES + style("Secret", "Secret", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    secret = run(" two", '<w:rStyle w:val="Secret"/>')
    draft = made(tmp_path, Parts(p("Seen", run(" one", HIDDEN), secret), styles=styles))
    assert lines(written(draft)[0]) == ["Seen"]
    assert '" one" left out' not in told(draft)
    assert '"one" left out: hidden in Word.' in told(draft)


def test_a_field_shows_its_result(tmp_path: Path) -> None:
    page = field(" PAGE ", run("17"))
    simple = '<w:fldSimple w:instr=" DATE "><w:r><w:t>May</w:t></w:r></w:fldSimple>'
    chapter = story(tmp_path, p("It was ", simple, page, field(" REF x ", run(" there")), "."))
    assert lines(chapter) == ["It was May there."]


def test_fields_within_fields(tmp_path: Path) -> None:
    inner = field(" QUOTE ", run("inner"))
    chapter = story(tmp_path, p(field(" IF ", run("a ") + inner), " end"))
    assert lines(chapter) == ["a inner end"]


def test_links_are_kept_if_they_lead_to_the_web(tmp_path: Path) -> None:
    links = (
        ("h1", "hyperlink", "https://example.org/", True),
        ("h2", "hyperlink", "file:///x", True),
    )
    body = p('<w:hyperlink r:id="h1"><w:r><w:t>one</w:t></w:r></w:hyperlink>', " ")
    body += p('<w:hyperlink r:id="h2"><w:r><w:t>two</w:t></w:r></w:hyperlink>')
    (section,) = written(made(tmp_path, Parts(body, relations=links)))
    found = [i for _, i in inlines_of(section.blocks) if isinstance(i, Link)]
    assert [link.target for link in found] == [ExternalTarget("https://example.org/")]


def test_what_stands_around_words_is_looked_into(tmp_path: Path) -> None:
    inner = f"<w:smartTag><w:customXml><w:sdt><w:sdtPr/><w:sdtContent>{run('deep')}"
    chapter = story(
        tmp_path, p(f"{inner}</w:sdtContent></w:sdt></w:customXml></w:smartTag>", " in")
    )
    assert lines(chapter) == ["deep in"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    chapter = story(tmp_path, p("Beside it ", box(p("boxed words"), p("and more"))), p("after"))
    assert lines(chapter) == ["Beside it", "boxed words", "and more", "after"]


def test_signs(tmp_path: Path) -> None:
    signs = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Symbol" w:char="F061"/>'
    signs += "<w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>"
    face = run("J", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
    assert lines(story(tmp_path, p("a ", signs, " ", face))) == ["a →α\u2011bc ☺"]


def test_an_unknown_sign_is_said(tmp_path: Path) -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F022"/></w:r>'
    assert "a sign of a symbol font that is not known" in told(made(tmp_path, Parts(p("a ", sign))))


def test_ruby_stands_behind_its_base(tmp_path: Path) -> None:
    inner = f"<w:rt>{run('かん')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase>"
    ruby = f"<w:r><w:ruby>{inner}</w:ruby></w:r>"
    assert lines(story(tmp_path, p("The ", ruby, " sign"))) == ["The 漢 (かん) sign"]


def test_a_drop_cap_is_the_first_letter_of_its_word(tmp_path: Path) -> None:
    cap = p("O", props='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert lines(story(tmp_path, cap, p("nce upon a time."))) == ["Once upon a time."]


def test_spaces_at_the_ends_count_only_where_they_are_kept(tmp_path: Path) -> None:
    loose = "<w:r><w:t> a </w:t></w:r>"
    assert lines(story(tmp_path, p(loose, loose, "b"))) == ["aab"]


# ------------------------------------------------------------------------------------- looks


@pytest.mark.parametrize(
    ("props", "expected"),
    [
        (BOLD, {Style.STRONG}),
        ('<w:b w:val="0"/>', set()),
        (ITALIC + BOLD, {Style.EMPHASIS, Style.STRONG}),
        ('<w:u w:val="single"/>', {Style.UNDERLINE}),
        ('<w:u w:val="none"/>', set()),
        ("<w:strike/>", {Style.STRIKE}),
        ("<w:smallCaps/>", {Style.SMALL_CAPS}),
        (CAPS, {Style.SMALL_CAPS}),
        ('<w:vertAlign w:val="superscript"/>', {Style.SUPERSCRIPT}),
        ('<w:rStyle w:val="Emphasis"/>', {Style.EMPHASIS}),
        ('<w:rStyle w:val="Emphasis"/><w:i w:val="0"/>', set()),
    ],
)
def test_looks(tmp_path: Path, props: str, expected: set[Style]) -> None:
    assert _styles("so", story(tmp_path, p("It is ", run("so", props), "."))) == expected


@pytest.mark.parametrize(
    ("props", "expected"),
    [
        ("", {Style.EMPHASIS}),
        ('<w:rStyle w:val="Emphasis"/>', set()),
        (ITALIC, {Style.EMPHASIS}),
        ('<w:i w:val="0"/>', set()),
    ],
)
def test_a_switch_in_two_styles_is_off_again(
    tmp_path: Path, props: str, expected: set[Style]
) -> None:
    chapter = story(tmp_path, p("It is ", run("so", props), ".", style="Thought"))
    assert _styles("so", chapter) == expected


def test_underlined_words_of_a_typescript_are_italics(tmp_path: Path) -> None:
    courier = '<w:rFonts w:ascii="Courier New"/>'
    body = p(run(PROSE, courier), run("never", f'<w:u w:val="single"/>{courier}'))
    draft = made(tmp_path, Parts(body))
    assert _styles("never", written(draft)[0]) == {Style.EMPHASIS}
    assert "typescript" in told(draft)


def test_lines_in_the_middle_and_at_the_right(tmp_path: Path) -> None:
    right = '<w:jc w:val="right"/>'
    chapter = story(tmp_path, p(PROSE), p("THE END OF IT", props=CENTER), p("1818", props=right))
    assert [b.align.value for b in chapter.blocks if isinstance(b, Aligned)] == ["center", "right"]


# ------------------------------------------------------------------------------ scenes and rest


@pytest.mark.parametrize("mark", ["***", "* * *", "#", "•", "†", "~", "* ¢", "Ψ ?"])
def test_marks_part_scenes(tmp_path: Path, mark: str) -> None:
    one = p(PROSE) + p(mark, props=CENTER)
    chapter = story(tmp_path, one * 3, p(PROSE))
    assert sum(isinstance(b, SceneBreak) for b in chapter.blocks) == 3


def test_different_marks_are_said(tmp_path: Path) -> None:
    one = p(PROSE) + p("•", props=CENTER) + p(PROSE) + p("* ¢", props=CENTER)
    draft = made(tmp_path, Parts(one * 3 + p(PROSE)))
    assert "“•” 3 times, “* ¢” 3 times" in told(draft)


def test_a_rule_parts_scenes(tmp_path: Path) -> None:
    rule = p(props='<w:pBdr><w:bottom w:val="single"/></w:pBdr>')
    chapter = story(tmp_path, p(PROSE), rule, p(PROSE))
    assert [type(b) for b in chapter.blocks] == [Paragraph, SceneBreak, Paragraph]


def test_an_empty_paragraph_parts_scenes_where_it_is_seldom(tmp_path: Path) -> None:
    scene = p(PROSE) * 5
    draft = made(tmp_path, Parts(scene + p() + scene + p() + p() + scene))
    assert sum(isinstance(b, SceneBreak) for b in written(draft)[0].blocks) == 2
    assert "Empty paragraphs were taken for scene breaks (2 times)" in told(draft)


def test_empty_paragraphs_between_all_others_are_space(tmp_path: Path) -> None:
    chapter = story(tmp_path, (p(PROSE) + p()) * 20)
    assert not any(isinstance(b, SceneBreak | BlankLine) for b in chapter.blocks)


def test_wider_gaps_part_scenes_where_all_paragraphs_have_gaps(tmp_path: Path) -> None:
    chapter = story(tmp_path, (p(PROSE) + p()) * 20, p(), p(), (p(PROSE) + p()) * 20)
    assert sum(isinstance(b, SceneBreak) for b in chapter.blocks) == 1


def test_a_page_break_is_furniture(tmp_path: Path) -> None:
    chapter = story(tmp_path, p(PROSE), p(PAGE_BREAK), p(PROSE, PAGE_BREAK), p(PROSE))
    assert [type(b) for b in chapter.blocks] == [Paragraph] * 3


def test_a_quotation_by_its_style_and_by_its_indent(tmp_path: Path) -> None:
    indent = '<w:ind w:left="720" w:right="720"/>'
    one, other = p(PROSE, style="Quote"), p(PROSE, props=indent)
    chapter = story(tmp_path, p(PROSE) * 3, one, p(PROSE), other)
    quotes = [b for b in chapter.blocks if isinstance(b, Quote)]
    assert len(quotes) == 2
    assert _styles("boats", quotes[0]) == set()


def test_verse(tmp_path: Path) -> None:
    poem = "Low on the shore the water lies\nAnd counts the boats that do not rise\n"
    poem += "Low on the stones the women stand\nWith folded nets and empty hand"
    loose = "".join(p(line, style="Verse") for line in poem.split("\n"))
    chapter = story(tmp_path, p(PROSE), p(run(poem), props=CENTER), p(PROSE), loose, p(PROSE))
    held = [b.blocks[0] if isinstance(b, Aligned) else b for b in chapter.blocks]
    verses = [b for b in held if isinstance(b, Verse)]
    assert [len(verse.stanzas[0]) for verse in verses] == [4, 4]


def test_lists(tmp_path: Path) -> None:
    counted = numbering(level("%1.") + level("", "bullet", at=1), level("—", "bullet"))
    body = (
        p("rope", props=item(1)),
        p("tar", props=item(1)),
        p("black", props=item(1, 1)),
        p("nails", props=item(1)),
        p(PROSE),
        p("Who is there?", props=item(2)),
    )
    chapter = story(tmp_path, *body, parts=Parts("", numbering=counted))
    made_list, _, spoken = chapter.blocks
    assert isinstance(made_list, ListBlock)
    assert (made_list.start, len(made_list.items)) == (1, 3)
    assert isinstance(made_list.items[1].blocks[1], ListBlock)
    assert isinstance(spoken, Paragraph)
    assert plain_text(spoken.inlines) == "— Who is there?"


def test_a_list_that_goes_on_keeps_its_numbers(tmp_path: Path) -> None:
    counted = numbering(level("%1."))
    body = (p("rope", props=item(1)), p(PROSE), p("tar", props=item(1)), p("nails", props=item(1)))
    chapter = story(tmp_path, *body, parts=Parts("", numbering=counted))
    assert lines(chapter)[2:] == ["2. tar", "3. nails"]


def test_tables(tmp_path: Path) -> None:
    score = table(("Name", "Rank", "Level"), ("Ann", "Smith", "3"), headed=True)
    box = table(("[Quest]",), ("Strength: 4",))
    chapter = story(tmp_path, p(PROSE), score, p(PROSE), box, p(PROSE))
    found = chapter.blocks[1]
    assert isinstance(found, Table)
    assert [plain_text(cell) for cell in found.head] == ["Name", "Rank", "Level"]
    assert isinstance(chapter.blocks[3], SystemBox)
    assert chapter.blocks[2].line == 9


def test_a_table_that_only_frames_is_text(tmp_path: Path) -> None:
    framed = table((p(PROSE * 6) + p("***") + p(PROSE),))
    chapter = story(tmp_path, p(PROSE), framed)
    assert [type(b) for b in chapter.blocks] == [Paragraph, Paragraph, SceneBreak, Paragraph]


# ---------------------------------------------------------------------------------- notes


def test_notes(tmp_path: Path) -> None:
    parts = Parts(
        "",
        footnotes=notes("footnote", p("One.") + p("More."), "never called"),
        endnotes=notes("endnote", p("Ends ", run("well", ITALIC))),
    )
    chapter = story(tmp_path, p("a", call(1), " b", call(1, "endnote"), " c", call(1)), parts=parts)
    assert [note.label for note in chapter.footnotes] == ["1", "2"]
    assert [len(note.blocks) for note in chapter.footnotes] == [2, 1]
    assert "SEP" not in repr(chapter)


def test_a_note_in_a_heading_moves_to_the_text(tmp_path: Path) -> None:
    body = p("Chapter 1", call(1), style="Heading1") + p(PROSE)
    body += p("Chapter 2", style="Heading1") + p(PROSE)
    draft = made(tmp_path, Parts(body, footnotes=notes("footnote", "About it.")))
    assert len(written(draft)[0].footnotes) == 1


def test_a_missing_note_is_said(tmp_path: Path) -> None:
    draft = made(tmp_path, Parts(p(PROSE, call(7)), footnotes=notes("footnote", "x")))
    assert "A footnote is called in this paragraph" in told(draft)


# -------------------------------------------------------------------------------- pictures


def test_pictures(tmp_path: Path) -> None:
    vml = '<w:r><w:pict><v:shape alt="old"><v:imagedata r:id="i2"/></v:shape></w:pict></w:r>'
    relations = (
        ("i1", "image", "media/boat.png", False),
        ("i2", "image", "/word/media/old.png", False),
        ("i3", "image", "media/plan.emf", False),
        ("i4", "image", "https://example.org/x.png", True),
        ("i5", "image", "../../../etc/passwd", False),
        ("i6", "image", "media/none.png", False),
    )
    body = "".join(p(drawing(i, "a boat")) for i in ("i1", "i3", "i5", "i6", "i7"))
    body += p(vml) + p(drawing("i4", attribute="link")) + p(PROSE)
    files = (
        ("word/media/boat.png", png()),
        ("word/media/old.png", png(9, 9)),
        ("word/media/plan.emf", b"\x01\0\0\0"),
    )
    draft = made(tmp_path, Parts(body, relations=relations, files=files))
    assert [p.path for p in draft.pictures] == ["images/boat.png", "images/old.png"]
    figures = [b for b in written(draft)[0].blocks if isinstance(b, Figure)]
    assert [figure.alt for figure in figures] == ["a boat", "old"]
    assert "EMF or WMF" in told(draft)
    assert "only linked to" in told(draft)
    assert "passwd" not in told(draft)
    assert len(draft.findings) >= 5


def test_a_picture_that_comes_again_and_again_parts_scenes(tmp_path: Path) -> None:
    body = (p(PROSE) + p(drawing("i1"), props=CENTER)) * 3 + p(PROSE)
    relations = (("i1", "image", "media/leaf.png", False),)
    parts = Parts(body, relations=relations, files=(("word/media/leaf.png", png()),))
    draft = made(tmp_path, parts)
    assert sum(isinstance(b, SceneBreak) for b in written(draft)[0].blocks) == 3
    assert draft.pictures == ()


# -------------------------------------------------------------------------------- languages


def test_the_language_is_that_of_most_words(tmp_path: Path) -> None:
    german = '<w:lang w:val="de-AT"/>'
    body = p(run("Es war ein kalter Tag, und die Boote lagen an der Mauer. " * 5, german))
    assert (
        made(tmp_path, Parts(body, defaults='<w:lang w:val="en-US"/>')).metadata.language == "de-AT"
    )


def test_right_to_left(tmp_path: Path) -> None:
    hebrew = '<w:rtl/><w:lang w:bidi="he-IL"/>'
    body = (
        p(run("היה יום קר והסירות שכבו ליד הקיר", hebrew), props='<w:bidi/><w:jc w:val="left"/>')
        * 3
    )
    draft = made(tmp_path, Parts(body))
    assert draft.metadata.language == "he-IL"
    assert not any(isinstance(b, Aligned) for b in written(draft)[0].blocks)


def test_the_strict_form_is_the_same(tmp_path: Path) -> None:
    import zipfile

    path = pack(tmp_path / "usual.docx", Parts(p("Chapter 1", style="Heading1") + p(PROSE)))
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(path) as usual, zipfile.ZipFile(strict, "w") as new:
        for name in usual.namelist():
            data = usual.read(name)
            for old, other in (
                (
                    b"schemas.openxmlformats.org/wordprocessingml/2006/",
                    b"purl.oclc.org/ooxml/wordprocessingml/",
                ),
                (
                    b"schemas.openxmlformats.org/officeDocument/2006/",
                    b"purl.oclc.org/ooxml/officeDocument/",
                ),
            ):
                data = data.replace(old, other)
            new.writestr(name, data)
    from tests.docx.reading import listed, read

    assert listed(read(strict)) == [("chapter", "1", "")]
