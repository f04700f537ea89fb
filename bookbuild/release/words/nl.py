"""Dutch."""

from bookbuild.release.words.page_words import PageWords

DUTCH = PageWords(
    language="nl",
    get_the_book="Het boek downloaden",
    ebook="Voor e-readers en telefoons",
    printed="Om af te drukken of op een groot scherm te lezen",
    pages="{count} pagina’s",
    first_release="Dit is de eerste uitgave.",
    how_to_read="Hoe je het leest",
    kindle=(
        "Open in je browser de pagina ‘Send to Kindle’ van Amazon en zet het EPUB-bestand daar "
        "neer. Of mail het naar het eigen adres van je Kindle, vanaf een adres dat je "
        "Amazon-account toestaat; een mail mag 50 MB groot zijn."
    ),
    kobo=(
        "Sluit de Kobo met zijn kabel aan op een computer en kopieer het EPUB-bestand ernaartoe. "
        "Of open deze pagina in de browser van de Kobo en tik op de EPUB."
    ),
    on_phones="Telefoons, tablets, computers",
    phones=(
        "Tik op de EPUB en kies een leesapp: Apple Books op iPhone, iPad en Mac; op Android elke "
        "app die EPUB opent; Thorium Reader op een computer."
    ),
    in_apps="Apps met catalogi",
    catalogue=(
        "KOReader, Thorium Reader en veel andere apps halen boeken uit een catalogus (OPDS). "
        "Voeg dit adres één keer toe, en elke nieuwe uitgave staat er:"
    ),
    checksums="Controlesommen",
    about_checksums="Ze laten zien of een bestand heel is aangekomen (SHA-256).",
    version="Versie {version}, {date}",
)
