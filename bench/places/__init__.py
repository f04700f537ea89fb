"""Measure whether a reader's place survives an update of an EPUB, in real reading systems.

    npm ci --prefix bench/places          once: foliate-js, epub.js, jszip
    python -m bench.places OLD.epub NEW.epub [--each 9] [--show]
    python -m bench.places --variants     which markup keeps places when paragraphs come and go

From Python: `measure` for one pair of books, `measure_all` for many in one start of each reader.
"""

from __future__ import annotations

from bench.places.books import Place, place_in, read_documents, sampled
from bench.places.browser import NoReaders, missing
from bench.places.judging import Kept, Outcome
from bench.places.measuring import Job, Reader, measure, measure_all

__all__ = [
    "Job",
    "Kept",
    "NoReaders",
    "Outcome",
    "Place",
    "Reader",
    "measure",
    "measure_all",
    "missing",
    "place_in",
    "read_documents",
    "sampled",
]
