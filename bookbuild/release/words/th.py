"""Thai."""

from bookbuild.release.words.page_words import PageWords

THAI = PageWords(
    language="th",
    get_the_book="ดาวน์โหลดหนังสือ",
    ebook="สำหรับเครื่องอ่านอีบุ๊กและโทรศัพท์",
    printed="สำหรับพิมพ์หรืออ่านบนจอใหญ่",
    pages="{count} หน้า",
    first_release="นี่คือการเผยแพร่ครั้งแรก",
    how_to_read="วิธีอ่าน",
    kindle=(
        "เปิดหน้า Send to Kindle ของ Amazon ในเบราว์เซอร์แล้ววางไฟล์ EPUB ที่นั่น หรือส่งไฟล์ EPUB "
        "ทางอีเมลไปยังที่อยู่ของเครื่อง Kindle จากอีเมลที่บัญชี Amazon อนุญาต อีเมลหนึ่งฉบับมีขนาดได้ถึง 50 MB"
    ),
    kobo=(
        "ต่อเครื่อง Kobo กับคอมพิวเตอร์ด้วยสายแล้วคัดลอกไฟล์ EPUB ลงเครื่อง หรือเปิดหน้านี้ในเบราว์เซอร์ของ "
        "Kobo แล้วแตะที่ EPUB"
    ),
    on_phones="โทรศัพท์ แท็บเล็ต คอมพิวเตอร์",
    phones=(
        "แตะที่ EPUB แล้วเลือกแอปอ่านหนังสือ: Apple Books บน iPhone, iPad และ Mac, แอปใดก็ได้ที่เปิด EPUB "
        "ได้บน Android, Thorium Reader บนคอมพิวเตอร์"
    ),
    in_apps="แอปที่ใช้แค็ตตาล็อก",
    catalogue=(
        "KOReader, Thorium Reader และแอปอื่นอีกมากรับหนังสือจากแค็ตตาล็อก (OPDS) "
        "เพิ่มที่อยู่นี้เพียงครั้งเดียว แล้วฉบับใหม่ทุกฉบับจะอยู่ที่นั่น:"
    ),
    checksums="ค่าตรวจสอบไฟล์",
    about_checksums="แสดงว่าไฟล์มาถึงครบถ้วนหรือไม่ (SHA-256)",
    version="รุ่น {version}, {date}",
    kilobytes="{size} KB",
    decimal=".",
    thousands=",",
)
