import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.errors import Broken, Disallowed, SourceError
from ereput.fetch.addresses import door, joined, origin, redacted, sendable


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://WWW.Clinique.example", "https://www.clinique.example/"),
        (
            "https://a.example/Équipe médicale?q=é à#lieu",
            "https://a.example/%C3%89quipe%20m%C3%A9dicale?q=%C3%A9%20%C3%A0",
        ),
        ("https://a.example/x%20y?q=a+b%26c", "https://a.example/x%20y?q=a+b%26c"),
        ("http://127.0.0.1:8801/search", "http://127.0.0.1:8801/search"),
        (" https://[2606:4700::1111]/ ", "https://[2606:4700::1111]/"),
    ],
)
def test_an_address_is_sent_in_ascii_and_without_its_fragment(url: str, sent: str) -> None:
    assert sendable(url) == sent


@pytest.mark.parametrize("url", ["ftp://a.example/", "file:///etc/passwd", "javascript:alert(1)", "//a.example/", "a"])
def test_only_http_and_https_are_asked(url: str) -> None:
    with pytest.raises(Disallowed, match="only http and https"):
        sendable(url)


def test_an_address_with_credentials_is_not_asked_and_not_repeated() -> None:
    with pytest.raises(Disallowed) as caught:
        sendable("https://hélène:s3cr3t@a.example/")

    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://",
        "https://a.example:99999/",
        "https://a.example:x/",
        "https://[::1/",
        "https://a b/",
        "https://a.example:0/",
        "https://a.example/\r\nHost: b",
        "https://a.example\\@b.example/",
        "https://a.example/\x1b[2J",
        "https://a.example/?q=\ud800",
        f"https://{'a.' * 130}example/",
    ],
)
def test_what_is_no_address_is_broken(url: str) -> None:
    with pytest.raises(Broken):
        sendable(url)


@given(st.text(st.characters(), max_size=60))
def test_any_text_is_an_address_or_a_source_error(text: str) -> None:
    for url in (text, f"https://{text}", f"https://a.example/{text}"):
        try:
            sent = sendable(url)
        except SourceError:
            continue
        assert sendable(sent) == sent
        assert sent.partition("://")[2].partition("/")[2].isascii()


@given(st.text(max_size=60))
def test_any_text_can_be_written_in_a_log(text: str) -> None:
    assert redacted(text).isprintable()


@pytest.mark.parametrize(
    ("base", "location", "to"),
    [
        ("https://a.example/x/y", "../z", "https://a.example/z"),
        ("https://a.example/x", "//b.example", "https://b.example/"),
        ("https://a.example/x?q=1", "?q=2", "https://a.example/x?q=2"),
    ],
)
def test_a_redirect_may_be_relative(base: str, location: str, to: str) -> None:
    assert joined(base, location) == to


def test_a_redirect_to_nonsense_is_broken() -> None:
    with pytest.raises(Broken):
        joined("https://a.example/", "https://[::1/")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x", "a.example:443"),
        ("http://A.example/", "a.example:80"),
        ("http://[::1]:8801/", "[::1]:8801"),
    ],
)
def test_a_door_always_has_its_port(url: str, expected: str) -> None:
    assert door(url) == expected
    assert origin(url).endswith(f"://{expected}")


@pytest.mark.parametrize(
    "name", "key apikey api_key api-key access_token token sig password x-api-key Ocp-Api-Key".split()
)
def test_values_that_look_secret_are_not_logged(name: str) -> None:
    assert redacted(f"https://a.example/?q=Vaubrun&{name}=s3cr3t") == f"https://a.example/?q=Vaubrun&{name}=REDACTED"


def test_values_that_do_not_look_secret_are_logged_as_they_are() -> None:
    url = "https://a.example/?monkey=1&keyword=2&q=token&code=75001"

    assert redacted(url) == url


def test_credentials_are_not_logged() -> None:
    assert redacted("https://hélène:s3cr3t@a.example/") == "https://a.example/"
