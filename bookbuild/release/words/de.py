"""German. It addresses nobody: neither "du" nor "Sie" would suit every book."""

from bookbuild.release.words.page_words import PageWords

GERMAN = PageWords(
    language="de",
    get_the_book="Das Buch herunterladen",
    ebook="Für E-Reader und Handy",
    printed="Zum Drucken oder für den großen Bildschirm",
    pages="{count} Seiten",
    first_release="Dies ist die erste Ausgabe.",
    how_to_read="So lässt es sich lesen",
    kindle=(
        "Im Browser Amazons Seite „Send to Kindle“ öffnen und das EPUB dort ablegen. Oder das "
        "EPUB an die eigene Adresse des Kindle mailen, von einer Adresse, die das Amazon-Konto "
        "zulässt; eine Mail darf 50 MB haben."
    ),
    kobo=(
        "Den Kobo mit dem Kabel an einen Computer anschließen und das EPUB auf das Gerät "
        "kopieren. Oder diese Seite im Browser des Kobo öffnen und auf das EPUB tippen."
    ),
    on_phones="Handy, Tablet, Computer",
    phones=(
        "Auf das EPUB tippen und eine Lese-App wählen: Apple Books auf iPhone, iPad und Mac, "
        "unter Android jede App, die EPUB öffnet, am Computer Thorium Reader."
    ),
    in_apps="Apps mit Katalogen",
    catalogue=(
        "KOReader, Thorium Reader und viele andere Apps holen Bücher aus einem Katalog (OPDS). "
        "Diese Adresse einmal eintragen, und jede neue Ausgabe steht dort:"
    ),
    checksums="Prüfsummen",
    about_checksums="Sie zeigen, ob eine Datei unversehrt angekommen ist (SHA-256).",
    version="Version {version}, {date}",
)
