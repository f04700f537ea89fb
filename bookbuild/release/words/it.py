"""Italian."""

from bookbuild.release.words.page_words import PageWords

ITALIAN = PageWords(
    language="it",
    get_the_book="Scarica il libro",
    ebook="Per e-reader e telefoni",
    printed="Per stampare o leggere su uno schermo grande",
    pages="{count} pagine",
    first_release="Questa è la prima versione.",
    how_to_read="Come leggerlo",
    kindle=(
        "Apri nel browser la pagina «Send to Kindle» di Amazon e trascinaci l’EPUB. Oppure invia "
        "l’EPUB per posta elettronica all’indirizzo del tuo Kindle, da un indirizzo autorizzato "
        "nel tuo account Amazon; un messaggio può contenere fino a 50 MB."
    ),
    kobo=(
        "Collega il Kobo a un computer con il suo cavo e copia l’EPUB. Oppure apri questa pagina "
        "nel browser del Kobo e tocca l’EPUB."
    ),
    on_phones="Telefoni, tablet, computer",
    phones=(
        "Tocca l’EPUB e scegli un’app di lettura: Apple Books su iPhone, iPad e Mac; su Android "
        "qualsiasi app che apra gli EPUB; Thorium Reader sul computer."
    ),
    in_apps="App con cataloghi",
    catalogue=(
        "KOReader, Thorium Reader e molte altre app prendono i libri da un catalogo (OPDS). "
        "Aggiungi una volta questo indirizzo e ci troverai ogni nuova versione:"
    ),
    checksums="Somme di controllo",
    about_checksums="Mostrano se un file è arrivato intero (SHA-256).",
    version="Versione {version}, {date}",
)
