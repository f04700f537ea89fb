"""Encodings: every text of the bench's matrix, what is declared, what is a lie, what is said."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from bookbuild.intake.decoding import decode
from bookbuild.intake.encodings import decoded, encoding_of, finding
from bookbuild.report import BookbuildError

BENCH = Path(__file__).parents[1] / "bench" / "encodings.py"
RUSSIAN = "Поезд пришёл поздно ночью, и на станции никого не было."
FRENCH = "L’été dernier, elle était déjà arrivée à l’hôtel."


def test_the_matrix(capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("bench_encodings", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_encodings"] = module
    spec.loader.exec_module(module)
    assert module.main() == 0, capsys.readouterr().out
    samples = module.samples()
    read = [(sample, *module.ours(sample.data)) for sample in samples]
    wrong = [sample.codec for sample, text, _ in read if text != sample.text]
    assert len(wrong) <= len(samples) // 50
    assert all(told for sample, text, told in read if text != sample.text)


@pytest.mark.parametrize(
    ("text", "codec", "declared", "lie"),
    [
        (RUSSIAN, "koi8-r", "koi8-r", False),
        (RUSSIAN, "cp1251", "iso-8859-1", True),
        (FRENCH, "cp1252", "iso-8859-1", False),
        (FRENCH, "cp1252", "base64", False),
        (FRENCH, "cp1252", "utf-7", False),
        (FRENCH, "cp1252", "no such thing\0", False),
    ],
)
def test_what_is_declared(text: str, codec: str, declared: str, lie: bool) -> None:
    data = text.encode(codec)
    encoding = encoding_of(data, declared)
    assert decoded(data, encoding) == text
    assert bool(encoding.lie) is lie
    (said,) = finding("a.html", encoding)
    assert encoding.name in said.what
    assert ("which is not so" in said.what) is lie


def test_utf_8_wins_over_a_lie() -> None:
    assert finding("a.html", encoding_of(FRENCH.encode(), "windows-1252")) == ()


def test_a_few_foreign_bytes_do_not_spoil_utf_8() -> None:
    data = (FRENCH * 20).encode() + "déjà".encode("cp1252")
    text = decode(data, "a.txt")
    assert text.text == FRENCH * 20 + "déjà"
    assert "2 characters in it as Windows-1252" in text.findings[0].what


def test_a_guess_is_called_one() -> None:
    (said,) = decode(b"caf\xe9\n", "a.txt").findings
    assert "a guess" in said.what


def test_utf_7_is_refused() -> None:
    with pytest.raises(BookbuildError, match="UTF-7"):
        decode("Á é í ó ú Á é í ó ú".encode("utf-7"), "a.txt")
