import pytest

import make
from ereput.figures.consistency import compared, figure, parts, score
from ereput.figures.fields import Compared
from ereput.figures.ours import ours
from ereput.model import Address, Seen

WHO = make.practitioner(
    former_addresses=(Address(street="3 place du Pont Rouge", postal_code="69007", locality="Lyon"),),
    former_phones=("+33465711899",),
)

CASES = [
    ("phone", {"phone": "+33465711830"}, Compared.SAME),
    ("phone", {"phone": "04 65 71 18 30"}, Compared.SAME),
    ("phone", {"phone": "+33465716002"}, Compared.DIFFERENT),
    ("phone", {"phones": ("+33465716002", "+33465711830")}, Compared.SAME),
    ("phone", {"phone": "+33465711899"}, Compared.FORMER),
    ("phone", {"phone": None}, Compared.MISSING),
    ("town", {}, Compared.SAME),
    ("town", {"locality": "LYON 3EME"}, Compared.FORMATTING),
    ("town", {"postal_code": None}, Compared.FORMATTING),
    ("town", {"postal_code": "69007"}, Compared.FORMER),
    ("town", {"postal_code": "44000", "locality": "Nantes"}, Compared.DIFFERENT),
    ("town", {"postal_code": None, "locality": None}, Compared.MISSING),
    ("street", {}, Compared.SAME),
    ("street", {"street": "18, r. des TILLEULS BLANCS"}, Compared.FORMATTING),
    ("street", {"street": "rue des Tilleuls Blancs"}, Compared.FORMATTING),
    ("street", {"street": "81 rue des Tilleuls Blancs"}, Compared.DIFFERENT),
    ("street", {"street": "3, pl. du Pont-Rouge"}, Compared.FORMER),
    ("street", {"street": None}, Compared.TOWN_ONLY),
    ("street", {"street": None, "postal_code": None}, Compared.TOWN_ONLY),
    ("street", {"street": None, "postal_code": "44000", "locality": "Nantes"}, Compared.MISSING),
    ("street", {"street": None, "postal_code": None, "locality": None}, Compared.MISSING),
    ("specialty", {"specialty": "Dermatologue"}, Compared.SAME),
    ("specialty", {"specialty": "Dermatologie et vénéréologie"}, Compared.FORMATTING),
    ("specialty", {"specialty": "Cardiologue"}, Compared.DIFFERENT),
    ("specialty", {"specialty": "praticien des étoiles"}, Compared.UNKNOWN),
    ("specialty", {"specialty": None}, Compared.MISSING),
    ("name", {"name": "Hélène Vaubrun"}, Compared.SAME),
    ("name", {"name": "VAUBRUN Helene"}, Compared.FORMATTING),
    ("name", {"name": "Dr H. Vaubrun"}, Compared.FORMATTING),
    ("name", {"name": "Dr Hélène Vaubrin"}, Compared.DIFFERENT),
    ("name", {"name": "Cabinet de dermatologie des Tilleuls"}, Compared.UNKNOWN),
    ("name", {"name": None}, Compared.MISSING),
    ("hours", {"opening_hours": "Mo-Fr 09:00-18:00"}, Compared.SAME),
    ("hours", {"opening_hours": "mo,tu,we,th,fr 9:00-18:00"}, Compared.FORMATTING),
    ("hours", {"opening_hours": "Mo-Th 09:00-18:00"}, Compared.DIFFERENT),
    ("hours", {"opening_hours": "sur rendez-vous"}, Compared.DIFFERENT),
    ("hours", {}, Compared.MISSING),
]


@pytest.mark.parametrize(("field", "changed", "expected"), CASES)
def test_a_field_is_compared_with_the_card(field: str, changed: dict[str, object], expected: Compared) -> None:
    assert compared(WHO, make.listing(seen=Seen.PAGE, **changed))[field].compared is expected


@pytest.mark.parametrize("seen", [Seen.SNIPPET, Seen.EXPORT, Seen.API])
@pytest.mark.parametrize("field", ["phone", "town", "street", "specialty", "name", "hours"])
def test_only_a_page_that_was_read_can_lack_a_field(field: str, seen: Seen) -> None:
    bare = make.listing(seen=seen, name=None, specialty=None, phone=None, address=Address())

    assert compared(WHO, bare)[field].compared is Compared.UNSEEN


@pytest.mark.parametrize("field", ["phone", "town", "street", "specialty", "hours"])
def test_what_the_card_does_not_say_is_unknown(field: str) -> None:
    bare = make.practitioner(phones=(), address=Address(), specialty=None, opening_hours=None)

    assert compared(bare, make.listing(opening_hours="Mo 09:00-10:00"))[field].compared is Compared.UNKNOWN


def test_a_way_of_writing_costs_nothing_and_what_is_missing_is_not_wrong() -> None:
    written = make.listing(name="VAUBRUN Hélène", street="18 r. des Tilleuls blancs", specialty=None)

    assert score(compared(WHO, written)) == 1


def test_a_wrong_telephone_costs_its_weight_and_hours_cost_nothing() -> None:
    wrong = make.listing(phone="+33465716002", opening_hours="Mo 09:00-10:00")

    assert score(compared(WHO, wrong)) == pytest.approx(0.65)


def test_a_listing_that_says_nothing_has_no_score() -> None:
    empty = make.listing(address=Address(), phones=(), specialty=None, name=None)

    assert score(compared(WHO, empty)) is None
    assert figure(()) is None


def test_a_listing_on_page_one_weighs_more() -> None:
    right = make.listing()
    wrong = make.listing(url="https://autre.example/1", phone="+33465716002")
    shown = make.mention(url="https://autre.example/1", rank=1)

    hidden_figure = figure(parts(WHO, ours([], [make.match(right), make.match(wrong)])))
    shown_figure = figure(parts(WHO, ours([], [make.match(right), make.match(wrong), make.match(shown)])))

    assert hidden_figure is not None
    assert shown_figure is not None
    assert hidden_figure.value == pytest.approx((1 + 0.65) / 2)
    assert shown_figure.value == pytest.approx((1 * 0.2 + 0.65 * 1) / 1.2)
    assert 0.65 <= (shown_figure.low or 0) <= shown_figure.value <= (shown_figure.high or 0) <= 1


def test_one_listing_has_no_interval() -> None:
    alone = figure([(0.65, 0.2)])

    assert alone is not None
    assert (alone.low, alone.high, alone.n) == (None, None, 1)
