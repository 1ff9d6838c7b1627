"""A user's own classifier, with a tiny one made here. Skipped where torch is not installed; CONTRIBUTING tells how."""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="the extra [transformers] is not installed")
pytest.importorskip("transformers", reason="the extra [transformers] is not installed")

from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from ereput.errors import UsageError
from ereput.learned import second
from ereput.learned.transformer import meanings

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] très bon médecin nul".split()


def model(folder: Path, labels: dict[int, str], **how: Any) -> Path:
    """A classifier of one layer with no training, saved as any other."""
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    tokenizer = BertTokenizerFast(str(folder / "vocab.txt"))
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
        max_position_embeddings=32,
        id2label=labels,
        label2id={label: at for at, label in labels.items()},
    )
    made = BertForSequenceClassification(config)
    made.classifier.weight.data.zero_()
    made.classifier.bias.data.zero_()
    made.classifier.bias.data[-1] = 3.0  # the last label is always the likeliest
    made.save_pretrained(folder, **how)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.mark.parametrize(
    ("labels", "likeliest"),
    [
        ({0: "negative", 1: "neutral", 2: "positive"}, 2),
        ({0: "POSITIVE", 1: "NEGATIVE"}, 0),
        ({at: f"{at + 1} star{'s' if at else ''}" for at in range(5)}, 2),
    ],
)
def test_a_folder_is_read_whatever_its_labels_are_called(
    tmp_path: Path, labels: dict[int, str], likeliest: int
) -> None:
    reader = second(str(model(tmp_path, labels)))
    assert reader is not None

    found = reader("très bon médecin " * 500, "fr")

    assert found is not None
    assert sum(found) == pytest.approx(1, abs=1e-4)
    assert max(range(3), key=found.__getitem__) == likeliest


def test_labels_without_a_meaning_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="LABEL_0"):
        second(str(model(tmp_path, {0: "LABEL_0", 1: "LABEL_1"})))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no model"):
        second(str(tmp_path))


def test_weights_that_could_hold_code_are_refused(tmp_path: Path) -> None:
    folder = model(tmp_path, {0: "neg", 1: "neu", 2: "pos"})
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")

    with pytest.raises(UsageError, match="holds no model"):
        second(str(folder))


def test_what_labels_mean() -> None:
    assert meanings({0: "négatif", 1: "neutre", 2: "positif"}) == ([0], [1], [2])
    assert meanings({0: "1 étoile", 1: "3 étoiles", 2: "5 étoiles"}) == ([0], [1], [2])
    assert meanings({0: "joie", 1: "colère"}) is None
