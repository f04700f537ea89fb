"""How well the pages of a printed book are set: figures from finished PDFs, beside other setters.

    python -m bench.print_quality [TEXT ...] [--pdf FILE ...]

Each text is set by bookbuild, by bookbuild without composition, by WeasyPrint alone and by Typst,
on the same page, measure, font, size and leading, in one run; the figures are taken from where the
glyphs stand in the finished files and from nothing else. TEXT picks those whose name holds it;
``--pdf`` measures files that are there already. It takes the texts of ../shared/corpora and the
demonstration; where the corpora are not here it says so and takes the demonstration alone.

- `texts`: what is set: manuscripts, and their sections as plain paragraphs for the others.
- `setters`: who sets it.
- `reading`: a PDF's lines of running text, from the positions of its glyphs.
- `figures`: what the lines and pages come to.
- `words`: whether a PDF says what the manuscript says.
"""
