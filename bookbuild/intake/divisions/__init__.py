"""A text's divisions, found as a reader finds them.

`divide` is the only way in. What a librarian knows stands in a module each: the notices around a
book (`boilerplate`), lists of contents (`contents_list`), numbers in many languages (`numerals`),
the words that head divisions (`vocabulary`), a heading's form (`headings`), its surroundings
(`surroundings`), its place in a sequence (`sequence`), which series divides the book (`choice`),
sections known by name (`named`), titles (`titles`, `unnumbered`), letters (`letters`) and who
tells (`narrators`)::

    lines ─ galley ▶ Galley ─ boilerplate ▶ Body ─ surroundings (headings, numerals) ▶ Candidate
    ─ contents_list ─ choice (sequence) ▶ Chain ─ named, titles, unnumbered, narrators ▶ Division
"""

from __future__ import annotations

from bookbuild.intake.divisions.authors_pattern import PatternRefused
from bookbuild.intake.divisions.divide import divide
from bookbuild.intake.divisions.found import Divided, Division, LeftOut

__all__ = ["Divided", "Division", "LeftOut", "PatternRefused", "divide"]
