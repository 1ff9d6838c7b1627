"""Under whose name a report is handed on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """An agency's name, colours and logo; nothing of it changes what the report says."""

    name: str = ""
    colour: str = "#0b5563"  # on paper and light screens
    dark_colour: str = "#7cc7d2"  # on dark screens
    logo: str | None = None  # a data: address
    footer: str = ""


PLAIN = Brand()
