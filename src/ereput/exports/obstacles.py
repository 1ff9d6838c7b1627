"""What stood in the way of a page: a captcha, a refusal, an error of the site's or the browser's, a question about
cookies. It is told as what it is, and never read as the page.

A page that states a listing or a review is one, whatever else it carries; of the others, those are obstacles that
their title gives away, or a sentence in them where they are short.
"""

import re
from collections.abc import Sequence

from ereput.exports.bring import COOKIES, FAILED, NOT_THERE, REFUSED, THROTTLED
from ereput.fetch.refusals import refusal
from ereput.fetch.wire import Answer
from ereput.reading import Reading
from ereput.reading.visible import shown

_SHORT, _LONGEST = 1_500, 6_000  # characters that a person sees of such pages, and of a question about cookies
_MOSTLY = 0.7  # of them are about cookies

# What the titles of such pages begin with, mostly a server's or a guard's own; the first that fits.
_TITLES = (
    (THROTTLED, r"(?:error |erreur |http )*429\b|too many requests|trop de requêtes|rate limit"),
    (
        NOT_THERE,
        r"(?:error |erreur |http )*4(?:04|10)\b|(?:page |file |object )?not found|page (?:introuvable|non trouv)",
    ),
    (FAILED, r"(?:error |erreur |http )*5\d\d\b|bad gateway|service (?:temporarily )?(?:unavailable|indisponible)"),
    (FAILED, r"gateway time-?out|internal server error|erreur interne|problem loading page|unable to connect"),
    (FAILED, r"problème de chargement|la connexion a échoué|(?:site|page) (?:est )?(?:inaccessible|indisponible)"),
    (
        REFUSED,
        r"(?:error |erreur |http )*4(?:01|03)\b|access (?:to this page )?(?:has been |is )?(?:denied|restricted)",
    ),
    (REFUSED, r"accès (?:à cette page )?(?:est |a été )?(?:refusé|interdit|bloqué)|(?:forbidden|unauthori[sz]ed)\W*$"),
    (
        REFUSED,
        r"(?:just a|one) moment\b|un (?:instant|momento)\b|(?:nur )?einen moment\b|please wait\b|veuillez patienter",
    ),
    (REFUSED, r"attention required|pardon our interruption|ddos-guard|sucuri website firewall|datadome\b|captcha\b"),
    (REFUSED, r"(?:\w+ )?security check(?:point)?\W*$|(?:robot|bot|human) (?:check|verification|detection)"),
    (REFUSED, r"vérification (?:de (?:la )?sécurité|humaine|requise|en cours)"),
)
# A sentence that a person reads there, in any short page.
_SENTENCES = (
    (THROTTLED, r"you are being rate limited|you have sent too many requests"),
    (REFUSED, r"\b(?:verif|confirm|prov|mak|check|ensur)\w{1,5}\b[^.!?]{0,40}\b(?:human|not an? (?:ro)?bot)\b"),
    (REFUSED, r"\b(?:vérifi|confirm|prouve|assur|montre)\w{0,6}\b[^.!?]{0,40}\b(?:humain|pas un robot)\b"),
    (REFUSED, r"\bare you (?:a |an )?(?:human|robot)\b|\bêtes-vous (?:un |bien )?(?:un )?(?:humain|robot)\b"),
    (REFUSED, r"press (?:&|and) hold|unusual traffic from|trafic (?:exceptionnel|inhabituel)"),
    (REFUSED, r"enable j(?:ava)?s(?:cript)?\b[^.!?]{0,30}(?:ad blocker|cookies to continue)"),
    (REFUSED, r"active[rz] j(?:ava)?s(?:cript)?\b[^.!?]{0,40}(?:bloqueur|cookies pour continuer)"),
    (REFUSED, r"checking (?:your browser|if the site connection is secure)|vérification de votre navigateur"),
    (REFUSED, r"the security of your connection|la sécurité de votre connexion"),
    (REFUSED, r"(?:you have been|you are) blocked|vous avez été bloqué|incapsula incident"),
    (REFUSED, r"you don.t have permission to access|vous n.avez pas la permission d.accéder"),
    (FAILED, r"\berr_[a-z_]{5,40}\b|dns_probe_"),
)
_TITLE = tuple((said, re.compile(rf"\W*(?:{pattern})", re.I)) for said, pattern in _TITLES)
_SENTENCE = tuple((said, re.compile(pattern, re.I)) for said, pattern in _SENTENCES)
_CONSENT = re.compile(
    r"cookie|consent|traceur|partenaire|partner|privacy|vie privée|accept|refus|reject|param[éè]tr|settings"
    r"|personnalis|personali[sz]|données|\bdata\b|finalités|purposes|préférences|preferences|publicit|advert",
    re.I,
)


def obstacle(reading: Reading, text: str) -> str | None:
    """The sentence that says what stood in the way; None where it is a page."""
    if reading.tree is None or reading.listings or reading.reviews:
        return None
    if refusal(Answer(200, {}, text[:60_000].encode("utf-8", "replace"))):
        return REFUSED
    lines = [line for raw in shown(reading.tree, _LONGEST + 1).splitlines() if (line := " ".join(raw.split()))]
    length, title = sum(map(len, lines)), reading.title or ""
    if length <= _SHORT:
        told = "\n".join([title, " ".join(lines)])
        if said := next((said for said, pattern in _SENTENCE if pattern.search(told)), None):
            return said
    if length <= 2 * _SHORT and (said := next((said for said, pattern in _TITLE if pattern.match(title)), None)):
        return said
    return COOKIES if _asks_about_cookies(lines, length) else None


def by_status(status: int) -> str | None:
    """The sentence for an answer under an HTTP status that brings no page; None for one that does."""
    if status == 429:
        return THROTTLED
    if status in (404, 410):
        return NOT_THERE
    if status >= 500:
        return FAILED
    return REFUSED if status >= 400 else None


def _asks_about_cookies(lines: Sequence[str], length: int) -> bool:
    """The most of what a person sees is about them."""
    about = [line for line in lines if _CONSENT.search(line)]
    return length <= _LONGEST and "cookie" in "".join(about).lower() and sum(map(len, about)) >= _MOSTLY * length
