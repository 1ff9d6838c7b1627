"""The audit itself, as kept and read back."""

from ereput.model import Audit
from ereput.serial import to_json


def render(audit: Audit) -> str:
    return to_json(audit).decode()
