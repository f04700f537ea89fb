"""Lines as serial writers type them, and texts composed of them for the tests of the importer."""

from __future__ import annotations

from hypothesis import strategies as st

HEADINGS = (
    *("Chapter 1", "Chapter Two: The Fall", "Chapter 3 - The Long", "CHAPTER XII", "**Chapter 7**"),
    *("Ch. 4: Home", "Chapter 3 - *Home*", "~Chapter 8~ Home", "# Chapter 9", "Chapter 5 of 12"),
    *("Prologue", "Epilogue", "Prologue: The Sea", "Interlude", "Part Two", "Afterword"),
    *("The Fall - Chapter 5", "The Fall | Part Two", "Salt Road: Chapter 6", "Big, Epilogue"),
)
TITLES = (
    *("Title: The Fall", "Story Title: *Big*", "Title: *_Ex_*", "**Title:** Salt", "Title: ***"),
    *("Chapter title: Small", "Chapter Title: *Small* things", "The Long Road Home", "Of Mice"),
    *("Author: Ann Bee", "Author: *Ann* Bee", "Author: ***", "by Ann Bee", "(written by Dee)"),
    *("Written by: Cee", "By the light of the one lamp left here", "Café", "TBC", "R&R"),
)
NOTES = (
    *("A/N", "A/N:", "A/N: Thanks for reading, I hope you like it!", "a/n hello all", "AN: hello"),
    *("**A/N:** *hi*", "*(A/N: hi)*", "(A/N: sorry it took so long.", "Really sorry, you guys!)"),
    *("[Author's Note: hm", "so there]", "Author's Note:", "Author’s Notes -", "Writer's note: ok"),
    *("Note: hm", "End note: bye", "Notes:", "ANs: none", "AN - hi", "Summary: He falls."),
    *("**Summary:** She does, too", "Summary", "Rating: PG", "Disclaimer:", "Pairing: none"),
    *("Disclaimer: I don't own them.", "Posted 3 May 2005", "Date: 2005-05-04", "Warning: none"),
    *("I know, I know, this chapter was short. Thanks for all the reviews!", "Enjoy!"),
    *("My internet was down for a week.", "Author’s Notes - ::: notes"),
)
POINTS_OF_VIEW = (
    *("Clark's POV", "**Lois’s POV**", "POV: Clark Kent", "~Clark & Lana's POV~"),
    *("Clark's POV again", "(Lana's point of view)", "My POV"),
)
RULES = ("***", "* * *", "---", "oOo", "xXx", "X X X", "~*~", "-o-O-o-", "=====", "x", "<><><>")
CLOSINGS = (
    *("Look for the epilogue tomorrow!", "*Look for the epilogue tomorrow!*", "TBC", "R&R"),
    *("To be continued...", "Please review!", "The next chapter will be up on Friday."),
    *("Thanks for reading! Look for the epilogue tomorrow! Bye all.", "Reviews are love."),
    *("Thanks. The *next chapter* is coming soon. Enjoy!", "An interlude is coming soon."),
    *("The epilogue will be posted in three days. So will the sequel.", "Part three tomorrow"),
)
STORY = (
    *('"Hello," he said.', "I woke.", "He went home and slept for a while, and she stayed there."),
    *(
        "She stayed until the morning came and the birds began to",
        "sing their songs.",
        "So",
        "well-",
    ),
    *("    Set in like this", "He was *so* tired_", "it--", "A—B", "- a dash", "1. one", "> q"),
    *("::: notes", ":::", "f**k it", "snake_case", "\\", "été", "e\u0301te\u0301", "nai\u00adve"),
    *(
        "\u200bz",
        "3½ men",
        "100%",
        "<b>x</b>",
        "[1]: x",
        "(c) 2005",
        "&amp;",
        "{.x}",
        "a|b",
        "known",
    ),
)
LINE = st.sampled_from(
    ("",) * 45 + HEADINGS + TITLES + NOTES + POINTS_OF_VIEW + RULES + CLOSINGS + STORY
)
WITH_MARKS = st.builds(
    lambda before, line, after: f"{before}{line}{after}",
    st.sampled_from(("*", "**", "_", "(", "[", "~", "# ", "> ", ":")),
    LINE,
    st.sampled_from(("", "*", "**", "_", ")", "]", "~", ":", "...", "--")),
)
RUN_TOGETHER = st.builds(
    lambda one, mark, two: f"{one}{mark}{two}",
    LINE,
    st.sampled_from((" ", " - ", ": ", " | ", ". ", "\t")),
    LINE,
)


def _chapter() -> st.SearchStrategy[list[str]]:
    """A head, a story with blank lines, and an end, as far as a random text has these."""
    head = st.lists(st.sampled_from(("", *HEADINGS, *TITLES, *NOTES, *POINTS_OF_VIEW)), max_size=5)
    story = st.lists(st.sampled_from(STORY), max_size=4).map(
        lambda paragraphs: [line for text in paragraphs for line in ("", text)]
    )
    end = st.lists(st.sampled_from(("", "", *RULES, *CLOSINGS, *NOTES)), max_size=5)
    return st.tuples(head, story, end).map(lambda parts: [*parts[0], *parts[1], "", *parts[2], ""])


SCRAMBLED = st.lists(st.one_of(LINE, LINE, LINE, WITH_MARKS, RUN_TOGETHER), max_size=25)
CHAPTERS = st.lists(_chapter(), min_size=1, max_size=3).map(
    lambda chapters: [line for chapter in chapters for line in chapter]
)
TEXTS = st.one_of(SCRAMBLED, CHAPTERS)
"""The lines of a posted text."""
