"""What goes out with a release beside the books: notes, checksums, manifest, feeds, a page.

Pure: a `Release` in, text out. `build.releasing` collects what a release is made of, and puts the
files into dist/. The room knows of `plan` what is new, as readers are told of it.

- `contents`: what a release is made of.
- `version`: versions and tags; `refusals`: what speaks against a release before it is built.
- `notes`: what readers are told, with `news_text`; `atom` tells it as a feed of sections.
- `opds1`, `opds2`, `download_page`: where readers and their apps find the files (`addresses`), in
  the `words` and the `page_numbers` of the book's language.
- `checksums`, `manifest`: the files for programs; `git_commands`: what an author types next.
"""
