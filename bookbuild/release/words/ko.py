"""Korean."""

from bookbuild.release.words.page_words import PageWords

KOREAN = PageWords(
    language="ko",
    get_the_book="책 내려받기",
    ebook="전자책 단말기와 휴대전화용",
    printed="인쇄하거나 큰 화면으로 읽기 위한 파일",
    pages="{count}쪽",
    first_release="첫 번째 공개판입니다.",
    how_to_read="읽는 방법",
    kindle=(
        "브라우저에서 아마존의 Send to Kindle 페이지를 열고 EPUB 파일을 올립니다. 또는 아마존 "
        "계정에서 허용한 주소로 EPUB을 Kindle의 전용 주소에 메일로 보냅니다. 메일은 50 MB까지입"
        "니다."
    ),
    kobo=(
        "Kobo를 케이블로 컴퓨터에 연결하고 EPUB을 복사합니다. 또는 Kobo의 브라우저로 이 페이지"
        "를 열고 EPUB을 누릅니다."
    ),
    on_phones="휴대전화, 태블릿, 컴퓨터",
    phones=(
        "EPUB을 누르고 읽기 앱을 고릅니다. iPhone, iPad, Mac에서는 Apple Books, Android에서는"
        " EPUB을 여는 아무 앱, 컴퓨터에서는 Thorium Reader를 쓰면 됩니다."
    ),
    in_apps="카탈로그를 지원하는 앱",
    catalogue=(
        "KOReader, Thorium Reader를 비롯한 여러 앱은 카탈로그(OPDS)에서 책을 받습니다. 이 주소"
        "를 한 번 등록하면 새 판이 나올 때마다 거기에 있습니다:"
    ),
    checksums="체크섬",
    about_checksums="파일이 온전히 도착했는지 보여 줍니다(SHA-256).",
    version="버전 {version}, {date}",
    kilobytes="{size} KB",
    decimal=".",
    thousands=",",
)
