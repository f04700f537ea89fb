"""``silenced.yaml``: the findings of `bookbuild check` that the author has looked at.

A list beside book.yaml, one entry for each false alarm::

    - code: doubled-word
      file: 03-the-quay.md
      words: had had
      reason: That is how she speaks.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from bookbuild.model.silences import Silence
from bookbuild.read.fields import Field, Form, list_of, mapping, text
from bookbuild.read.text_files import read_text
from bookbuild.read.yaml_text import Mapping, Node, compose
from bookbuild.report import Checked

SILENCES_FILE = "silenced.yaml"
_KEY = "silenced"
_HAS_KEY = re.compile(rf"(?:\s*(?:#.*)?\n)*{_KEY}:")
_NOTHING = re.compile(r"(?:\s*(?:#.*)?(?:\n|$))*")


def read_silences(manuscript: Path, shown: str) -> Checked[tuple[Silence, ...]]:
    """Return the silences of a manuscript folder, () where it has no file of them.

    ``shown`` is the file as messages name it. Entries that cannot be read are reported and left
    out.
    """
    path = manuscript / SILENCES_FILE
    if not os.path.lexists(path):
        return Checked(())
    source = read_text(path, manuscript, shown)
    if source.value is None or _NOTHING.fullmatch(source.value):
        return Checked((), source.diagnostics)
    # The file is a list, and YAML is read here as keys: the list gets one, above its first line.
    keyed = bool(_HAS_KEY.match(source.value))
    typed = source.value if keyed else f"{_KEY}:\n{source.value}"
    composed = compose(typed, shown, 1 if keyed else 0)
    form = Form(composed.value, shown)
    silences = form.read_all(_KEY, list_of(_silence))
    diagnostics = (*source.diagnostics, *composed.diagnostics, *form.finish())
    return Checked(silences, diagnostics)


def _silence(node: Node, field: Field) -> Checked[Silence | None]:
    entry = mapping(node, field)
    if not isinstance(entry.value, Mapping):
        return Checked(None, entry.diagnostics)
    form = Form(entry.value, field.file, field.key)
    silence = Silence(
        code=form.read("code", text, ""),
        file=form.read("file", text, ""),
        words=form.read("words", text, ""),
        reason=form.read("reason", text, ""),
        line=entry.value.line,
    )
    return Checked(silence, form.finish())
