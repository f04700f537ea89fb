"""Words in italics that are certainly of another language than the book.

A wrong language is worse than none: a screen reader would say the words wrongly. So a phrase is
marked in two cases only. It is one of the expressions that books have set in italics for
centuries, word for word; of single words, those alone that English has not taken over. Or it has
three words or more, at least half of them are small words of one language, and none of them is a
small word of another or of the book's own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_ITALIC = re.compile(
    r"(?<![\w\\*_])([_*])(?=[^\s_*])(?P<words>[^_*\n]{2,120}?)(?<=[^\s\\])\1(?![\w*_])"
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Tongue:
    """A language: expressions that are its own, and small words by which a sentence is told."""

    lang: str
    expressions: frozenset[str]
    small: frozenset[str]


def with_languages(text: str, book: str) -> str:
    """Return the Markdown of a block, the foreign words in it marked; ``book`` is the book's."""

    def marked(found: re.Match[str]) -> str:
        lang = language_of(found["words"], book)
        return f"[{found[0]}]{{lang={lang}}}" if lang else found[0]

    return _ITALIC.sub(marked, text) if "_" in text or "*" in text else text


def language_of(words: str, book: str) -> str:
    """Return the language of a phrase in a book that is in another, "" where it is not certain."""
    own = book.split("-")[0]
    plain = _words(words.replace("\\", ""))
    phrase = " ".join(plain)
    known = [one.lang for one in _TONGUES if phrase in one.expressions]
    if known:
        return known[0] if known[0] != own and len(known) == 1 else ""
    if len(plain) < _LEAST_WORDS:
        return ""
    told = {one.lang: sum(word in one.small for word in plain) for one in _TONGUES}
    best = max(told, key=lambda lang: told[lang])
    others = any(times for lang, times in told.items() if lang != best)
    return best if told[best] * 2 >= len(plain) and not others and best != own else ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(_plain(word) for word in _WORD.findall(text))


def _plain(word: str) -> str:
    """Return a word in small letters without accents, an æ as two letters, as lists have it."""
    apart = word.casefold().replace("æ", "ae").replace("œ", "oe")
    bare = unicodedata.normalize("NFD", apart)
    return "".join(one for one in bare if not unicodedata.combining(one))


def _listed(lines: str) -> frozenset[str]:
    return frozenset(" ".join(_words(phrase)) for phrase in lines.split(","))


_LATIN = _listed(
    """a fortiori, a posteriori, a priori, a particulari, ad astra, ad astra per aspera, ad hoc, ad
    hominem, ad infinitum, ad interim, ad lib, ad libitum, ad nauseam, ad rem, ad valorem, ad
    universale, a particulari ad universale, alea iacta est, alea jacta est, alma mater, alter
    ego, amor vincit omnia, anno domini, ante bellum, arbiter elegantiarum, ars longa, ars longa
    vita brevis, audi alteram partem, aurea mediocritas, ave atque vale, ave maria, bona fide,
    bona fides, carpe diem, casus belli, cave canem, caveat emptor, compos mentis, corpus delicti,
    cui bono, cum grano, cum grano salis, cum laude, de facto, de gustibus, de gustibus non est
    disputandum, de jure, de minimis, de mortuis nil nisi bonum, de novo, de profundis, dei
    gratia, deo gratias, deo volente, deus ex machina, dies irae, dramatis personae, dulce et
    decorum est, ecce homo, e pluribus unum, et alii, et cetera, et tu brute, ex cathedra, ex
    gratia, ex libris, ex nihilo, ex officio, ex parte, ex post facto, ex tempore, exeunt omnes,
    exempli gratia, facile princeps, felo de se, festina lente, fiat lux, flagrante delicto,
    genius loci, gloria in excelsis, habeas corpus, hic jacet, hic et nunc, hoc genus omne,
    horribile dictu, id est, ignis fatuus, ignoratio elenchi, in absentia, in articulo mortis, in
    camera, in esse, in extenso, in extremis, in flagrante delicto, in hoc signo vinces, in loco
    parentis, in manus tuas domine, in medias res, in memoriam, in partibus infidelium, in
    perpetuum, in posse, in propria persona, in re, in rerum natura, in saecula saeculorum, in
    situ, in statu quo, in toto, in vacuo, in vino veritas, infra dig, inter alia, inter nos,
    inter pares, inter vivos, ipse dixit, ipsissima verba, ipso facto, jure divino, labor omnia
    vincit, lapsus calami, lapsus linguae, lex talionis, locum tenens, locus standi, magna charta,
    magnum opus, mare clausum, mater dolorosa, mea culpa, mea maxima culpa, memento mori, mens
    sana in corpore sano, mirabile dictu, modus operandi, modus vivendi, more suo, multum in
    parvo, mutatis mutandis, ne plus ultra, nec plus ultra, nemine contradicente, nihil obstat,
    nil admirandum, nil desperandum, nolens volens, noli me tangere, non causa, non compos mentis,
    non est inventus, non nobis domine, non omnis moriar, non possumus, non sequitur, nota bene,
    nunc dimittis, o tempora o mores, odi profanum vulgus, omne ignotum pro magnifico, omnia
    vincit amor, omnia romae venalia sunt, ora pro nobis, pace tua, panem et circenses, pari
    passu, pater familias, pater noster, pax britannica, pax romana, pax vobiscum, pendente lite,
    per annum, per capita, per contra, per diem, per mensem, per se, persona grata, persona non
    grata, post facto, post hoc, post hoc ergo propter hoc, post meridiem, post mortem, post obit,
    prima facie, primus inter pares, pro bono publico, pro forma, pro patria, pro rata, pro re
    nata, pro tanto, pro tem, pro tempore, quantum sufficit, quid pro quo, quis custodiet ipsos
    custodes, quo vadis, quod erat demonstrandum, quod erat faciendum, quod vide, rara avis,
    reductio ad absurdum, requiem aeternam, requiescat in pace, res angusta domi, res gestae,
    sanctum sanctorum, sartor resartus, semper fidelis, sic itur ad astra, sic transit gloria
    mundi, sine die, sine qua non, status quo, status quo ante, sub judice, sub poena, sub rosa,
    sub silentio, sui generis, summum bonum, suppressio veri, suum cuique, te deum, tempora
    mutantur, tempus fugit, terra firma, terra incognita, tertium quid, timeo danaos et dona
    ferentes, totidem verbis, tu quoque, ubi sunt, ultima ratio regum, ultima thule, urbi et orbi,
    ut infra, ut supra, vade mecum, vade retro satanas, vae victis, vanitas vanitatum, veni
    creator, veni vidi vici, verb sap, verbum sapienti, verbatim et literatim, via media, vice
    versa, vide infra, vide supra, viva voce, vivat rex, vivat regina, vox et praeterea nihil, vox
    populi, vox populi vox dei"""
)
_FRENCH = _listed(
    """à bas, à bientôt, à deux, à deux mains, à droite, à gauche, à fond, à jamais, à l'abandon, à
    la bonne heure, à la carte, à la française, à la mode, à merveille, à outrance, à peu près, à
    propos, à propos de bottes, à propos de rien, affaire d'amour, affaire d'honneur, affaire de
    cœur, aide de camp, aides de camp, amour propre, ancien régime, après moi le déluge, arrière
    pensée, arrière pensées, au contraire, au courant, au désespoir, au fait, au fond, au pied de
    la lettre, au revoir, au sérieux, aux armes, bas bleu, beau geste, beau ideal, beau monde,
    beaux arts, beaux esprits, beaux yeux, bel esprit, belle époque, belles lettres, bête noire,
    bêtes noires, bien entendu, bien sûr, billet doux, billets doux, bon appétit, bon gré mal gré,
    bon jour, bon marché, bon mot, bon mots, bons mots, bon soir, bon ton, bon vivant, bon viveur,
    bon voyage, bonne bouche, bonne chance, bonne compagnie, bonjour, bonsoir, carte blanche,
    carte de visite, cause célèbre, c'est à dire, c'est égal, c'est fini, c'est la guerre, c'est
    la vie, c'est magnifique, c'est moi, c'est tout, c'est vrai, ce n'est que le premier pas qui
    coûte, chacun à son goût, chacun son goût, chaise longue, chapelle ardente, chargé d'affaires,
    château en espagne, châteaux en espagne, chef d'œuvre, chefs d'œuvre, cher ami, chère amie,
    cherchez la femme, chevaux de frise, chevalier d'industrie, ci devant, cordon bleu, cordon
    sanitaire, corps de ballet, corps diplomatique, coup d'essai, coup d'état, coup d'œil, coup de
    foudre, coup de grâce, coup de main, coup de maître, coup de soleil, coup de théâtre, coûte
    que coûte, crème de la crème, croix de guerre, cri de cœur, cri du cœur, cul de sac, d'accord,
    danse macabre, de bon cœur, de haut en bas, de nouveau, de rigueur, de trop, déjà vu, dernier
    cri, dieu et mon droit, double entendre, double entente, doubles entendres, douceur de vivre,
    droit de seigneur, droit du seigneur, eau de cologne, eau de vie, eau sucrée, élan vital,
    embarras de richesse, embarras de richesses, en arrière, en attendant, en avant, en bloc, en
    clair, en déshabillé, en effet, en évidence, en famille, en fête, en garçon, en grande tenue,
    en masse, en passant, en pension, en plein air, en prince, en rapport, en règle, en revanche,
    en route, en suite, en tête à tête, en tout cas, en train, en vérité, enfant gâté, enfant
    terrible, enfants perdus, enfants terribles, entente cordiale, entre nous, entr'acte, esprit
    de corps, esprit fort, état major, façon de parler, fait accompli, faits accomplis, faute de
    mieux, faux pas, femme de chambre, femme fatale, fête champêtre, feu d'artifice, feu de joie,
    fille de chambre, fille de joie, fin de siècle, force majeure, franc tireur, gaîté de cœur,
    gardez la foi, gens d'armes, gens de lettres, grand monde, grand seigneur, grande dame,
    grandes dames, haut goût, haut monde, haut ton, haute couture, haute cuisine, haute école,
    honi soit qui mal y pense, hors concours, hors d'œuvre, hors de combat, hôtel de ville, idée
    fixe, jeu d'esprit, jeunesse dorée, je ne sais quoi, je suis prêt, joie de vivre, l'état c'est
    moi, laissez aller, laissez faire, laissez passer, l'appétit vient en mangeant, le mot juste,
    le roi est mort, le roi le veult, lèse majesté, lettre de cachet, lettres de cachet, ma chère,
    ma foi, mal à propos, mal de mer, malgré lui, malgré moi, malgré tout, mardi gras, mariage de
    convenance, mauvais coucheur, mauvais goût, mauvais quart d'heure, mauvais sujet, mauvais ton,
    mauvaise honte, mise en scène, mon ami, mon amie, mon cher, mon dieu, mot juste, n'est ce pas,
    n'importe, noblesse oblige, nom de dieu, nom de guerre, nom de plume, nous verrons, nouveau
    riche, nouveaux riches, objet d'art, objets d'art, on dit, par avance, par excellence, par
    exemple, par hasard, parbleu, pardieu, par parenthèse, parole d'honneur, parti pris, pas de
    deux, pas seul, pâté de foie gras, peine forte et dure, petit maître, petit point, petit
    souper, petite amie, pièce de résistance, pied à terre, pis aller, plus ça change, poète
    maudit, porte cochère, poste restante, pour encourager les autres, pour faire rire, pour
    passer le temps, pour prendre congé, pourparlers, prêt à porter, preux chevalier, prix fixe,
    procès verbal, qu'importe, quand même, quelle horreur, quelque chose, quelqu'un, qui vive,
    raison d'état, raison d'être, répondez s'il vous plaît, rez de chaussée, roman à clef, ruse de
    guerre, sang froid, sans cérémonie, sans culotte, sans culottes, sans doute, sans façon, sans
    gêne, sans pareil, sans peine, sans peur et sans reproche, sans phrase, sans souci, sauve qui
    peut, savoir faire, savoir vivre, soi disant, succès d'estime, succès de scandale, succès fou,
    table d'hôte, tableau vivant, tableaux vivants, tant mieux, tant pis, tête à tête, tête à
    têtes, tiers état, tour de force, tours de force, tout à fait, tout au contraire, tout à
    l'heure, tout court, tout de même, tout de suite, tout ensemble, tout le monde, trompe l'œil,
    trop de zèle, valet de chambre, valet de place, va sans dire, vers de société, vers libre,
    vieux jeu, vis à vis, vive l'empereur, vive la différence, vive le roi, vogue la galère, voilà
    tout, zut"""
)
_ITALIAN = _listed(
    """a piacere, a tempo, al dente, al fine, al fresco, allegro vivace, andante cantabile, basso
    profondo, bel canto, bella figura, ben trovato, buona notte, buona sera, buon giorno, buon
    viaggio, caro mio, cara mia, carissima, carissimo, che sarà sarà, chi lo sa, commedia
    dell'arte, con amore, con brio, con espressione, con fuoco, con moto, con spirito, corpo di
    bacco, da capo, dio mio, dolce far niente, dolce vita, e pur si muove, eppur si muove, in
    petto, lasciate ogni speranza, ma non troppo, madonna mia, maestro mio, mezza voce, mezzo
    termine, molto bene, per bacco, perbacco, per favore, prima donna assoluta, se non è vero è
    ben trovato, sotto voce, terza rima, tutti quanti, va bene"""
)
_GERMAN = _listed(
    """ach du lieber, ach gott, ach so, alles in ordnung, also sprach zarathustra, auf wiedersehen,
    bitte schön, danke schön, das ewig weibliche, denn die todten reiten schnell, denn die toten
    reiten schnell, der tag, deutschland über alles, donner und blitz, donnerwetter, drang nach
    osten, du lieber gott, du lieber himmel, echt deutsch, es ist vollbracht, gott im himmel, gott
    in himmel, gott mit uns, gott sei dank, gott strafe england, grüß gott, guten abend, guten
    morgen, guten tag, gute nacht, hoch der kaiser, ich dien, ich liebe dich, ich weiß nicht, ja
    wohl, jawohl, lieber gott, mein freund, mein gott, mein herr, mein lieber, meine damen und
    herren, meine herren, mensch ärgere dich nicht, sturm und drang, unter den linden, wein weib
    und gesang, wie geht's, zum beispiel"""
)
_SPANISH = _listed(
    """adiós amigo, adiós señor, a sus órdenes, buenas noches, buenas tardes, buenos días, caballero
    andante, con permiso, cosas de españa, dios mío, gracias a dios, gracias señor, hasta la
    vista, hasta luego, hasta mañana, hombre de bien, madre de dios, mañana por la mañana, mi casa
    es su casa, muchas gracias, muchísimas gracias, no pasarán, plaza de toros, por dios, por
    favor, que será será, quién sabe, santa maría, sí señor, válgame dios, vaya con dios, viva la
    revolución"""
)
_TONGUES = (
    _Tongue(
        "la",
        _LATIN,
        _listed(
            """est, sunt, et, cum, ejus, eius, quod, quae, qui, quam, nunc, semper, nihil, omnia,
            omnibus, omnis, hoc, haec, hic, atque, sed, pro, ad, ab, ex, per, sub, inter, ut, nec,
            neque, erat, fuit, domine, dominus, deus, dei, deo, tuas, tuam, meam, nobis, vobis,
            quis, ubi, sic, ergo, enim, autem, igitur, ipse, ille, illa, esse"""
        ),
    ),
    _Tongue(
        "fr",
        _FRENCH,
        _listed(
            """le, les, des, du, une, est, et, dans, pour, avec, sur, vous, nous, ils, elle, elles,
            je, ce, cette, ces, mon, ma, mes, votre, notre, leur, que, qui, pas, ne, mais, très,
            bien, tout, tous, toute, où, au, aux, sont, avez, suis, êtes, fait, être, avoir,
            monsieur, madame, mademoiselle, oui, la"""
        ),
    ),
    _Tongue(
        "it",
        _ITALIAN,
        _listed(
            """il, gli, della, delle, dello, degli, nella, nel, che, non, sono, è, un, una, uno, di,
            si, mio, mia, con, per, questo, questa, signore, signora, signorina, lo, la, le, anche,
            perché, più, ogni, tutti, tutto"""
        ),
    ),
    _Tongue(
        "de",
        _GERMAN,
        _listed(
            """der, die, das, den, dem, des, ein, eine, einen, einem, einer, und, ist, sind, nicht,
            ich, du, er, sie, wir, ihr, mir, mich, dir, dich, uns, euch, mein, meine, dein, deine,
            sein, seine, mit, von, zu, zum, zur, auf, für, im, aus, bei, nach, über, unter, wenn,
            denn, aber, oder, auch, noch, nur, schon, wie, wo, wer, kein, keine, habe, hat, haben,
            herr, frau, gott"""
        ),
    ),
    _Tongue(
        "es",
        _SPANISH,
        _listed(
            """el, los, las, una, uno, del, y, que, es, está, son, no, con, por, para, mi, su, muy,
            más, pero, como, señor, señora, señorita, usted, yo, qué, quién, dónde, la, un, se, lo,
            dios, en, de"""
        ),
    ),
    _Tongue(
        "en",
        frozenset(),
        _listed(
            """the, and, of, to, in, a, is, was, it, that, he, she, his, her, i, you, they, we, my,
            your, for, with, on, at, by, this, not, but, from, are, be, have, had, has, do, did,
            will, would, so, no, what, who, when, all, an, or, if, as, me, him, there, then"""
        ),
    ),
)
