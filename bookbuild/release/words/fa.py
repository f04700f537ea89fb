"""Persian."""

from bookbuild.release.words.page_words import PageWords

PERSIAN = PageWords(
    language="fa",
    get_the_book="دریافت کتاب",
    ebook="برای کتاب‌خوان‌ها و تلفن‌ها",
    printed="برای چاپ یا خواندن روی صفحهٔ بزرگ",
    pages="{count} صفحه",
    first_release="این نخستین انتشار است.",
    how_to_read="چگونه بخوانید",
    kindle=(
        "صفحهٔ Send to Kindle آمازون را در مرورگر باز کنید و فایل EPUB را آنجا بگذارید. یا فایل "
        "EPUB را از نشانی‌ای که حساب آمازون شما مجاز می‌داند به نشانی Kindle خود ایمیل کنید؛ هر "
        "ایمیل تا ۵۰ مگابایت جا دارد."
    ),
    kobo=(
        "Kobo را با کابل به رایانه وصل کنید و فایل EPUB را در آن کپی کنید. یا این صفحه را در "
        "مرورگر خود Kobo باز کنید و روی EPUB بزنید."
    ),
    on_phones="تلفن، تبلت، رایانه",
    phones=(
        "روی EPUB بزنید و یک برنامهٔ کتاب‌خوان برگزینید: Apple Books روی iPhone و iPad و Mac؛ روی "
        "Android هر برنامه‌ای که EPUB باز می‌کند؛ Thorium Reader روی رایانه."
    ),
    in_apps="برنامه‌های دارای فهرست",
    catalogue=(
        "KOReader و Thorium Reader و بسیاری از برنامه‌های دیگر کتاب‌ها را از یک فهرست (OPDS) "
        "می‌گیرند. این نشانی را یک بار بیفزایید؛ هر انتشار تازه آنجا خواهد بود:"
    ),
    checksums="جمع‌های کنترلی",
    about_checksums="نشان می‌دهند که فایل سالم رسیده است یا نه (SHA-256).",
    version="نسخهٔ {version}، {date}",
    kilobytes="{size} کیلوبایت",
    megabytes="{size} مگابایت",
    decimal=".",
    thousands=",",
)
