"""Polish. Counts stand after their noun, which then needs no form for each number."""

from bookbuild.release.words.page_words import PageWords

POLISH = PageWords(
    language="pl",
    get_the_book="Pobierz książkę",
    ebook="Na czytniki i telefony",
    printed="Do druku lub do czytania na dużym ekranie",
    pages="liczba stron: {count}",
    first_release="To pierwsze wydanie.",
    how_to_read="Jak ją czytać",
    kindle=(
        "Otwórz w przeglądarce stronę Amazona „Send to Kindle” i upuść na niej plik EPUB. Albo "
        "wyślij go pocztą na adres swojego Kindle’a, z adresu dozwolonego na Twoim koncie "
        "Amazon; wiadomość może mieć 50 MB."
    ),
    kobo=(
        "Podłącz Kobo kablem do komputera i skopiuj na nie plik EPUB. Albo otwórz tę stronę w "
        "przeglądarce Kobo i dotknij pliku EPUB."
    ),
    on_phones="Telefony, tablety, komputery",
    phones=(
        "Dotknij pliku EPUB i wybierz aplikację do czytania: Apple Books na iPhonie, iPadzie i "
        "Macu; na Androidzie dowolną, która otwiera EPUB; na komputerze Thorium Reader."
    ),
    in_apps="Aplikacje z katalogami",
    catalogue=(
        "KOReader, Thorium Reader i wiele innych aplikacji pobiera książki z katalogu (OPDS). "
        "Dodaj raz ten adres, a znajdziesz tam każde nowe wydanie:"
    ),
    checksums="Sumy kontrolne",
    about_checksums="Pokazują, czy plik dotarł w całości (SHA-256).",
    version="Wersja {version}, {date}",
    thousands="\u00a0",
)
