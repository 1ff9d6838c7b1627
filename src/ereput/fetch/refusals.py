"""What a captcha or a block page looks like, one row each; only web pages are held against it.

A row says no more than what the makers of such pages write in every one of them; a page that merely carries a
captcha in its contact form is not a refusal.
"""

import re
from dataclasses import dataclass

from ereput.fetch.wire import Answer
from ereput.words import N_

_CAPTCHA_TITLE = (
    r"<title>[^<]{0,60}(captcha|robot check|are you (a )?(robot|human)|êtes-vous (un robot|humain)"
    r"|security check|vérification de sécurité|bot detection|access denied)"
)
_LOOKED_AT = 60_000  # bytes: block pages are short, and say so early


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One kind of block page: the header that gives it away, or all of the marks in a page of at most `most` bytes."""

    name: str
    header: tuple[str, str] | None = None  # name, and a pattern for the value
    marks: tuple[str, ...] = ()  # patterns, all of them found
    most: int = _LOOKED_AT


REFUSALS = (
    # developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
    Refusal(name=N_("a Cloudflare challenge"), header=("cf-mitigated", r"^challenge$")),
    Refusal(
        name=N_("a Cloudflare challenge"),
        marks=(r"<title>\s*(Just a moment|Un instant)(&\w{2,8};|[^\w<&]){0,9}<", r"challenge-platform|_cf_chl"),
    ),
    Refusal(name=N_("a Cloudflare block page"), marks=(r"<title>\s*Attention Required! \| Cloudflare",)),
    # docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html
    Refusal(name=N_("an AWS WAF challenge"), header=("x-amzn-waf-action", r"^(challenge|captcha)$")),
    Refusal(name=N_("a DataDome captcha"), marks=(r"captcha-delivery\.com", r"['\"]cid['\"]\s*:"), most=10_000),
    Refusal(name=N_("an Imperva block page"), marks=(r"Incapsula incident ID",), most=10_000),
    Refusal(name=N_("a HUMAN captcha"), marks=(r"px-captcha", r"_pxAppId|Access to this page has been denied")),
    Refusal(
        name=N_("Google's captcha"),
        marks=(r"unusual traffic from your computer network|trafic\s+exceptionnel\s+sur\s+votre",),
    ),
    Refusal(name=N_("a captcha"), marks=(_CAPTCHA_TITLE, r"(captcha|turnstile)(?![^<]{0,200}</title)")),
)


def refusal(answer: Answer) -> str | None:
    """What block page an answer is, in words; None when it is none that we know."""
    body = answer.body[:_LOOKED_AT].decode("utf-8", "replace")
    return next((row.name for row in REFUSALS if _fits(row, answer, body)), None)


def _fits(row: Refusal, answer: Answer, body: str) -> bool:
    if row.header:
        name, pattern = row.header
        return bool(re.search(pattern, answer.headers.get(name, "").strip(), re.I))
    return len(answer.body) <= row.most and all(re.search(mark, body, re.I) for mark in row.marks)
