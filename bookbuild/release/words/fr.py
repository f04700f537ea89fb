"""French."""

from bookbuild.release.words.page_words import PageWords

FRENCH = PageWords(
    language="fr",
    get_the_book="Télécharger le livre",
    ebook="Pour liseuses et téléphones",
    printed="Pour imprimer ou lire sur grand écran",
    pages="{count} pages",
    first_release="Ceci est la première version.",
    how_to_read="Comment le lire",
    kindle=(
        "Ouvrir la page « Send to Kindle » d’Amazon dans un navigateur et y déposer l’EPUB. Ou "
        "envoyer l’EPUB par courriel à l’adresse du Kindle, depuis une adresse autorisée par le "
        "compte Amazon ; un courriel peut contenir 50 Mo."
    ),
    kobo=(
        "Brancher la Kobo sur un ordinateur avec son câble et y copier l’EPUB. Ou ouvrir cette "
        "page dans le navigateur de la Kobo et toucher l’EPUB."
    ),
    on_phones="Téléphones, tablettes, ordinateurs",
    phones=(
        "Toucher l’EPUB, puis choisir une application de lecture : Apple Books sur iPhone, iPad "
        "et Mac ; sur Android, toute application qui ouvre les EPUB ; Thorium Reader sur un "
        "ordinateur."
    ),
    in_apps="Applications à catalogues",
    catalogue=(
        "KOReader, Thorium Reader et bien d’autres applications prennent les livres dans un "
        "catalogue (OPDS). Il suffit d’y ajouter cette adresse, et chaque nouvelle version s’y "
        "trouve :"
    ),
    checksums="Sommes de contrôle",
    about_checksums="Elles montrent si un fichier est arrivé intact (SHA-256).",
    version="Version {version}, {date}",
    kilobytes="{size} ko",
    megabytes="{size} Mo",
    thousands="\u202f",
)
