import pytest
from wires import HOST, request

from ereput.errors import Broken
from ereput.fetch import Answer, Ask, FetchSettings
from ereput.fetch.asking import asked, redirected
from ereput.source import Secret

SETTINGS = FetchSettings()
KEY = {"authorization": Secret("Bearer s3cr3t")}


def moved(location: str, status: int = 302) -> Answer:
    return Answer(status, {"location": location})


def test_an_adapter_may_say_what_it_accepts_but_not_who_we_are() -> None:
    ask = asked(
        request(headers={"Accept": "text/csv", "User-Agent": "Mozilla/5.0", "Cookie": "a=1", "X-Title": "ereput"}),
        SETTINGS,
    )

    assert (ask.headers["accept"], ask.headers["x-title"]) == ("text/csv", "ereput")
    assert ask.headers["user-agent"].startswith("ereput/")
    assert "cookie" not in ask.headers


def test_a_form_is_sent_as_one() -> None:
    ask = asked(request(method="post", form={"data": "[out:json]; é&"}), SETTINGS)

    assert (ask.method, ask.body) == ("POST", b"data=%5Bout%3Ajson%5D%3B+%C3%A9%26")
    assert ask.headers["content-type"] == "application/x-www-form-urlencoded"


def test_half_a_character_in_a_form_is_sent_as_a_question_mark() -> None:
    assert asked(request(form={"q": "Vaubrun\udce9"}), FetchSettings()).body == b"q=Vaubrun%3F"


def test_pages_and_data_have_their_own_limits() -> None:
    assert asked(request(wants_page=True), SETTINGS).most_bytes == 2_000_000
    assert asked(request(), SETTINGS).most_bytes == 5_000_000


def test_a_question_never_prints_its_key() -> None:
    assert "s3cr3t" not in repr(asked(request(secret_headers={"X-Key": Secret("s3cr3t")}), SETTINGS))


@pytest.mark.parametrize(
    ("url", "location", "is_kept"),
    [
        (f"{HOST}/a", "/b", True),
        (f"{HOST}/a", "https://WWW.clinique.example:443/b", True),
        ("http://www.clinique.example/a", f"{HOST}/b", True),
        (f"{HOST}/a", "https://elsewhere.example/", False),
        (f"{HOST}/a", "https://www.clinique.example:8443/", False),
        (f"{HOST}/a", "http://www.clinique.example/", False),
        ("http://www.clinique.example:8080/a", f"{HOST}/b", False),
    ],
)
def test_a_key_stays_with_its_host(url: str, location: str, is_kept: bool) -> None:
    assert bool(redirected(Ask("GET", url, secret_headers=KEY), moved(location)).secret_headers) is is_kept


@pytest.mark.parametrize(("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_a_posted_question_becomes_a_plain_one_as_in_browsers(status: int, method: str) -> None:
    ask = Ask("POST", f"{HOST}/a", {"content-type": "application/json", "accept": "*/*"}, b"{}")

    following = redirected(ask, moved("/b", status))

    assert (following.method, following.url) == (method, f"{HOST}/b")
    assert (following.body, "content-type" in following.headers) == (
        (b"{}", True) if method == "POST" else (None, False)
    )


def test_a_posted_question_with_a_key_does_not_leave_its_host() -> None:
    with pytest.raises(Broken, match="another host"):
        redirected(Ask("POST", f"{HOST}/a", {}, b"{}", KEY), moved("https://elsewhere.example/", 307))
