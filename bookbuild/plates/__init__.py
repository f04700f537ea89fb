"""Pictures as readers can show them: decoded, in the colours of screens, no larger than needed.

- `pixels`: pictures decoded and saved, and `colours`: whether they have any. The room's only ways
  to Pillow.
- `formats`: what a picture is, and one that few readers know as one that all do.
- `screens`: a picture as it stands in an EPUB.
- `drawing` with `drawing_names` and `drawing_styles`: an SVG drawing made safe.

Pictures are bytes to all that call these; nothing here opens a file.
"""
