"""Pictures that no camera made: bombs, torn ones, several formats at once, drawings that run."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.hostile.folders import Case, Ending

_TEXT = "# Harm\n\nA line.\n\n![A boat]({name})\n"


def _shown(name: str, make: Callable[[], bytes]) -> Callable[[Path], None]:
    def write(manuscript: Path) -> None:
        (manuscript / name).write_bytes(make())
        (manuscript / "02-harm.md").write_text(_TEXT.format(name=name), encoding="utf-8")

    return write


def _cover(name: str, make: Callable[[], bytes]) -> Callable[[Path], None]:
    def write(manuscript: Path) -> None:
        (manuscript / name).write_bytes(make())

    return write


def field(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Return a picture with a little in it."""
    picture = Image.new(mode, size)
    if mode in ("RGB", "CMYK", "RGBA"):
        picture.paste(tuple(range(40, 40 + 30 * len(mode), 30)), (5, 5, size[0] // 2, size[1] // 2))
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture's bytes in a format."""
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, rows: bytes, before: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = _chunk(b"IHDR", head) + before + _chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + body + _chunk(b"IEND", b"")


def _gif_of(frames: int) -> bytes:
    frame = b"\x21\xf9\x04\x00\x05\x00\x00\x00\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00"
    frame += b"\x02\x02\x44\x01\x00"
    head = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    loop = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    return head + loop + frame * frames + b"\x3b"


def _jpeg() -> bytes:
    return saved(Image.effect_noise((400, 300), 60).convert("RGB"), "JPEG", quality=90)


def _exif(side: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = side
    return saved(field(), "JPEG", exif=exif)


_PROLOGUE = '<?xml version="1.0"?>\n'
_OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 100 50" width="200" height="100">'
)


def _svg(inner: str, before: str = _PROLOGUE) -> Callable[[Path], None]:
    return _shown("boat.svg", lambda: f"{before}{_OPEN}{inner}</svg>".encode())


_BOX = '<rect width="50" height="40" fill="#468"/>'
_LAUGHS = "".join(
    f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 12)
)
_PATTERNS = "".join(
    f'<pattern id="p{n}" width="1" height="1">'
    + f'<rect width="1" height="1" fill="url(#p{n - 1})"/>' * 10
    + "</pattern>"
    for n in range(1, 12)
)
_ENTITIES = (
    '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10}">' for n in range(1, 12))
    + "]>"
)
_RUNNING = (
    "<script>alert(1)</script><script xlink:href='https://example.com/a.js'/>"
    "<rect width='9' height='9' onload='alert(1)' onclick='alert(1)'/>"
    "<a xlink:href='javascript:alert(1)'><circle cx='9' cy='9' r='9'/></a>"
    "<a href=' java&#10;script:alert(1)'><circle cx='29' cy='9' r='9'/></a>"
    "<set attributeName='href' to='javascript:alert(1)'/>"
    "<animate attributeName='xlink:href' values='javascript:alert(1)'/>"
    "<handler type='text/javascript'>alert(1)</handler>"
    "<iframe xmlns='http://www.w3.org/1999/xhtml' src='https://example.com'/>"
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>"
)
_FETCHING = (
    "<image xlink:href='https://example.com/a.png' width='9' height='9'/>"
    "<image href='file:///etc/passwd' width='9' height='9'/>"
    "<image href='data:image/svg+xml;base64,PHN2Zy8+' width='9' height='9'/>"
    "<use xlink:href='https://example.com/a.svg#b'/><use href='../02-harm.md#a'/>"
    "<rect width='9' height='9' fill='url(https://example.com/a.svg#b)'/>"
    "<rect width='9' height='9' style='fill:u\\72l(//example.com);filter:url(#f)'/>"
    "<filter id='f'><feImage xlink:href='https://example.com/a.png'/></filter>"
    "<text font-family='Papyrus, &quot;Comic Sans&quot;' x='5' y='30'>Words</text>"
    "<font><font-face font-family='F'><font-face-src>"
    "<font-face-uri xlink:href='https://example.com/f.svg'/></font-face-src></font-face></font>"
    "<rect width='9' height='9' fill='url(#none)' xml:base='https://example.com/'/>"
)
_SHEET = (
    "<style>@import url(https://example.com/a.css); @font-face{font-family:F;src:url(//e.com/f)}"
    "rect{fill:red;behavior:url(#x);-moz-binding:url(//e.com)}"
    ".a{fill:\\75rl(//example.com)} .b{fill:url(#g)} </style>"
)
_FOREIGN = (
    "<foreignObject width='9' height='9'><body xmlns='http://www.w3.org/1999/xhtml'>"
    "<form action='https://example.com'><input/></form></body></foreignObject>"
)


def _heic() -> bytes:
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1" + b"\x00" * 500


def _pair(case: str, name: str, make: Callable[[], bytes]) -> Case:
    return Case(case, _shown(name, make), Ending.BOOK)


def _refused(case: str, name: str, make: Callable[[], bytes], said: str = "02-harm.md:5") -> Case:
    return Case(case, _shown(name, make), Ending.REFUSED, f"manuscript/{said}")


_NOISE = b"\x00" * 20_000_000

BROKEN = (
    _refused("no bytes", "boat.png", lambda: b""),
    _refused("no picture", "boat.png", lambda: b"A boat.\n" * 50),
    _refused("a page", "boat.png", lambda: b"<html><script>alert(1)</script></html>"),
    _refused("50,000 by 50,000", "boat.png", lambda: _png(50_000, 50_000, _NOISE)),
    _refused("much larger than it is", "boat.png", lambda: _png(2**31 - 1, 2**31 - 1, b"\x00")),
    _refused("no rows", "boat.png", lambda: _png(6000, 6000, b"\x00" * 10)),
    _refused("torn JPEG", "boat.jpg", lambda: _jpeg()[:9000]),
    _refused("torn PNG", "boat.png", lambda: saved(field(), "PNG")[:-20]),
    _refused("torn GIF", "boat.gif", lambda: _gif_of(2)[:-30]),
    _refused("torn WebP", "boat.webp", lambda: saved(field(), "WEBP")[:-20]),
    _refused("HEIC", "boat.heic", _heic),
    _refused("40 MB", "boat.png", lambda: _png(60, 40, b"\x00" * 360, b"\x00" * 40_000_000)),
    _refused("SVG, laughing", "boat.svg", lambda: f"{_OPEN}<g id='a0'/>{_LAUGHS}".encode()),
)

PICTURES: tuple[Case, ...] = (
    *BROKEN,
    _pair("60 million pixels", "boat.png", lambda: _png(7500, 8000, b"\x00" * (939 * 8000))),
    _pair("60 million colours", "boat.png", lambda: saved(field("RGBA", (7500, 7900)), "PNG")),
    _pair("a long strip", "boat.png", lambda: _png(50_000, 10, b"\x00" * (6251 * 10))),
    _pair("a single point", "boat.png", lambda: _png(1, 1, b"\x00\x00")),
    _pair("GIF of 10,000 frames", "boat.gif", lambda: _gif_of(10_000)),
    _pair("CMYK", "boat.jpg", lambda: saved(field("CMYK"), "JPEG")),
    _pair("CMYK TIFF", "boat.tif", lambda: saved(field("CMYK"), "TIFF")),
    _pair("sixteen bits", "boat.png", lambda: saved(field("I;16"), "PNG")),
    _pair("floats", "boat.tif", lambda: saved(field("F"), "TIFF")),
    _pair("on its side", "boat.jpg", lambda: _exif(6)),
    _pair("WebP", "boat.webp", lambda: saved(field(), "WEBP")),
    _pair("WebP that one sees through", "boat.webp", lambda: saved(field("RGBA"), "WEBP")),
    _pair("AVIF", "boat.avif", lambda: saved(field(), "AVIF")),
    _pair("TIFF", "boat.tiff", lambda: saved(field(), "TIFF")),
    _pair("BMP", "boat.bmp", lambda: saved(field(), "BMP")),
    _pair("a profile that is none", "boat.jpg", lambda: saved(field(), "JPEG", icc_profile=b"x")),
    _pair("JPEG and archive", "boat.jpg", lambda: _jpeg() + b"PK\x03\x04<script>alert(1)</script>"),
    _pair("GIF and script", "boat.gif", lambda: _gif_of(1) + b"/*<script>alert(1)</script>*/"),
    _pair(
        "PNG and PHP",
        "boat.png",
        lambda: _png(1, 1, b"\0\0", _chunk(b"tEXt", b"a\0<script>alert(1)</script>")),
    ),
    _pair("another ending", "boat.gif", lambda: saved(field(), "PNG")),
    Case("a name that says SVG", _shown("boat.svg", lambda: saved(field(), "PNG")), Ending.BOOK),
    Case("SVG, plain", _svg(_BOX), Ending.BOOK),
    Case("SVG, running", _svg(_RUNNING + _BOX), Ending.BOOK),
    Case("SVG, fetching", _svg(_FETCHING + _BOX), Ending.BOOK),
    Case("SVG, styles", _svg(_SHEET + _BOX), Ending.BOOK),
    Case("SVG, foreign", _svg(_FOREIGN + _BOX), Ending.BOOK),
    Case(
        "SVG, sheet instruction",
        _svg(_BOX, "<?xml-stylesheet href='https://example.com/a.css'?>"),
        Ending.BOOK,
    ),
    Case(
        "SVG, huge box",
        _shown(
            "boat.svg",
            lambda: (
                b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e9 1e9" '
                b'width="9999999999" height="1e300"><rect width="5" height="5"/></svg>'
            ),
        ),
        Ending.BOOK,
    ),
    Case("SVG, entities", _svg("&l;", _ENTITIES), Ending.REFUSED, "02-harm.md:5"),
    Case(
        "SVG, entity of a file",
        _svg("&x;", "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
        Ending.REFUSED,
        "02-harm.md:5",
    ),
    Case("SVG, uses", _svg(f'<g id="a0">{_BOX}</g>{_LAUGHS}'), Ending.REFUSED, "02-harm.md:5"),
    Case(
        "SVG, patterns",
        _svg(_PATTERNS + '<rect fill="url(#p11)" width="9" height="9"/>'),
        Ending.REFUSED,
        "02-harm.md:5",
    ),
    Case(
        "SVG, a circle",
        _svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
        Ending.REFUSED,
        "02-harm.md:5",
    ),
    Case("SVG, deep", _svg("<g>" * 50_000 + "</g>" * 50_000), Ending.REFUSED, "02-harm.md:5"),
    Case("SVG, 300,000 parts", _svg("<g/>" * 300_000), Ending.REFUSED, "02-harm.md:5"),
    Case("SVG, not closed", _svg("<g>"), Ending.REFUSED, "02-harm.md:5"),
    Case("SVG, no SVG", _shown("boat.svg", lambda: b"<html/>"), Ending.REFUSED, "02-harm.md:5"),
    Case("cover, torn", _cover("cover.jpg", lambda: _jpeg()[:9000]), Ending.REFUSED, "cover.jpg"),
    Case(
        "cover, SVG",
        _cover("cover.jpg", lambda: f"{_OPEN}{_BOX}</svg>".encode()),
        Ending.REFUSED,
        "cover.jpg",
    ),
    Case(
        "cover, 50,000 by 50,000",
        _cover("cover.png", lambda: _png(50_000, 50_000, _NOISE)),
        Ending.REFUSED,
        "cover.png",
    ),
    Case(
        "cover, WebP",
        _cover("cover.jpg", lambda: saved(field(size=(800, 1280)), "WEBP")),
        Ending.BOOK,
    ),
)
