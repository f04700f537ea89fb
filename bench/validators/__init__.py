"""Run every validator over what bookbuild makes: EPUBCheck twice, Ace, and our own checks.

PDFs for screens, of the demonstration and the tests' books, go to veraPDF, which holds them to
PDF/UA-1.

    npm ci --ignore-scripts --prefix bench/validators       once: Ace by DAISY
    python -m bench.validators [BOOK.epub ...] [--all] [--show]

Without a book it makes the demonstration, and what is in ../shared: the seed and two imports.
``--all`` makes every import that ``bench/imports.py`` makes as well, some minutes of work; Ace
then looks at the demonstration and at two short books, and leaves the others out.
EPUBCheck 4.2.6 is the one that Kobo runs; ``make setup-test`` puts it beside the newer one, and
``EPUBCHECK_4`` names another jar.
"""

from __future__ import annotations

from bench.validators.asking import ACE_FOLDER, Verdict, missing, verdict_on

__all__ = ["ACE_FOLDER", "Verdict", "missing", "verdict_on"]
