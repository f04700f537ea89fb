"""Russian. Counts stand after their noun, which then needs no form for each number."""

from bookbuild.release.words.page_words import PageWords

RUSSIAN = PageWords(
    language="ru",
    get_the_book="Скачать книгу",
    ebook="Для электронных книг и телефонов",
    printed="Для печати или чтения на большом экране",
    pages="страниц: {count}",
    first_release="Это первый выпуск.",
    how_to_read="Как читать",
    kindle=(
        "Откройте в браузере страницу Amazon «Send to Kindle» и перетащите туда файл EPUB. Или "
        "отправьте его по почте на адрес вашего Kindle с адреса, разрешённого в учётной записи "
        "Amazon; письмо может занимать 50 МБ."
    ),
    kobo=(
        "Подключите Kobo кабелем к компьютеру и скопируйте на него файл EPUB. Или откройте эту "
        "страницу в браузере самого Kobo и коснитесь файла EPUB."
    ),
    on_phones="Телефоны, планшеты, компьютеры",
    phones=(
        "Коснитесь файла EPUB и выберите приложение для чтения: Apple Books на iPhone, iPad и "
        "Mac; на Android — любое, которое открывает EPUB; на компьютере — Thorium Reader."
    ),
    in_apps="Приложения с каталогами",
    catalogue=(
        "KOReader, Thorium Reader и многие другие приложения берут книги из каталога (OPDS). "
        "Добавьте этот адрес один раз, и каждый новый выпуск будет там:"
    ),
    checksums="Контрольные суммы",
    about_checksums="Они показывают, дошёл ли файл целиком (SHA-256).",
    version="Версия {version}, {date}",
    kilobytes="{size} КБ",
    megabytes="{size} МБ",
    thousands="\u00a0",
)
