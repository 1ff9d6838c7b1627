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

_END = r"[\s.…!]*(?:$|\s[|·–—-]\s|\()"  # of a title, or of what stands before a site's name
_ERROR = r"(?:(?:http|status)\s)?(?:error|erreur|http)\W{0,3}(?:code\s|http\s)?"  # before a number
# What the titles of such pages are, mostly a server's or a guard's own; the first that fits. A number alone is none:
# "404 route de Lyon" is an address.
_TITLES = (
    (THROTTLED, rf"(?:{_ERROR})?429\W*(?:too many requests|trop de requêtes|$)|{_ERROR}429\b"),
    (THROTTLED, rf"(?:too many requests|trop de requêtes|rate limit(?:ed| exceeded| reached)?){_END}"),
    (NOT_THERE, rf"{_ERROR}4(?:04|10)\b|4(?:04|10)\W*(?:$|(?:error|erreur|gone){_END}|error page|page d.erreur)"),
    (NOT_THERE, r"4(?:04|10)\W{1,3}[^.!?]{0,30}(?:not found|introuvable|non trouvée?|n.existe (?:pas|plus))"),
    (NOT_THERE, rf"(?:(?:page |file |object )?not found|page (?:introuvable|non trouvée?)){_END}"),
    (
        FAILED,
        rf"{_ERROR}5\d\d\b|5\d\d\W*(?:(?:error|erreur)?\W*$|(?:internal )?server error|erreur (?:interne|serveur))",
    ),
    (FAILED, r"5\d\d\W+(?:bad gateway|service (?:\w+ )?(?:unavail|indispo)|gateway time|not implemented)"),
    (FAILED, r"5\d\d\W+(?:backend fetch failed|(?:web )?server is (?:down|returning)|connection timed|a timeout)"),
    (FAILED, rf"(?:bad gateway|gateway time-?out|service (?:temporarily |temporairement )?unavailable){_END}"),
    (FAILED, rf"(?:service (?:temporairement )?indisponible|internal server error|erreur interne(?: du \w+)?){_END}"),
    (FAILED, rf"(?:problem loading page|unable to connect|problème de chargement(?: de (?:la )?page)?){_END}"),
    (FAILED, rf"(?:la connexion a échoué|(?:ce |cette )?(?:site|page) (?:est )?(?:inaccessible|indisponible)){_END}"),
    (
        REFUSED,
        rf"{_ERROR}4(?:01|03)\b|4(?:01|03)\W*(?:$|forbidden|unauthori[sz]ed|access denied|accès (?:refusé|interdit))",
    ),
    (REFUSED, rf"access (?:to this page )?(?:has been |is )?(?:denied|restricted){_END}"),
    (REFUSED, rf"accès (?:à cette page )?(?:est |a été )?(?:refusé|interdit|bloqué){_END}"),
    (REFUSED, rf"(?:forbidden|unauthori[sz]ed|pardon our interruption|ddos-guard|sucuri website firewall){_END}"),
    (REFUSED, r"(?:(?:just a|one) moment|please wait)(?:,? please)?\W*$|(?:nur )?einen moment(?:,? bitte)?\W*$"),
    (REFUSED, r"un (?:instant|moment|momento)(?:,? (?:s.il vous pla[iî]t|por favor))?\W*$|veuillez patienter\W*$"),
    (REFUSED, rf"attention required{_END}|(?:captcha|recaptcha|datadome)(?: (?:captcha|challenge|check))?\W*$"),
    (REFUSED, rf"(?:\w+ )?security check(?:point)?\W*$|(?:robot|bot|human) (?:check|verification|detection){_END}"),
    (REFUSED, rf"vérification (?:de (?:la )?sécurité|humaine|requise|en cours){_END}"),
)
_YOU_ARE = r"(?:you(?: a|.)re (?:a |an? actual |really )?human|(?:you(?: a|.)re )?not an? (?:ro)?bot)\b"
_VOUS_ETES = (
    r"(?:(?:êtes|es|être) (?:bien )?(?:un )?(?:être )?humain|n.(?:êtes|es|être) pas un robot|pas être un robot)\b"
)
# A sentence that a person reads there, in any short page; none of a practice with a telephone.
_SENTENCES = (
    (THROTTLED, r"you are being rate limited|you have sent too many requests"),
    (REFUSED, rf"\b(?:verif|confirm|prov|mak|check|ensur)\w{{1,5}}\b[^.!?]{{0,40}}\b{_YOU_ARE}"),
    (REFUSED, rf"\b(?:vérifi|confirm|prouve|assur|montre)\w{{0,6}}\b[^.!?]{{0,40}}\b{_VOUS_ETES}"),
    (REFUSED, r"\bare you (?:a |an )?(?:human|robot)\b|\bêtes-vous (?:un |bien )?(?:un )?(?:humain|robot)\b"),
    (REFUSED, r"press (?:&|and) hold to confirm|unusual traffic from your"),
    (
        REFUSED,
        r"trafic (?:exceptionnel|inhabituel) (?:sur|depuis|provenant de|en provenance de) votre (?:réseau|ordinateur)",
    ),
    (REFUSED, r"enable j(?:ava)?s(?:cript)?\b[^.!?]{0,30}(?:ad blocker|cookies to continue)"),
    (REFUSED, r"active[rz] j(?:ava)?s(?:cript)?\b[^.!?]{0,40}(?:bloqueur|cookies pour continuer)"),
    (REFUSED, r"checking (?:your browser|if the site connection is secure)|vérification de votre navigateur"),
    (
        REFUSED,
        r"(?:review|check|verif)\w{1,4} the security of your connection|vérifi\w{1,3} la sécurité de votre connexion",
    ),
    (REFUSED, r"sorry,? you have been blocked|you (?:have been|are) blocked (?:from access|by (?:our|the|this) )"),
    (REFUSED, r"désolé,? vous avez été bloqué|vous avez été bloqué par (?:notre|le|ce) (?:site|pare-feu|système)"),
    (REFUSED, r"you don.t have permission to access|vous n.avez pas la permission d.accéder|incapsula incident"),
    (FAILED, r"\berr_[a-z_]{5,40}\b|dns_probe_"),
)
_TITLE = tuple((said, re.compile(rf"\W*(?:{pattern})", re.I)) for said, pattern in _TITLES)
_SENTENCE = tuple((said, re.compile(pattern, re.I)) for said, pattern in _SENTENCES)
_NUMBER = re.compile(r"(?<!\d)(?:\+33 ?|0)[1-9](?:[ .-]?\d\d){4}(?!\d)")
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
    if length <= _SHORT and not any(map(_NUMBER.search, lines)):
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
