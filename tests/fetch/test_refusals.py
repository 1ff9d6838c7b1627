import pytest

from ereput.fetch import Answer
from ereput.fetch.refusals import refusal

CLOUDFLARE = "<title>Just a moment...</title><script>window._cf_chl_opt = {};</script>"
DATADOME = "<script>var dd={'rt':'c','cid':'AHrl','host':'geo.captcha-delivery.com'}</script>"
IMPERVA = '<iframe src="/_Incapsula_Resource">Request unsuccessful. Incapsula incident ID: 1-2</iframe>'
HUMAN = '<title>Access to this page has been denied</title><div id="px-captcha"></div>'


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("a Cloudflare challenge", Answer(403, {"cf-mitigated": "challenge"})),
        ("a Cloudflare challenge", Answer(503, {}, CLOUDFLARE.encode())),
        ("a Cloudflare block page", Answer(403, {}, b"<title>Attention Required! | Cloudflare</title>")),
        ("an AWS WAF challenge", Answer(202, {"x-amzn-waf-action": "challenge"})),
        ("a DataDome captcha", Answer(200, {}, DATADOME.encode())),
        ("an Imperva block page", Answer(200, {}, IMPERVA.encode())),
        ("a HUMAN captcha", Answer(403, {}, HUMAN.encode())),
        ("Google's captcha", Answer(200, {}, b"We detected unusual traffic from your computer network.")),
        ("Google's captcha", Answer(200, {}, "Nous avons détecté un trafic exceptionnel sur votre réseau.".encode())),
        ("a captcha", Answer(200, {}, b'<title>Captcha</title><div class="h-captcha">')),
        ("a captcha", Answer(200, {}, '<title>Êtes-vous un robot ?</title><div class="g-recaptcha">'.encode())),
    ],
)
def test_a_block_page_is_known_by_its_marks(name: str, answer: Answer) -> None:
    assert refusal(answer) == name


@pytest.mark.parametrize(
    "text",
    [
        "<title>Dr Hélène Vaubrun, dermatologue</title><form><div class='g-recaptcha'></div></form>",
        "<title>Contact</title><script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>",
        "<title>Clinique</title><script src='/_Incapsula_Resource?SWJIYLWA=1'></script>",
        "<title>Just a moment with Dr Vaubrun</title>",
        "<title>Un instant avec le Dr Vaubrun</title><script src='/challenge-platform/jsd.js'></script>",
        "<title>Captcha Dr Vaubrun</title>",
        "<title>Accès</title><p>En raison d'un trafic exceptionnel sur le pont, prévoyez dix minutes de plus.</p>",
        "<title>Chirurgie : le robot da Vinci</title><p>Le captcha du formulaire…</p>",
        "<title>Clinique</title><script src='https://js.captcha-delivery.com/tags.js'></script>",
        "",
    ],
)
def test_a_page_that_merely_carries_a_captcha_is_no_refusal(text: str) -> None:
    assert refusal(Answer(200, {"cf-ray": "1", "x-datadome": "protected"}, text.encode())) is None
