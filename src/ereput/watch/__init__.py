"""Watching: what of an audit deserves to be told, told once in a digest, month after month.

`deserving` finds, `digest` words, `channels` sends, `timer` writes what the system needs to run it by itself.
"""

from ereput.watch.deserving import Looked, deserving, ended
from ereput.watch.digest import Digest, digest
from ereput.watch.notice import Notice

__all__ = ["Digest", "Looked", "Notice", "deserving", "digest", "ended"]
