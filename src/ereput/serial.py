"""An audit as JSON and back, and the schema that describes it."""

from typing import Any

import msgspec

from ereput.errors import StoreError
from ereput.model import SCHEMA_VERSION, Audit

_SCHEMA_ID = "https://ereput.example/audit.schema.json"


def to_json(audit: Audit) -> bytes:
    """The whole audit: the same bytes for the same audit, indented, ending in a line end."""
    return msgspec.json.format(msgspec.json.encode(audit, order="deterministic"), indent=2) + b"\n"


def from_json(document: bytes) -> Audit:
    """The audit that was kept; StoreError with one sentence for anything else."""
    try:
        audit = msgspec.json.decode(document, type=Audit)
    except (msgspec.DecodeError, RecursionError) as error:
        raise StoreError("this is not an audit of ereput: {reason}", reason=error) from None
    if audit.schema_version > SCHEMA_VERSION:
        raise StoreError(
            "this audit was made by a newer ereput (schema {schema}): update ereput", schema=audit.schema_version
        )
    return audit


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of an audit."""
    described = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Audit)))  # tuples as lists
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": _SCHEMA_ID, "title": "Audit", **described}
