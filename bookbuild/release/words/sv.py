"""Swedish."""

from bookbuild.release.words.page_words import PageWords

SWEDISH = PageWords(
    language="sv",
    get_the_book="Ladda ner boken",
    ebook="För läsplattor och telefoner",
    printed="För utskrift eller läsning på stor skärm",
    pages="{count} sidor",
    first_release="Det här är den första utgåvan.",
    how_to_read="Så läser du den",
    kindle=(
        "Öppna Amazons sida ”Send to Kindle” i webbläsaren och släpp EPUB-filen där. Eller "
        "mejla EPUB-filen till din Kindles egen adress, från en adress som ditt Amazon-konto "
        "tillåter; ett mejl får vara på 50 MB."
    ),
    kobo=(
        "Anslut din Kobo till en dator med kabeln och kopiera över EPUB-filen. Eller öppna den "
        "här sidan i Kobons egen webbläsare och tryck på EPUB-filen."
    ),
    on_phones="Telefoner, surfplattor, datorer",
    phones=(
        "Tryck på EPUB-filen och välj en läsapp: Apple Books på iPhone, iPad och Mac; på Android "
        "vilken app som helst som öppnar EPUB; Thorium Reader på en dator."
    ),
    in_apps="Appar med kataloger",
    catalogue=(
        "KOReader, Thorium Reader och många andra appar hämtar böcker ur en katalog (OPDS). Lägg "
        "till den här adressen en gång, så finns varje ny utgåva där:"
    ),
    checksums="Kontrollsummor",
    about_checksums="De visar om en fil har kommit fram hel (SHA-256).",
    version="Version {version}, {date}",
    thousands="\u00a0",
)
