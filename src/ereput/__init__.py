"""ereput: a reputation audit for doctors, from the command line."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ereput.audit import audit
    from ereput.model import Audit, Practitioner

__version__ = "0.1.0"
__all__ = ["Audit", "Practitioner", "__version__", "audit"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when they are asked for: `ereput --version` needs none of them."""
    if name == "audit":
        import ereput.audit

        return ereput.audit.audit
    if name in ("Audit", "Practitioner"):
        import ereput.model

        return getattr(ereput.model, name)
    raise AttributeError(f"module 'ereput' has no attribute {name!r}")
