"""A manuscript that can be told release by release: what an author does to it, as functions.

Every paragraph has a key that stays with it while its words change, and a fresh one has words that
nothing else has, unless it is one of those that stand in every chapter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

from bookbuild.model.book import Book, Kind, Matter, Placeholder, Section
from bookbuild.model.text import Block, Letter, SceneBreak
from tests.builders import book, closing, metadata, opening, para, promise, section
from tests.editions import picture

WORDS = (
    "the ferry left harbour lamp goat council river ticket tin book rain oar bell landing stage "
    "morning nobody every quiet water second step family roof clock boots rope winter letter door "
    "kitchen brother window road station island keeper"
).split()
COVER = picture("cover.png")
COMMON = ("Yes.", "Nobody said a word about it.", "She waited.")
"""Paragraphs that may stand anywhere, more than once."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``words`` is "" for a scene break, and for a letter, whose text is ``inner``."""

    key: int
    words: str
    inner: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the story; ``lines`` is () for a promise."""

    key: int
    number: int
    slug: str
    title: str
    lines: tuple[Line, ...]
    kind: Kind = Kind.CHAPTER
    noted: bool = False

    @property
    def file(self) -> str:
        return f"{self.number:02}-{self.slug}.md"


@dataclass(frozen=True, slots=True)
class Story:
    """A manuscript on one day; ``next`` is the first key that was never given."""

    chapters: tuple[Chapter, ...]
    next: int
    dedicated: bool = False
    afterword: bool = False


def fresh(key: int, version: int = 0) -> str:
    """Return a sentence of a dozen words that belongs to a key alone."""
    digest = sha256(f"{key} {version}".encode()).digest()
    words = (WORDS[byte % len(WORDS)] for byte in digest[: 6 + digest[31] % 9])
    return f"{' '.join(words)} word{key}v{version}.".capitalize()


def first_story(chapters: int, paragraphs: int) -> Story:
    """Return a story of so many chapters, each of so many paragraphs."""
    story = Story((), 0)
    for _ in range(chapters):
        story = add_chapter(story, paragraphs, 0, 0)
    return story


def as_book(story: Story) -> Book:
    """Return the manuscript as it is read."""
    sections: list[Section] = []
    if story.dedicated:
        sections.append(section("", "To the keeper.", kind=Kind.DEDICATION, file="00-to.md"))
    sections += map(_section, story.chapters)
    if story.afterword:
        sections.append(section("", "Thank you.", kind=Kind.AFTERWORD, file="98-afterword.md"))
    # A picture of one's own: drawing one would take most of the time.
    about = replace(metadata(), cover="cover.png", identifier="https://example.org/ferry")
    return replace(book(*sections, about=about), images=(COVER,))


def _section(chapter: Chapter) -> Section:
    if not chapter.lines:
        given: Placeholder = promise(
            chapter.title, "It will come.", kind=chapter.kind, file=chapter.file
        )
        return replace(given, head=replace(given.head, matter=Matter.BODY))
    blocks = map(_block, chapter.lines)
    notes = (opening("Hello again."), closing("Good night.")) if chapter.noted else ()
    return section(chapter.title, *blocks, file=chapter.file, kind=chapter.kind, notes=notes)


def _block(line: Line) -> Block:
    if line.inner:
        blocks = tuple(map(_block, line.inner))
        return Letter((para("Lisbon."),), para("Dear Ann,"), blocks, (para(f"Yours{line.key}."),))
    return para(line.words) if line.words else SceneBreak()


# ------------------------------------------------------------------ what an author does


Deed = Callable[[Story, int, int, int], Story]
"""Something done to a story; the three numbers say where and what, each of any size."""


def _new(story: Story, count: int) -> tuple[tuple[Line, ...], Story]:
    lines = tuple(Line(key, fresh(key)) for key in range(story.next, story.next + count))
    return lines, replace(story, next=story.next + count)


def _chapter(story: Story, lines: int) -> tuple[Chapter, Story]:
    text, story = _new(story, lines)
    key = story.next
    number = max((each.number for each in story.chapters), default=0) + 1
    made = Chapter(key, number, f"part{key}", f"Title {key}", text)
    return made, replace(story, next=key + 1)


def add_chapter(story: Story, a: int, b: int, c: int) -> Story:
    """Write the next chapter, before what is promised for the end."""
    made, story = _chapter(story, 2 + a % 6)
    end = len(story.chapters)
    while end and not story.chapters[end - 1].lines:
        end -= 1
    return replace(story, chapters=(*story.chapters[:end], made, *story.chapters[end:]))


def _written(story: Story) -> tuple[int, ...]:
    return tuple(n for n, each in enumerate(story.chapters) if each.lines)


def _in_chapter(
    story: Story, which: int, change: Callable[[tuple[Line, ...]], tuple[Line, ...]]
) -> Story:
    places = _written(story)
    if not places:
        return story
    place = places[which % len(places)]
    lines = _in_text(story.chapters[place].lines, which // len(places), change)
    if not any(line.words for line in lines):
        return story
    return _changed(story, place, replace(story.chapters[place], lines=lines))


def _in_text(
    lines: tuple[Line, ...], which: int, change: Callable[[tuple[Line, ...]], tuple[Line, ...]]
) -> tuple[Line, ...]:
    """Change the text itself, or that of a letter in it; a letter stays where it is, and whole."""
    letters = [n for n, line in enumerate(lines) if line.inner]
    if not letters or which % 2:
        changed = change(lines)
        kept = [line.key for line in changed if line.inner] == [lines[n].key for n in letters]
        return changed if kept else lines
    place = letters[which // 2 % len(letters)]
    inner = change(lines[place].inner)
    if not any(line.words for line in inner):
        return lines
    return (*lines[:place], replace(lines[place], inner=inner), *lines[place + 1 :])


def _changed(story: Story, place: int, chapter: Chapter) -> Story:
    chapters = (*story.chapters[:place], chapter, *story.chapters[place + 1 :])
    return replace(story, chapters=chapters)


def _put(lines: tuple[Line, ...], place: int, new: Line) -> tuple[Line, ...]:
    place %= len(lines) + 1
    return (*lines[:place], new, *lines[place:])


def insert_paragraph(story: Story, a: int, b: int, c: int) -> Story:
    (line,), story = _new(story, 1)
    return _in_chapter(story, a, lambda lines: _put(lines, b, line))


def insert_common(story: Story, a: int, b: int, c: int) -> Story:
    """Put in a paragraph that stands elsewhere as well."""
    (line,), story = _new(story, 1)
    line = replace(line, words=COMMON[c % len(COMMON)])
    return _in_chapter(story, a, lambda lines: _put(lines, b, line))


def insert_scene_break(story: Story, a: int, b: int, c: int) -> Story:
    (line,), story = _new(story, 1)
    return _in_chapter(story, a, lambda lines: _put(lines, b, replace(line, words="")))


def insert_letter(story: Story, a: int, b: int, c: int) -> Story:
    inner, story = _new(story, 1 + c % 4)
    (line,), story = _new(story, 1)
    letter = replace(line, words="", inner=inner)
    places = _written(story)
    if not places:
        return story
    place = places[a % len(places)]
    chapter = story.chapters[place]
    return _changed(story, place, replace(chapter, lines=_put(chapter.lines, b, letter)))


def delete_paragraph(story: Story, a: int, b: int, c: int) -> Story:
    def change(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        place = b % len(lines)
        return lines[:place] + lines[place + 1 :]

    return _in_chapter(story, a, change)


def move_paragraph(story: Story, a: int, b: int, c: int) -> Story:
    def change(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        place = b % len(lines)
        return _put(lines[:place] + lines[place + 1 :], c, lines[place])

    return _in_chapter(story, a, change)


def edit_words(story: Story, a: int, b: int, c: int) -> Story:
    """Put another word in the place of one."""

    def change(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        place = b % len(lines)
        words = lines[place].words.split()
        if len(words) < 3:
            return lines
        words[c % (len(words) - 1)] = WORDS[c % len(WORDS)]
        edited = replace(lines[place], words=" ".join(words))
        return (*lines[:place], edited, *lines[place + 1 :])

    return _in_chapter(story, a, change)


def rewrite_paragraph(story: Story, a: int, b: int, c: int) -> Story:
    def change(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        place = b % len(lines)
        line = lines[place]
        written = replace(line, words=fresh(line.key, 1 + c)) if line.words else line
        return (*lines[:place], written, *lines[place + 1 :])

    return _in_chapter(story, a, change)


def _with_head(story: Story, which: int, change: Callable[[Chapter], Chapter]) -> Story:
    if not story.chapters:
        return story
    place = which % len(story.chapters)
    return _changed(story, place, change(story.chapters[place]))


def change_title(story: Story, a: int, b: int, c: int) -> Story:
    return _with_head(story, a, lambda each: replace(each, title=f"Title {each.key} {b % 9}"))


def rename_file(story: Story, a: int, b: int, c: int) -> Story:
    return _with_head(story, a, lambda each: replace(each, slug=f"{each.slug[:8]}-{b % 9}"))


def renumber_files(story: Story, a: int, b: int, c: int) -> Story:
    by = 1 + a % 3
    chapters = tuple(replace(each, number=(n + 1) * by) for n, each in enumerate(story.chapters))
    return replace(story, chapters=chapters)


def change_notes(story: Story, a: int, b: int, c: int) -> Story:
    return _with_head(story, a, lambda each: replace(each, noted=not each.noted))


def promise_epilogue(story: Story, a: int, b: int, c: int) -> Story:
    if any(each.kind is Kind.EPILOGUE for each in story.chapters):
        return story
    made, story = _chapter(story, 0)
    made = replace(made, lines=(), kind=Kind.EPILOGUE, slug="epilogue")
    return replace(story, chapters=(*story.chapters, made))


def promise_interlude(story: Story, a: int, b: int, c: int) -> Story:
    """Promise what is to stand before the next chapter, and write that chapter."""
    made, story = _chapter(story, 0)
    made = replace(made, lines=(), kind=Kind.INTERLUDE)
    return add_chapter(replace(story, chapters=(*story.chapters, made)), a, b, c)


def keep_promise(story: Story, a: int, b: int, c: int) -> Story:
    promised = tuple(n for n, each in enumerate(story.chapters) if not each.lines)
    if not promised:
        return story
    place = promised[a % len(promised)]
    lines, story = _new(story, 2 + b % 4)
    return _changed(story, place, replace(story.chapters[place], lines=lines))


def add_afterword(story: Story, a: int, b: int, c: int) -> Story:
    return replace(story, afterword=True)


KIND: tuple[Deed, ...] = (
    add_chapter, insert_paragraph, insert_common, insert_scene_break, insert_letter,
    delete_paragraph, move_paragraph, edit_words, rewrite_paragraph, change_title, rename_file,
    renumber_files, change_notes, promise_epilogue, keep_promise, add_afterword,
)  # fmt: skip
"""What every reader's place must survive."""


def dedicate(story: Story, a: int, b: int, c: int) -> Story:
    return replace(story, dedicated=not story.dedicated)


def remove_chapter(story: Story, a: int, b: int, c: int) -> Story:
    if len(_written(story)) < 2:
        return story
    place = a % len(story.chapters)
    return replace(story, chapters=story.chapters[:place] + story.chapters[place + 1 :])


def insert_chapter(story: Story, a: int, b: int, c: int) -> Story:
    made, story = _chapter(story, 2 + b % 4)
    place = a % (len(story.chapters) + 1)
    chapters = (*story.chapters[:place], made, *story.chapters[place:])
    return replace(story, chapters=chapters)


def reorder_chapters(story: Story, a: int, b: int, c: int) -> Story:
    if len(story.chapters) < 2:
        return story
    rest = list(story.chapters)
    taken = rest.pop(a % len(rest))
    rest.insert(b % (len(rest) + 1), taken)
    return replace(story, chapters=tuple(rest))


UNKIND: tuple[Deed, ...] = (
    dedicate, remove_chapter, insert_chapter, reorder_chapters, promise_interlude,
)  # fmt: skip
"""What may cost readers their place."""
