"""What a public reply to a review may not say: RPL-01 … RPL-26. Nothing is ever posted from here.

`check` is pure. The default advice is no public reply; `drafts` has safe texts for who chooses to reply all the same.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ereput.guide.replies.reply import Case, Reply
from ereput.guide.replies.rules import FLAGS, NOTES, RULES, Rule, Severity

__all__ = ["FLAGS", "LONGEST", "NOTES", "RULES", "Breach", "Case", "Rule", "Severity", "Verdict", "check"]

MOST = 5  # words of a breach that are shown
LONGEST = 4_096  # characters of a reply; Google takes no more


class Breach(NamedTuple):
    """A rule that spoke, and the words of the reply that made it; of NOTES what is no word of it."""

    rule: Rule
    words: tuple[str, ...]


class Verdict(NamedTuple):
    """What the rules say of one reply."""

    breaches: tuple[Breach, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether it must not be posted as it is."""
        return bool(self.blocking)

    @property
    def blocking(self) -> tuple[str, ...]:
        """The ids of the rules that block."""
        return tuple(b.rule.id for b in self.breaches if b.rule.severity is Severity.BLOCK)


def check(text: str, review: str | None = None, case: Case | None = None) -> Verdict:
    """Every rule on a reply; `review` is what it answers, for the echo rule."""
    return Verdict(tuple(_breaches(Reply(text, review, case))))


def _breaches(reply: Reply) -> Iterator[Breach]:
    for _, rule in sorted(RULES.items()):
        words = tuple(dict.fromkeys(rule.words(reply)))
        if words:
            yield Breach(rule, _widest(words[: 2 * MOST])[:MOST])


def _widest(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without those that stand within others: "12 March" says "12" too."""
    return tuple(one for one in words if not any(one != other and one in other for other in words))
