"""An audit in which every text that comes from outside is the same hostile text."""

import make
from ereput.model import Address, Audit, Coverage, Identifier, Interval, Judgement, Seen, Status, Unseen

PAYLOADS = {
    "escape": "a\x1b[2J\x1b[31mb\x1b]0;title\x07c",
    "eight-bit escape": "a\x9b2Jb\x9d0;title\x9cc",
    "hyperlink": "a\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\b",
    "right to left": "a\u202egpj.exe\u2066b\u2069\u200f",
    "controls": "a\x00\x07\x08\x7f\x85b\u2028c\u2029d\ufeff",
    "invisible": "a\u200bb\u200cc\u2060d\u3164e\u115ff\U000e0041g\u00adh",
    "lines": "a\r\nb\n\n# c\n| d |\n```\n",
    "accents": "Z" + "\u0301" * 500,
    "markdown": "# x | y `z` ![i](https://evil.example/i.png) [l](javascript:alert(1)) <script>alert(1)</script> **b**",
    "autolink": "https://evil.example www.evil.example <https://evil.example> me@evil.example @someone #1 &copy; ~~s~~",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "formula with plus": "+1+cmd|' /C calc'!A0",
    "formula with at": "@SUM(1)",
    "formula with minus": "-1+1",
    "formula with tab": "\t=1",
    "long word": "x" * 1_000_000,
    "wide": "漢字" * 200,
    "emoji": "👩‍⚕️ 👨‍👩‍👧 🇫🇷 ❤️",
    "braces": "{} {0} {x!r} %s %(x)s",
    "half a letter": "a\ud800b \udfff",
    "rich": "[bold red]x[/] [link=https://evil.example]y[/link] :smile:",
}


def audit(text: str) -> Audit:
    """Everything that can be asked or read is this text; addresses too."""
    place = Address(street=text, postal_code=text, locality=text)
    who = make.practitioner(
        given=text, family=text, title=text, specialty=text, address=place, phones=(text,), practice=text,
        opening_hours=text, website=text, identifiers=(Identifier(system="rpps", value=text),),
    )  # fmt: skip
    own = make.listing(
        source=text, site=text, id=text, url=text, name=text, title=text, snippet=text, specialty=text, address=place,
        phones=(text,), opening_hours=text, stars=3, count=6, seen=Seen.PAGE,
    )  # fmt: skip
    seen = make.listing(source=text, url=f"https://www.doctolib.fr/{text}", name=text, seen=Seen.SNIPPET)
    review = make.review(own, text=text, site=text, id=text, language=text, reply=text, published=Interval())
    mention = make.mention(url=text, title=text, snippet=text, query=text, source=text)
    mentioned = (make.match(mention), make.match(make.mention(url=f"https://a.example/{text}"), Judgement.UNSURE))
    problem = make.problem(Status.BROKEN, url=text, detail=text)
    return make.audit(
        tool_version=text,
        practitioner=who,
        harvests=(make.harvest(own, seen, review, mention, source=text, problems=(problem,)),),
        matches=(make.match(own), make.match(seen), *mentioned),
        opinions=(make.opinion(review, "neg", aspects={text: "neg", "fees": text}),),
        findings=(
            make.finding(text, statement=text, subject=review.key, evidence=(make.evidence(text, text),)),
            make.finding("NAP001", values={"site": text, "shown": text, "expected": text}, subject=own.key),
        ),
        figures={f"aspect.{text}": make.figure(0.5, unit="share"), "rating": make.figure()},
        coverage=Coverage(
            asked=1, silent={text: Status.REFUSED}, unseen=(Unseen(site=text, source=text, query=text, results=3),)
        ),
        grade=text,
        previous=make.NOW,
        changes=(
            make.change("changed", "listing", own.key, field=text, before=text, after=text),
            make.change("changed", "figure", text, before=text, after=text),
            make.change("changed", "figure", "score", before=text, after=text),
        ),
    )
