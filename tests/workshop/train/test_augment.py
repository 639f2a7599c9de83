from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from workshop.train import augment, samples
from workshop.train.samples import Doubt, Name, Sample, Target

POOL = augment.Pool({"PER": ["Grace Quint", "Ola Berg"], "ORG": ["Tobol"]}, ["Norway", "Chile", "Peru"])
NEUTRAL = (0.0, 1.0, 0.0)


def test_a_name_is_exchanged_everywhere_and_spans_move_with_it() -> None:
    line = "0.0\t[Ada Marlowe|PER|-] met [Bo|PER|0] in [Norway|LOC|0]; [Ada Marlowe|PER|+] won."
    before = samples.parse(line)
    after = augment.swap(before, POOL, random.Random(1), rate=1.0)
    assert "Marlowe" not in after.text
    assert [n.label for n in after.names or ()] == [n.label for n in before.names or ()]
    surfaces = [after.text[t.start : t.end] for t in after.targets]
    assert surfaces[0] == surfaces[3]
    assert surfaces[0] in POOL.names["PER"]
    assert surfaces[1] in ("Quint", "Berg"), "one word takes the place of one word"
    assert surfaces[2] in POOL.countries


def test_what_is_no_country_stays() -> None:
    sample = samples.parse("0.0\tIt rained in [Leeds|LOC|0].")
    assert augment.swap(sample, POOL, random.Random(1), rate=1.0) is sample


def test_a_country_that_acts_is_exchanged_for_a_country() -> None:
    sample = samples.parse("0.0\t[Norway|ORG|0] said so.")
    after = augment.swap(sample, POOL, random.Random(1), rate=1.0)
    assert after.text.removesuffix(" said so.") in POOL.countries


def test_doubtful_words_move_with_their_sentence() -> None:
    sample = Sample("Ada Marlowe saw Bo.", "house", (Name(0, 11, "PER"),), doubtful=(Doubt(16, 18, (1.0,)),))
    after = augment.swap(sample, POOL, random.Random(1), rate=1.0)
    [doubt] = after.doubtful
    assert after.text != sample.text and after.text[doubt.start : doubt.end] == "Bo"


def test_a_doubtful_name_is_not_exchanged() -> None:
    sample = Sample("Ada Marlowe won.", "house", (Name(0, 11, "PER"),), doubtful=(Doubt(4, 11, (1.0,)),))
    assert augment.swap(sample, POOL, random.Random(1), rate=1.0) is sample


def test_a_title_within_a_target_stays() -> None:
    sample = Sample("President Ada Marlowe won.", "house", (Name(10, 21, "PER"),), targets=(Target(0, 21, NEUTRAL),))
    after = augment.swap(sample, POOL, random.Random(1), rate=1.0)
    target = after.targets[0]
    assert after.text[target.start : target.end].startswith("President ")
    assert after.text[target.end :] == " won."


@given(st.integers(0, 2**32), st.floats(0, 1))
def test_spans_always_hold_what_they_held_or_another_name(seed: int, rate: float) -> None:
    line = "1.0\t“[Bo|PER|0] of [Tobol Steel|ORG|+],” said [Ada Marlowe|PER|0] of [Chile|LOC|-], [he|X|-] who lost."
    before = samples.parse(line)
    after = augment.swap(before, POOL, random.Random(seed), rate=rate)
    allowed = {"Bo", "Quint", "Berg", "Tobol Steel", "Tobol", "Ada Marlowe", "Grace Quint", "Ola Berg", "he"}
    allowed |= set(POOL.countries)
    assert {after.text[t.start : t.end] for t in after.targets} <= allowed
    assert {after.text[n.start : n.end] for n in after.names or ()} <= allowed


@given(st.text(max_size=40), st.integers(0, 2**32))
def test_recasing_keeps_the_length(text: str, seed: int) -> None:
    sample = Sample(text, "house")
    assert len(augment.recase(sample, random.Random(seed)).text) == len(text)


def test_recasing_writes_capitals_small_letters_and_headlines_now_and_then() -> None:
    chance = random.Random(3)
    sample = Sample("Ada Marlowe went home with her dog.", "house")
    seen = {augment.recase(sample, chance).text for _ in range(300)}
    assert seen == {
        "Ada Marlowe went home with her dog.",
        "ADA MARLOWE WENT HOME WITH HER DOG.",
        "ada marlowe went home with her dog.",
        "Ada Marlowe Went Home With her dog.",
    }
