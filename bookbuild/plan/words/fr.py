"""French. The first chapter is "Chapitre premier", those after it have cardinals; parts have
ordinals before the word ("Première partie"). A colon has a no-break space before it."""

from bookbuild.model.edition import Words
from bookbuild.plan.words.vocabulary import (
    Counted,
    KindNames,
    NumberForm,
    Phrases,
    StoryRows,
    Vocabulary,
)

FRENCH = Vocabulary(
    language="fr",
    chapter=Counted(
        word="Chapitre", form=NumberForm.CARDINAL, short=("Ch", "Chap"), first="premier"
    ),
    part=Counted(word="Partie", form=NumberForm.ORDINAL, pattern="{number} {word}", feminine=True),
    words=Words(
        authors_note="Note de l’auteur",
        authors_notes="Notes de l’auteur",
        contents="Table des matières",
        cover="Couverture",
        title_page="Page de titre",
        half_title="Faux-titre",
        copyright="Mentions légales",
        landmarks="Repères",
        begin_reading="Commencer la lecture",
        contains="Contient",
        draft="Brouillon",
        page="page {page}",
        to_the_text="Retour au texte",
        colon="\u00a0: ",
    ),
    kinds=KindNames(
        dedication="Dédicace",
        epigraph="Épigraphe",
        foreword="Avant-propos",
        preface="Préface",
        content_notes="Avertissements",
        cast="Personnages",
        map="Carte",
        praise="Éloges",
        prologue="Prologue",
        interlude="Interlude",
        epilogue="Épilogue",
        afterword="Postface",
        acknowledgments="Remerciements",
        about_the_author="À propos de l’auteur",
        stay_in_touch="Restons en contact",
        also_by="Par {author}",
        other_books="Autres livres",
        glossary="Glossaire",
        translators_note="Note de traduction",
        credits="Crédits",
        teaser="Extrait",
        bonus="Bonus",
        colophon="Colophon",
    ),
    phrases=Phrases(
        the_author="",
        with_section="avec «\u00a0{section}\u00a0»",
        expected="Attendu le {date}",
        look_for="À retrouver sur {place}",
        series="{series}, tome {number}",
        a_story="Une histoire de l’univers {fandom}",
        an_story="Une histoire de l’univers {fandom}",
        conjunction="et",
        fan_fiction=(
            "Œuvre de fan, hors commerce. "
            "Les personnages et les lieux appartiennent à leurs ayants droit."
        ),
        all_rights_reserved="Tous droits réservés.",
        first_posted="Première publication sur {place}",
        first_posted_on="Première publication\u00a0: {date}",
        gift="Un cadeau pour {name}.",
        original="Traduction de {original}.",
        set_in="Composé en {font}.",
    ),
    rows=StoryRows(
        about_this_story="À propos de cette histoire",
        tags_title="Mots-clés",
        fandom="Fandom",
        rating="Classification",
        categories="Catégorie",
        relationships="Relations",
        characters="Personnages",
        tags="Mots-clés",
        warnings="Avertissements",
        summary="Résumé",
    ),
)
