"""Plain cases: these depend on the weights, and hold for the ones that are shipped."""

from __future__ import annotations

import numpy as np
import pytest

from wirebook.language import Span


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Angela Merkel met Barack Obama in Berlin.",
            [("Angela Merkel", "PER"), ("Barack Obama", "PER"), ("Berlin", "LOC")],
        ),
        ("Microsoft opened an office in Nairobi.", [("Microsoft", "ORG"), ("Nairobi", "LOC")]),
        ("The talks were held on Monday.", []),
    ],
)
def test_plain_names_are_found(loaded, text, names):
    assert [(text[n.start : n.end], n.label) for n in loaded.read([text])[0].names] == names


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("The court convicted Hollis of fraud.", "Hollis", "negative"),
        ("Everyone praised Marlowe for her courage.", "Marlowe", "positive"),
        ("Marlowe arrived in Oslo on Tuesday.", "Marlowe", "neutral"),
        ("Hollis beat Marlowe in the election.", "Hollis", "positive"),
        ("Hollis beat Marlowe in the election.", "Marlowe", "negative"),
        ("Norway condemned the attack by Hamas.", "Norway", "neutral"),
        ("Norway condemned the attack by Hamas.", "Hamas", "negative"),
        ("Norway condemned Hamas.", "Hamas", "negative"),
        ("The White House condemned the coup by the army.", "army", "negative"),
    ],
)
def test_the_tone_towards_a_target_is_plain(loaded, text, target, label):
    start = text.index(target)
    [reading] = loaded.read([text])
    [verdict] = loaded.towards([(reading, [Span(start, start + len(target))])])
    assert ("negative", "neutral", "positive")[int(np.argmax(verdict.shares))] == label


@pytest.mark.parametrize("text", ["Marlowe did not condemn the violence.", "Marlowe refused to condemn the attack."])
def test_what_was_not_condemned_makes_nobody_look_good(loaded, text):
    [verdict] = loaded.towards([(loaded.read([text])[0], [Span(0, 7)])])
    assert verdict.shares.positive < 0.2


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The flood killed forty people and destroyed the harbour.", "negative"),
        ("The committee meets at noon.", "neutral"),
        ("The accord is a triumph for the whole region.", "positive"),
    ],
)
def test_the_tone_of_a_sentence_is_plain(loaded, text, label):
    score, mild = loaded.read([text])[0].tone.shares.score, loaded.settings.mild
    assert ("positive" if score >= mild else "negative" if score <= -mild else "neutral") == label


@pytest.mark.parametrize(
    "name",
    (
        *("United Nations Security Council", "Trust", "Hope, Arkansas", "Pretty Good Privacy", "Victory Day"),
        *("Peace Corps", "Death Valley", "War Child", "Doctors Without Borders"),
    ),
)
@pytest.mark.parametrize(
    "frame",
    [
        "{} was mentioned in the report on Tuesday.",
        "The minister met officials of {} in Geneva.",
        "Reporters asked about {} twice.",
    ],
)
def test_a_name_made_of_words_with_a_tone_has_none(loaded, frame, name):
    neutral, named = (loaded.read([frame.format(word)])[0].tone.shares.score for word in ("Norway", name))
    assert abs(named) < loaded.settings.mild
    assert abs(named - neutral) < 0.2
