"""How much was seen, as a letter; never how good it is."""

from collections.abc import Mapping

from ereput.model import Coverage, Figure

# grade -> effective reviews at least, share of the sources asked that answered at least
GRADES = {"A": (50.0, 0.8), "B": (15.0, 0.0), "C": (5.0, 0.0)}


def grade(figures: Mapping[str, Figure], coverage: Coverage) -> str:
    """A, B, C or D; under D (fewer than five reviews, aged and rounded) no score is given.

    Fifteen is what Kaiser Permanente's authors ask for before a mean is shown (J. Gen. Intern. Med. 2019).
    """
    effective = figures["effective_reviews"].value if "effective_reviews" in figures else 0.0
    answered = coverage.answered / coverage.asked if coverage.asked else 0.0
    for letter, (reviews, share) in GRADES.items():
        if effective >= reviews - 0.5 and answered >= share:
            return letter
    return "D"
