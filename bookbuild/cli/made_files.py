"""How the files that a command made are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookbuild.cli.printing import Json, shown_path, size

if TYPE_CHECKING:
    from bookbuild.build.books import BuiltFile
    from bookbuild.model.shops import Shop


def file_line(file: BuiltFile) -> str:
    """Return a file's path with its size, and its pages where it has some."""
    from bookbuild.model.shops import terms_of  # when the press is loading already

    pages = f", {file.pages} pages" if file.pages else ""
    if file.shop:
        kind = f", {'' if file.format else 'the cover '}for {terms_of(file.shop).name}"
    else:
        kind = "" if file.format else ", the cover for shops"
    return f"{shown_path(file.path)}  ({size(file.size)}{pages}{kind})"


def bound_line(file: BuiltFile) -> str:
    """Return how thick a file's book is, "" where nobody binds it yet."""
    asked = file.bound or file.shop
    return spine_line(file.pages, file.shop) if asked and file.pages else ""


def file_json(file: BuiltFile) -> Json:
    """Return a file as JSON has it."""
    from bookbuild.model.editions import Format

    pages = {"pages": file.pages} if file.pages else {}
    listed = {"page-list": file.listed} if file.listed else {}
    spine = spine_json(file.pages, file.shop) if file.pages and file.format is Format.PDF else {}
    return {
        "path": shown_path(file.path),
        "format": file.format.value if file.format else "cover",
        "bytes": file.size,
        **pages,
        **spine,
        **listed,
        **({"shop": file.shop.value} if file.shop else {}),
    }


def spine_line(pages: int, shop: Shop | None) -> str:
    """Return how thick a book of so many pages is, "" where nobody knows the paper."""
    from bookbuild.model.print_terms import spines

    widths = [
        f"{spine.width:.3f} in ({spine.millimetres:.1f} mm) on {spine.paper} paper"
        for spine in spines(pages, shop)
    ]
    return f"Its spine: {', '.join(widths)}." if widths else ""


def spine_json(pages: int, shop: Shop | None) -> dict[str, Json]:
    """Return the widths of the spine as JSON has them, nothing where nobody knows the paper."""
    from bookbuild.model.print_terms import spines

    widths: list[Json] = [
        {
            "paper": spine.paper,
            "inches": round(spine.width, 4),
            "millimetres": round(spine.millimetres, 2),
        }
        for spine in spines(pages, shop)
    ]
    return {"spine": widths} if widths else {}
