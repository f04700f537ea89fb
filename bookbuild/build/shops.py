"""The copy of a book for a shop: what can be asked for, and the edition that it is made of."""

from __future__ import annotations

from bookbuild.build.request import BuildRequest
from bookbuild.model.edition import Edition
from bookbuild.model.editions import Format
from bookbuild.model.shops import Shop, shops_taking, terms_of
from bookbuild.plan.shops import for_shop
from bookbuild.report import BookbuildError, Checked, Exit


def refuse_shop(formats: tuple[Format, ...], request: BuildRequest) -> None:
    """Raise where a shop's copy is asked for in formats that the shop does not take, or published.

    Readers' apps update from the book for all; a copy in a shop is updated by the shop.
    """
    if request.shop is None:
        return
    shop = terms_of(request.shop)
    if not set(formats) & set(shop.formats):
        takes, made = _either(shop.formats), _either(formats)
        others = ", ".join(each.value for each in shops_taking(formats))
        hint = f"--for takes for the {made}: {others}." if others else "Leave --for out."
        message = f"{shop.name} takes the {takes}, and this makes the {made}. {hint}"
        raise BookbuildError(message, Exit.USAGE)
    if request.publish:
        message = "--for makes a copy for a shop, and --publish writes down what readers have of "
        message += "the book itself. Publish without --for, and make the shop's copy after it."
        raise BookbuildError(message, Exit.USAGE)


def _either(formats: tuple[Format, ...]) -> str:
    return " or ".join(dict.fromkeys(format.value.upper() for format in formats))


def stocked(edition: Edition, shop: Shop | None, taken: tuple[str, ...]) -> Checked[Edition]:
    """Return an edition as the shop takes it; one in a format that it does not take stays as it is.

    ``taken`` are the names of the files that the build has made.
    """
    if shop is None or edition.format not in terms_of(shop).formats:
        return Checked(edition)
    return for_shop(edition, shop, taken)
