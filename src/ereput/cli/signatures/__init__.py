"""Every command's signature, by what it is about; what a command does is loaded when it runs.

The order of the imports is the order of `ereput --help`.
"""

from ereput.cli.application import app
from ereput.cli.signatures import auditing, files, guidance, history, keeping, machine, many, reporting, watching

__all__ = ["app", "auditing", "files", "guidance", "history", "keeping", "machine", "many", "reporting", "watching"]
