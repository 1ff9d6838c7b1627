"""ereput: a reputation audit for doctors, from the command line."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ereput.audit import audit
    from ereput.model import Audit, Practitioner

__version__ = "0.1.0"
__all__ = ["Audit", "Practitioner", "__version__", "audit"]


_HOMES = {"audit": "ereput.audit", "Audit": "ereput.model", "Practitioner": "ereput.model"}


def __getattr__(name: str) -> Any:
    """The public names, loaded when they are asked for: `ereput --version` needs none of them."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'ereput' has no attribute {name!r}")
