"""Hindi."""

from bookbuild.release.words.page_words import PageWords

HINDI = PageWords(
    language="hi",
    get_the_book="किताब डाउनलोड करें",
    ebook="ई-रीडर और फ़ोन के लिए",
    printed="छापने या बड़ी स्क्रीन पर पढ़ने के लिए",
    pages="{count} पृष्ठ",
    first_release="यह पहला संस्करण है।",
    how_to_read="इसे कैसे पढ़ें",
    kindle=(
        "अपने ब्राउज़र में Amazon का Send to Kindle पेज खोलें और EPUB फ़ाइल वहाँ डालें। या EPUB को "
        "अपने Kindle के पते पर ईमेल करें, ऐसे पते से जिसकी अनुमति आपके Amazon खाते में हो; एक ईमेल "
        "50 MB तक का हो सकता है।"
    ),
    kobo=(
        "Kobo को केबल से कंप्यूटर से जोड़ें और EPUB फ़ाइल उसमें कॉपी करें। या यह पेज Kobo के अपने "
        "ब्राउज़र में खोलें और EPUB पर टैप करें।"
    ),
    on_phones="फ़ोन, टैबलेट, कंप्यूटर",
    phones=(
        "EPUB पर टैप करें और पढ़ने का कोई ऐप चुनें: iPhone, iPad और Mac पर Apple Books; Android पर "
        "EPUB खोलने वाला कोई भी ऐप; कंप्यूटर पर Thorium Reader।"
    ),
    in_apps="सूची वाले ऐप",
    catalogue=(
        "KOReader, Thorium Reader और कई दूसरे ऐप किताबें एक सूची (OPDS) से लेते हैं। यह पता एक बार "
        "जोड़ें, हर नया संस्करण वहाँ मिलेगा:"
    ),
    checksums="चेकसम",
    about_checksums="इनसे पता चलता है कि फ़ाइल पूरी पहुँची या नहीं (SHA-256)।",
    version="संस्करण {version}, {date}",
    kilobytes="{size} KB",
    decimal=".",
    thousands=",",
)
