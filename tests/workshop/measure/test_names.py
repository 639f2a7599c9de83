"""Names against gold: exact spans, with their kind and without, for ourselves and for peers."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import nltk
import pytest

from wirebook.annotate.methods import RULES, STANDARD, Methods
from workshop import predict
from workshop.measure import names

TEXTS = [
    "Angela Merkel flew from Berlin to Paris, where the European Union was to meet.",
    "“Nothing is settled,” said Xi Jinping. China and the United States went on talking on Tuesday.",
]


def row(*entities: tuple[int, int, str]) -> dict[str, list[dict[str, int | str]]]:
    return {"entities": [{"start": start, "end": end, "label": label} for start, end, label in entities]}


def test_a_span_of_the_wrong_kind_counts_only_where_the_kind_is_left_aside() -> None:
    gold = [row((0, 5, "PER"), (9, 12, "LOC")), row((3, 4, "ORG"))]
    wanted, typed, plain = names.scores(gold, [[(0, 5, "PER"), (9, 12, "ORG")], [(3, 5, "ORG")]])
    assert wanted == 3
    assert typed.value == pytest.approx(200 * 1 / 6)
    assert plain.value == pytest.approx(200 * 2 / 6)


def test_other_labels_are_left_out_on_both_sides() -> None:
    gold = [row((0, 5, "PER"), (9, 12, "MISC"))]
    wanted, typed, plain = names.scores(gold, [[(0, 5, "PER"), (14, 20, "MISC")]])
    assert (wanted, typed.value, plain.value) == (1, 100, 100)


def test_a_name_found_twice_counts_once() -> None:
    _, typed, _ = names.scores([row((0, 5, "PER"))], [[(0, 5, "PER"), (0, 5, "PER")]])
    assert typed.value == 100


def test_the_product_finds_what_predict_writes() -> None:
    written = [predict.predict("ner", {"text": text}, folder=Path())["entities"] for text in TEXTS]
    found = names.by_methods(TEXTS, chosen=STANDARD)
    assert found == [[(e["start"], e["end"], e["label"]) for e in entities] for entities in written]
    assert any(found)


def test_the_rules_find_names_without_the_model() -> None:
    (found,) = names.by_methods(TEXTS[:1], chosen=Methods(names=RULES))
    assert [(TEXTS[0][start:end], label) for start, end, label in found] == [
        ("Angela Merkel", "PER"),
        ("Berlin", "LOC"),
        ("Paris", "LOC"),
        ("European Union", "ORG"),
    ]


def test_the_model_alone_gives_positions_of_the_whole_text() -> None:
    (found,) = names.by_model([TEXTS[1]])
    assert "China" in {TEXTS[1][start:end] for start, end, _ in found}
    assert {label for _, _, label in found} <= {"PER", "ORG", "LOC", "MISC"}


def test_the_chunks_of_a_tree_stand_where_their_words_do() -> None:
    text = "Angela Merkel left Berlin."
    spans = list(nltk.tokenize.NLTKWordTokenizer().span_tokenize(text))
    tree = nltk.Tree("S", [
        nltk.Tree("PERSON", [("Angela", "NNP"), ("Merkel", "NNP")]),
        ("left", "VBD"),
        nltk.Tree("GPE", [("Berlin", "NNP")]),
        (".", "."),
    ])  # fmt: skip
    assert names.chunks(tree, spans) == [(0, 13, "PER"), (19, 25, "LOC")]


def test_a_peer_that_is_not_installed_is_named_without_a_figure() -> None:
    found = names.systems()
    assert (found["NLTK, tagger and chunker"] is None) == (not names.nltk_is_there())
    assert ("spaCy" in found) == (importlib.util.find_spec("spacy") is None or not names.spacy_pipelines())
    assert all(finder is not None for name, finder in found.items() if "knowledge" in name or name == "model alone")
