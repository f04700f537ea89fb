"""Arabic. Counts stand after their noun, which then needs no form for each number."""

from bookbuild.release.words.page_words import PageWords

ARABIC = PageWords(
    language="ar",
    get_the_book="تنزيل الكتاب",
    ebook="لأجهزة القراءة والهواتف",
    printed="للطباعة أو للقراءة على شاشة كبيرة",
    pages="عدد الصفحات: {count}",
    first_release="هذا هو الإصدار الأول.",
    how_to_read="كيفية القراءة",
    kindle=(
        "يُفتح موقع Send to Kindle من أمازون في المتصفح ويوضع فيه ملف EPUB. أو يُرسَل الملف "
        "بالبريد الإلكتروني إلى عنوان جهاز Kindle من عنوان يسمح به حساب أمازون، على ألا تتجاوز "
        "الرسالة 50 ميغابايت."
    ),
    kobo=(
        "يوصَل جهاز Kobo بالحاسوب بالكابل ويُنسخ إليه ملف EPUB. أو تُفتح هذه الصفحة في متصفح "
        "الجهاز نفسه ويُضغط على ملف EPUB."
    ),
    on_phones="الهواتف والأجهزة اللوحية والحواسيب",
    phones=(
        "يُضغط على ملف EPUB ثم يُختار تطبيق للقراءة: Apple Books على iPhone وiPad وMac، وأي "
        "تطبيق يفتح ملفات EPUB على Android، وThorium Reader على الحاسوب."
    ),
    in_apps="التطبيقات ذات الفهارس",
    catalogue=(
        "تأخذ تطبيقات KOReader وThorium Reader وغيرها الكتب من فهرس (OPDS). يُضاف هذا العنوان "
        "مرة واحدة، فيظهر فيه كل إصدار جديد:"
    ),
    checksums="مجاميع التحقق",
    about_checksums="تبيّن هل وصل الملف كاملًا (SHA-256).",
    version="الإصدار {version}، {date}",
    kilobytes="{size} كيلوبايت",
    megabytes="{size} ميغابايت",
    decimal=".",
    thousands=",",
)
