import time
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.guide.triage import LABELS, Triage, triage

# label, language, text (all invented)
CASES = [
    ("imputed_fact", "fr", "Elle m'a facturé une biopsie qui n'a jamais été faite."),
    ("imputed_fact", "fr", "Ce médecin facture des consultations fictives à la Sécu."),
    ("imputed_fact", "fr", "Il était complètement ivre pendant la consultation"),
    ("imputed_fact", "fr", "A FALSIFIE MON DOSSIER POUR SE COUVRIR"),
    ("imputed_fact", "fr", "Elle a déjà été condamnée pour faux certificat."),
    ("imputed_fact", "fr", "Un escroc : il facture des actes jamais réalisés !"),  # the fact carries the insult
    ("imputed_fact", "fr", "Elle m'a giflée."),
    ("imputed_fact", "en", "He billed a visit that never took place."),
    ("imputed_fact", "en", "She billed my insurance for a biopsy that was never performed."),
    ("imputed_fact", "en", "The doctor was drunk when he saw me."),
    ("imputed_fact", "fr", "Le docteur sentait l'alcool ce matin-là."),
    ("imputed_fact", "en", "Practising without a licence, simple as that."),
    ("outrage", "fr", "Escroc !!!"),
    ("outrage", "fr", "charlatan de la pire espèce"),
    ("outrage", "fr", "Quelle connasse, je n'ai pas d'autre mot."),
    ("outrage", "fr", "C'est un voleur."),
    ("outrage", "en", "What a crook."),
    ("outrage", "en", "She is a complete idiot"),
    ("threat_or_blackmail", "fr", "Si vous ne me remboursez pas, je publie un avis tous les jours sur Google."),
    ("threat_or_blackmail", "fr", "Remboursez-moi 60 euros et je retire mon avis."),
    ("threat_or_blackmail", "fr", "je sais où vous habitez"),
    ("threat_or_blackmail", "en", "I'll delete this review once I get my money back."),
    ("threat_or_blackmail", "en", "If you don't refund me I will post this everywhere online."),
    ("hate", "fr", "Retourne dans ton pays."),
    ("hate", "en", "Go back to your country"),
    ("private_data", "fr", "Elle habite au 12 rue des Glycines à Villeurbanne, allez lui dire."),
    ("health_data", "fr", "Devant tout le monde : Madame Trucmuche vient pour son cancer !"),
    ("health_data", "en", "The doctor has Parkinson, he shakes."),
    ("services", "fr", "Leurs lasers sont de la camelote."),
    ("off_topic", "fr", "Désolée, ce n'est pas le bon médecin, mon avis était pour un homonyme."),
    ("off_topic", "fr", "La pizza était froide et le serveur absent."),
    ("off_topic", "en", "Wrong doctor, sorry."),
    ("no_text", None, None),
    ("no_text", None, "  …\n!!"),
    ("no_text", None, "👎👎 ... 👎"),
    ("positive", "fr", "Très bon médecin, à l'écoute, je recommande."),
    ("positive", "fr", "Excellente dermatologue, merci docteur"),
    ("positive", "en", "Very kind and professional, thank you!"),
    ("opinion", "fr", "Hautaine, désagréable, expéditive."),
    ("opinion", "fr", "Je n'y retournerai pas."),
    ("opinion", "fr", "Une heure d'attente pour cinq minutes de consultation."),
    ("opinion", "fr", "Erreur de diagnostic à mon avis, elle ne m'a pas soulagé."),
    ("opinion", "fr", "Bon médecin mais trop cher et accueil froid."),
    ("opinion", "en", "Rude receptionist and I waited two hours."),
]

# Lawful, or about somebody else: never an imputed fact, an insult, a threat
BOUNDARIES = [
    "Ce n'est pas un charlatan, loin de là, je recommande.",
    "Elle n'est vraiment pas une voleuse contrairement à ce qu'on lit.",
    "Il m'a traité de menteur et de voleur devant la salle d'attente.",
    "J'ai été reçu comme un criminel.",
    "Après trois charlatans j'ai enfin trouvé une vraie dermatologue !",
    "Mon ancien médecin était un escroc, rien à voir avec elle.",
    "La consultation m'a volé une heure de ma vie.",
    "Facture salée, et il n'a pas fait d'effort pour expliquer.",
    "Elle n'a jamais facturé de dépassement, au contraire.",
    "Je vais porter plainte devant l'Ordre si on ne me répond pas.",
    "À fuir, incompétente, un scandale.",
    "Elle m'a sauvé la vie, merci infiniment.",
    "Le cabinet sentait l'alcool et la javel, très propre.",
    "J'ai un cancer de la peau et elle m'a bien suivie.",
    "Cabinet rue du Boucher, facile d'accès.",
    "Not a crook at all, very honest.",
    "I was treated like a criminal by the receptionist.",
    "My previous doctor was a quack; she is wonderful.",
    "Pros and cons: nice staff, long wait.",
    "Il m'a reçu lundi.",
    "Elle a fait une biopsie.",
    "Elle a signé le certificat.",
    "Le docteur Zarka m'a reçu lundi",
    "He examined my daughter.",
    "The doctor wrote a prescription.",
    "She gave me a leaflet.",
    "10/10",
    "5/5 !!!",
    "Dr X 5/5",
    "Dr Vaubrun",
]
GRAVE = {"imputed_fact", "outrage", "threat_or_blackmail", "hate", "private_data", "health_data", "off_topic"}


@pytest.mark.parametrize(("label", "language", "text"), CASES)
def test_a_text_is_given_its_probable_class(label: str, language: str | None, text: str | None) -> None:
    assert triage(text, language).label == label
    assert triage(text).label == label


@pytest.mark.parametrize("text", BOUNDARIES)
def test_harsh_opinion_denial_and_talk_of_others_are_not_held_against_a_text(text: str) -> None:
    assert triage(text).label not in GRAVE


def test_accents_capitals_and_hidden_marks_change_nothing() -> None:
    said = {triage(text).label for text in ("escroc", "ESCROC", "Es\u200bcroc", "ｅｓｃｒｏｃ", "éscröc")}

    assert said == {"outrage"}


def test_the_words_that_made_it_so_are_those_of_the_text_without_control_characters() -> None:
    answer = triage("Quel\x1b[31m  ESCROC\u202e !")

    assert answer.words == ("Quel ESCROC",)


@pytest.mark.parametrize(
    "text",
    [
        "3scroc de première",
        "escr0c",
        "c'est un c0nnard fini",
        "S a l o p e",
        "Quel сharlatan",
        "grosse m*rde ce docteur",
    ],
)
def test_an_insult_in_disguise_is_one(text: str) -> None:
    assert triage(text, "fr").label == "outrage"


def test_a_language_that_was_not_learnt_is_left_alone() -> None:
    assert triage("Lo negro se pone blanco, muy mal", "es") == Triage(None, 0.0)
    assert {triage("Quel escroc !", name).label for name in ("fr-FR", "fr_FR", "FR")} == {"outrage"}


def test_of_praise_and_blame_the_one_with_more_to_show_is_told() -> None:
    assert triage("Très bon médecin, à l'écoute, merci, malgré l'attente.", "fr").label == "positive"
    assert triage("Bon médecin mais trop cher, accueil froid et désagréable.", "fr").label == "opinion"


def test_an_unknown_text_is_left_alone() -> None:
    assert triage("Rendez-vous le 12 à 14 h.") == Triage(None, 0.0)


@given(st.text(max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    answer = triage(text)

    assert answer.label in {*LABELS, "no_text", None}
    assert 0 <= answer.confidence <= 1
    assert all(word.isprintable() for word in answer.words)


@pytest.mark.parametrize("text", ["facture une ", "si vous me ", "a", "il ", ". ", "\u202e", "9 rue "])
def test_a_hostile_text_takes_no_time_to_speak_of(text: str) -> None:
    started = time.process_time()
    triage(text * 200_000)

    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "sentence",
    [
        "Ce médecin n'est pas un {}, au contraire",
        "Mon mari dit que ce médecin est un {}",
        "Est-ce que ce médecin est un {} ?",
        "This doctor is not a {}",
        "Dr Vaubrun is no {} at all",
        "My wife says this doctor is a {}",
    ],
)
def test_an_insult_that_is_denied_asked_or_another_s_is_not_the_author_s(sentence: str) -> None:
    said = "escroc", "charlatan", "voleur", "clown", "crook", "quack", "liar", "fraud"

    assert {triage(sentence.format(word)).label for word in said}.isdisjoint(GRAVE)


@pytest.mark.parametrize(
    "text",
    [
        "Ce n'est pas un médecin, c'est un escroc.",
        "Je n'ai jamais vu un tel charlatan.",
        "N'allez pas chez ce charlatan !",
        "Not a doctor but a crook.",
        "Nothing but a crook.",
    ],
)
def test_a_no_that_is_not_said_of_the_insult_takes_nothing_back(text: str) -> None:
    assert triage(text).label == "outrage"


def test_an_insult_is_heard_in_a_long_text_too() -> None:
    told = "Le cabinet est au deuxième étage, près de la gare. L'accueil est rapide. Un bilan sanguin était prévu. " * 4

    answer = triage(told + "Quel connard fini. " + told)

    assert answer.label == "outrage"
    assert answer.words == ("Quel connard fini",)


def test_what_is_said_again_and_again_is_heard_as_what_is_said_once() -> None:
    assert {triage("Vous êtes un escroc. " * times).label for times in (1, 2, 5, 50)} == {"outrage"}
    assert {triage("Elle a falsifié mon dossier. " * times).label for times in (1, 2, 5)} == {"imputed_fact"}


@pytest.mark.parametrize(
    ("threat", "denied"),
    [
        ("Si tu recommences je vais te tuer.", "Je ne vais pas te tuer pour si peu."),
        ("If you don't call me back I will kill you", "I will never kill you, don't worry"),
    ],
)
def test_a_condition_takes_back_no_threat_but_a_denial_of_it_does(threat: str, denied: str) -> None:
    assert triage(threat).label == "threat_or_blackmail"
    assert triage(denied).label != "threat_or_blackmail"


def test_what_only_sounds_like_hate_is_praise_where_it_praises() -> None:
    assert triage("On n'est plus chez nous, on est au paradis : excellente équipe, merci !").label == "positive"


def test_of_a_long_clause_twelve_words_are_shown() -> None:
    answer = triage(
        "elle a facturé à ma mère deux consultations qui n'ont jamais eu lieu et garde l'argent " + "voilà " * 30
    )

    assert answer.label == "imputed_fact"
    assert len(answer.words[0].replace("'", " ").split()) == 12


def test_no_class_of_words_repeats_a_pattern() -> None:
    rows = tomllib.loads((files("ereput.guide") / "triage.toml").read_text(encoding="utf-8"))

    assert [name for name, patterns in rows["classes"].items() if len(set(patterns)) < len(patterns)] == []
    assert not set(rows["classes"]["slur"]) & set(rows["classes"]["mild"])
