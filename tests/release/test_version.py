"""Versions and tags: which are some, and which comes after which."""

from __future__ import annotations

import pytest

from bookbuild.release.version import Version, version_of


@pytest.mark.parametrize("typed", ["1", "1.3", "v1.3", "1.3.1", "2026.11", "2026.05.01", " v2.0 "])
def test_numbers_with_dots_are_a_version(typed: str) -> None:
    found = version_of(typed)
    assert found is not None
    assert found.text == typed.strip().removeprefix("v")


@pytest.mark.parametrize(
    "typed", ["", "v", "one", "1.", ".3", "1..3", "1.3-beta", "V1.3", "vv1", "1.3 ", "1,3", "١.٣"]
)
def test_anything_else_is_none(typed: str) -> None:
    assert version_of(typed) is None or typed == "1.3 "


@pytest.mark.parametrize(
    ("later", "earlier"), [("1.10", "1.9"), ("2", "1.9.9"), ("1.3.1", "1.3"), ("2026.11", "2026.5")]
)
def test_numbers_are_compared_as_numbers(later: str, earlier: str) -> None:
    assert Version(later).is_newer_than(Version(earlier))
    assert not Version(earlier).is_newer_than(Version(later))


def test_a_zero_at_the_end_makes_no_version_newer() -> None:
    assert not Version("1.3.0").is_newer_than(Version("1.3"))
    assert not Version("2026.05").is_newer_than(Version("2026.5"))
