from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path

import pytest

from workshop.train import samples
from workshop.train.samples import Doubt, Name, Target

NEGATIVE, NEUTRAL, POSITIVE = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def test_a_line_of_ours_gives_text_names_targets_and_tone() -> None:
    line = "-1.5\t[Ada Marlowe|PER|-] lied to [parliament|ORG|0], said [she|X|+] who knew."
    found = samples.parse(line)
    assert found.text == "Ada Marlowe lied to parliament, said she who knew."
    assert found.names == (Name(0, 11, "PER"), Name(20, 30, "ORG"))
    assert found.targets == (Target(0, 11, NEGATIVE), Target(20, 30, NEUTRAL), Target(37, 40, POSITIVE))
    assert found.tone == (0.75, 0.25, 0.0)
    assert found.misc


def test_a_title_in_a_mark_is_no_part_of_the_name_but_of_the_target() -> None:
    found = samples.parse("0.0\tThen [President Marlowe|PER|0] left.")
    assert found.names == (Name(15, 22, "PER"),)
    assert found.targets == (Target(5, 22, NEUTRAL),)


@pytest.mark.parametrize(
    ("score", "shares"),
    [
        (-4, (1.0, 0.0, 0.0)),
        (-2, (1.0, 0.0, 0.0)),
        (0, (0.0, 1.0, 0.0)),
        (1.5, (0.0, 0.25, 0.75)),
        (4, (0.0, 0.0, 1.0)),
    ],
)
def test_a_graded_tone_becomes_shares_that_add_to_one(score: float, shares: tuple[float, float, float]) -> None:
    assert samples.graded(score) == shares


def test_rows_of_one_sentence_become_one_sample(tmp_path: Path) -> None:
    rows = [
        {"text": "Ada beat Bo.", "start": 0, "end": 3, "label": "positive", "further_mentions": [[9, 11], [5, 5]]},
        {"text": "Ada beat Bo.", "start": 9, "end": 11, "label": "negative", "further_mentions": []},
    ]
    path = tmp_path / "tone.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    alone = samples.targets(path)
    assert [(t.start, t.end, t.shares) for t in alone[0].targets] == [(0, 3, POSITIVE), (9, 11, NEGATIVE)]
    assert alone[0].targets[0].others == ()
    assert samples.targets(path, others=True)[0].targets[0].others == ((9, 11),)


def test_rows_that_must_not_train_are_left_out(tmp_path: Path) -> None:
    rows = [
        {"text": "Ada left.", "entities": [{"start": 0, "end": 3, "label": "PER"}], "train_ok": False},
        {"text": "Bo left.", "entities": [{"start": 0, "end": 2, "label": "PER"}]},
    ]
    path = tmp_path / "names.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    assert [s.text for s in samples.names(path, "uner")] == ["Bo left."]


def test_our_own_sentences_are_well_formed() -> None:
    found = samples.own()
    assert len(found) > 5000
    for sample in found:
        assert "|" not in sample.text, sample.text
        spans = sorted((t.start, t.end) for t in sample.targets)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), sample.text
        for name in sample.names or ():
            surface = sample.text[name.start : name.end]
            assert surface == surface.strip(), sample.text
            assert not surface.endswith(("'s", "’s")) or name.label != "PER", sample.text


def test_samples_that_are_kept_come_back_the_same(tmp_path: Path) -> None:
    line = "-1.5\t[Ada Marlowe|PER|-] lied to [parliament|ORG|0], said [she|X|+] who knew.\u2028"
    found = [
        samples.parse(line),
        samples.Sample(
            "José left.", "house", targets=(Target(0, 4, NEUTRAL, 0.5, ((5, 9),)),), doubtful=(Doubt(5, 9, (0.5, 0.5)),)
        ),
    ]
    samples.keep(found, tmp_path / "kept.jsonl")
    assert samples.kept(tmp_path / "kept.jsonl") == found


def test_sentences_that_are_not_annotated_are_read_once_each(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Ada left.\n\nBo stayed.\nAda left.\n", encoding="utf-8")
    found = samples.plain("*.txt", folder=tmp_path)
    assert [s.text for s in found] == ["Ada left.", "Bo stayed."]
    assert all(s.names is None and s.targets == () and s.tone is None for s in found)
