"""Whether an edition carries the fonts that it is set in."""

from __future__ import annotations

from bookbuild.model.editions import EditionSettings, Format, Presentation

_SCRIPTS = frozenset({"latn", "grek", "cyrl"})
"""The scripts that the text's font has."""

_OTHERWISE_WRITTEN = frozenset(
    "am ar arc as bn bo chr ckb dv dz fa gu he hi hy iu ja ka km kn ko ks lo ml mr my ne "
    "or pa ps sa sat sd si syr ta te th ti ug ur yi yue zh".split()
)
"""Languages usually written in another script: to these the reader's own fonts do justice."""


def carries_fonts(
    presentation: Presentation, settings: EditionSettings, made_as: Format, language: str
) -> bool:
    """Return whether an edition is an EPUB with fonts in it.

    The edition's own choice comes before the book's. ``language`` is a BCP 47 tag; a book in a
    script that the text's font lacks has none.
    """
    own = settings.embed_fonts
    wanted = presentation.embed_fonts if own is None else own
    return made_as is Format.EPUB and wanted and _is_in_its_script(language)


def _is_in_its_script(language: str) -> bool:
    first, *rest = language.casefold().replace("_", "-").split("-")
    script = next((subtag for subtag in rest if len(subtag) == 4 and subtag.isalpha()), "")
    return script in _SCRIPTS if script else first not in _OTHERWISE_WRITTEN
