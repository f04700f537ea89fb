"""Addresses as a page says them."""

from __future__ import annotations

import re


def short_address(address: str) -> str:
    """Return an address as a reader needs it on paper: without "https://www." and the last "/".

    An address of mail loses its "mailto:".
    """
    return re.sub(r"^(?:https?://|mailto:)?(?:www\.)?", "", address.strip()).rstrip("/")
