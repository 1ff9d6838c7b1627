"""The audit itself, as kept and read back."""

from ereput.model import Audit
from ereput.report.inert import json_inert
from ereput.serial import to_json


def render(audit: Audit) -> str:
    return json_inert(to_json(audit).decode())
