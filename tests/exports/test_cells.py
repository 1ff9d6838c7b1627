"""What the cells of a table say against its headings: no reviewer's name is ever kept, and no day is a text."""

from datetime import UTC, datetime
from itertools import cycle, permutations, product
from pathlib import Path

import pytest

from ereput.exports import Export, read_path
from ereput.exports.harvest import brought

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PEOPLE = ["Marc Inventé", "Odile Fictive-Durand", "Luce d'Ormeval", "Zoé T.", "JEAN IMAGINÉ", "marie de la tour"]
SAID = [
    "Très bon accueil, je recommande ce cabinet.",
    "Trente minutes d'attente puis dix de consultation.",
    "Parfait",
    "A long wait, but she was kind.",
    "Nul, à fuir",
    "Le médecin prend le temps d'expliquer.",
]
WHOSE = (
    "Avis déposé par|Avis de|Commentaire posté par|Avis laissé par|Avis signé|Signature de l'avis|Auteur du commentaire"
    "|Qui a laissé cet avis ?|Rédacteur de l'avis|Avis (nom)|Avis : client|Avis patient|Avis|Commentaire|Texte|Titre"
    "|Titre de l'avis|Réponse à|Réponse|Identifiant|Identifiant du patient|Lien avec le patient|Lien|Date|Note|Langue"
    "|Review by|Comment from|Feedback left by|Review author|Posted by|Reviewed by|Who wrote the review?|Review|Comments"
    "|Reply to|Reply|Review ID|Profile link|User|Client|x||Témoignage recueilli auprès de|Message envoyé par|Source"
).split("|")
TEXTS = ("Appréciation libre", "Avis", "Review text", "Ce que vous en dites", "Votre ressenti", "Your words")
SHAPES = (
    PEOPLE,
    [one.split()[0] for one in PEOPLE if one[0].isupper()] + ["Bérénice"],
    [one.split()[0] + " I." for one in PEOPLE],
    [one.upper() for one in PEOPLE],
)


def table(tmp_path: Path, text: str) -> Export:
    path = tmp_path / "avis.csv"
    path.write_text(text, encoding="utf-8")
    return read_path(path, NOW)


def kept_of(tmp_path: Path, headings: list[str], columns: list[list[str]]) -> str:
    """All that an audit would keep of a table."""
    path = tmp_path / "avis.csv"
    rows = [headings, *zip(*columns, strict=True)]
    path.write_text("\n".join(";".join(f'"{cell}"' for cell in row) for row in rows), encoding="utf-8")
    harvest = brought([path], NOW)
    return str((harvest.items, harvest.problems)).casefold()


@pytest.mark.parametrize("whose", WHOSE)
def test_no_name_is_kept_under_whatever_heading_and_in_whatever_order(tmp_path: Path, whose: str) -> None:
    days = [f"2026-11-0{n}" for n in range(1, 7)]
    for (text, turned), names in zip(product([*TEXTS, None], range(4)), cycle(SHAPES), strict=False):
        columns = [
            ("Date de dépôt", days),
            (whose, names),
            ("Note sur 5", list("542315")),
            *([(text, SAID)] if text else []),
        ]
        order = columns[turned:] + columns[:turned]
        said = kept_of(tmp_path, [heading for heading, _ in order], [column for _, column in order])

        assert not [name for name in names if name.casefold() in said], order
        if text not in (None, whose):
            assert "je recommande ce cabinet" in said, order


@pytest.mark.parametrize("order", list(permutations([0, 1, 2])))
def test_no_name_is_kept_of_a_table_without_headings(tmp_path: Path, order: tuple[int, ...]) -> None:
    columns = [["2026-11-02", "2026-11-03", "2026-11-04"], ["4", "5", "1"], PEOPLE[:3]]
    first, *others = zip(*(columns[at] for at in order), strict=True)

    said = kept_of(tmp_path, list(first), [list(column) for column in zip(*others, strict=True)])
    assert not [name for name in PEOPLE if name.casefold() in said]
    assert "--columns" in said


def test_a_reply_loses_the_names_of_a_column_that_no_heading_explains(tmp_path: Path) -> None:
    rows = "".join(f"{name};{said};5;Merci {name}\n" for name, said in zip(PEOPLE, SAID, strict=True))
    export = table(tmp_path, "Origine;Avis;Note;Réponse\n" + rows)

    assert {review.reply for review in export.reviews} >= {"Merci […] […]"}
    assert "Inventé" not in str(export.reviews)


@pytest.mark.parametrize(
    "days",
    [
        ["12 octobre 2026", "3 novembre 2026", "1er mai 2025"],
        ["il y a 3 mois", "il y a un an", "hier"],
        ["2 months ago", "a year ago", "3 weeks ago"],
    ],
)
@pytest.mark.parametrize("heading", ["Avis publié le", "Avis publié", "Review posted on", "Avis", "Review left"])
def test_a_day_is_no_text_of_a_review(tmp_path: Path, heading: str, days: list[str]) -> None:
    rows = "".join(f"{day};{mark}\n" for day, mark in zip(days, "541", strict=True))
    export = table(tmp_path, f"{heading};Note\n{rows}")

    assert [one.text for one in export.reviews if one.text] == []
