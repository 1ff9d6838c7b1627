"""Second readers, by a learned model that the user chose: an extra, never the default, and nothing is ever fetched.

Each is a function from a text and its language to how likely it is neg, neu and pos. `opinion` asks it about the texts
of which the rules are unsure, and takes the mean. A reader stays on this machine: no network, no telemetry.
"""

from pathlib import Path

from ereput.errors import UsageError
from ereput.opinion.second import Second

EMBED = "embed"


def second(named: str | None) -> Second | None:
    """The reader that a setting names: "embed", or a folder with a model; None where nothing is set.

    Raises UsageError where the extra is not installed, or the folder has no model that can be read so.
    """
    if not named:
        return None
    if named == EMBED:
        return _embed()
    if not (folder := Path(named).expanduser()).is_dir():
        raise UsageError("{named} is neither embed nor the folder of a model", named=named)
    return _transformers(folder)


def _embed() -> Second:
    try:
        from ereput.learned import embed
    except ImportError:
        raise UsageError("the embedding model is not installed: pip install 'ereput[embed]'") from None
    return embed.reader()


def _transformers(folder: Path) -> Second:
    try:
        from ereput.learned import transformer
    except ImportError:
        raise UsageError("transformers is not installed: pip install 'ereput[transformers]'") from None
    return transformer.reader(folder)
