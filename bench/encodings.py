# ruff: noqa: T201
"""Measure how often the encoding of a text is found: prose in 13 languages and 21 encodings.

    python bench/encodings.py [--show]

Each text is tried whole, as its first sentence, and as ten times itself. A text counts as right
where every character comes out as it went in, and as honest where it is right or the guess is
reported as one. Beside it stand charset-normalizer by itself, and the rules without it that import
had before: UTF-8, UTF-16, Chinese by its commonest characters, else Windows-1252. ``--show``
prints each text that was read wrongly.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from charset_normalizer import from_bytes

from bookbuild.intake.encodings import decoded, encoding_of

FRENCH = (
    "La pluie s’était arrêtée à l’aube. « Vous n’avez pas dormi », dit-elle en posant la théière "
    "près de la fenêtre. Il répondit que non, qu’il avait réfléchi toute la nuit à cette étrange "
    "lettre, et que ça ne pouvait plus durer ; dès ce soir il irait là-bas, au château, où son "
    "frère aîné l’attendait déjà."
)
GERMAN = (
    "Die Brücke über den Fluß war gesperrt. „Müssen wir zurück?“ fragte das Mädchen, und der Alte "
    "schüttelte den Kopf. Später, als die Lichter in den Häusern ausgingen, hörten sie die Männer "
    "auf der Straße; einer sang ein fröhliches Lied, das schöner war als alles übrige."
)
SPANISH = (
    "—¿Quién llamó anoche? —preguntó el niño. La señora cerró el balcón y no contestó. En el "
    "jardín, bajo los árboles, alguien había dejado una canción escrita en un papel: pequeña, sin "
    "firma, con la tinta corrida por la lluvia de la mañana."
)
ENGLISH = (
    "“You didn’t tell me,” she said—and it wasn’t a question. He’d been at the window since noon, "
    "watching the boats come in, and he hadn’t heard her on the stairs. “I couldn’t,” he said. "
    "“There are things one doesn’t say…”"
)
POLISH = (
    "Późną nocą ktoś zapukał do drzwi. „Proszę wejść”, powiedziała gospodyni, choć nie czekała na "
    "nikogo. Na progu stał chłopiec w przemoczonej kurtce i trzymał w ręku list, który ktoś "
    "zapieczętował żółtym woskiem. Wziął głęboki oddech i zaczął mówić."
)
CZECH = (
    "Když přišel večer, sedla si k oknu a čekala. Na náměstí se rozsvěcely lucerny a z kostela "
    "bylo slyšet zpěv. „Už je pozdě,“ řekl dědeček, „dnes nepřijede.“ Ale ona věděla, že přijede; "
    "slíbil to přece v dopise, který měla schovaný pod polštářem."
)
RUSSIAN = (
    "Поезд пришёл поздно ночью, и на станции никого не было. Он поставил чемодан на скамейку и "
    "долго смотрел, как вдали гаснут огни. «Завтра, — подумал он, — завтра всё будет иначе». "
    "Старый сторож вышел из будки, посмотрел на него и ничего не сказал."
)
GREEK = (
    "Το πλοίο έφυγε το πρωί, όταν ακόμη κοιμόταν η πόλη. Η γυναίκα στάθηκε στην άκρη του λιμανιού "
    "και κοίταζε τη θάλασσα ώσπου χάθηκε το τελευταίο φως. «Θα γυρίσει», είπε το παιδί, μα κανείς "
    "δεν του απάντησε."
)
JAPANESE = (
    "雨がやんだのは明け方だった。彼女は窓をあけて、ぬれた庭をながめた。「もう行くの」と母が聞いた。"
    "返事をしないまま、彼女は手紙を机の上においた。遠くで汽車の音がして、それから町はまたしずかに"
    "なった。"
)
KOREAN = (
    "비가 그친 것은 새벽이었다. 그녀는 창문을 열고 젖은 마당을 바라보았다. “벌써 가는 거니?” 하고 "
    "어머니가 물었다. 그녀는 대답하지 않고 편지를 책상 위에 놓았다. 멀리서 기차 소리가 들리고 "
    "마을은 다시 조용해졌다."
)
CHINESE = (
    "雨是在天亮的时候停的。她打开窗户，看着院子里的树。“你这就要走了吗？”母亲问。她没有回答，"
    "只是把信放在桌子上。远处传来火车的声音，然后整个小镇又安静了下来。"
)
TAIWANESE = (
    "雨是在天亮的時候停的。她打開窗戶，看著院子裡的樹。「你這就要走了嗎？」母親問。她沒有回答，"
    "只是把信放在桌子上。遠處傳來火車的聲音，然後整個小鎮又安靜了下來。"
)
HEBREW = (
    "הגשם פסק עם שחר. היא פתחה את החלון והביטה בחצר הרטובה. האם אתה הולך כבר, שאלה אמו, והוא לא "
    "ענה. הוא הניח את המכתב על השולחן ויצא אל הרחוב, ומרחוק נשמע קול הרכבת."
)
TURKISH = (
    "Yağmur sabaha karşı dindi. Kadın pencereyi açtı ve ıslak bahçeye baktı. “Gidiyor musun?” diye "
    "sordu annesi. Çocuk karşılık vermedi; mektubu masanın üstüne bıraktı ve sessizce çıktı. "
    "Uzaktan bir trenin sesi geliyordu."
)

MATRIX = (
    (FRENCH, "utf-8 cp1252 mac_roman cp850 utf-16-le"),
    (GERMAN, "utf-8 cp1252 mac_roman cp850 iso8859-15"),
    (SPANISH, "utf-8 cp1252 mac_roman cp850"),
    (ENGLISH, "utf-8 cp1252 mac_roman utf-16-le utf-16-be"),
    (POLISH, "utf-8 cp1250 iso8859-2"),
    (CZECH, "utf-8 cp1250 iso8859-2"),
    (RUSSIAN, "utf-8 cp1251 koi8-r cp866 utf-16-le utf-16-be"),
    (GREEK, "utf-8 cp1253 iso8859-7"),
    (JAPANESE, "utf-8 cp932 euc_jp iso2022_jp utf-16-le"),
    (KOREAN, "utf-8 cp949 utf-16-le"),
    (CHINESE, "utf-8 gb18030 utf-16-be"),
    (TAIWANESE, "utf-8 big5"),
    (HEBREW, "utf-8 cp1255"),
    (TURKISH, "utf-8 cp1254"),
)

Reader = Callable[[bytes], tuple[str, bool]]
"""Returns the text of bytes, and whether it says that this is a guess."""


def ours(data: bytes) -> tuple[str, bool]:
    """Read bytes as import does."""
    encoding = encoding_of(data)
    try:
        return decoded(data, encoding), encoding.guessed
    except UnicodeDecodeError:
        return "", True


def library(data: bytes) -> tuple[str, bool]:
    """Read bytes as charset-normalizer says; it says of nothing how sure it is."""
    best = from_bytes(data).best()
    return (str(best), False) if best else ("", True)


def before(data: bytes) -> tuple[str, bool]:
    """Read bytes by the rules of before."""
    text = ""
    for codec in ("utf-8", "gb18030", "big5", "cp1252"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        common = sum(
            char in "的一是不了在有人我他这這个個来來道你那大上下说說到也子" for char in text
        )
        if codec not in ("gb18030", "big5") or common > len(text) * 0.08:
            return text, codec != "utf-8"
    return "", True


@dataclass(frozen=True, slots=True)
class Sample:
    """A text, how long it is, and its bytes."""

    codec: str
    length: str
    text: str
    data: bytes


def samples() -> tuple[Sample, ...]:
    """Return all texts in all their encodings; a sign that an encoding lacks is left out."""
    made = []
    for text, codecs in MATRIX:
        for codec in codecs.split():
            kept = text.encode(codec, errors="ignore").decode(codec)
            ends = [at for sign in ".?。" if (at := kept.find(sign)) > 0]
            lengths = {"sentence": kept[: min(ends) + 1], "paragraph": kept, "chapter": kept * 10}
            for length, part in lengths.items():
                made.append(Sample(codec, length, part, part.encode(codec)))
    return tuple(made)


def main() -> int:
    """Print the score of each way to read; return 1 where ours is not the best."""
    readers: tuple[tuple[str, Reader], ...] = (
        ("bookbuild", ours),
        ("charset-normalizer", library),
        ("rules of before", before),
    )
    scores = [_score(name, reader) for name, reader in readers]
    return int(scores[0] < max(scores))


def _score(name: str, reader: Reader) -> int:
    tried = samples()
    started = time.perf_counter()
    read = tuple(reader(sample.data) for sample in tried)
    seconds = time.perf_counter() - started
    right = [sample.text == text for sample, (text, _) in zip(tried, read, strict=True)]
    honest = [ok or told for ok, (_, told) in zip(right, read, strict=True)]
    by_length = (
        f"{length} {sum(ok for s, ok in zip(tried, right, strict=True) if s.length == length)}"
        for length in ("sentence", "paragraph", "chapter")
    )
    lengths = f"{', '.join(by_length)} of {len(tried) // 3} each"
    speed = f"{seconds * 1000 / len(tried):.1f} ms each"
    print(
        f"{name:20} {sum(right)} of {len(tried)} right ({lengths}), {sum(honest)} honest, {speed}"
    )
    if "--show" in sys.argv[1:]:
        for sample, ok, (text, _) in zip(tried, right, read, strict=True):
            if not ok:
                print(f"    {sample.codec:10} {sample.length:9} {sample.text[:40]} > {text[:40]}")
    return sum(right)


if __name__ == "__main__":
    sys.exit(main())
