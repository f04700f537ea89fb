"""The author's folder to a `Book`: the only room that opens the author's files.

- `manuscript`: the folder as a whole; `read_book` is the way in. `styles`: the style sheets.
- `outline`, `kinds`: which files are sections, in which order, of which kind.
- `sections` with `front_matter` and `markdown`: one file.
- `book_yaml` with `editions`: what is said of the whole book.
- `yaml_lines`, `yaml_text`, `yaml_events`, `fields`: YAML as typed, as nodes, by the library, as
  typed values.
- `text_files`, `amounts`, `pictures`, `picture_privacy`: bytes from the folder and from nowhere
  else, and how much of them.
- `cross_checks` with `prose`: what only the whole manuscript can tell.

Everything that is wrong comes back as diagnostics, all of them at once.
"""
