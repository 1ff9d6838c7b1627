"""Tables of reviews: columns known by heading, by content or by name; cells are text and nothing else."""

import gzip
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.exports import Export, read_path, tables
from ereput.exports.bring import LONG_TABLE
from ereput.exports.cells import settled
from ereput.exports.headings import by_heading, named
from ereput.exports.order import Order
from ereput.model import Interval, Rating, Seen

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
TRUSTPILOT = """Review Id;Review Title;Review Content;Review Stars;Review Date;Reviewer Name;Review Link;Language
t-1;Parfait;"À l'écoute ; je recommande.";5;2026-01-05T10:00:00Z;Odile T.;https://www.trustpilot.com/reviews/t-1;fr
t-2;Long;"Trente minutes d'attente.";2;2026-02-12T14:30:00Z;Luce N.;https://www.trustpilot.com/reviews/t-2;fr
"""
MAPS = """Review ID,Location Name,Reviewer Name,Star Rating,Review Text,Review Date,Review URL,Owner Reply
g-1,Cabinet des Tilleuls,Odile T.,FIVE,"Clair, posé",2026-01-05,https://maps.google.com/?cid=1,Merci Odile
g-2,Cabinet des Saules,Luce N.,4,,2026-02-12,https://maps.google.com/?cid=2,
"""


def table(tmp_path: Path, text: str | bytes, columns: Mapping[str, str] | None = None) -> Export:
    path = tmp_path / "avis.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_path(path, NOW, columns)


def test_a_trustpilot_export_is_read(tmp_path: Path) -> None:
    export = table(tmp_path, TRUSTPILOT)

    first, second = export.reviews
    assert export.problems == ()
    assert [listing.site for listing in export.listings] == ["trustpilot"]
    assert export.listings[0].seen is Seen.EXPORT
    assert (first.id, first.text, first.language) == ("t-1", "À l'écoute ; je recommande.", "fr")
    assert first.rating == Rating(value=5)
    assert second.published == Interval(earliest=date(2026, 2, 12), latest=date(2026, 2, 12))
    assert first.listing == export.listings[0].key
    assert "Odile" not in str(export.reviews)


def test_each_place_is_a_listing_and_replies_lose_the_reviewer_s_name(tmp_path: Path) -> None:
    export = table(tmp_path, MAPS)

    assert [(one.name, one.site) for one in export.listings] == [
        ("Cabinet des Tilleuls", "google_maps"),
        ("Cabinet des Saules", "google_maps"),
    ]
    assert [one.rating for one in export.reviews] == [Rating(value=5), Rating(value=4)]
    assert [one.text for one in export.reviews] == ["Clair, posé", None]
    assert (export.reviews[0].reply, export.raw[0].reply) == ("Merci […]", "Merci Odile")
    assert [one.listing for one in export.raw] == [0, 1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiter_and_charset_are_found(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = delimiter.join(["Auteur", "Note", "Avis"]) + "\r\n" + delimiter.join(["Zoé", "4", "Très à l'écoute"])
    export = table(tmp_path, text.encode(encoding))

    assert [(one.text, one.rating) for one in export.reviews] == [("Très à l'écoute", Rating(value=4))]


def test_excel_s_own_line_about_the_delimiter_is_no_row(tmp_path: Path) -> None:
    assert len(table(tmp_path, "sep=|\r\nAvis|Note\r\nBien|4\r\n").reviews) == 1


@pytest.mark.parametrize(
    ("cell", "value", "best"),
    [
        ("4", 4, None),
        ("4,5", 4.5, None),
        ("4.5/5", 4.5, 5),
        ("8 sur 10", 8, 10),
        ("★★★★☆", 4, 5),
        ("⭐⭐⭐", 3, 5),
        ("THREE", 3, 5),
        ("4 étoiles", 4, None),
        ('=""5""', 5, None),
        ("=1+4", None, None),
        ("@SUM(A1)", None, None),
        ("+5-1", None, None),
        ("non noté", None, None),
        ("", None, None),
    ],
)
def test_a_mark_is_one_only_when_the_whole_cell_is(
    tmp_path: Path, cell: str, value: float | None, best: float | None
) -> None:
    (raw,) = table(tmp_path, f'Avis,Note\nBien,"{cell}"\n').raw

    assert (raw.rating, raw.best) == (value, best)


def test_a_formula_in_a_text_stays_the_text_that_it_is(tmp_path: Path) -> None:
    attack = '=HYPERLINK("https://evil.example";"x")'
    (kept,) = table(tmp_path, 'Avis,Note\n"=HYPERLINK(""https://evil.example"";""x"")",1\n').reviews

    assert kept.text == attack


def test_a_scale_in_the_heading_is_every_mark_s(tmp_path: Path) -> None:
    (kept,) = table(tmp_path, "Avis;Note /10\nBien;8\n").reviews

    assert kept.rating == Rating(value=8, best=10)


def test_marks_over_five_without_a_scale_are_no_rating_and_it_is_said(tmp_path: Path) -> None:
    export = table(tmp_path, "Avis;Note\nBien;8\nMal;2\n")

    assert [one.rating for one in export.reviews] == [None, Rating(value=2)]
    assert export.problems == (tables.NO_SCALE,)
    named = table(tmp_path, "Avis;Note\nBien;8\nMal;2\n", {"rating": "Note/10"})
    assert [one.rating for one in named.reviews] == [Rating(value=8, best=10), Rating(value=2, best=10)]
    assert named.problems == ()


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ("Avis;Note;Date\nA;1;03/04/2026\n", [(date(2026, 4, 3), date(2026, 4, 3))]),
        (
            "review text,rating,date\nA,1,03/04/2026\nB,1,03/25/2026\n",
            [(date(2026, 3, 4), date(2026, 3, 4)), (date(2026, 3, 25), date(2026, 3, 25))],
        ),
        (
            "review text,rating,date\nA,1,03/04/2026\nB,1,25/03/2026\n",
            [(date(2026, 4, 3), date(2026, 4, 3)), (date(2026, 3, 25), date(2026, 3, 25))],
        ),
        ("review text,rating,date\nA,1,03/04/2026\n", [(date(2026, 3, 4), date(2026, 4, 3))]),
        ("review text,rating,date\nA,1,31/02/2026\n", [(None, None)]),
    ],
)
def test_days_are_read_as_the_whole_column_tells(tmp_path: Path, rows: str, days: list[tuple[date, date]]) -> None:
    published = [one.published for one in table(tmp_path, rows).reviews]

    assert [(one.earliest, one.latest) for one in published] == days


# ---------------------------------------------------------------- which column is what


def test_a_table_without_known_headings_is_read_by_what_is_in_it(tmp_path: Path) -> None:
    rows = "".join(f"k{n};Accueil très agréable, venue {n} fois;{n % 5 + 1};2026-03-0{n + 1}\n" for n in range(5))
    export = table(tmp_path, "ref;q1;q2;q3\n" + rows)

    assert [one.rating and one.rating.value for one in export.reviews] == [1, 2, 3, 4, 5]
    assert export.reviews[0].text == "Accueil très agréable, venue 0 fois"
    assert export.reviews[0].published.latest == date(2026, 3, 1)


def test_columns_can_be_named(tmp_path: Path) -> None:
    text = "a;b;c\nBien;mal placé;4\n"

    assert table(tmp_path, text).problems == (tables.NO_COLUMNS,)
    (kept,) = table(tmp_path, text, {"text": "A", "rating": "c"}).reviews
    assert (kept.text, kept.rating) == ("Bien", Rating(value=4))


def test_a_named_column_that_is_lacking_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    export = table(tmp_path, "Avis;Note\nBien;4\n", {"text": "Verbatim"})

    assert export.problems == (tables.LACKING,)
    assert [one.text for one in export.reviews] == ["Bien"]


@pytest.mark.parametrize(
    "headings",
    [
        ["Avis", "Note", "Date de publication", "Auteur", "Réponse du propriétaire"],
        ["Review Text", "Star Rating", "Created at", "Reviewer", "Owner response"],
        ["Texte de l'avis", "Note globale", "Publié le", "Nom du client", "Votre réponse"],
        ["Contenu", "Nombre d'étoiles", "Date", "Pseudo", "Réponse"],
        ["comment", "score", "Published", "Display name", "reply"],
    ],
)
def test_headings_are_known_in_both_languages(headings: list[str]) -> None:
    assert by_heading(headings) == {"text": 0, "rating": 1, "date": 2, "author": 3, "reply": 4}


def test_a_named_column_wins_over_a_known_heading() -> None:
    assert named(["Avis", "Commentaire"], {"text": "commentaire"}) == ({"text": 1}, False)


def test_two_columns_of_marks_are_neither() -> None:
    assert settled(["x", "y"], [["1", "2"], ["3", "4"], ["5", "1"]], {}) == ({}, {})


@pytest.mark.parametrize(
    "text",
    [
        "Date;Libellé;Montant\n2026-01-01;Loyer;-900\n2026-01-02;Gaz;-80\n2026-01-03;Eau;-30\n",
        "Nom;Téléphone;Ville\nMartin;0199001234;Lyon\nDurand;0199001235;Lyon\n",
    ],
)
def test_a_table_of_something_else_is_no_table_of_reviews(tmp_path: Path, text: str) -> None:
    assert table(tmp_path, text).problems == (tables.NO_COLUMNS,)


def test_a_text_with_commas_is_no_table(tmp_path: Path) -> None:
    assert "neither a web page" in table(tmp_path, "Bonjour, voici\nune lettre, deux lignes\n").problems[0]


# ---------------------------------------------------------------- what goes wrong


def test_a_row_given_twice_is_one_review(tmp_path: Path) -> None:
    assert len(table(tmp_path, "Avis;Note\nBien;4\nBien;4\nBien;5\n").reviews) == 2


def test_short_rows_empty_rows_and_noughts_do_no_harm(tmp_path: Path) -> None:
    export = table(tmp_path, "Avis;Note;Date\nBien\n\n;;\nM\x00al;2\n")

    assert [one.text for one in export.reviews] == ["Bien", "Mal"]


def test_a_quote_that_is_never_closed_ends_the_table_and_is_said(tmp_path: Path) -> None:
    export = table(tmp_path, 'Avis;Note\nBien;4\n"' + "x" * 200_000)

    assert [one.text for one in export.reviews] == ["Bien"]
    assert export.problems == (tables.DAMAGED,)


def test_too_many_rows_are_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    export = tables.read("x", "x", "Avis;Note\n" + "".join(f"Bien {n};4\n" for n in range(9)), Order(now=NOW))

    assert export is not None
    assert len(export.reviews) == 3
    assert export.problems == (LONG_TABLE,)


@given(st.text(st.sampled_from('aé;,\t|"\n\r=1/4★'), max_size=300))
def test_no_table_raises(text: str) -> None:
    export = tables.read("x", "x", "Avis;Note\n" + text, Order(now=NOW))

    assert export is None or len(export.reviews) == len(export.raw)


@pytest.mark.samples
def test_the_shapes_seen_in_the_wild_are_read() -> None:
    samples = Path(__file__).parents[2].parent / "shared" / "samples" / "review_csv_exports"
    if not samples.is_dir():
        pytest.skip("no samples here")
    trustpilot, maps = (read_path(samples / f"{name}.csv", NOW) for name in ("trustpilot", "google-business-profile"))

    assert [len(one.reviews) for one in (trustpilot, maps)] == [2, 2]
    assert [bool(one.reply) for one in maps.reviews] == [True, False]
    assert all(one.rating and one.text and one.published.earliest for one in (*trustpilot.reviews, *maps.reviews))


@pytest.mark.parametrize("heading", ["id", "url"])
def test_a_column_that_is_the_same_in_all_rows_names_no_review(tmp_path: Path, heading: str) -> None:
    rows = "https://avis.example/fiche,5,Parfait\nhttps://avis.example/fiche,1,Trop long\n"
    export = table(tmp_path, f"{heading},rating,text\n{rows}")

    assert [(review.id, review.text) for review in export.reviews] == [(None, "Parfait"), (None, "Trop long")]


@pytest.mark.parametrize("lines", ["\r", "\r\n", "\n"])
def test_lines_end_as_they_do_on_any_system(tmp_path: Path, lines: str) -> None:
    export = table(tmp_path, lines.join(["Auteur;Note;Avis", "Odile;4;Très bien", "Luce;3;Bien", ""]))

    assert [review.text for review in export.reviews] == ["Très bien", "Bien"]


def test_rows_behind_a_quote_that_is_never_closed_are_no_review(tmp_path: Path) -> None:
    export = table(tmp_path, 'Auteur;Note;Avis\nOdile;4;Bien\nLuce;2;"Long\nZoé;5;Parfait\n')

    assert [review.text for review in export.reviews] == ["Bien"]
    assert export.problems == (tables.DAMAGED,)


def test_a_table_of_months_first_and_days_first_says_no_day(tmp_path: Path) -> None:
    export = table(tmp_path, "Note;Date;Avis\n5;03/25/2026;Bien\n4;25/03/2026;Long\n")

    assert all(one.date in ("03/25/2026", "25/03/2026") for one in export.raw)


def test_a_mark_of_inches_spoils_no_text_of_several_lines(tmp_path: Path) -> None:
    export = table(tmp_path, 'Auteur;Note;Avis\nOdile;4;Écran de 15" vu\nLuce;3;"Deux\nlignes"\n')

    assert [review.text for review in export.reviews] == ['Écran de 15" vu', "Deux\nlignes"]
    assert export.problems == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Votre avis;Date\nTrès bien;12/10/2026\nNul;13/10/2026\n", [("Très bien", None), ("Nul", None)]),
        ("Votre avis\nTrès bien\nNul\n", [("Très bien", None), ("Nul", None)]),
        ("Votre avis,Votre note\nTrès bien,5\nNul,1\n", [("Très bien", 5), ("Nul", 1)]),
        (
            "Horodateur,Votre avis sur le cabinet,Combien d'étoiles ?\n2026/10/12 10:00:00,Super,5\n",
            [("Super", 5)],
        ),
        ("date;stars;customer feedback;answer\n2026-10-12;5;Great;Thanks\n", [("Great", 5)]),
        ("Date du commentaire;Commentaire laissé;Note donnée\n12/10/2026;Top;5\n", [("Top", 5)]),
        ("Avis;Réponse du cabinet\nBien;Merci\n", [("Bien", None)]),
        (  # headings that say nothing
            "x;y;z\nTrès bien reçu, oui;5;9/9/2026\nNul, bien trop long;1;13/10/2026\nRien à redire ici;4;14/10/2026\n",
            [("Très bien reçu, oui", 5), ("Nul, bien trop long", 1), ("Rien à redire ici", 4)],
        ),
        (  # no headings at all
            "Très bien reçu, merci;5;9/9/2026\nNul, bien trop long;1;13/10/2026\nRien à redire ici;4;14/10/2026\n",
            [("Très bien reçu, merci", 5), ("Nul, bien trop long", 1), ("Rien à redire ici", 4)],
        ),
    ],
)
def test_columns_are_known_by_what_they_are_about(
    tmp_path: Path, text: str, read: list[tuple[str, float | None]]
) -> None:
    export = table(tmp_path, text)

    assert [(one.text, one.rating and one.rating.value) for one in export.reviews] == read
    assert export.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "x;y;z\nClaire M.;5;12/10/2026\nPaul Durand;1;13/10/2026\nAnne Le Goff;4;14/10/2026\n",  # names are no texts
        "Nom de la fiche,Nombre d'avis,Note moyenne\nCabinet,12,4.5\nAutre,30,4.1\n",
        "Question;Réponse\nQuand ?;Demain\nOù ?;Ici\n",
        "a;b\n1;2\n3;4\n",
        "x;y;z\nTrès bien;5;12/10/2026\nNul;1;13/10/2026\nGentil;4;14/10/2026\n",  # short texts may be anything
        "2026-11-02;4;Marc Inventé\n2026-11-03;5;Odile T.\n2026-11-04;5;marc inventé\n",
    ],
)
def test_what_is_not_known_asks_for_the_names_of_the_columns(tmp_path: Path, text: str) -> None:
    export = table(tmp_path, text)

    assert export.reviews == ()
    assert "--columns" in export.problems[0]


@pytest.mark.parametrize("heading", ["Avis", "Votre avis", '"Votre avis, vos remarques"', "Review text"])
@pytest.mark.parametrize("name", ["avis.csv", "avis.TSV", "avis.csv.gz"])
def test_below_a_single_heading_each_line_is_one_text(tmp_path: Path, heading: str, name: str) -> None:
    lines = 'Très bien, je recommande.\nAttente longue, accueil froid, à fuir.\n"Bien ; mais\ntrop cher"\n'
    path = tmp_path / name
    text = f"{heading}\n{lines}".encode()
    path.write_bytes(gzip.compress(text) if name.endswith("gz") else text)
    export = read_path(path, NOW)

    assert [review.text for review in export.reviews] == [
        "Très bien, je recommande.",
        "Attente longue, accueil froid, à fuir.",
        "Bien ; mais\ntrop cher",
    ]
    assert export.problems == ()


@pytest.mark.parametrize("first", ["Message", "Avis", '"Message, avis"', "Commentaires"])
def test_a_letter_is_no_table_unless_somebody_says_so(tmp_path: Path, first: str) -> None:
    path = tmp_path / "lettre.txt"
    path.write_text(f"{first}\nMadame, Monsieur,\nVeuillez trouver ci-joint, comme convenu, le devis.\nMerci\n")

    assert "neither a web page" in read_path(path, NOW).problems[0]
    assert len(read_path(path, NOW, {"text": first.strip('"')}).reviews) == 3


SITES = """id,site,auteur,note,date,texte
a1,Google Maps,Odile T.,1,2026-07-15,"Une heure d'attente, et personne pour le dire."
a2,doctolib.fr,Luce,5,2026-09-10,"Très bon médecin, à l'écoute."
a3,Le bouche à oreille,Marc,5,2026-09-01,"Diagnostic juste dès la première fois."
"""


@pytest.mark.parametrize("heading", ["site", "Plateforme", "Platform", "source"])
def test_a_column_of_sites_tells_where_each_review_stands(tmp_path: Path, heading: str) -> None:
    export = table(tmp_path, SITES.replace(",site,", f",{heading},"))

    assert [one.site for one in export.reviews] == ["google_maps", "doctolib", None]
    assert [one.site for one in export.listings] == ["google_maps", "doctolib", None]
    assert len({one.key for one in export.listings}) == 3
    assert [one.listing for one in export.reviews] == [one.key for one in export.listings]


def test_the_column_of_sites_can_be_named(tmp_path: Path) -> None:
    export = table(tmp_path, SITES.replace(",site,", ",trouvé où,"), {"site": "trouvé où"})

    assert [one.site for one in export.reviews] == ["google_maps", "doctolib", None]
    assert export.problems == ()


def test_a_column_of_places_of_work_is_no_column_of_sites(tmp_path: Path) -> None:
    export = table(tmp_path, SITES.replace("Google Maps", "Nord").replace("doctolib.fr", "Sud"))

    assert {one.site for one in export.reviews} == {None}
    assert len(export.listings) == 1
