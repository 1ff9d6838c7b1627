"""What a letter is filled in with: the identity card, the case, the site's row; each value one exact, harmless line."""

import re
from collections.abc import Iterator
from datetime import date

from ereput.guide.cases import Case
from ereput.guide.clocks import last_day
from ereput.guide.letters import Letter
from ereput.guide.plan import answered
from ereput.guide.tree import Fact, tree
from ereput.guide.walk import accepted, interval, walk
from ereput.model import Practitioner
from ereput.report.inert import web_address
from ereput.sites import site
from ereput.words import Words

_FIXED = "\u00a0\u202f"  # spaces at which no line ends
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
        "phone": _national(who.phones[0]) if who.phones else None,
        "rpps": f"RPPS {number}" if number else None,
    }
    return {field: exact(value) for field, value in told.items()}


def place_and_day(who: Practitioner | None, today: date, words: Words) -> str | None:
    town = exact(who.address.locality) if who else None
    return words.say("{town}, {day:date}", town=town, day=today) if town else None


def about(name: str, case: Case, words: Words) -> dict[str, str | None]:
    """What the case knows: the page, the site and whom to write to there, days, last days, and what was answered."""
    row = site(case.about.site or "")
    to_site = row if name in _TO_SITE else None
    flags = walk(tree(), case.answers).flags
    press = "press_discriminatory" if "hate" in flags else "press"
    gdpr = "gdpr_extended" if "extended" in flags else "gdpr"
    return {
        "url": web_address(case.about.url),
        "site_name": row.name if row else None,
        "addressee": to_site.name if to_site else None,
        "addressee_address": to_site.privacy.removeprefix("mailto:") if to_site and to_site.privacy else None,
        "published": _day_of(case, "published", words),
        "sent": _day_of(case, "sent", words),
        "press_deadline": _last(press, case, "published", words),
        "reply_deadline": _last("reply_right", case, "published", words),
        "gdpr_deadline": _last(gdpr, case, "sent", words),
        "suspected": _said(case, "says", words),
        "answer": _said(case, "answered", words),
    }


def turns(case: Case, today: date) -> dict[str, str | bool]:
    """What templates turn on."""
    answers = case.answers
    flags = walk(tree(), answers).flags
    last = last_day("gdpr_extended" if "extended" in flags else "gdpr", _start(case, "sent"))
    wishes = {"keep": "rectify", "reviews": "reviews", "remove": "erase"}
    wish = "rectify" if answers.get("about") == "former" else wishes.get(str(answers.get("want")), "erase")
    told = {name: str(answers[name]) for name in ("made", "rated") if name in answers}
    return {
        **told,
        "wish": wish,
        "extended": "extended" in flags,
        "gdpr_over": last is not None and last < today,
        "url_known": case.about.url is not None,
    }


def unsettled(made: Letter) -> Iterator[Fact]:
    """The facts that a letter rests on and that are still to be checked."""
    return (fact for fact in map(tree().facts.__getitem__, made.facts) if not fact.is_settled)


def _national(phone: str) -> str:
    """04 65 71 18 30 for +33465711830; a foreign number as it is."""
    if not phone.startswith("+33") or len(phone) != 12:
        return phone
    digits = f"0{phone[3:]}"
    return " ".join(digits[place : place + 2] for place in range(0, 10, 2))


def _start(case: Case, node: str) -> date | None:
    return interval(accepted(tree().nodes[node], case.answers.get(node))).earliest


def _day_of(case: Case, node: str, words: Words) -> str | None:
    return _said(case, node, words) if _start(case, node) else None


def _last(kind: str, case: Case, node: str, words: Words) -> str | None:
    last = last_day(kind, _start(case, node))
    return words.day(last) if last else None


def _said(case: Case, node: str, words: Words) -> str | None:
    given = accepted(tree().nodes[node], case.answers.get(node))
    return answered(tree(), node, given, words) if given else None
