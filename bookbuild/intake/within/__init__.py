"""What stands within a section's story and is no prose of its narrator's.

`find_within` is the way in; it takes the pieces of a story, in order, and gives them back with
some of them bound together:

- `lines`: what one line says: that a letter or a diary begins, whom a letter greets, who signs.
- `quotation`: paragraphs that open quotation marks and leave them open go on in the next.
- `letters`: where a letter begins and where it ends.
- `finding`: headings of documents, letters and datelines in the order of the story.
- `italics`: italics that go on over paragraphs.
- `foreign`: words in italics that are certainly of another language.

Everything here rests on what the typist did: a line of its own, a name in capitals, quotation marks
that stay open. Where that does not say enough, the text stays as it is: a letter that is set as
prose can be read, prose that is set as a letter is wrong.
"""

from bookbuild.intake.within.finding import find_within
from bookbuild.intake.within.foreign import with_languages

__all__ = ["find_within", "with_languages"]
