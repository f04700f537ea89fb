"""A package becomes the bytes of an .epub file. The only importer of ebooklib.

ebooklib lists the files and never sees what is in them: it re-parses pages as HTML where it may,
which puts spaces into words and loses text, it stamps files with the clock, and it writes a
navigation of its own. So every file is a plain `EpubItem` without content, what ebooklib writes
around them is set right afterwards, and the finished bytes are packed once.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ebooklib import epub
from lxml import etree

from bookbuild.report import BookbuildError
from bookbuild.write.epub.findings import check_well_formed
from bookbuild.write.epub.metadata import IDENTIFIER_ID
from bookbuild.write.epub.package import (
    DublinCore,
    LegacyMeta,
    Package,
    PackageMetadata,
    Property,
    Resource,
)

_OPF = "{http://www.idpf.org/2007/opf}"
_IDLE_NAMESPACE = b' xmlns:opf="http://www.idpf.org/2007/opf"'
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FOLDER = "EPUB"
_PACKAGE_FILE = f"{_FOLDER}/content.opf"
_FIRST_FILES = ("mimetype", "META-INF/container.xml", _PACKAGE_FILE)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters outside XML 1.0, production 2."""

_MARKUP = ("application/xhtml+xml", "application/x-dtbncx+xml", "image/svg+xml")


def archive(package: Package) -> bytes:
    """Return the package as an EPUB file: the same package gives the same bytes.

    Raises `BookbuildError` where a page is not well-formed or two files share a name.
    """
    for resource in package.resources:
        if resource.media_type in _MARKUP:
            check_well_formed(resource.href, resource.data)
    _check_names(package)
    _check_metadata(package.metadata)
    return _packed(_written(_ebook(package), package), package)


def _check_names(package: Package) -> None:
    """Hold every id and file name to one owner; some systems do not tell "A.png" from "a.png"."""
    names = Counter(f"id {resource.id}".casefold() for resource in package.resources)
    names.update(f"file {resource.href}".casefold() for resource in package.resources)
    taken_twice = sorted(name for name, count in names.items() if count > 1)
    if taken_twice:
        raise BookbuildError(
            f"Two parts of the book would have one name in the EPUB: {', '.join(taken_twice)}. "
            "Give one of their sections another id, or rename one of the pictures."
        )


def _check_metadata(metadata: PackageMetadata) -> None:
    """Refuse characters that XML cannot hold: ebooklib would drop the whole line in silence."""
    lines = (
        *((core.name, core.text) for core in metadata.dublin_core),
        *((meta.property, meta.text) for meta in metadata.properties),
        *((old.name, old.content) for old in metadata.legacy),
    )
    for name, text in lines:
        if _UNWRITABLE.search(text):
            raise BookbuildError(
                f"The book's {name} holds a character that no EPUB can hold: {text!r}. "
                "Delete it in book.yaml, or type that line anew."
            )


# ------------------------------------------------------------------------ what ebooklib gets


def _ebook(package: Package) -> epub.EpubBook:
    book = epub.EpubBook()
    book.metadata.clear()
    book.IDENTIFIER_ID = IDENTIFIER_ID
    book.FOLDER_NAME = _FOLDER
    book.direction = package.direction
    _add_metadata(book, package.metadata)
    items = {resource.id: _item(resource) for resource in package.resources}
    for item in items.values():
        book.add_item(item)
    book.spine = [items[id] for id in package.spine]
    book.guide = [
        {"type": reference.type, "title": reference.title, "href": reference.href}
        for reference in package.guide
    ]
    return book


def _item(resource: Resource) -> epub.EpubItem:
    item = epub.EpubItem(resource.id, resource.href, resource.media_type, b"")
    item.properties = list(resource.properties)
    return item


def _add_metadata(book: epub.EpubBook, metadata: PackageMetadata) -> None:
    """Hand over the metadata; all ``<meta>`` go under one name, which keeps their order."""
    for element in metadata.dublin_core:
        book.add_metadata("DC", element.name, element.text, _core_attributes(element))
    for meta in metadata.properties:
        book.add_metadata("OPF", "meta", meta.text, _property_attributes(meta))
    for old in metadata.legacy:
        book.add_metadata("OPF", "meta", "", _legacy_attributes(old))


def _core_attributes(element: DublinCore) -> dict[str, str]:
    return {"id": element.id} if element.id else {}


def _property_attributes(meta: Property) -> dict[str, str]:
    attributes = {
        "property": meta.property,
        "refines": f"#{meta.refines}" if meta.refines else "",
        "scheme": meta.scheme,
        "id": meta.id,
        _XML_LANG: meta.lang,
    }
    return {name: value for name, value in attributes.items() if value}


def _legacy_attributes(meta: LegacyMeta) -> dict[str, str]:
    """Return name before content: the Nook wants them in that order."""
    return {"name": meta.name, "content": meta.content}


def _written(book: epub.EpubBook, package: Package) -> bytes:
    buffer = BytesIO()
    options = {
        "mtime": package.metadata.modified,
        "raise_exceptions": True,
        "epub3_pages": False,
        "epub3_landmark": False,
    }
    epub.write_epub(buffer, book, options)
    return buffer.getvalue()


# --------------------------------------------------------------------------- what is set right


def _packed(listing: bytes, package: Package) -> bytes:
    """Return the archive: the package document set right, and no trace of when it was made."""
    out = BytesIO()
    with ZipFile(BytesIO(listing)) as source, ZipFile(out, "w") as target:
        for name in _FIRST_FILES:
            data = source.read(name)
            own = _package_document(data, package) if name == _PACKAGE_FILE else data
            _add(target, name, own)
        for licence in package.licences:
            _add(target, f"META-INF/{licence.name}", licence.text.encode())
        for resource in package.resources:
            _add(target, posixpath.join(_FOLDER, resource.href), resource.data)
    return out.getvalue()


def _add(target: ZipFile, name: str, data: bytes) -> None:
    info = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
    # Level 9 saves a hundredth of the size and takes half as much time again, most on the fonts.
    target.writestr(info, data, compresslevel=None if name == "mimetype" else 5)


def _package_document(data: bytes, package: Package) -> bytes:
    """Return the package document with its language, ids in the spine, and no idle prefix."""
    root = etree.fromstring(data.replace(_IDLE_NAMESPACE, b""))
    root.attrib.pop("prefix", "")
    if package.prefix:
        root.set("prefix", package.prefix)
    root.set(_XML_LANG, package.language)
    if package.direction == "rtl":
        root.set("dir", "rtl")
    for reference in root.iter(f"{_OPF}itemref"):
        reference.set("id", f"ref-{reference.get('idref')}")
    _move_modified(root.find(f"{_OPF}metadata"))
    etree.cleanup_namespaces(root)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _move_modified(metadata: etree._Element | None) -> None:
    """Put ``dcterms:modified`` behind the Dublin Core elements, where readers look for it."""
    if metadata is None:
        return
    modified = metadata[0]
    cores: Iterable[etree._Element] = metadata.iterchildren("{http://purl.org/dc/elements/1.1/}*")
    last = list(cores)[-1]
    last.addnext(modified)
