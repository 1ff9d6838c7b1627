"""A second reader on a classifier of the user's own: a folder such as `save_pretrained` writes, CamemBERT or another.

Only the folder is read: no name is looked up on a hub, no code of the folder is run, and weights must be safetensors,
which hold numbers and nothing else.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1", DO_NOT_TRACK="1")

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from ereput.errors import UsageError
from ereput.opinion.second import Chances, Second

LONGEST = 5_000  # characters that are handed to the tokenizer
TOKENS = 512  # that are read at most
_NAMES = (re.compile("n[eé]g", re.I), re.compile("neu|mixed|mitig", re.I), re.compile("pos", re.I))
_STARS = re.compile(r"^\s*([1-5]) ?(?:stars?|[eé]toiles?)\s*$", re.I)


def reader(folder: Path) -> Second:
    """The reader; UsageError where the folder holds no classifier whose labels can be told apart."""
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        model = AutoModelForSequenceClassification.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False, use_safetensors=True
        )
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise UsageError("{folder} holds no model that can be read: {reason}", folder=folder, reason=reason) from None
    model.eval()
    columns = meanings(model.config.id2label)
    if columns is None:
        labels = ", ".join(map(str, model.config.id2label.values()))[:200]
        raise UsageError(
            "the labels of {folder} are not neg, neu and pos or stars: {labels}", folder=folder, labels=labels
        )
    most = min(TOKENS, tokenizer.model_max_length, _positions(model.config))

    def read(text: str, language: str) -> Chances | None:
        asked = tokenizer(text[:LONGEST], truncation=True, max_length=most, return_tensors="pt")
        with torch.inference_mode():
            found = torch.softmax(model(**asked).logits[0].float(), -1).tolist()
        neg, neu, pos = (sum(found[at] for at in column) for column in columns)
        return neg, neu, pos

    return read


def meanings(labels: Mapping[int, str]) -> tuple[list[int], list[int], list[int]] | None:
    """The places that mean neg, neu and pos, by the labels' names or stars; None where one of them has no meaning."""
    columns: tuple[list[int], list[int], list[int]] = ([], [], [])
    for at, label in labels.items():
        stars = _STARS.match(str(label))
        fitting = [i for i, name in enumerate(_NAMES) if name.match(str(label).strip())]
        if stars:
            fitting = [(int(stars[1]) > 2) + (int(stars[1]) > 3)]
        if len(fitting) != 1:
            return None
        columns[fitting[0]].append(int(at))
    return columns if columns[0] and columns[2] else None


def _positions(config: object) -> int:
    """How many tokens the model has places for; models of RoBERTa's kind keep two of them for themselves."""
    return max(8, int(getattr(config, "max_position_embeddings", TOKENS)) - 2)
