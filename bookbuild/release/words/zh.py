"""Chinese."""

from bookbuild.release.words.page_words import PageWords

CHINESE = PageWords(
    language="zh",
    get_the_book="下载本书",
    ebook="适合电子书阅读器和手机",
    printed="适合打印或在大屏幕上阅读",
    pages="{count} 页",
    first_release="这是首次发布。",
    how_to_read="如何阅读",
    kindle=(
        "在浏览器中打开亚马逊的 Send to Kindle 页面，把 EPUB 文件放进去。也可以用亚马逊账户认可"
        "的邮箱，把 EPUB 发送到 Kindle 的专用地址；一封邮件不超过 50 MB。"
    ),
    kobo=(
        "用数据线把 Kobo 连接到电脑，将 EPUB 复制进去。"
        "也可以用 Kobo 自带的浏览器打开本页，点按 EPUB。"
    ),
    on_phones="手机、平板、电脑",
    phones=(
        "点按 EPUB，然后选择阅读应用：iPhone、iPad 和 Mac 上用 Apple Books；Android 上用任何能"
        "打开 EPUB 的应用；电脑上用 Thorium Reader。"
    ),
    in_apps="支持书目的应用",
    catalogue=(
        "KOReader、Thorium Reader 等许多应用可以从书目（OPDS）取书。只需添加一次下面的地址，每"
        "次新版本都会出现在那里："
    ),
    checksums="校验和",
    about_checksums="用来确认文件是否完整（SHA-256）。",
    version="版本 {version}，{date}",
    kilobytes="{size} KB",
    decimal=".",
    thousands=",",
)
