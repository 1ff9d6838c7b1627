"""What a letter is filled in with: the card, the case, the site's row; each value one exact, harmless line."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from ereput.guide.cases import Case
from ereput.guide.clocks import Clock, clock, last_day
from ereput.guide.letters import Letter
from ereput.guide.plan import answered
from ereput.guide.tree import Fact, Outcome, tree
from ereput.guide.walk import accepted, interval, walk
from ereput.model import Interval, Practitioner
from ereput.parsing.phones import as_dialled
from ereput.report.inert import web_address
from ereput.sites import Site, site
from ereput.words import N_, Words

_FIXED = "\u00a0\u202f"  # spaces at which no line ends
_REPORTS = frozenset({"D7", "D8", "D9"})  # sent where the site takes reports, not to who answers for personal data
_OF_SITUATION: dict[object, str] = {"review": "reviews", "reply": "reviews"}  # what D1 asks for, unless told otherwise
_SUSPECTED = {
    "imputed_fact": N_("precise imputed fact (defamation possible)"),
    "outrage": N_("insult possible"),
    "services": N_("attack on services (denigration possible)"),
    "hate": N_("discriminatory words possible"),
    "threat_or_blackmail": N_("threat or blackmail possible"),
    "private_data": N_("private data possible"),
    "health_data": N_("health data possible"),
}  # as the triage of the text has it
OFFENCES = frozenset({"hate", "threat_or_blackmail", "outrage", "imputed_fact"})  # labels of the triage
OFFENCE = N_(
    "This may be an offence: keep the proof, see a lawyer, and do not write to the author (hate or a threat: also the "
    "police or the gendarmerie)."
)
_TO_SITE = frozenset({"D1", "D4", "D7", "D8", "D9"})  # addressed to the site itself


def exact(value: str | None) -> str | None:
    """A value on one line, whole: an address or a hash that was shortened would prove nothing."""
    line = " ".join(re.split(r"[ \t\r\n\v\f\u2028\u2029]+", (value or "").strip()))
    return "".join(c for c in line if c.isprintable() or c in _FIXED) or None


def sender(who: Practitioner | None) -> dict[str, str | None]:
    """Who writes, as the card has it; the title stands in the signature, not in the name that is searched for."""
    if who is None:
        return {}
    address = who.address
    number = next((each.value for each in who.identifiers if each.system == "rpps"), None)
    name = " ".join(part for part in (who.given, who.family) if part)
    titled = f"{who.title or ''} {name}"
    told = {
        "sender": titled,
        "name": name,
        "signature": titled,
        "specialty": who.specialty,
        "street": address.street,
        "town": " ".join(part for part in (address.postal_code, address.locality) if part),
        "phone": as_dialled(who.phones[0]) if who.phones else None,
        "rpps": f"RPPS {number}" if number else None,
    }
    return {field: exact(value) for field, value in told.items()}


def place_and_day(who: Practitioner | None, today: date, words: Words) -> str | None:
    town = exact(who.address.locality) if who else None
    return words.say("{town}, {day:date}", town=town, day=today) if town else None


def about(name: str, case: Case, words: Words, today: date) -> dict[str, str | None]:
    """What the case knows: the page, the site and whom to write to there, days, last days, and what was answered."""
    row = site(case.about.site or "")
    url = web_address(case.about.url)
    site_name = row.name if row else urlsplit(url).hostname if url else None
    to_site = name in _TO_SITE
    gdpr = _kinds(case)[1]
    return {
        "url": url,
        "site_name": site_name,
        "addressee": site_name if to_site else None,
        "addressee_address": _channel(name, row) if to_site and row else None,
        "published": _day_of(case, "published", words),
        "sent": _day_of(case, "sent", words),
        "press_deadline": _press(case, words, today),
        "reply_deadline": _last("reply_right", case, "published", words, today),
        "gdpr_deadline": _last(gdpr, case, "sent", words),
        "suspected": _said(case, "says", words) or _suspected(case, words),
        "request": _request(case, words),
        "aim": _said(case, "aim", words),
        "answer": _said(case, "answered", words),
    }


def _request(case: Case, words: Words) -> str | None:
    """What was asked of the publisher, where the answers tell."""
    here = walk(tree(), case.answers).here
    if isinstance(here, Outcome) and "cnil-rectify" in here.do:
        return words.say("rectification")
    return words.say("erasure") if case.answers.get("is-sent") == "yes" else None


def _channel(name: str, row: Site) -> str | None:
    """Where the site takes such a letter, as its row knows."""
    if name in _REPORTS:
        return row.report.url if row.report else None
    return row.privacy.removeprefix("mailto:") if row.privacy else None


def _suspected(case: Case, words: Words) -> str | None:
    said = _SUSPECTED.get(case.about.suspected or "")
    return words.say(said) if said else None


def offence(case: Case) -> str | None:
    """The warning before anything is written to the author, where the text may be an offence by triage or answer."""
    said = case.answers.get("says") or ()
    labels = {case.about.suspected, *((said,) if isinstance(said, str) else said)}
    return OFFENCE if labels & OFFENCES or "hate" in walk(tree(), case.answers).flags else None


def turns(case: Case, today: date) -> dict[str, str | bool]:
    """What templates turn on."""
    answers = case.answers
    press, gdpr = _kinds(case)
    wishes = {"keep": "rectify", "reviews": "reviews", "remove": "erase"}
    otherwise = "rectify" if answers.get("right") == "wrong" else _OF_SITUATION.get(answers.get("situation"), "erase")
    is_to_stay = answers.get("about") == "former" or answers.get("publisher") == "official"
    wish = "rectify" if is_to_stay else wishes.get(str(answers.get("want")), otherwise)
    told = {name: str(answers[name]) for name in ("made", "rated") if name in answers}
    if answers.get("where") in ("platform", "no-reply"):  # where the words stand, there are reviews
        told.setdefault("rated", "yes")
    reply = _stands("reply_right", case, "published", today)
    return {
        **told,
        "wish": wish,
        "extended": gdpr == "gdpr_extended",
        "gdpr_over": _stands(gdpr, case, "sent", today) is Clock.OVER,
        "hate": press == "press_discriminatory",
        "reply_over": reply is Clock.OVER,
        "reply_open": reply is Clock.OPEN,
        "is_claim": bool(case.about.url or case.about.finding or case.answers.get("published")),
    }


def unsettled(made: Letter) -> Iterator[Fact]:
    """The facts that a letter rests on and that are still to be checked."""
    return (fact for fact in map(tree().facts.__getitem__, made.facts) if not fact.is_settled)


def _kinds(case: Case) -> tuple[str, str]:
    """The clock of the press law and that of the GDPR which the answers set, or what the triage suspects."""
    flags = walk(tree(), case.answers).flags
    press = "press_discriminatory" if "hate" in flags or case.about.suspected == "hate" else "press"
    return press, "gdpr_extended" if "extended" in flags else "gdpr"


def _days(case: Case, node: str) -> Interval:
    return interval(accepted(tree().nodes[node], case.answers.get(node)))


def _stands(kind: str, case: Case, node: str, today: date) -> Clock:
    return clock(kind, _days(case, node), today)


def _day_of(case: Case, node: str, words: Words) -> str | None:
    return _said(case, node, words) if _days(case, node).earliest else None


def _press(case: Case, words: Words, today: date) -> str | None:
    """The last day; the longer one of discriminatory words with the cautious one, until a court has said."""
    kind = _kinds(case)[0]
    longer, shorter = (_last(each, case, "published", words, today) for each in (kind, "press"))
    if kind == "press" or longer is None or _stands(kind, case, "published", today) is Clock.OVER:
        return longer
    told = {"longer": longer, "shorter": shorter}
    if _stands("press", case, "published", today) is Clock.OPEN:
        return words.say(
            "{longer} if the discriminatory character is accepted (art. 65-3); otherwise {shorter}: act by that day",
            **told,
        )
    return words.say("{longer} if the discriminatory character is accepted (art. 65-3); otherwise {shorter}", **told)


def _last(kind: str, case: Case, node: str, words: Words, today: date | None = None) -> str | None:
    """The last day; with `today`, also whether it is over."""
    if (last := last_day(kind, _days(case, node).earliest)) is None:
        return None
    stands = _stands(kind, case, node, today) if today else Clock.OPEN
    if stands is Clock.OVER:
        return words.say("{last:date} (over)", last=last)
    return words.day(last) if stands is Clock.OPEN else words.say("{last:date} (perhaps already over)", last=last)


def _said(case: Case, node: str, words: Words) -> str | None:
    given = accepted(tree().nodes[node], case.answers.get(node))
    return answered(tree(), node, given, words) if given else None
