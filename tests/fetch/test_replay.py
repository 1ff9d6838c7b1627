import asyncio
from pathlib import Path

import pytest

from ereput.errors import StoreError, Unkept, Unreachable
from ereput.fetch import Answer, Ask
from ereput.fetch.replay import Player, Recorder
from ereput.source import Secret


def player(tmp_path: Path, text: str) -> Player:
    (tmp_path / "saved.toml").write_text(text, encoding="utf-8")
    return Player.of(tmp_path)


def told(player: Player, ask: Ask) -> Answer:
    return asyncio.run(player(ask))


def test_the_order_of_a_query_and_its_encoding_do_not_matter(tmp_path: Path) -> None:
    saved = player(tmp_path, '[[exchange]]\nurl = "https://A.example/s?q=H%C3%A9l%C3%A8ne+V&b=2"\ntext = "yes"')

    assert told(saved, Ask("GET", "https://a.example/s?b=2&q=Hélène%20V")).body == b"yes"


def test_bodies_are_compared_as_what_they_are(tmp_path: Path) -> None:
    saved = player(
        tmp_path,
        """
        [[exchange]]
        url = "https://a.example/"
        method = "POST"
        body = '{"b": 1, "a": [2]}'
        text = "json"
        [[exchange]]
        url = "https://a.example/"
        method = "POST"
        body = "x=1&y=%C3%A9"
        text = "form"
        [[exchange]]
        url = "https://a.example/"
        method = "POST"
        body_has = ["né\\"", "Lyon"]
        text = "parts"
        """,
    )

    assert told(saved, Ask("POST", "https://a.example/", body=b'{"a":[2],"b":1}')).body == b"json"
    assert told(saved, Ask("POST", "https://a.example/", body="y=é&x=1".encode())).body == b"form"
    assert told(saved, Ask("POST", "https://a.example/", body=b"q=n%C3%A9%22+Lyon")).body == b"parts"


def test_repeated_answers_come_in_order_and_the_last_for_ever(tmp_path: Path) -> None:
    exchange = '[[exchange]]\nurl = "https://a.example/"\n'
    saved = player(tmp_path, f'{exchange}status = 429\n{exchange}text = "then"')
    ask = Ask("GET", "https://a.example/")

    assert [told(saved, ask).status for _ in range(3)] == [429, 200, 200]


def test_a_request_that_was_not_saved_shows_itself(tmp_path: Path) -> None:
    saved = player(tmp_path, "")

    with pytest.raises(Unkept, match=r"not in the recording: POST https://a\.example/ \{\"q\": 1\}"):
        told(saved, Ask("POST", "https://a.example/", body=b'{"q": 1}'))


def test_an_answer_that_never_came_is_saved_too(tmp_path: Path) -> None:
    saved = player(tmp_path, '[[exchange]]\nurl = "https://a.example/"\nerror = "timeout"')

    with pytest.raises(Unreachable, match="time-out"):
        told(saved, Ask("GET", "https://a.example/"))


def test_what_nothing_asked_for_is_told(tmp_path: Path) -> None:
    saved = player(tmp_path, '[[exchange]]\nurl = "https://a.example/"')

    assert saved.unplayed == ["https://a.example/"]


@pytest.mark.parametrize("text", ["[", '[[exchange]]\nurll = "x"', '[[exchange]]\nstatus = "x"'])
def test_a_table_that_is_not_understood_gets_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(StoreError, match=r"saved\.toml"):
        player(tmp_path, text)


@pytest.mark.parametrize("content", [b"hello", b"\x1f\x8b\x08broken"])
def test_a_file_that_is_no_warc_gets_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)

    with pytest.raises(StoreError, match="WARC file"):
        Player.of(path)


def test_a_missing_replay_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be replayed"):
        Player.of(tmp_path / "none.warc.gz")


def test_what_is_recorded_is_played_again_and_holds_no_key(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "answers.warc.gz"
    asks = [
        Ask(
            "POST",
            "https://a.example/s?q=1",
            {"content-type": "application/json"},
            b'{"q": 1}',
            {"x-key": Secret("hush")},
        ),
        Ask("POST", "https://a.example/s?q=1", {"content-type": "application/json"}, b'{"q": 2}'),
        Ask("GET", "https://b.example/é"),
    ]

    async def wire(ask: Ask) -> Answer:
        headers = {"content-type": "application/json", "content-encoding": "gzip"}
        return Answer(status=404 if ask.method == "GET" else 200, headers=headers, body=b"of " + (ask.body or b""))

    async def record() -> list[Answer]:
        async with Recorder(wire, path) as recorder:
            return [await recorder(ask) for ask in asks]

    recorded = asyncio.run(record())
    played = [told(Player.of(path), ask) for ask in asks]

    assert [(a.status, a.body) for a in played] == [(a.status, a.body) for a in recorded]
    assert "content-encoding" not in played[0].headers
    import gzip

    assert b"hush" not in gzip.decompress(path.read_bytes())
