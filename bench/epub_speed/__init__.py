"""What an EPUB costs: beside pandoc on the same novel in one run, and as a book grows.

    python -m bench.epub_speed [--rounds 5] [--longest 5000000] [--keep FOLDER]

First a novel of 120,000 words. bookbuild gets a manuscript folder, pandoc one Markdown file with
a style sheet, the same cover and the same fonts, as an author would call it. Both are started
anew every time and take turns, so that a busy moment slows them alike; what counts is the median
of the processor's seconds, and the peak of memory. Then novels of 500,000 and 5,000,000 words in
sections of 2,500, by bookbuild alone. The text is made up from the words in `prose`, always the
same. Exits 1 where a figure is worse than what `judging` allows, 3 where pandoc is missing
(PyPI pypandoc_binary brings it).

- `prose`: sentences, paragraphs, speech, from a seed.
- `novels`: a novel as a manuscript folder and as a file for pandoc.
- `measuring`: the processor's seconds and the memory of a command.
- `judging`: what is allowed.
"""
