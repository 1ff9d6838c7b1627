#!/usr/bin/env python3
"""Judges candidates that were corrupted in ways of our own: corrupted.py CASES.jsonl [--every N] [KIND…]

Each kind is done to every candidate that has the field, theirs or not: what counts is that precision holds. Nothing is
tuned to these figures, save that a kind that was read wrongly by rule was mended by rule.
"""

import argparse
import html
import json
import random
import re
import unicodedata
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from identity import judged

Draw = random.Random
_TITLED = re.compile(r"^(?:dr\.?|docteur)\s+", re.I)
_LONG = re.compile(r"[^\W\d_]{5,}")


def slip(text: str, draw: Draw) -> str:
    """A letter left out, doubled, exchanged or another, in one long word."""
    words = list(_LONG.finditer(text))
    if not words:
        return text
    word = draw.choice(words)
    at = draw.randrange(word.start() + 1, word.end() - 1)
    head, one, rest = text[:at], text[at], text[at + 1 :]
    return draw.choice((head + rest, head + one + one + rest, head + rest[:1] + one + rest[1:], f"{head}e{rest}"))


def digit(text: str, draw: Draw) -> str:
    """One of the last six figures is another."""
    places = [at for at, letter in enumerate(text) if letter.isdigit()][-6:]
    at = draw.choice(places)
    return text[:at] + str((int(text[at]) + draw.randint(1, 9)) % 10) + text[at + 1 :]


def _scanned(text: str, draw: Draw) -> str:
    like = {"rn": "m", "m": "rn", "cl": "d", "li": "h", "u": "ii"}
    return re.sub("rn|m|cl|li|u", lambda found: like[found[0]] if draw.random() < 0.12 else found[0], text)


TEXTS, SEEN = ("title", "snippet", "name"), ("title", "snippet")
# kind -> fields, and what is done to each
KINDS: dict[str, tuple[tuple[str, ...], Callable[[str, Draw], str]]] = {
    "UTF-8 read as windows-1252": (TEXTS, lambda text, _: text.encode().decode("cp1252", "replace")),
    "accents lost to ?": (TEXTS, lambda text, _: re.sub(r"[^\x00-\x7f]", "?", text)),
    "entities of HTML": (TEXTS, lambda text, _: html.escape(text).encode("ascii", "xmlcharrefreplace").decode()),
    "accents apart from letters": (TEXTS, lambda text, _: unicodedata.normalize("NFD", text)),
    "invisible marks": (TEXTS, lambda text, draw: re.sub(r"\B(?=[a-z])", lambda _: draw.choice(("", "\u200b")), text)),
    "all in capitals": (TEXTS, lambda text, _: text.upper()),
    "all in small letters": (TEXTS, lambda text, _: text.lower()),
    "letters as scans confuse them": (TEXTS, _scanned),
    "a slip in the name": (("name", "title"), slip),
    "pictures around the name": (("name", "title"), lambda text, _: f"⭐ {text} ⭐"),
    "the title glued": (("name", "title"), lambda text, _: _TITLED.sub("Dr", text)),
    "written in one": (("name",), lambda text, _: text.replace(" ", "")),
    "degrees behind": (("name",), lambda text, _: f"{_TITLED.sub('', text)} MD PhD"),
    "lines cut short": (SEEN, lambda text, _: f"{text[: max(15, int(len(text) * 0.6))].rstrip()}…"),
    "no snippet": (("snippet",), lambda text, _: ""),
    "no specialty": (("specialty",), lambda text, _: ""),
    "no town": (("city",), lambda text, _: ""),
    "no address": (("address", "postcode"), lambda text, _: ""),
    "a slip in the street": (("address",), slip),
    "a slip in the town": (("city",), slip),
    "the country behind the town": (("city", "address"), lambda text, _: f"{text}, France"),
    "a floor before the street": (("address",), lambda text, _: f"Bât. B, 2e étage, {text}"),
    "town before street": (("address",), lambda text, _: ", ".join(reversed(text.split(", ")))),
    "a figure of the telephone": (("phone",), digit),
    "no telephone": (("phone",), lambda text, _: ""),
}


def corrupted(case: dict[str, Any], kind: str) -> dict[str, Any]:
    fields, change = KINDS[kind]
    draw = random.Random(case["case_id"] + kind)

    def one(candidate: dict[str, Any]) -> dict[str, Any]:
        changed = {field: change(candidate[field], draw) or None for field in fields if candidate[field]}
        return {**candidate, **changed}

    return {**case, "candidates": [one(candidate) for candidate in case["candidates"]]}


def told(kind: str, cases: list[dict[str, Any]]) -> str:
    asked = Namespace(without_register=False, drop_own=False, answers=0)
    taken = wrong = lost = own = others = 0
    for case in cases:
        rows = judged(case, asked)
        for candidate, row in zip(case["candidates"], rows, strict=True):
            is_own, said = candidate["gold"]["label"] == "same", row["decision"]
            own, others = own + is_own, others + (not is_own)
            taken, wrong = taken + (is_own and said == "same"), wrong + (not is_own and said == "same")
            lost += is_own and said == "different"
    shares = f"{taken / (taken + wrong or 1):.4f} {taken / own:.3f} {wrong / others:.2%} {lost / own:.2%}"
    return f"{kind:32} {shares}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("cases", type=Path)
    options.add_argument("kinds", nargs="*")
    options.add_argument("--every", type=int, default=1, help="take every so many cases")
    asked = options.parse_args()
    cases = [json.loads(line) for line in asked.cases.read_text("utf-8").splitlines()][:: asked.every]
    print(f"{'kind':32} precision, recall, homonyms accepted, own lost")
    print(told("none", cases), flush=True)
    for kind in asked.kinds or KINDS:
        print(told(kind, [corrupted(case, kind) for case in cases]), flush=True)


if __name__ == "__main__":
    main()
