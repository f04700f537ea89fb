"""The parts of a document: which is the text, which the notes, and where pictures and links lead.

A relationship leads to a part of the package or to an address outside; nothing outside is ever
opened. Names that lead out of the package are no parts.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote

from bookbuild.intake.docx.markup import Node, local, parse_part, value
from bookbuild.intake.docx.saying import DOCUMENT, refused
from bookbuild.intake.ebooks.container import Files, leads_out, opened
from bookbuild.intake.source_files import SourceFile

MOST_TEXT = 16_000_000
"""The most bytes of the part that holds the text; 640,000 words need a third of it."""

_MOST_RELATIONS = 50_000


@dataclass(frozen=True, slots=True)
class Relation:
    """Where something leads: a part's name, or with ``outside`` an address."""

    id: str
    kind: str
    target: str
    outside: bool


class Package:
    """A document's parts by the relationships of its main part."""

    def __init__(self, files: Files, name: str) -> None:
        self.files, self.name = files, name
        self.strange = files.strange
        self.main = self._main()
        self.relations = self.relations_of(self.main)
        self.by_id = {relation.id: relation for relation in self.relations}

    def read(self, part: str) -> bytes | None:
        """Return a part's bytes, None where there is none. Raises `BookbuildError` (exit 1)."""
        return self.files.read(part)

    def text(self) -> bytes:
        """Return the part that holds the text."""
        data = self.read(self.main)
        if data is None:
            raise refused(self.name, f"the part with its text ({self.main}) is missing")
        if len(data) > MOST_TEXT:
            remedy = "Divide the document, and name its parts in order."
            why = f"there are more than {MOST_TEXT // 1_000_000} MB of text and markup in it"
            raise refused(self.name, why, remedy)
        return data

    def part(self, kind: str) -> tuple[Node | None, str]:
        """Return the root of the part of a kind ("styles") and its name, None for none."""
        found = next((r for r in self.relations if r.kind == kind and not r.outside), None)
        name = (
            found.target if found else posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        )
        data = self.read(name) if name else None
        return (parse_part(data, self.name, name), name) if data else (None, name)

    def _main(self) -> str:
        top = (r for r in self.relations_of("") if r.kind == "officeDocument" and not r.outside)
        found = next(top, None)
        if found and self.read(found.target) is not None:
            return found.target
        return "word/document.xml"

    def properties(self) -> Node | None:
        """Return the part that names title and author."""
        for relation in self.relations_of(""):
            if relation.kind == "core-properties" and not relation.outside:
                data = self.read(relation.target)
                return parse_part(data, self.name, relation.target) if data else None
        return None

    def relations_of(self, part: str) -> tuple[Relation, ...]:
        """Return the relationships of a part, "" for those of the package itself."""
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        data = self.read(name)
        if not data:
            return ()
        root = parse_part(data, self.name, name)
        nodes = (node for node in root if local(node) == "Relationship")
        return tuple(_relation(node, part) for node in nodes)[:_MOST_RELATIONS]


def _relation(node: Node, part: str) -> Relation:
    kind = value(node, "Type").rpartition("/")[2]
    target = value(node, "Target")
    outside = value(node, "TargetMode").lower() == "external"
    if not outside:
        target = _resolved(part, target)
    return Relation(value(node, "Id"), kind, target, outside)


def _resolved(part: str, target: str) -> str:
    """Return the name of a part that a relationship leads to, "" where it leads elsewhere."""
    path = unquote(target.partition("#")[0].partition("?")[0]).replace("\\", "/")
    if not path or ":" in path.split("/")[0]:
        return ""
    rooted = path.startswith("/")
    name = path.lstrip("/") if rooted else posixpath.join(posixpath.dirname(part), path)
    name = posixpath.normpath(name)
    return "" if leads_out(name) else name


@contextmanager
def opened_package(file: SourceFile) -> Iterator[Package]:
    """Open a document. Raises `BookbuildError`: exit 2 for no such file, exit 1 for a bad one."""
    with opened(file, DOCUMENT) as files:
        yield Package(files, str(file.path))
