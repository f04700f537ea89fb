"""Typography on the tree: from what a keyboard types to what a book prints.

Quotation marks, apostrophes, dashes, ellipses and the spaces at which no line may end, by the
rules of the language. A paragraph is read as one string (`line`), each rule finds what to change
in that string, and the changes go back into the nodes they came from: the structure of the tree
never changes, only characters within its words. Code and verbatim characters are left alone, but
the rules see them. What is typographic already stays.

`model.typography.TypographyRules` says which rules the author wants; each works without the others.
Fractions and ordinals alone add markup (`raised`), and only where they are asked for.
"""

from bookbuild.plan.typography.conventions import outer_marks
from bookbuild.plan.typography.tree import set_blocks, set_inlines, set_text

__all__ = ["outer_marks", "set_blocks", "set_inlines", "set_text"]
