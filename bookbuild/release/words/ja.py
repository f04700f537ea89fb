"""Japanese."""

from bookbuild.release.words.page_words import PageWords

JAPANESE = PageWords(
    language="ja",
    get_the_book="本をダウンロード",
    ebook="電子書籍リーダーとスマートフォン向け",
    printed="印刷や大きな画面での閲覧向け",
    pages="{count}ページ",
    first_release="これは最初の公開版です。",
    how_to_read="読み方",
    kindle=(
        "ブラウザーでAmazonの「Send to Kindle」のページを開き、EPUBをそこに置きます。または、"
        "Amazonのアカウントで承認したメールアドレスから、EPUBをKindleのアドレスに送ります。メー"
        "ルは50 MBまでです。"
    ),
    kobo=(
        "Koboをケーブルでパソコンにつなぎ、EPUBをコピーします。または、Koboのブラウザーでこのペ"
        "ージを開き、EPUBをタップします。"
    ),
    on_phones="スマートフォン、タブレット、パソコン",
    phones=(
        "EPUBをタップして読書アプリを選びます。iPhone、iPad、MacではApple Books、Androidでは"
        "EPUBを開けるアプリ、パソコンではThorium Readerで読めます。"
    ),
    in_apps="カタログに対応したアプリ",
    catalogue=(
        "KOReaderやThorium Readerなど多くのアプリは、カタログ（OPDS）から本を取り込めます。次の"
        "アドレスを一度登録すれば、新しい版がいつもそこに並びます。"
    ),
    checksums="チェックサム",
    about_checksums="ファイルが壊れずに届いたかどうかを確かめるためのものです（SHA-256）。",
    version="バージョン {version}、{date}",
    kilobytes="{size} KB",
    decimal=".",
    thousands=",",
)
