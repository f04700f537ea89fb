"""Portuguese, as Brazil writes it: most of those who post serials in Portuguese live there."""

from bookbuild.release.words.page_words import PageWords

PORTUGUESE = PageWords(
    language="pt",
    get_the_book="Baixar o livro",
    ebook="Para leitores digitais e telefones",
    printed="Para imprimir ou ler numa tela grande",
    pages="{count} páginas",
    first_release="Esta é a primeira versão.",
    how_to_read="Como ler",
    kindle=(
        "Abrir no navegador a página “Send to Kindle” da Amazon e soltar ali o EPUB. Ou enviar o "
        "EPUB por e-mail para o endereço do Kindle, a partir de um endereço autorizado na conta "
        "da Amazon; um e-mail pode ter até 50 MB."
    ),
    kobo=(
        "Ligar o Kobo a um computador com o cabo e copiar o EPUB. Ou abrir esta página no "
        "navegador do Kobo e tocar no EPUB."
    ),
    on_phones="Telefones, tablets, computadores",
    phones=(
        "Tocar no EPUB e escolher um aplicativo de leitura: Apple Books no iPhone, no iPad e no "
        "Mac; no Android, qualquer um que abra EPUB; Thorium Reader no computador."
    ),
    in_apps="Aplicativos com catálogos",
    catalogue=(
        "KOReader, Thorium Reader e muitos outros buscam livros num catálogo (OPDS). Basta "
        "adicionar este endereço uma vez, e cada nova versão estará lá:"
    ),
    checksums="Somas de verificação",
    about_checksums="Mostram se um arquivo chegou inteiro (SHA-256).",
    version="Versão {version}, {date}",
)
