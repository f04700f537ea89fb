"""English."""

from bookbuild.release.words.page_words import PageWords

ENGLISH = PageWords(
    language="en",
    get_the_book="Get the Book",
    ebook="For e-readers and phones",
    printed="To print, or to read on a large screen",
    pages="{count} pages",
    first_release="This is the first release.",
    how_to_read="How to Read It",
    kindle=(
        "Open Amazon’s Send to Kindle page in your browser and drop the EPUB there. Or mail the "
        "EPUB to your Kindle’s own address, from an address that your Amazon account allows; "
        "a mail may have 50 MB."
    ),
    kobo=(
        "Connect the Kobo to a computer with its cable and copy the EPUB onto it. Or open this "
        "page in the Kobo’s own browser and tap the EPUB."
    ),
    on_phones="Phones, Tablets, Computers",
    phones=(
        "Tap the EPUB, then choose a reading app: Apple Books on an iPhone, an iPad or a Mac; "
        "any app that opens EPUB on Android; Thorium Reader on a computer."
    ),
    in_apps="Apps with Catalogues",
    catalogue=(
        "KOReader, Thorium Reader and many other apps take books from a catalogue (OPDS). Add "
        "this address once, and every new release is there:"
    ),
    checksums="Checksums",
    about_checksums="They show whether a file came whole (SHA-256).",
    version="Version {version}, {date}",
    kilobytes="{size} KB",
    decimal=".",
    thousands=",",
)
