from ereput.report.shortening import shorter


def test_brackets_go_first_then_the_quotation_word_by_word() -> None:
    said = "Injure sur Maps (pas relu depuis le 21) : « une grosse menteuse, dit-on ». Suite (gardée)."

    assert list(shorter(said)) == [
        said,
        "Injure sur Maps : « une grosse menteuse, dit-on ». Suite (gardée).",
        "Injure sur Maps : « une grosse menteuse… ». Suite (gardée).",
        "Injure sur Maps : « une grosse… ». Suite (gardée).",
        "Injure sur Maps : « une… ». Suite (gardée).",
    ]


def test_what_quotes_nothing_stays_whole() -> None:
    assert list(shorter("Fiche au mauvais numéro (Maps).")) == ["Fiche au mauvais numéro (Maps)."]
