"""Which ARIA role goes with which epub:type, and which types and roles are no longer to be used.

After the working group's note on EPUB and ARIA; Ace looks for the same pairs.
"""

from __future__ import annotations

ROLES: tuple[tuple[str, str], ...] = (
    ("abstract", "doc-abstract"),
    ("acknowledgments", "doc-acknowledgments"),
    ("afterword", "doc-afterword"),
    ("appendix", "doc-appendix"),
    ("biblioref", "doc-biblioref"),
    ("bibliography", "doc-bibliography"),
    ("chapter", "doc-chapter"),
    ("colophon", "doc-colophon"),
    ("conclusion", "doc-conclusion"),
    ("credit", "doc-credit"),
    ("credits", "doc-credits"),
    ("dedication", "doc-dedication"),
    ("endnotes", "doc-endnotes"),
    ("epigraph", "doc-epigraph"),
    ("epilogue", "doc-epilogue"),
    ("errata", "doc-errata"),
    ("footnote", "doc-footnote"),
    ("foreword", "doc-foreword"),
    ("glossary", "doc-glossary"),
    ("glossref", "doc-glossref"),
    ("index", "doc-index"),
    ("introduction", "doc-introduction"),
    ("noteref", "doc-noteref"),
    ("notice", "doc-notice"),
    ("page-list", "doc-pagelist"),
    ("pagebreak", "doc-pagebreak"),
    ("part", "doc-part"),
    ("preface", "doc-preface"),
    ("prologue", "doc-prologue"),
    ("pullquote", "doc-pullquote"),
    ("qna", "doc-qna"),
    ("referrer", "doc-backlink"),
    ("subtitle", "doc-subtitle"),
    ("tip", "doc-tip"),
    ("toc", "doc-toc"),
)
"""Each type that has a role of its own."""

OUTDATED_TYPES = ("endnote", "rearnote", "rearnotes", "annotation", "note", "help", "marginalia")
OUTDATED_ROLES = ("doc-endnote", "doc-biblioentry")
NO_PART = ("body", "html", "a", "nav")
"""Elements whose types are no part of a book: a role on them would say something else."""


def role_of(type: str) -> str:
    """Return the role that goes with a type, "" where there is none."""
    return next((role for each, role in ROLES if each == type), "")
