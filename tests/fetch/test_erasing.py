import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ereput.errors import StoreError
from ereput.fetch.cache import FILE, Cache
from ereput.fetch.erasing import erase
from ereput.fetch.freshness import Kept
from ereput.fetch.wire import Answer, Ask

BODIES = {
    "plain": "Dr Hélène Vaubrun, Lyon".encode(),
    "capitals": b'{"nom":"VAUBRUN","prenom":"HELENE"}',
    "escaped": json.dumps({"given": "Hélène", "family": "Vaubrun"}).encode(),
    "latin": "Vaubrun H\u00e9l\u00e8ne".encode("latin-1"),
    "other": "Paul Autrenom; Hélène Dupré".encode(),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cache = Cache(tmp_path, most_bytes=10_000_000, longest=timedelta(days=7))
    for name, body in BODIES.items():
        headers = {"cache-control": "max-age=86400", "content-type": "text/plain"}
        cache.put(
            Ask(method="GET", url=f"https://a.example/{name}"), Kept(Answer(200, headers, body), datetime.now(UTC))
        )
    cache.close()
    return tmp_path


def test_answers_that_name_somebody_go_in_any_spelling_and_others_stay(folder: Path) -> None:
    assert erase(folder, ["Hélène Vaubrun"]) == 4

    with sqlite3.connect(folder / FILE) as db:
        assert [bytes(body) for (body,) in db.execute("SELECT body FROM answers")] == [BODIES["other"]]
    assert not any(b"aubrun" in file.read_bytes().lower() for file in folder.iterdir())


def test_without_a_cache_or_a_name_nothing_goes(folder: Path, tmp_path: Path) -> None:
    assert erase(tmp_path / "nowhere", ["Hélène Vaubrun"]) == 0
    assert erase(folder, [""]) == 0


def test_a_file_that_is_no_cache_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database" * 100)

    with pytest.raises(StoreError, match="cannot be cleared"):
        erase(tmp_path, ["Hélène Vaubrun"])
