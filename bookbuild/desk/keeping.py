"""The book as it was when the desk was last closed: kept, and shown again till it is read anew.

It lies where printed parts lie, as JSON, and nothing in it is executed. What was kept by another
version, or for another folder or edition, is not found. Findings are not kept: they are found
again at once, and would be out of date.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import bookbuild
from bookbuild.desk.proofs import (
    DeskSection,
    EbookProof,
    Placed,
    PrintProof,
    ProofPage,
    Proofs,
    ServedFile,
    Source,
)
from bookbuild.write.pdf.part_cache import Cache

_KINDS = (DeskSection, ServedFile, EbookProof, Placed, ProofPage, PrintProof, Source, Proofs)


def keep(cache: Cache, folder: Path, edition: str, proofs: Proofs) -> None:
    """Keep a book for the next time that its folder's desk is opened, in that edition."""
    told = json.dumps(asdict(_to_keep(proofs)), ensure_ascii=False, default=_encoded)
    cache.put(_key(folder, edition), told.encode(errors="surrogatepass"))


def kept(cache: Cache, folder: Path, edition: str) -> Proofs:
    """Return the book that was kept, as book 0; the empty desk where none was."""
    found = cache.get(_key(folder, edition))
    if found is not None:
        with suppress(ValueError, KeyError, TypeError):
            return _proofs(json.loads(found.decode(errors="surrogatepass")))
    return Proofs()


def _to_keep(proofs: Proofs) -> Proofs:
    return replace(proofs, book=0, printed=0, findings=(), trouble=())


def _key(folder: Path, edition: str) -> str:
    shape = repr([(kind.__name__, [each.name for each in fields(kind)]) for kind in _KINDS])
    parts = ("desk", bookbuild.__version__, shape, str(folder.resolve()), edition)
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()


def _encoded(value: object) -> str:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    raise TypeError(value)


def _proofs(told: Mapping[str, Any]) -> Proofs:
    return Proofs(
        title=told["title"],
        language=told["language"],
        sections=tuple(DeskSection(**each) for each in told["sections"]),
        news=tuple(told["news"]),
        ebook=_ebook(told["ebook"]) if told["ebook"] else None,
        print=_print(told["print"]) if told["print"] else None,
        sources={block: Source(**each) for block, each in told["sources"].items()},
    )


def _ebook(told: Mapping[str, Any]) -> EbookProof:
    files = {
        path: ServedFile(file["media_type"], b64decode(file["data"]))
        for path, file in told["files"].items()
    }
    return EbookProof(told["language"], told["right_to_left"], files, tuple(told["spine"]))


def _print(told: Mapping[str, Any]) -> PrintProof:
    return PrintProof(
        b64decode(told["pdf"]),
        told["width"],
        told["height"],
        told["right_to_left"],
        tuple(_page(each) for each in told["pages"]),
    )


def _page(told: Mapping[str, Any]) -> ProofPage:
    blocks = tuple(Placed(**each) for each in told["blocks"])
    return ProofPage(told["number"], told["folio"], told["unit"], blocks, tuple(told["remarks"]))
