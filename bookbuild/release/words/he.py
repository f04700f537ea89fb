"""Hebrew, in the plural and in nouns, which say nothing of who reads."""

from bookbuild.release.words.page_words import PageWords

HEBREW = PageWords(
    language="he",
    get_the_book="להורדת הספר",
    ebook="לקוראים אלקטרוניים ולטלפונים",
    printed="להדפסה או לקריאה במסך גדול",
    pages="{count} עמודים",
    first_release="זו המהדורה הראשונה.",
    how_to_read="איך קוראים",
    kindle=(
        "פותחים בדפדפן את הדף Send to Kindle של אמזון ומניחים בו את קובץ ה־EPUB. אפשר גם לשלוח "
        "את הקובץ בדואר אלקטרוני לכתובת של ה־Kindle, מכתובת שמורשית בחשבון אמזון; הודעה יכולה "
        "להכיל עד 50 מגה־בייט."
    ),
    kobo=(
        "מחברים את ה־Kobo למחשב בכבל ומעתיקים אליו את קובץ ה־EPUB. אפשר גם לפתוח את הדף הזה "
        "בדפדפן של ה־Kobo ולהקיש על ה־EPUB."
    ),
    on_phones="טלפונים, טאבלטים, מחשבים",
    phones=(
        "מקישים על ה־EPUB ובוחרים יישום קריאה: Apple Books ב־iPhone, ב־iPad וב־Mac; ב־Android כל "
        "יישום שפותח EPUB; במחשב Thorium Reader."
    ),
    in_apps="יישומים עם קטלוגים",
    catalogue=(
        "KOReader, ‏Thorium Reader ויישומים רבים אחרים לוקחים ספרים מקטלוג (OPDS). מוסיפים את "
        "הכתובת הזו פעם אחת, וכל מהדורה חדשה נמצאת שם:"
    ),
    checksums="סכומי ביקורת",
    about_checksums="הם מראים אם הקובץ הגיע שלם (SHA-256).",
    version="גרסה {version}, {date}",
    kilobytes="{size} ק״ב",
    megabytes="{size} מ״ב",
    decimal=".",
    thousands=",",
)
