"""The address of a case is one that a letter can name."""

import pytest

import make
from ereput.guide.cases import of_review
from ereput.guide.tree import tree


@pytest.mark.parametrize(
    ("listed", "read", "address"),
    [
        ("https://maps.example/1", "file:takeout", "https://maps.example/1"),
        (None, "https://maps.example/1#9", "https://maps.example/1#9"),
        (None, "file:takeout", None),
        ("file:takeout", "javascript:alert(1)", None),
    ],
)
def test_a_file_is_nobodys_address(listed: str | None, read: str, address: str | None) -> None:
    listing = make.listing(url=listed)
    review = make.review(listing, evidence=make.evidence(source="exports", url=read))
    audit = make.audit(harvests=(make.harvest(listing, review),), matches=(make.match(listing),))

    assert of_review(tree(), audit, review).about.url == address
