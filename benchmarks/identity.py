#!/usr/bin/env python3
"""Judges the candidates of each case: identity.py IN.jsonl OUT.jsonl [--without-register] [--drop-own] [--answers N].

The gold labels are not read, save that --drop-own removes the candidates that are theirs first, and that --answers N
opens the labels of N candidates a case: those that `ereput judge` would ask about first.
"""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ereput.identity import resolve, worth_asking
from ereput.model import (
    Address,
    Census,
    Evidence,
    Harvest,
    Identifier,
    Judgement,
    Listing,
    Match,
    Mention,
    Practitioner,
    Seen,
    Status,
)
from ereput.parsing.addresses import address
from ereput.parsing.names import person
from ereput.parsing.phones import phone

SEEN_AT = datetime(2026, 11, 21, tzinfo=UTC)
REGISTER_SIZE = 2_200_000  # entries of the real register; a case's own counts are brought to that size
DECISIONS = {Judgement.SAME: "same", Judgement.DIFFERENT: "different", Judgement.UNSURE: "uncertain"}
MENTIONS = ("press", "forum", "social")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("cases")
    options.add_argument("out")
    options.add_argument("--without-register", action="store_true")
    options.add_argument("--drop-own", action="store_true")
    options.add_argument("--answers", type=int, default=0)
    asked = options.parse_args()
    with Path(asked.cases).open(encoding="utf-8") as cases, Path(asked.out).open("w", encoding="utf-8") as out:
        for line in cases:
            for row in judged(json.loads(line), asked):
                out.write(json.dumps(row) + "\n")


def judged(case: dict[str, Any], asked: argparse.Namespace) -> list[dict[str, Any]]:
    candidates = case["candidates"]
    if asked.drop_own:
        candidates = [one for one in candidates if one["gold"]["label"] != "same"]
    who = practitioner(case["query"])
    items = {one["candidate_id"]: item(one) for one in candidates}
    register = [] if asked.without_register else cards(case["register"], who)
    harvests = (_harvest("candidates", items.values()), _harvest("rpps", register))
    matches = {match.listing.key: match for match in resolve(who, harvests)}
    told: dict[str, Judgement] = {}
    for _ in range(asked.answers):
        own = {one.key for one in items.values()}
        questions = worth_asking([match for key, match in matches.items() if key in own])
        if not questions:
            break
        question = questions[0]
        gold = next(
            one["gold"]["label"] for one in candidates if items[one["candidate_id"]].key == question.listing.key
        )
        told[question.listing.key] = Judgement.SAME if gold == "same" else Judgement.DIFFERENT
        matches = {match.listing.key: match for match in resolve(who, harvests, told)}
    return [_row(case["case_id"], one["candidate_id"], matches[items[one["candidate_id"]].key]) for one in candidates]


def practitioner(query: dict[str, Any]) -> Practitioner:
    named = person(query["text"])
    assert named, query["text"]
    town = query["city"]
    place = address(query["address"])
    is_code = bool(town) and town.isdigit()
    identifiers = (Identifier(system="rpps", value=query["rpps"]),) if query["rpps"] else ()
    number = phone(query["phone"])
    return Practitioner(
        given=named.given,
        family=named.family,
        birth_family=named.birth_family,
        title=named.title,
        specialty=query["specialty"],
        address=Address(
            street=place.street,
            postal_code=place.postal_code or (town if is_code else None),
            locality=place.locality or (None if is_code else town),
        ),
        former_addresses=(Address(locality=town),) if place.locality and town and not is_code else (),
        phones=(number,) if number else (),
        identifiers=identifiers,
    )


def item(candidate: dict[str, Any]) -> Listing | Mention:
    """As a source would give it; every candidate has an address of its own, since some share one."""
    url = f"{candidate['url']}#{candidate['candidate_id']}"
    evidence = Evidence(source="candidates", url=url, retrieved_at=SEEN_AT)
    if not candidate["name"] and candidate["source"] in MENTIONS:
        return Mention(evidence=evidence, url=url, title=candidate["title"] or "", snippet=candidate["snippet"])
    place = address(candidate["address"]) if candidate["address"] else Address()
    number = phone(candidate["phone"])
    return Listing(
        evidence=evidence,
        id=candidate["candidate_id"],
        url=url,
        seen=Seen.PAGE if candidate["name"] else Seen.SNIPPET,
        name=candidate["name"],
        title=candidate["title"],
        snippet=candidate["snippet"],
        specialty=candidate["specialty"],
        practice=candidate["practice"],
        address=Address(
            street=place.street or (None if place.postal_code else candidate["address"]),
            postal_code=candidate["postcode"] or place.postal_code,
            locality=candidate["city"] or place.locality,
        ),
        phones=(number,) if number else (),
        identifiers=(Identifier(system="rpps", value=candidate["rpps"]),) if candidate["rpps"] else (),
    )


def cards(register: dict[str, Any], who: Practitioner) -> list[Listing | Census]:
    evidence = Evidence(source="rpps", url="https://tabular-api.example/", retrieved_at=SEEN_AT)
    scale = REGISTER_SIZE / register["n_register"]
    items: list[Listing | Census] = [
        Census(evidence=evidence, family=who.family, count=round(register["n_same_surname"] * scale))
    ]
    for card in [*register["cards"], *register["nearby"]]:
        for nth, place in enumerate(card["structures"] or [{}]):
            number = phone(place.get("tel"))
            items.append(
                Listing(
                    evidence=evidence,
                    id=f"{card['rpps']}-{nth}",
                    name=f"{card['prenom']} {card['nom']}",
                    specialty=card["savoir_faire"] or card["profession"],
                    practice=place.get("raison_sociale"),
                    address=Address(
                        street=place.get("adresse"), postal_code=place.get("cp"), locality=place.get("commune")
                    ),
                    phones=(number,) if number else (),
                    identifiers=(Identifier(system="rpps", value=card["rpps"]),),
                )
            )
    return items


def _harvest(source: str, items: Any) -> Harvest:
    return Harvest(source=source, status=Status.FOUND, items=tuple(items))


def _row(case: str, candidate: str, match: Match) -> dict[str, Any]:
    decision = DECISIONS[match.judgement]
    return {"case_id": case, "candidate_id": candidate, "decision": decision, "probability": match.probability}


if __name__ == "__main__":
    main()
