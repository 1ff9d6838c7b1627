"""One text read from left to right: what is said in each clause, with negation, degree, contrast and wishes applied."""

from collections.abc import Sequence

import msgspec

from ereput.opinion.lexicon import Entry, Lexicon, Word
from ereput.opinion.tokens import pieces

REACH = 4  # words that a negator reaches over, light words not counted
BEFORE = 4  # words in which "ne" announces a negator that follows the verb
WISHED, WANTED = 7, 2  # words that a wish reaches over, and "plus de"
SPARED = 8  # words over which blame is of somebody else: "contrairement aux autres, …"
MORE, LESS = 1.3, 0.6  # what an intensifier and a diminisher do to the next word
PRAISE_DENIED, BLAME_DENIED = -0.9, -0.5  # "pas gentil" blames nearly as hard; "pas mauvais" praises half as much
PRAISE_WISHED = -0.4
ASKED = -1.0  # what "plus de moyens" says of what there is
UNDENIED = -3.0  # blame from here on is not denied by a word further off: "sans commentaires, à fuir"
MARKS = frozenset(".,!?")


class Hit(msgspec.Struct, frozen=True, gc=False):
    """One pattern met."""

    at: int  # place of its first word
    end: int  # place after its last word
    weight: float  # what it says here, −4..4
    aspects: tuple[str, ...]
    is_loose: bool
    clause: int
    part: int  # between two commas


class Reading(msgspec.Struct, frozen=True):
    """All that was met in a text."""

    hits: list[Hit]
    tokens: list[str]  # as read: words and marks
    words: int  # that stand in a pattern: names and rare words change nothing
    negators: int  # that denied nothing the lexicon knows
    wishes: int
    contrasts: int
    questions: int
    exclamations: int
    good: float  # what single words say in a general lexicon
    bad: float


def read(text: str, lexicon: Lexicon) -> Reading:
    """The hits of a text in its order; time grows with its length only."""
    return understood(pieces(text), lexicon)


def understood(found: Sequence[str], lexicon: Lexicon) -> Reading:
    """The same, of a text that is in pieces already."""
    words = lexicon.words(found)
    reader = _Reader(words, lexicon)
    reader.run()
    tokens = [word.text for word in words]
    good, bad = _heard(words)
    return Reading(
        hits=reader.hits,
        tokens=tokens,
        words=reader.known,
        negators=reader.negators,
        wishes=reader.wishes,
        contrasts=reader.contrasts,
        questions=tokens.count("?"),
        exclamations=tokens.count("!"),
        good=good,
        bad=bad,
    )


def _heard(words: Sequence[Word]) -> tuple[float, float]:
    """Sums of good and bad valences; a denial shortly before turns a word round and halves it."""
    good = bad = 0.0
    for at, word in enumerate(words):
        if value := word.valence:
            if any(one.text in DENYING for one in words[max(0, at - NEARBY) : at]):
                value *= VALENCE_DENIED
            if value > 0:
                good += value
            else:
                bad -= value
    return good, bad


class _Reader:
    """Where the reading stands, and what still reaches over the next words."""

    __slots__ = (
        "clause",
        "contrasts",
        "degree",
        "denied",
        "hits",
        "known",
        "lexicon",
        "negators",
        "part",
        "spared",
        "wished",
        "wishes",
        "words",
    )

    def __init__(self, words: list[Word], lexicon: Lexicon) -> None:
        self.words, self.lexicon = words, lexicon
        self.hits: list[Hit] = []
        self.negators = self.wishes = self.contrasts = self.known = 0
        self.clause = self.part = 0
        self.denied = self.wished = self.spared = 0  # words still reached over
        self.degree = 1.0

    def run(self) -> None:
        """Every word is looked at once; words that no pattern begins with, and idle ones, are dealt with here."""
        words, longest, at, end = self.words, self.lexicon.longest, 0, len(self.words)
        while at < end:
            start = words[at].start
            if start is None:
                self._pass_by(words[at].text)
                at += 1
            elif start.is_leaf and start.is_idle:
                self.known += 1
                at += 1
            elif found := longest(words, at):
                self.known += found[0] - at
                self._met(at, *found)
                at = found[0]
            else:
                self._pass()
                at += 1

    def _pass_by(self, text: str) -> None:
        if text in MARKS:
            self._mark(text)
        else:
            self._pass()

    def _mark(self, mark: str) -> None:
        self.part += 1
        self.denied, self.degree = 0, 1.0
        if mark != ",":
            self.clause += 1
            self.wished = self.spared = 0

    def _pass(self) -> None:
        """A word that says nothing wears out what reaches over it."""
        if self.denied:
            self.denied -= 1
        if self.wished:
            self.wished -= 1
        if self.spared:
            self.spared -= 1
        self.degree = 1.0

    def _met(self, at: int, end: int, entry: Entry) -> None:
        roles = entry.roles
        if not roles:
            if entry.weight or entry.aspects:
                self._hit(at, end, entry)
            if not entry.weight:
                self._pass()
        elif not entry.is_idle:
            self._turn(at, end, entry, roles)

    def _turn(self, at: int, end: int, entry: Entry, roles: frozenset[str]) -> None:
        """A pattern that changes what others say."""
        if "contrasts" in roles:
            self.contrasts += 1
            self._mark(".")
        if "stops" in roles:
            self.denied = 0
        if (entry.weight or entry.aspects) and not ("intensifiers" in roles and self._is_polar(end)):
            self._hit(at, end, entry)
        if "others" in roles:
            self.spared = SPARED
        if "negators" in roles:
            self.negators += not self.spared
            self.denied = REACH
        elif "wishes" in roles:
            self.wishes += 1
            self.wished = WISHED
        elif "wanting" in roles:
            self._want(at, end)
        elif "intensifiers" in roles:
            self.degree = MORE
        elif "diminishers" in roles:
            self.degree = LESS

    def _want(self, at: int, end: int) -> None:
        """ "Plus d'écoute" that opens a clause asks for what there is not; "plus de 10 ans" does not."""
        self.wished = max(self.wished, WANTED)
        opens = at == 0 or self.words[at - 1].text in MARKS
        if opens and end < len(self.words) and self.words[end].text.isalpha():
            self.hits.append(Hit(at, end, ASKED, (), False, self.clause, self.part))

    def _hit(self, at: int, end: int, entry: Entry) -> None:
        weight = entry.weight * self.degree
        if self._is_open_to_denial(at, weight) and (self.denied or self._is_denied_after(at, end)):
            weight *= PRAISE_DENIED if weight > 0 else BLAME_DENIED
            self.negators -= not self.spared
            self.denied = max(0, self.denied - 2)
        elif weight > 0 and self.wished:
            weight *= PRAISE_WISHED
        if weight:
            self.degree = 1.0
        if self.spared and weight < 0:
            return
        self.hits.append(Hit(at, end, weight, entry.aspects, entry.is_loose, self.clause, self.part))

    def _is_open_to_denial(self, at: int, weight: float) -> bool:
        """Signs and the hardest words keep what they say."""
        return bool(weight) and weight > UNDENIED and not self.words[at].text.startswith("sign")

    def _is_polar(self, at: int) -> bool:
        """The next pattern says something: "super désagréable" is no praise."""
        found = self.lexicon.longest(self.words, at) if at < len(self.words) else None
        return found is not None and bool(found[1].weight)

    def _is_denied_after(self, at: int, end: int) -> bool:
        """ "ne recommande pas": the negator stands behind, and "ne" before."""
        if end >= len(self.words) or not any(word.text in NE for word in self.words[max(0, at - BEFORE) : at]):
            return False
        found = self.lexicon.longest(self.words, end)
        return found is not None and "backward_negators" in found[1].roles


NE = frozenset({"ne", "n"})
DENYING = frozenset("pas jamais sans aucun aucune rien not no never without nothing".split())
NEARBY, VALENCE_DENIED = 3, -0.5
