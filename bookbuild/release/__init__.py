"""What goes out with a release beside the books: notes, checksums, manifest, feeds, a page.

Pure: a `Release` in, text out. `build.releasing` collects what a release is made of, and puts the
files into dist/. The room knows of `plan` what is new, as readers are told of it.
"""
