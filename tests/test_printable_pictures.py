"""Pictures on their way to the press: the words of drawings, greys of sixteen bits."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Picture

from bookbuild.model.assets import Image
from bookbuild.write.pdf.fonts import FontFace
from bookbuild.write.pdf.pictures import printable

FACES = (FontFace("EB Garamond", "normal", "400", "bookbuild:fonts/a", b""),)


@pytest.mark.parametrize(
    ("drawn", "printed"),
    [
        ("<svg><text>A</text></svg>", '<svg font-family="EB Garamond"><text>A</text></svg>'),
        (
            '<svg><text font-family="Papyrus">A</text></svg>',
            '<svg font-family="EB Garamond"><text data-family="Papyrus">A</text></svg>',
        ),
        (
            "<svg><style>text{font-family: 'A', serif}</style><text>A</text></svg>",
            '<svg font-family="EB Garamond">'
            "<style>text{data-family: 'A', serif}</style><text>A</text></svg>",
        ),
        (
            '<svg font-family="EB Garamond"><text>font-family: A</text></svg>',
            '<svg font-family="EB Garamond"><text>font-family: A</text></svg>',
        ),
        ("<svg><rect/></svg>", "<svg><rect/></svg>"),
    ],
)
def test_a_drawing_is_set_in_the_books_type(drawn: str, printed: str) -> None:
    image = Image("map.svg", "image/svg+xml", drawn.encode(), 100, 100)
    assert printable(image, FACES).decode() == printed


def test_a_grey_of_sixteen_bits_is_printed_as_one_of_eight() -> None:
    target = io.BytesIO()
    Picture.new("I;16", (4, 4), 0x8000).save(target, "PNG")
    with Picture.open(
        io.BytesIO(printable(Image("a.png", "image/png", target.getvalue(), 4, 4), FACES))
    ) as made:
        assert (made.mode, made.getpixel((0, 0))) == ("L", 0x80)


def test_any_other_picture_stays_as_it_is() -> None:
    image = Image("a.jpg", "image/jpeg", b"bytes", 4, 4)
    assert printable(image, FACES) == b"bytes"
