"""Makes `opinion/lexicons/valence-*.txt`: python benchmarks/valences.py

Words of two public lexicons, each with how good or bad its raters felt it, −4 to 4: VADER's (vaderSentiment_fr brings
it too) and its French counterpart, both MIT. Words of one piece only, folded as texts are; given names are left out,
for a name praises nobody. Needs `pip install vaderSentiment-fr==1.3.4`, in an environment to throw away:

    PYTHONPATH=src /tmp/training/bin/python benchmarks/valences.py
"""

import re
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from statistics import mean

from ereput.opinion.tokens import folded, spelt

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/ereput/opinion/lexicons"
SOURCES = {"fr": ("fr_lexicon.txt", "->"), "en": ("vader_lexicon.txt", "\t")}
FAINT = 0.2  # valences under which a word says nothing
_WORD = re.compile(r"[a-zà-ÿœ]{3,}")


def valences(lines: list[str], between: str, names: set[str]) -> dict[str, float]:
    """Word → mean of its valences; forms that fold to the same word are one."""
    found = defaultdict(list)
    for line in lines:
        word, told, value = line.partition(between)
        word = word.strip().lower()
        if told and _WORD.fullmatch(word) and spelt(folded(word)) not in names:
            found[spelt(folded(word))].append(float(value.split("\t")[0]))
    return {word: round(mean(values), 1) for word, values in sorted(found.items()) if abs(mean(values)) >= FAINT}


def lines(table: dict[str, float]) -> str:
    """A line a valence: its number, then its words."""
    words = defaultdict(list)
    for word, value in table.items():
        words[value].append(word)
    return "".join(f"{value} {' '.join(words[value])}\n" for value in sorted(words))


if __name__ == "__main__":
    spec = find_spec("vaderSentiment_fr")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install vaderSentiment-fr==1.3.4")
    given = (ROOT / "src/ereput/parsing/given_names.txt").read_text("utf-8").split()
    names = {spelt(folded(name)) for name in given}
    for language, (name, between) in SOURCES.items():
        source = Path(spec.origin).with_name(name).read_text("utf-8").splitlines()
        table = valences(source, between, names)
        (TARGET / f"valence-{language}.txt").write_text(lines(table), "utf-8")
        print(language, len(table))
