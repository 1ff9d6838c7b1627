"""What may be kept and printed: no key, wherever in a text it stands, and nothing that acts on a terminal."""

import re

from ereput.fetch.addresses import is_secret_name

_SPACES = "\u00a0\u202f"  # set by French typography
_PARAMETER = re.compile(r"([?&;#]|&amp;)([\w.%-]{1,60})=([^&\s\"'<>;,#]+)")


def printable(text: str, most: int = 2_000) -> str:
    """One line of what shows, whole: an address or a hash is not cut at a word. Marks that turn writing round go."""
    return "".join(c if c.isprintable() or c in _SPACES else "?" for c in text)[:most]


def without_secrets(text: str) -> str:
    """The text with the values of parameters that are named like keys replaced."""
    return _PARAMETER.sub(lambda found: f"{found[1]}{found[2]}={_value(found[2], found[3])}", text)


def _value(name: str, value: str) -> str:
    return "REDACTED" if is_secret_name(name) else value
