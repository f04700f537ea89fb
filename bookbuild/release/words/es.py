"""Spanish."""

from bookbuild.release.words.page_words import PageWords

SPANISH = PageWords(
    language="es",
    get_the_book="Descargar el libro",
    ebook="Para lectores electrónicos y teléfonos",
    printed="Para imprimir o leer en una pantalla grande",
    pages="{count} páginas",
    first_release="Esta es la primera versión.",
    how_to_read="Cómo leerlo",
    kindle=(
        "Abrir en el navegador la página «Send to Kindle» de Amazon y soltar allí el EPUB. O "
        "enviar el EPUB por correo a la dirección del Kindle, desde una dirección autorizada en "
        "la cuenta de Amazon; un correo admite hasta 50 MB."
    ),
    kobo=(
        "Conectar el Kobo a un ordenador con su cable y copiar el EPUB. O abrir esta página en "
        "el navegador del Kobo y tocar el EPUB."
    ),
    on_phones="Teléfonos, tabletas, ordenadores",
    phones=(
        "Tocar el EPUB y elegir una aplicación de lectura: Apple Books en iPhone, iPad y Mac; en "
        "Android, cualquiera que abra EPUB; Thorium Reader en un ordenador."
    ),
    in_apps="Aplicaciones con catálogos",
    catalogue=(
        "KOReader, Thorium Reader y muchas otras aplicaciones toman los libros de un catálogo "
        "(OPDS). Basta con añadir una vez esta dirección, y cada nueva versión estará allí:"
    ),
    checksums="Sumas de comprobación",
    about_checksums="Muestran si un archivo ha llegado íntegro (SHA-256).",
    version="Versión {version}, {date}",
    thousands="\u202f",
)
