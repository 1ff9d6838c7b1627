"""Invented reviews from the grammars of `fragments/`: python benchmarks/synthetic.py LANGUAGE COUNT

Every one is synthetic, and nobody's. The same count gives the same reviews.
"""

import json
import random
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "fragments"
BUT = {
    "fr": ("mais", "par contre", "en revanche", "dommage que ce soit", "seul bémol :", "cependant", "malheureusement"),
    "en": ("but", "however", "only downside:", "although", "unfortunately", "except"),
}
SHARES = {"pos": 0.38, "neg": 0.38, "neu": 0.24}
PLAIN_ACCENTS, LOWER, CAPITALS, MISSPELT = 0.25, 0.4, 0.04, 0.15  # of all reviews
_WAYS = re.compile(r"\(([^()]*)\)")


class Grammar:
    """The fragments of one language by what they say."""

    def __init__(self, language: str) -> None:
        facts = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
        self.words: dict[str, str] = facts["words"]
        self.but = BUT[language]
        self.aspects = {
            names: [line for line in cell.split("\n") if line] for names, cell in facts.get("aspects", {}).items()
        }
        self.fragments = {
            label: [line for cell in facts[label].values() for line in cell.split("\n") if line]
            for label in ("pos", "neg", "neu", "fact")
        }

    def fragment(self, label: str, dice: random.Random) -> str:
        return self._filled(dice.choice(self.fragments[label]), dice)

    def _filled(self, text: str, dice: random.Random) -> str:
        text = re.sub(r"\{(\w+)\}", lambda name: self.words[name[1]], text)
        while "(" in text:
            text = _WAYS.sub(lambda ways: dice.choice(ways[1].split("|")), text, count=1)
        return " ".join(text.split()).replace(" ,", ",")

    def speaking(self, dice: random.Random) -> tuple[str, set[str]]:
        """One to three fragments and the aspects that they speak of."""
        named = dice.choices(list(self.aspects), k=dice.choice((1, 1, 2, 3)))
        texts = [self._filled(dice.choice(self.aspects[names]), dice) for names in named]
        return typed(dice.choice((". ", ", ", " and ", " but ")).join(texts), dice), set(" ".join(named).split())

    def review(self, label: str, dice: random.Random) -> str:
        """One to four fragments, strung together and typed as people type."""
        if label == "neu":
            text = self._mixed(dice)
        else:
            parts = [self.fragment(label, dice) for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 4)))]
            if dice.random() < 0.25:
                parts.insert(0, self.fragment("fact", dice))
            text = dice.choice((". ", ", ", " ", " et " if self.but is BUT["fr"] else " and ")).join(parts)
        return typed(text + dice.choice((".", "", "!", " !!", "...")), dice)

    def _mixed(self, dice: random.Random) -> str:
        way = dice.random()
        if way < 0.25:
            return self.fragment("neu", dice)
        if way < 0.35:
            return self.fragment("fact", dice)
        first, second = dice.sample(("pos", "neg"), 2)
        link = dice.choice((f" {dice.choice(self.but)} ", f". {dice.choice(self.but).capitalize()} ", ", ", ". "))
        ends = [self.fragment("neu", dice)] if dice.random() < 0.2 else []
        return link.join((self.fragment(first, dice), self.fragment(second, dice), *ends))


def typed(text: str, dice: random.Random) -> str:
    """With or without accents, capitals and a slip of the finger."""
    if dice.random() < PLAIN_ACCENTS:
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    if dice.random() > LOWER:
        text = text[:1].upper() + text[1:]
    if dice.random() < CAPITALS:
        text = text.upper()
    if dice.random() < MISSPELT and len(text) > 12:
        at = dice.randrange(1, len(text) - 2)
        text = text[:at] + dice.choice((text[at + 1 :], text[at] + text[at:], text[at + 1] + text[at] + text[at + 2 :]))
    return text


def reviews(language: str, count: int) -> Iterator[dict[str, str]]:
    """Different reviews, {text, lang, label}; fewer than asked for where the grammar has no more."""
    dice, grammar, seen = random.Random(f"{language} 2026"), Grammar(language), set[str]()
    for label, share in SHARES.items():
        for _ in range(round(count * share)):
            text = grammar.review(label, dice)
            if text not in seen:
                seen.add(text)
                yield {"text": text, "lang": language, "label": label}


def speaking(language: str, count: int) -> Iterator[dict[str, object]]:
    """Reviews with their aspects, {text, lang, aspects}."""
    dice, grammar = random.Random(f"{language} aspects 2026"), Grammar(language)
    for _ in range(count):
        text, aspects = grammar.speaking(dice)
        yield {"text": text, "lang": language, "aspects": aspects}


if __name__ == "__main__":
    for row in reviews(sys.argv[1], int(sys.argv[2])):
        print(json.dumps(row, ensure_ascii=False))
