"""Turkish."""

from bookbuild.release.words.page_words import PageWords

TURKISH = PageWords(
    language="tr",
    get_the_book="Kitabı indirin",
    ebook="E-kitap okuyucular ve telefonlar için",
    printed="Yazdırmak ya da büyük ekranda okumak için",
    pages="{count} sayfa",
    first_release="Bu ilk sürümdür.",
    how_to_read="Nasıl okunur",
    kindle=(
        "Tarayıcınızda Amazon’un “Send to Kindle” sayfasını açın ve EPUB dosyasını oraya "
        "bırakın. Ya da EPUB dosyasını, Amazon hesabınızın izin verdiği bir adresten Kindle’ınızın "
        "adresine e-postayla gönderin; bir e-posta 50 MB olabilir."
    ),
    kobo=(
        "Kobo’yu kablosuyla bir bilgisayara bağlayın ve EPUB dosyasını içine kopyalayın. Ya da bu "
        "sayfayı Kobo’nun kendi tarayıcısında açın ve EPUB dosyasına dokunun."
    ),
    on_phones="Telefonlar, tabletler, bilgisayarlar",
    phones=(
        "EPUB dosyasına dokunun ve bir okuma uygulaması seçin: iPhone, iPad ve Mac’te Apple "
        "Books; Android’de EPUB açan herhangi bir uygulama; bilgisayarda Thorium Reader."
    ),
    in_apps="Kataloglu uygulamalar",
    catalogue=(
        "KOReader, Thorium Reader ve başka birçok uygulama kitapları bir katalogdan (OPDS) alır. "
        "Bu adresi bir kez ekleyin; her yeni sürüm orada olacaktır:"
    ),
    checksums="Sağlama toplamları",
    about_checksums="Bir dosyanın eksiksiz gelip gelmediğini gösterirler (SHA-256).",
    version="Sürüm {version}, {date}",
)
