import json
import pickle

import jsonschema
import pytest

import make
from ereput.errors import StoreError
from ereput.serial import from_json, schema, to_json
from places import ROOT


def test_an_audit_is_read_back_as_it_was_written() -> None:
    audit = make.audit()

    assert from_json(to_json(audit)) == audit
    assert pickle.loads(pickle.dumps(audit)) == audit


def test_the_same_audit_is_the_same_bytes() -> None:
    assert to_json(make.audit()) == to_json(make.audit())


def test_the_schema_describes_an_audit() -> None:
    jsonschema.validate(json.loads(to_json(make.audit())), schema())


def test_the_published_schema_has_not_drifted() -> None:
    published = json.loads((ROOT / "docs" / "audit.schema.json").read_text(encoding="utf-8"))

    assert published == schema(), "run: scripts/docs"


@pytest.mark.parametrize("document", [b"", b"{}", b"[]", b"\xff", b'{"schema_version": "x"}', b"[" * 100_000])
def test_what_is_no_audit_gets_one_sentence(document: bytes) -> None:
    with pytest.raises(StoreError, match="not an audit"):
        from_json(document)


def test_an_audit_of_a_newer_ereput_is_not_guessed_at() -> None:
    document = to_json(make.audit()).replace(b'"schema_version": 1', b'"schema_version": 99')

    with pytest.raises(StoreError, match="newer ereput"):
        from_json(document)
