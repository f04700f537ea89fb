"""Pages as pictures: their size, their colours, and how many are kept."""

from __future__ import annotations

import threading
from io import BytesIO

import pytest
from PIL import Image

from bookbuild.desk.page_pictures import NARROWEST, WIDEST, PagePictures
from tests.desk.desks import pdf


def picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("width", [60, 61, 359, 360, 721, 1000, 1333, 4000])
def test_a_picture_is_as_wide_as_asked_for(width: int) -> None:
    drawn = picture(PagePictures(pdf()).png(1, width))
    assert drawn.size == (width, round(width * 1.5))
    assert (drawn.format, drawn.mode) == ("PNG", "L")


def test_widths_are_bounded() -> None:
    pictures = PagePictures(pdf())
    assert picture(pictures.png(1, -5)).width == NARROWEST
    assert picture(pictures.png(1, 10**9)).width == WIDEST


def test_edges_are_sharp_where_they_meet_the_grid() -> None:
    drawn = picture(PagePictures(pdf()).png(1, 360))
    assert drawn.getcolors() == [(60000, 0), (360 * 540 - 60000, 255)]


def test_each_page_is_its_own() -> None:
    pictures = PagePictures(pdf())
    assert len({pictures.png(page, 100) for page in (1, 2, 3)}) == 3


def test_colours_stay() -> None:
    drawn = picture(PagePictures(pdf(1, "1 0 0 rg")).png(1, 360))
    assert drawn.mode == "RGB"
    assert drawn.getpixel((100, 300)) == (255, 0, 0)


@pytest.mark.parametrize("page", [0, -1, 4, 10**9])
def test_a_page_that_is_not_there(page: int) -> None:
    with pytest.raises(IndexError):
        PagePictures(pdf()).png(page, 100)


def test_what_is_kept_is_bounded() -> None:
    size = len(PagePictures(pdf()).png(1, 800))
    pictures = PagePictures(pdf(), most_kept=2 * size + size // 2)
    first = pictures.png(1, 800)
    assert pictures.png(1, 800) is first
    for page in (2, 3):
        pictures.png(page, 800)
    again = pictures.png(1, 800)
    assert again is not first
    assert again == first


def test_a_picture_larger_than_what_is_kept_is_not() -> None:
    pictures = PagePictures(pdf(), most_kept=10)
    assert pictures.png(1, 100) is not pictures.png(1, 100)


def test_forgotten_pages_are_drawn_anew() -> None:
    pictures = PagePictures(pdf())
    first = pictures.png(1, 100)
    pictures.forget()
    assert pictures.png(1, 100) == first
    pictures.forget()


def test_many_threads_get_what_one_gets() -> None:
    alone = [PagePictures(pdf()).png(page, 300) for page in (1, 2, 3)]
    pictures = (PagePictures(pdf()), PagePictures(pdf()))
    got: list[tuple[int, bytes]] = []

    def draw(number: int) -> None:
        for page in (1, 2, 3):
            got.append((page, pictures[number % 2].png(page, 300)))
            if number == 3:
                pictures[1].forget()

    threads = [threading.Thread(target=draw, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 24
    assert all(data == alone[page - 1] for page, data in got)
