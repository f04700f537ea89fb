"""The words that head divisions, in the languages that import knows.

Three lists: words that take a number ("chapter", "Teil"), names of sections that need none
("Prologue", "Nachwort"), and the words above a list of contents. All are folded: no case, no
accents.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from bookbuild.intake.divisions.numerals import fold
from bookbuild.model.book import Kind


class Rank(IntEnum):
    """How high a division stands; a lower number holds the higher ones."""

    VOLUME = 0
    PART = 1
    CHAPTER = 2
    SECTION = 3


@dataclass(frozen=True, slots=True)
class DivisionWord:
    """A word that takes a number. Words of all languages for the same thing share ``name``."""

    name: str
    rank: Rank


_DIVISION_WORDS = (
    ("volume", Rank.VOLUME, "volume vol tome tomo volumen band bd том tom deel_band svazek"),
    ("book", Rank.PART, "book bk livre buch libro livro boek книга ksiega kniha bok bog liber"),
    (
        "part",
        Rank.PART,
        "part pt partie teil theil parte deel часть czesc cast del pars abteilung חלק الجزء",
    ),
    ("act", Rank.PART, "act acte akt atto acto ato aufzug bedrijf действие"),
    ("arc", Rank.PART, "arc saga cycle season"),
    (
        "chapter",
        Rank.CHAPTER,
        "chapter chap ch chapitre chapit kapitel kapittel kapitlet kap capitulo cap capitol"
        " capitolo hoofdstuk глава гл rozdział rozdzial kapitola luku peatukk fejezet"
        " глава розділ capitel kapitul caput capvt פרק الفصل κεφαλαιον κεφαλαιο poglavlje",
    ),
    ("canto", Rank.CHAPTER, "canto chant gesang sang песнь"),
    ("stave", Rank.CHAPTER, "stave strophe fytte fit"),
    ("letter", Rank.CHAPTER, "letter lettre brief carta lettera письмо list epistle brev מגילה"),
    ("episode", Rank.CHAPTER, "episode folge episodio aflevering episode installment instalment"),
    ("story", Rank.CHAPTER, "story tale erzahlung histoire cuento racconto conte novella"),
    ("adventure", Rank.CHAPTER, "adventure abenteuer aventure aventura avventura"),
    ("lesson", Rank.CHAPTER, "lesson lecture sketch essay number chronicle narrative fable"),
    ("day", Rank.CHAPTER, "day jour tag giornata jornada dia night nacht nuit notte noche"),
    ("scene", Rank.SECTION, "scene auftritt szene escena scena tafereel явление cuadro"),
    ("section", Rank.SECTION, "section sec abschnitt seccion sezione paragraph secao"),
)

DIVISION_WORDS: dict[str, DivisionWord] = {
    fold(word): DivisionWord(name, rank)
    for name, rank, words in _DIVISION_WORDS
    for word in words.split()
}

HAN_COUNTERS: dict[str, DivisionWord] = {
    char: DivisionWord(name, rank)
    for name, rank, chars in (
        ("volume", Rank.VOLUME, "卷巻册冊권"),
        ("part", Rank.PART, "部编編集篇幕부"),
        ("chapter", Rank.CHAPTER, "章回话話장화회"),
        ("section", Rank.SECTION, "节節折절"),
    )
    for char in chars
}

ARTICLES = frozenset("the das der die le la les el il lo het de den det o a los".split())
BEFORE_NUMBERS = frozenset("the no nr number num n le la el o".split())
"""What may stand between the word and its number: "Chapter the First", "Kapitel Nr. 3"."""

LAST = frozenset("last letztes dernier derniere ultimo ultima laatste последняя schluss".split())
"""Words for a number that only the book's end tells: "Chapter the Last"."""


class Place(Enum):
    """Where a section of a name may stand: before the story, in it, behind it, or at either end."""

    BEFORE = "before"
    WITHIN = "within"
    BEHIND = "behind"
    EITHER = "before or behind"


@dataclass(frozen=True, slots=True)
class Name:
    """A section that is known by its name."""

    kind: Kind
    place: Place


_NAMES = (
    (
        Kind.PROLOGUE,
        Place.BEFORE,
        "prologue|prolog|prologo|proloog|vorspiel|prelude|preludio|praludium|induction|overture"
        "|proem|пролог|przedmowa|楔子|序章|引子|引言|프롤로그|プロローグ|פרולוג|prologi|eroffnung",
    ),
    (
        Kind.EPILOGUE,
        Place.BEHIND,
        "epilogue|epilog|epilogo|epiloog|nachspiel|finale|coda|conclusion|conclusione|schluss"
        "|beschluss|эпилог|zakonczenie|尾声|尾聲|终章|終章|結語|에필로그|エピローグ|epilogi|besluit"
        "|and last|the last|last|aftermath|denouement",
    ),
    (
        Kind.INTERLUDE,
        Place.WITHIN,
        "interlude|intermission|intermezzo|entr'acte|entracte|zwischenspiel|intermede|interludio"
        "|intermedio|tussenspel|mellanspel|интерлюдия|间章|間章|番外|幕间|幕間|side story|interval",
    ),
    (
        Kind.PREFACE,
        Place.BEFORE,
        "preface|preface to the second edition|author's preface|the author's preface|vorrede"
        "|introduction|introductory|introductory note|einleitung|einfuhrung|prefacio|prefazione"
        "|introduccion|introduzione|introducao|inleiding|avant propos|avertissement|advertencia"
        "|al lector|au lecteur|an den leser|to the reader|aan den lezer|proemio|inledning"
        "|indledning|предисловие|от автора|wstep|predmluva|前言|自序|序|序言|原序|まえがき|머리말"
        "|advertisement|notice|preliminary|prefatory note|preliminary note|explanatory|apology"
        "|voorrede"
        "|general introduction|הקדמה|مقدمة",
    ),
    (
        Kind.FOREWORD,
        Place.BEFORE,
        "foreword|vorwort|prologo del editor|voorwoord|forord|forord|forord|esipuhe|forword"
        "|editor's preface|publisher's preface|publisher's note|editor's note|an editor's note",
    ),
    (
        Kind.DEDICATION,
        Place.BEFORE,
        "dedication|dedicatoria|dedicace|widmung|zueignung|dedica|opdracht|посвящение|献辞",
    ),
    (Kind.EPIGRAPH, Place.BEFORE, "epigraph|epigraphe|epigrafe|motto"),
    (
        Kind.CAST,
        Place.BEFORE,
        "dramatis personae|dramatis personæ|cast of characters|the characters|list of characters"
        "|characters|persons of the drama|persons represented|personen|personnages|personaggi"
        "|personajes|personen der handlung|die personen|действующие лица|principal characters"
        "|characters in the play|personages",
    ),
    (
        Kind.CONTENT_NOTES,
        Place.BEFORE,
        "content notes|content warnings|content warning|trigger warnings",
    ),
    (
        Kind.AFTERWORD,
        Place.BEHIND,
        "afterword|nachwort|postface|posfacio|postfazione|nawoord|efterord|послесловие|postscript"
        "|author's afterword|后记|後記|跋|あとがき|후기|poslowie|epilogo del autor|postscriptum"
        "|nachschrift|author's note|author's notes|a note on the text|historical note",
    ),
    (
        Kind.ACKNOWLEDGMENTS,
        Place.EITHER,
        "acknowledgments|acknowledgements|acknowledgment|acknowledgement|danksagung|remerciements"
        "|agradecimientos|ringraziamenti|dankwoord|agradecimentos|благодарности|致谢|谢辞",
    ),
    (
        Kind.ABOUT_THE_AUTHOR,
        Place.BEHIND,
        "about the author|about the authors|uber den autor|uber die autorin|a propos de l'auteur"
        "|sobre el autor|sull'autore|over de auteur|об авторе|关于作者",
    ),
    (Kind.ALSO_BY, Place.EITHER, "also by the author|other books by the author|by the same author"),
    (Kind.GLOSSARY, Place.BEHIND, "glossary|glossar|glossaire|glosario|glossario|глоссарий"),
    (
        Kind.TRANSLATORS_NOTE,
        Place.EITHER,
        "translator's note|translator's preface|note of the translator|anmerkung des ubersetzers"
        "|note du traducteur|nota del traductor|nota del traduttore|от переводчика|译者序|译后记"
        "|translators' preface|translators' note|translator's introduction",
    ),
    (
        Kind.OTHER,
        Place.BEHIND,
        "appendix|appendices|anhang|appendice|apendice|bijlage|приложение|附录|anmerkungen"
        "|endnotes|footnotes|notas|note to the reader|addendum|addenda|bibliography|примечания",
    ),
    (Kind.OTHER, Place.EITHER, "note|notes|a note|final note|closing note|nota|anmerkung|tabula"),
    (
        Kind.BONUS,
        Place.BEHIND,
        "bonus chapter|bonus scene|bonus|bonuskapitel|deleted scene|outtake",
    ),
)

NAMES: dict[str, Name] = {
    fold(name): Name(kind, place)
    for kind, place, names in _NAMES
    for name in names.split("|")
    if name not in ("and last", "the last", "last")
}

SPOKEN = frozenset(
    fold(name)
    for name in (
        "note|notes|a note|final note|closing note|nota|anmerkung|author's note|author's notes"
    ).split("|")
)
"""Names with which authors also begin to speak: "Note: Thank you all for waiting."."""

LONGEST_NAME = max(len(name.split()) for name in NAMES)

CONTENTS = frozenset(
    fold(word)
    for word in (
        "contents|table of contents|the contents|inhalt|inhaltsverzeichnis|inhalts verzeichnis"
        "|inhaltsubersicht|table des matieres|table|table des chapitres|sommaire|indice"
        "|indice general|indice de capitulos|tabla de contenido|tabla de materias|contenido"
        "|sommario"
        "|indice dei capitoli|inhoud|inhoudsopgave|indice dos capitulos|sumario|conteudo"
        "|innehall|innehallsforteckning"
        "|indhold|innhold|содержание|оглавление|spis tresci|spis rzeczy|obsah|sisallys|目录|目錄"
        "|目次|차례|תוכן|תוכן העניינים|المحتويات|فهرس|contents of volume i"
        "|contents of the first volume"
        "|contents of vol i|chapters|list of chapters"
    ).split("|")
)
