"""Lines and pages composed as a typesetter would, for WeasyPrint to paint.

The modules, in the order of the work:

- `type_design`: the measures that composition obeys (sizes, limits, hyphenation, hanging).
- `faces`: how wide words are, from the very fonts that the print style sheets name.
- `hyphens`: where a language's `patterns` divide a word; `break_points`: every point at which it
  may be.
- `inline_runs`: a paragraph's inlines ▶ runs of words of one style.
- `items`: runs ▶ pieces, and the points at which a line may end.
- `breaking`: the points ▶ `Settings`: the best lines for each sensible number of them;
  `line_sizes` gives each its type size and spaces.
- `settings`: the values that breaking yields. `evening`: sizes again, over a whole column, once its
  pages are chosen.
- `line_markup`: a line ▶ XHTML that WeasyPrint sets exactly so, and the rules that it needs.
- `composable`: which units are composed, the sections and the appendix of author's notes.
- `galley`: a section's blocks ▶ one column of copy; `authors_notes` before and after it belong to
  the column; `appendix`: the notes of all chapters ▶ the same; `long_notes` puts footnotes into
  it that no page's foot can hold; `column`: the copy with its paragraphs broken into lines, the
  first of a chapter beside its large letter (`drop_caps`).
- `footnotes`: the notes at the feet of pages, set, or where they cannot be, for the press to lay.
- `casting_off`: how high the press lays what it lays by itself (`box_sizes`), and how narrow the
  titles of several lines are best (`title_lines`).
- `pages`: the column ▶ pages; `sheet_markup`: pages ▶ XHTML, with the ids that links lead to
  (`link_targets`). `composed_css` is the style sheet of these, `sides` the two sides of a leaf.
- `compositor`: all of that for one section after the other; `remarks`: what it could not set.
"""
