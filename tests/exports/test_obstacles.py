"""What stood in the way of a page is told as that, and never read as the page."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ereput.exports import Export, bring, read_path
from ereput.exports.harvest import brought
from ereput.model import Status

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
URL = "https://annuaire.example/dr-vaubrun"
LISTING = '<div itemscope itemtype="https://schema.org/Physician"><h1 itemprop="name">Dr Hélène Vaubrun</h1></div>'
REVIEW = """<div itemscope itemtype="https://schema.org/Review"><p itemprop="reviewBody">Très bien reçu, merci.</p>
<span itemprop="author">Odile T.</span></div>"""
REFUSED, NOT_THERE, THROTTLED, FAILED = bring.REFUSED, bring.NOT_THERE, bring.THROTTLED, bring.FAILED
OBSTACLES = [  # as a browser saves each: scripts may be gone; the title and what is seen are there
    (REFUSED, "Just a moment...", "Verifying you are human. This may take a few seconds."),
    (REFUSED, "Un instant…", "avis.example doit vérifier la sécurité de votre connexion avant de continuer."),
    (REFUSED, "Attention Required! | Cloudflare", "Sorry, you have been blocked"),
    (REFUSED, "avis.example", "Please enable JS and disable any ad blocker"),
    (REFUSED, "avis.example", "Veuillez activer JS et désactiver votre bloqueur de publicité"),
    (REFUSED, "Access to this page has been denied.", "Press &amp; Hold to confirm you are a human (and not a bot)."),
    (REFUSED, "avis.example", "Vérification que vous n'êtes pas un robot"),
    (REFUSED, "https://avis.example/?q=x", "Nos systèmes ont détecté un trafic exceptionnel sur votre réseau."),
    (REFUSED, "Pardon Our Interruption", "Something about your browser made us think of a bot."),
    (REFUSED, "403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr>nginx"),
    (REFUSED, "", "<script>var dd={'rt':'c','cid':'A','host':'geo.captcha-delivery.com'}</script>avis.example"),
    (NOT_THERE, "404 Not Found", "<h1>Not Found</h1>The requested URL was not found on this server."),
    (NOT_THERE, "Page introuvable - avis.example", "Cette page n'existe plus."),
    (THROTTLED, "429 Too Many Requests", "<h1>429 Too Many Requests</h1>"),
    (THROTTLED, "Access denied", "<h1>Error 1015</h1>You are being rate limited"),
    (FAILED, "503 Service Temporarily Unavailable", "<h1>503</h1>"),
    (FAILED, "avis.example", "<h1>Ce site est inaccessible</h1>ERR_NAME_NOT_RESOLVED"),
    (NOT_THERE, "404", "Rien ici."),
    (NOT_THERE, "Erreur 404 | avis.example", "Rien ici."),
    (NOT_THERE, "404 - Page non trouvée", "Rien ici."),
    (NOT_THERE, "404 – Cette page n'existe pas", "Rien ici."),
    (NOT_THERE, "410 Gone", "Gone"),
    (THROTTLED, "Erreur HTTP 429", "Plus tard."),
    (FAILED, "500 Internal Server Error", "nginx"),
    (FAILED, "HTTP 502", "nginx"),
    (FAILED, "Error 503 Backend fetch failed", "Guru Meditation"),
    (REFUSED, "401", "nginx"),
    (REFUSED, "Un instant, s'il vous plaît...", "avis.example"),
    (REFUSED, "One moment, please...", "Please wait while your request is being verified..."),
    (REFUSED, "Captcha", "avis.example"),
    (REFUSED, "avis.example", "Confirmez que vous êtes humain pour continuer."),
    (REFUSED, "avis.example", "Verify that you are not a bot."),
    (
        bring.COOKIES,
        "Avis.example",
        """<div>Nous respectons votre vie privée</div><div>Avec nos 842 partenaires, nous utilisons des cookies et des
        traceurs.</div><button>Paramétrer</button><button>Tout refuser</button><button>Accepter et fermer</button>""",
    ),
]
PAGES = [
    (
        "Dr Hélène Vaubrun, dermatologue",
        """<p>Prendre rendez-vous au 04 65 71 18 30.</p><p>Ce site utilise des cookies.</p><p>Le cabinet est ouvert du
        lundi au vendredi, au 18 rue des Tilleuls Blancs, à Lyon.</p>""",
    ),
    ("Contact", "<form>Captcha : combien font 3 et 4 ?</form>Écrivez-nous, nous répondons sous deux jours."),
    ("Un instant de répit avec le docteur Vaubrun", "Le cabinet et son équipe. " * 200),
    ("Chirurgie assistée", "Le robot da Vinci aide le chirurgien, un humain tient les commandes."),
    ("Just a moment...", LISTING),
]

PRACTICE = "<p>Le cabinet reçoit du lundi au vendredi, au 18 rue des Tilleuls Blancs, à Lyon.</p>"
TITLES = [  # of short pages that say something of their own
    "Un instant avec le Dr Vaubrun",
    "Un instant de calme - Cabinet Vaubrun",
    "Just a moment with Dr Vaubrun",
    "One moment that changed my practice",
    "Captcha Dr Vaubrun",
    "Captcha : le théâtre du Dr Vaubrun",
    "404 route de Lyon, cabinet médical",
    "410 avenue Foch",
    "404 - route de Lyon",
    "404 | Cabinet médical de la route de Lyon",
    "404 Elm Street, Dr Vaubrun's surgery",
    "401 rue des Tilleuls",
    "403 patients suivis en 2025",
    "503 avis sur le Dr Vaubrun",
    "500 médecins de Lyon",
    "500 reviews of Dr Vaubrun",
    "502 boulevard des Saules",
    "503 services in one hospital",
    "429 patients témoignent",
    "429 Maple Avenue",
    "Too many requests for one doctor: our answer",
    "Rate limiting in the heart",
    "Not found elsewhere: a gentle dentist",
    "Accès interdit aux animaux",
    "Access denied to care in the countryside",
    "Attention required after surgery",
    "Service indisponible le samedi",
    "Unable to connect with your dentist?",
    "Vérification humaine des ordonnances",
    "Vérification en cours de grossesse",
    "Please wait in the hall",
    "Veuillez patienter dans le hall",
    "Robot checkups and other ideas",
]
SENTENCES = [
    "Elle montre un côté humain.",
    "Il vérifie tout et reste très humain.",
    "Le docteur prouve qu'un médecin peut être très humain.",
    "Elle s'assure de tout, un médecin humain.",
    "Le robot da Vinci confirme le geste, un humain tient les commandes.",
    "He makes sure you feel human.",
    "She checks every detail and is very human.",
    "Proving that medicine is still human.",
    "Press and hold the inhaler for three seconds.",
    "Vous avez été bloqué du dos ? Nous vous aidons.",
    "If you are blocked in your back, we help.",
    "En raison d'un trafic inhabituel dans la rue, prévoyez dix minutes.",
    "There is unusual traffic from the station to our door.",
    "La sécurité de votre connexion est assurée.",
    "Prouvez que vous êtes humain : 3 et 4 ? Ou appelez le 04 65 71 18 30.",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_short_page_is_one_whatever_its_title_begins_with(tmp_path: Path, title: str) -> None:
    assert saved(tmp_path, title, PRACTICE).problems == ()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_short_page_is_one_whatever_its_sentences_resemble(tmp_path: Path, sentence: str) -> None:
    assert saved(tmp_path, "Dr Hélène Vaubrun", f"{PRACTICE}<p>{sentence}</p>").problems == ()


@pytest.mark.parametrize("title", ["404 Not Found", "Just a moment...", "Captcha", "503", "Too many requests"])
@pytest.mark.parametrize("body", [LISTING, REVIEW])
def test_what_states_a_practitioner_or_a_review_is_never_an_obstacle(tmp_path: Path, title: str, body: str) -> None:
    export = saved(tmp_path, title, f"{body}<p>Verify you are human. <a class='g-recaptcha'></a></p>")

    assert export.problems == ()
    assert export.says_something


def saved(tmp_path: Path, title: str, body: str) -> Export:
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html><title>{title}</title><body>{body}", encoding="utf-8")
    return read_path(path, NOW)


@pytest.mark.parametrize(("sentence", "title", "body"), OBSTACLES)
def test_what_was_saved_in_place_of_a_page_is_told(tmp_path: Path, sentence: str, title: str, body: str) -> None:
    export = saved(tmp_path, title, body)

    assert export.problems == (sentence,)
    assert not export.says_something


@pytest.mark.parametrize(("title", "body"), PAGES)
def test_a_page_is_a_page_whatever_it_carries(tmp_path: Path, title: str, body: str) -> None:
    assert saved(tmp_path, title, body).problems == ()


def entry(text: str, status: object, url: str = URL) -> dict[str, object]:
    content = {"mimeType": "text/html", "text": text}
    return {"request": {"url": url}, "response": {"status": status, "content": content}}


def warc(answers: list[tuple[str, int, str]]) -> bytes:
    opened = io.BytesIO()
    writer = WARCWriter(opened, gzip=False)
    for url, status, text in answers:
        heads = StatusAndHeaders(f"{status} X", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(text.encode()), http_headers=heads))
    return opened.getvalue()


@pytest.mark.parametrize("kind", ["har", "warc"])
@pytest.mark.parametrize(
    ("status", "sentence", "means"),
    [
        (403, bring.REFUSED, Status.REFUSED),
        (404, bring.NOT_THERE, Status.NOTHING),
        (429, bring.THROTTLED, Status.THROTTLED),
        (503, bring.FAILED, Status.UNREACHABLE),
    ],
)
def test_a_recorded_page_that_was_refused_is_no_page(
    tmp_path: Path, kind: str, status: int, sentence: str, means: Status
) -> None:
    path = tmp_path / f"visit.{kind}"
    if kind == "har":
        path.write_text(json.dumps({"log": {"entries": [entry(LISTING, status), entry(LISTING, 200, f"{URL}/2")]}}))
    else:
        path.write_bytes(warc([(URL, status, LISTING), (f"{URL}/2", 200, LISTING)]))

    export = read_path(path, NOW)

    assert [listing.url for listing in export.listings] == [f"{URL}/2"]
    assert export.problems == (f"{URL}: {sentence}",)
    assert [problem.status for problem in brought([path], NOW).problems] == [means]


@pytest.mark.parametrize("status", [200, 304, 0, None, "404"])
def test_a_page_under_a_good_status_or_none_is_read(tmp_path: Path, status: object) -> None:
    path = tmp_path / "visit.har"
    path.write_text(json.dumps({"log": {"entries": [entry(LISTING, status)]}}))

    assert len(read_path(path, NOW).listings) == 1


def test_an_audit_is_told_what_stood_there(tmp_path: Path) -> None:
    saved(tmp_path, "Just a moment...", "")

    harvest = brought([tmp_path / "page.html"], NOW)

    assert (harvest.status, harvest.answered, harvest.items) == (Status.REFUSED, 0, ())
