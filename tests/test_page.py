import pytest

import make
from ereput.errors import Broken
from ereput.page import Page, record


def page(body: bytes | str, content_type: str = "application/json") -> Page:
    content = body.encode() if isinstance(body, str) else body
    return Page(
        source="s",
        url="https://a.example/b/",
        asked="https://a.example/",
        headers={"content-type": content_type},
        body=content,
        retrieved_at=make.NOW,
    )


@pytest.mark.parametrize(
    ("body", "content_type", "says"),
    [
        ("<html><body>Sorry</body></html>", "application/json", "HTML where JSON was due"),
        ('{"a": 1}', "text/html; charset=utf-8", "HTML where JSON was due"),
        ("Too busy", "text/plain", "not JSON: 'Too busy'"),
        ("", "application/json", "not JSON"),
        ("[" * 100_000, "application/json", "not JSON"),
        ("[1]", "application/json", "the answer is a list, expected an object"),
    ],
)
def test_an_answer_of_the_wrong_kind_is_broken_and_never_empty(body: str, content_type: str, says: str) -> None:
    with pytest.raises(Broken, match=says):
        page(body, content_type).record()


def test_a_list_is_insisted_on() -> None:
    assert [row["a"] for row in page('[{"a": 1}]').records()] == [1]
    with pytest.raises(Broken, match="expected a list"):
        page("{}").records()
    with pytest.raises(Broken, match="expected an object"):
        page("[1]").records()


def test_what_lacks_is_broken_with_its_place() -> None:
    with pytest.raises(Broken, match="no 'name' in the answer"):
        page("{}").record()["name"]


@pytest.mark.parametrize(
    ("read", "says"),
    [
        (lambda r: r.text("n"), "'n' in the answer is a number, expected text"),
        (lambda r: r.number("t"), "'t' in the answer is text, expected a number"),
        (lambda r: r.number("b"), "'b' in the answer is a truth value, expected a number"),
        (lambda r: r.record("t"), "expected an object"),
        (lambda r: r.records("t"), "expected a list"),
        (lambda r: r.maybe_text("l"), "expected text"),
    ],
)
def test_a_member_of_the_wrong_type_is_broken(read, says: str) -> None:
    members = record({"n": 1, "t": "x", "b": True, "l": []}, "the answer")

    with pytest.raises(Broken, match=says):
        read(members)


def test_what_may_lack_is_none_or_empty() -> None:
    members = record({"null": None, "blank": "  ", "number": 7}, "x")

    assert [members.maybe_text(k) for k in ("null", "blank", "none", "number")] == [None, None, None, "7"]
    assert members.maybe_record("null") is None
    assert members.maybe_records("none") == []
    assert ("null" in members, len(members), list(members)) == (True, 3, ["null", "blank", "number"])


HTML = '<main id=r><a class=p href="/x">one</a><a class=p>two</a></main>'


def test_selectors_insist_or_allow() -> None:
    read = page(HTML, "text/html")

    assert read.one("main#r").name == "main"
    assert len(read.some("a.p")) == len(read.many("a.p")) == 2
    assert read.maybe("b") is None
    assert read.link(read.some("a.p")[0]) == "https://a.example/x"
    with pytest.raises(Broken, match=r"2 elements match 'a\.p', expected one"):
        read.one("a.p")
    with pytest.raises(Broken, match="no element matches 'b'"):
        read.some("b")
    with pytest.raises(Broken, match="without an address"):
        read.link(read.some("a.p")[1])


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("é".encode(), None, "é"),
        ("à l’écoute".encode("cp1252"), "text/html", "à l’écoute"),
        ("é".encode("latin-1"), "text/html; charset=iso-8859-1", "é"),
        ("é".encode(), "text/html; charset=iso-8859-1", "é"),  # the header lies: valid UTF-8 is UTF-8
        ("é".encode("utf-16"), None, "é"),
        (b"\xef\xbb\xbf\xc3\xa9", "text/html; charset=latin-1", "é"),
        ('<meta charset="shift_jis">東京'.encode("shift_jis"), "text/html", '<meta charset="shift_jis">東京'),
        ("é".encode(), "text/html; charset=no-such", "é"),
        (b"\x81\x8d", None, "\ufffd\ufffd"),
    ],
)
def test_bytes_are_read_in_the_charset_they_are_in(body: bytes, content_type: str | None, text: str) -> None:
    assert page(body, content_type or "").text == text


def test_half_a_pair_of_surrogates_is_replaced_so_that_it_can_be_kept() -> None:
    from ereput.parsing.decoding import whole

    assert whole({"\ud800a": ["b\udfff", 1, None]}) == {"\ufffda": ["b\ufffd", 1, None]}
    assert "\ud800" not in page('{"a": "\\ud800"}').record().text("a")


def test_the_texts_of_an_answer_can_be_kept_and_sent() -> None:
    answer = page('{"cut": "Dr \\ud83d", "acts": "a\\u001b[31mb\\u0000", "long": "' + "x" * 9_000 + '"}').record()

    assert (answer["cut"], answer["acts"]) == ("Dr \ufffd", "a [31mb ")
    assert len(answer["long"]) == 4_000


@pytest.mark.parametrize("value", ["NaN", "1e999", '"nan"', "-1", "1.5", "true", "1" + "0" * 400])
def test_what_is_no_count_is_broken(value: str) -> None:
    with pytest.raises(Broken):
        page(f'{{"n": {value}}}').record().count("n")


def test_a_count_may_be_written_as_text() -> None:
    assert page('{"n": "12"}').record().count("n") == 12


@pytest.mark.parametrize("value", ["1", '"DR"', '{"a": 1}', '["DR", 1]'])
def test_what_is_no_list_of_texts_is_broken(value: str) -> None:
    with pytest.raises(Broken, match="no list of texts"):
        page(f'{{"n": {value}}}').record().maybe_texts("n")


@pytest.mark.parametrize("charset", ["idna", "punycode", "unicode_escape", "utf-7", "undefined", "hex", "x-nothing"])
def test_a_charset_that_no_browser_knows_is_not_believed(charset: str) -> None:
    assert page("<p>\\ud800 Hélène +2AA-</p>" * 1_000, f"text/html; charset={charset}").text.startswith(
        "<p>\\ud800 Hélène +2AA-</p>"
    )
