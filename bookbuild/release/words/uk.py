"""Ukrainian. Counts stand after their noun, which then needs no form for each number."""

from bookbuild.release.words.page_words import PageWords

UKRAINIAN = PageWords(
    language="uk",
    get_the_book="Завантажити книгу",
    ebook="Для електронних читалок і телефонів",
    printed="Для друку або читання на великому екрані",
    pages="сторінок: {count}",
    first_release="Це перший випуск.",
    how_to_read="Як читати",
    kindle=(
        "Відкрийте в браузері сторінку Amazon «Send to Kindle» і перетягніть туди файл EPUB. Або "
        "надішліть його поштою на адресу вашого Kindle з адреси, дозволеної в обліковому записі "
        "Amazon; лист може мати 50 МБ."
    ),
    kobo=(
        "Під’єднайте Kobo кабелем до комп’ютера й скопіюйте на нього файл EPUB. Або відкрийте цю "
        "сторінку в браузері самого Kobo й торкніться файлу EPUB."
    ),
    on_phones="Телефони, планшети, комп’ютери",
    phones=(
        "Торкніться файлу EPUB і виберіть програму для читання: Apple Books на iPhone, iPad і "
        "Mac; на Android — будь-яку, що відкриває EPUB; на комп’ютері — Thorium Reader."
    ),
    in_apps="Програми з каталогами",
    catalogue=(
        "KOReader, Thorium Reader і багато інших програм беруть книги з каталогу (OPDS). Додайте "
        "цю адресу один раз, і кожен новий випуск буде там:"
    ),
    checksums="Контрольні суми",
    about_checksums="Вони показують, чи файл дійшов цілим (SHA-256).",
    version="Версія {version}, {date}",
    kilobytes="{size} КБ",
    megabytes="{size} МБ",
    thousands="\u00a0",
)
