from pathlib import Path

import pytest

from ereput.batch.headings import fields
from ereput.batch.table import NO_END, NO_NAME, TOO_LONG, TOO_MANY, UNREADABLE, Line, Problem, opened
from ereput.card import Card
from ereput.errors import StoreError, UsageError


def lines(path: Path, content: str | bytes, charset: str = "utf-8") -> list[Line]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(charset))
    return list(opened(path))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


ROWS = "nom;ville;code postal\nHélène Vaubrun;Lyon;69003\nLéa Ferrand;Dijon;21000\n"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_table_is_read_whatever_its_delimiter_and_charset(file: Path, delimiter: str, charset: str) -> None:
    found = lines(file, ROWS.replace(";", delimiter), charset)

    assert [line.found for line in found] == [
        Card(name="Hélène Vaubrun", city="Lyon", postcode="69003"),
        Card(name="Léa Ferrand", city="Dijon", postcode="21000"),
    ]
    assert [line.number for line in found] == [2, 3]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_lines_end_as_they_will(file: Path, ends: str) -> None:
    assert [line.number for line in lines(file, ROWS.replace("\n", ends))] == [2, 3]


def test_columns_are_known_in_english_and_french() -> None:
    english = ("Name", "Specialty", "Address", "Postcode", "City", "Phone", "RPPS number", "Website", "Opening hours")
    french = (
        "Praticien",
        "Spécialité",
        "Adresse",
        "Code postal",
        "Ville",
        "Téléphone",
        "N° RPPS",
        "Site web",
        "Horaires",
    )

    assert list(fields(english)) == list(fields(french))
    assert list(fields(english.__class__(reversed(english))).values()) == list(range(9))


def test_a_name_may_stand_in_two_columns_and_have_a_title(file: Path) -> None:
    [line] = lines(file, "civilité;nom;prénom\nDr;Vaubrun;Hélène\n")

    assert line.found == Card(name="Dr Hélène Vaubrun")


def test_what_a_spreadsheet_took_for_a_number_gets_its_nought_back(file: Path) -> None:
    [line] = lines(file, 'nom,cp,tel\nHélène Vaubrun,1000,="0465711830"\n')

    assert isinstance(line.found, Card)
    assert (line.found.postcode, line.found.phone) == ("01000", "0465711830")


def test_a_line_that_says_its_separator_is_believed(file: Path) -> None:
    [line] = lines(file, "sep=|\nnom|ville\nHélène Vaubrun|Lyon; Villeurbanne\n")

    assert (line.number, line.found) == (3, Card(name="Hélène Vaubrun", city="Lyon; Villeurbanne"))


def test_several_pages_stand_in_one_cell(file: Path) -> None:
    [line] = lines(file, "nom;pages\nHélène Vaubrun;https://a.example/1 https://b.example/2\n")

    assert isinstance(line.found, Card)
    assert line.found.pages == ("https://a.example/1", "https://b.example/2")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (";Lyon;69003;", NO_NAME),
        ('Hélène "Vaubrun;Lyon;69003;', NO_END),
        ("Hélène Vaubrun;Lyon;69003;;;more", TOO_MANY),
        (f"{'x' * 3000};Lyon;69003;", TOO_LONG),
        ("12345;Lyon;69003;", '{name!r} does not read as a name; write for example "Dr Claire Martin"'),
        ("Hélène Vaubrun;Lyon;690;", "a French postcode has five digits, {text!r} has not"),
    ],
)
def test_a_bad_line_is_told_and_those_after_it_are_read(file: Path, row: str, problem: str) -> None:
    first, second = lines(file, f"nom;ville;cp;tel\n{row}\nLéa Ferrand;Dijon;21000;\n")

    assert isinstance(first.found, Problem)
    assert first.found.text == problem
    assert first.found.text.format(**first.found.values)
    assert (second.number, second.found) == (3, Card(name="Léa Ferrand", city="Dijon", postcode="21000"))


def test_a_letter_that_cannot_be_read_is_a_bad_line_of_a_table_in_utf_8(file: Path) -> None:
    many = "".join(f"Hélène Vaubrun{letter}é;Lyon\n" for letter in "abcdefghijklmnopqrstuvwxyz")

    *_, last = lines(file, f"nom;ville\n{many}".encode() + b"L\xe9a Ferrand;Dijon\n")

    assert isinstance(last.found, Problem)
    assert last.found.text == UNREADABLE


def test_a_cell_may_hold_line_ends(file: Path) -> None:
    first, second = lines(file, 'nom;adresse\nHélène Vaubrun;"18 rue des Tilleuls\nBâtiment B"\nLéa Ferrand;\n')

    assert isinstance(first.found, Card)
    assert first.found.street == "18 rue des Tilleuls\nBâtiment B"
    assert second.number == 4


def test_a_quotation_mark_without_an_end_spoils_its_own_line_only(file: Path) -> None:
    rows = "".join(f"Léa Ferrand{letter};Dijon\n" for letter in "abcdefghijklmnopqrstuvwxyz")

    found = lines(file, f'nom;ville\n"Hélène Vaubrun;Lyon\n{rows}')

    assert [isinstance(line.found, Problem) for line in found] == [True] + [False] * 26


def test_a_line_in_which_nothing_stands_is_neither_somebody_nor_a_mistake(file: Path) -> None:
    found = lines(file, "nom;ville;cp\n;;\nHélène Vaubrun;Lyon;69003\n\n; ;\n")

    assert [(line.number, line.found is None) for line in found] == [(2, True), (3, False), (4, True), (5, True)]


def test_a_formula_is_a_name_that_does_not_read_as_one_or_text(file: Path) -> None:
    [line] = lines(file, 'nom;ville\nHélène Vaubrun;"=HYPERLINK(1)"\n')

    assert line.found == Card(name="Hélène Vaubrun", city="=HYPERLINK(1)")


def test_columns_that_nothing_is_made_of_are_told(file: Path) -> None:
    file.write_text("nom;couleur;ville;\nx;y;z;\n", encoding="utf-8")

    assert opened(file).unused == ["couleur"]


@pytest.mark.parametrize("content", ["", "\n\n", "couleur;taille\nrouge;2\n", "Hélène Vaubrun;Lyon\n", "\0\0\0"])
def test_a_table_without_a_name_is_refused_in_one_sentence(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")

    with pytest.raises(UsageError, match="gives a name"):
        opened(file)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(StoreError):
            opened(path)
