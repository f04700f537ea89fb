"""What is done to the bytes of one file."""

from __future__ import annotations

import codecs
import random
import re
from collections.abc import Callable

Mutation = Callable[[bytes, bytes, random.Random], bytes]
"""Takes a file, another seed's file, and chance; returns the mutated file."""

SECRET = "../secret.txt"
"""Lies beside the source; its words must never be in a book."""

TOKENS = tuple(
    token.encode("utf-8", errors="surrogatepass")
    for token in (
        *"< > & ' \" ` * _ # [ ] ( ) { } \\ | ~ ^ = + - : ; % @ $ ! ? /".split(" "),
        *"<p> </p> <div> </div> </section> <b> <i> <q> <pre> <br> <hr> <li> <ul> <ol>".split(),
        *"<table><tr><td> </td> <h2> </h2> <a> <sup> <script> <style> <!-- --> <![CDATA[".split(),
        *"]]> <?x ?> </body> </html> <svg> <math> <template> <textarea> <title>".split(),
        *"&nbsp; &#0; &#x110000; &#xD800; &amp &b; &bogus; \x00 \x08 \x1b \x7f \x85".split(" "),
        *"\u00a0 \u00ad \u200b \u200d \u2028 \u2029 \u202e \ufeff \ufffe \ud800 \U0010ffff".split(
            " "
        ),
        *"a\u0301 ﬁ İ ß ٣ Ⅳ ² 十 𝐀".split(" "),
        *"*** _x_ **x** ~~x~~ # ## ::: ::: note ``` [^1] [^1]: [x](y) ![x](y) --- ... --".split(),
        *"--- === title: - !include {{x}} {% %} <<x>> &a *a ? : | > !!python/object:x".split(),
        "\n---\ntitle: [x\n---\n",
        "\n```\n",
        "\n:::: note\n",
        "\n\tcode\n",
        "\n    x\n",
        "\n| a | b |\n|---|---|\n| c | d |\n",
        "\nCHAPTER IV\n",
        "\nChapter 4\n",
        "\n4.\n",
        "\n* * *\n",
        "\nEND OF THE PROJECT GUTENBERG EBOOK\n",
        "\r",
        "\n\n\n",
        "<a href='#n1'>1</a>",
        "<p id='n1'>1 x</p>",
        "<style>.x{display:none}</style>",
        "<ruby>a<rt>b</rt></ruby>",
        f"<img src='{SECRET}'>",
        "<img src='file:///etc/hostname'>",
        "<img src='http://127.0.0.1:9/x.png'>",
        "<img src='data:image/png;base64,AAAA'>",
        f"![x]({SECRET})",
        f"![x](images/{SECRET})",
        f"[x]({SECRET})",
        f"!include {SECRET}",
        f"![[{SECRET}]]",
        "<!DOCTYPE html>",
        "<meta charset='utf-7'>",
        '<?xml version="1.0" encoding="utf-16"?>',
    )
)

_NESTED = (
    *((f"<{tag}>".encode(), f"</{tag}>".encode()) for tag in "div b i blockquote ul q".split()),
    (b"<table><tr><td>", b"</td></tr></table>"),
    (b"[", b"]"),
    (b"(", b")"),
    (b"{", b"}"),
    (b"*", b"*"),
    (b"_a", b"_"),
    (b"> ", b""),
    (b"- ", b""),
    (b"[^", b"]"),
    (b"![", b"](x)"),
    (b"\xe2\x80\x9c", b"\xe2\x80\x9d"),
    (b"\n  - ", b""),
)

_ENCODINGS = (
    *"utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-7 cp1252 latin-1 cp1250 cp1251".split(),
    *"koi8-r cp1253 mac-roman gb18030 big5 shift-jis euc-jp euc-kr iso2022_jp cp037".split(),
)

_ENTITIES = (
    '<!DOCTYPE x [<!ENTITY b SYSTEM "../secret.txt">]>',
    '<!DOCTYPE x SYSTEM "../secret.txt">',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>',
    "<!DOCTYPE x [" + '<!ENTITY b "x">' * 50,
)


def _span(data: bytes, chance: random.Random, most: int) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randint(1, most))


def _flip(data: bytes, _: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _turn in range(chance.randint(1, 12)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance, chance.choice((3, 40, 400, 4_000)))
    return data[:start] + data[end:]


def _truncate(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] if chance.random() < 0.7 else data[at:]


def _splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = _span(other, chance, 800)
    at = chance.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]


def _cross(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _duplicate(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance, chance.choice((5, 60, 600)))
    times = chance.choice((2, 3, 20, 200))
    return data[:start] + data[start:end] * times + data[start:]


def _insert(data: bytes, _: bytes, chance: random.Random) -> bytes:
    for _turn in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(TOKENS) + data[at:]
    return data


def _between_lines(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Put tokens where a line begins or ends; most rules look there."""
    lines = data.split(b"\n")
    for _turn in range(chance.randint(1, 6)):
        at, token = chance.randrange(len(lines)), chance.choice(TOKENS)
        lines[at] = token + lines[at] if chance.random() < 0.6 else lines[at] + token
    return b"\n".join(lines)


def _shuffle(data: bytes, _: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    some = lines[start : start + chance.randint(2, 40)]
    chance.shuffle(some)
    return b"\n".join(lines[:start] + some + lines[start + len(some) :])


def _nest(data: bytes, _: bytes, chance: random.Random) -> bytes:
    opens, closes = chance.choice(_NESTED)
    depth = chance.choice((3, 30, 99, 101, 300, 1_100, 5_000))
    start, end = _span(data, chance, 300)
    closed = closes * (depth if chance.random() < 0.7 else 0)
    return data[:start] + opens * depth + data[start:end] + closed + data[end:]


def _lengthen(data: bytes, _: bytes, chance: random.Random) -> bytes:
    piece = chance.choice((b"x", b"word ", b"\n", b" ", b"*", b"\xff", b'"a" ', b"- ", *TOKENS))
    times = chance.choice((100, 3_000, 20_000, 60_000)) // max(1, len(piece) // 2)
    at = chance.randrange(len(data) + 1)
    return data[:at] + piece * times + data[at:]


def _one_line(data: bytes, _: bytes, chance: random.Random) -> bytes:
    return data.replace(b"\n", chance.choice((b" ", b"", b"\r", b"\r\n", b"\n\n", b"\x85")))


def _encode(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """Write the file in another encoding; what it declares is then a lie."""
    text = data.decode("utf-8", errors="replace")
    return text.encode(chance.choice(_ENCODINGS), errors=chance.choice(("ignore", "replace")))


def _mark(data: bytes, _: bytes, chance: random.Random) -> bytes:
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)
    return chance.choice((*marks, b"+/v8-")) + data


def _declare(data: bytes, _: bytes, chance: random.Random) -> bytes:
    lie = chance.choice((*_ENCODINGS, "base64", "zip", "x-nothing", "utf_8\x00")).encode()
    changed, count = re.subn(rb"((?:charset|encoding)=[\"']?)[\w-]+", rb"\g<1>" + lie, data)
    return changed if count else b'<meta charset="' + lie + b'">' + data


def _entities(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
    at = chance.randrange(len(data) + 1)
    entity = chance.choice(_ENTITIES).encode()
    used = chance.choice((b"&b;", b"&d;", b"&p;")) * chance.choice((1, 30))
    return data[:start] + entity + data[start:at] + used + data[max(at, start) :]


def _noise(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance, 200)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _empty(data: bytes, _: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"", b"\n", b" ", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe"))


MUTATIONS: tuple[tuple[Mutation, int], ...] = (
    (_flip, 3),
    (_cut, 3),
    (_truncate, 1),
    (_splice, 3),
    (_cross, 1),
    (_duplicate, 3),
    (_insert, 4),
    (_between_lines, 4),
    (_shuffle, 2),
    (_nest, 3),
    (_lengthen, 2),
    (_one_line, 1),
    (_encode, 2),
    (_mark, 1),
    (_declare, 2),
    (_entities, 2),
    (_noise, 1),
    (_empty, 1),
)
"""The mutations, and how often each comes."""

_LARGEST = 1_500_000


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return a file after one to four mutations, which may follow one another."""
    functions = tuple(function for function, _ in MUTATIONS)
    weights = tuple(weight for _, weight in MUTATIONS)
    for function in chance.choices(functions, weights, k=chance.choice((1, 1, 2, 3, 4))):
        data = function(data, other, chance)[:_LARGEST]
    return data
