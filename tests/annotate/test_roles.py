"""Who acts and who is acted upon."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.annotate import pipeline
from wirebook.annotate.methods import RULES, VADER, Methods
from wirebook.read.article import Article

SIMPLE = Methods(names=RULES, tone=VADER)


def roles(text):
    annotated = pipeline.annotate(Article(article_id="a", path="a.txt", text=text, language="en"), SIMPLE)
    return {m.text: (m.role, m.verb) for m in annotated.mentions if m.role or m.form != "pronoun"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway accused Chile of delay.", {"Norway": ("agent", "accused"), "Chile": ("patient", "accused")}),
        (
            "Norway has not yet sanctioned Chile.",
            {"Norway": ("agent", "sanctioned"), "Chile": ("patient", "sanctioned")},
        ),
        ("Norway has never sanctioned Chile.", {"Norway": ("agent", "sanctioned"), "Chile": ("patient", "sanctioned")}),
        ("Norway was invaded by Chile.", {"Norway": ("patient", "invaded"), "Chile": ("agent", "invaded")}),
        ("Norway is leaving the WTO.", {"Norway": ("agent", "leaving"), "WTO": ("patient", "leaving")}),
        ("Norway wants Chile to pay.", {"Norway": ("agent", "wants"), "Chile": ("patient", "wants")}),
        ("They said that Norway would act.", {"Norway": ("agent", "act")}),
        ("Norway, which lost Chile in 1900, wept.", {"Norway": ("agent", "lost"), "Chile": ("patient", "lost")}),
        ("Norway and Chile signed it.", {"Norway": ("agent", "signed"), "Chile": ("agent", "signed")}),
        ("Norway and Chile want peace.", {"Norway": ("agent", "want"), "Chile": ("agent", "want")}),
        ("The deal helped Norway and Chile.", {"Norway": ("patient", "helped"), "Chile": ("patient", "helped")}),
        ("“It is late,” said Ada Marlowe.", {"Ada Marlowe": ("agent", "said")}),
        ("President Ada Marlowe on Thursday ended it.", {"Ada Marlowe": ("agent", "ended")}),
        ("The minister, Ada Marlowe, met Chile's envoy.", {"Ada Marlowe": ("agent", "met"), "Chile": (None, None)}),
        ("Police arrested President Ada Marlowe.", {"Ada Marlowe": ("patient", "arrested")}),
    ],
)
def test_agents_and_patients_are_told_from_the_words_beside_a_name(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norway's exports rose.",
        "Norwegian exports rose.",
        "Prices rose in Norway last year.",
        "The people of Norway voted.",
        "Norway is a member.",
        "The Norway talks failed.",
        "They visited Norway house.",
        "A treaty with Norway was signed.",
    ],
)
def test_possessors_adjectives_and_what_a_preposition_governs_have_no_role(text):
    assert {role for role, _ in roles(text).values()} <= {None}


def test_pronouns_have_roles_too_but_possessive_ones_have_none():
    text = "Ada Marlowe spoke. She praised Chile. Everybody thanked her. Her rules stand."
    annotated = pipeline.annotate(Article(article_id="a", path="a.txt", text=text, language="en"), SIMPLE)
    found = [(m.text, m.role, m.verb) for m in annotated.mentions if m.form == "pronoun"]
    assert found[0] == ("She", "agent", "praised")
    assert found[1:] == [("her", "patient", "thanked"), ("Her", None, None)]


@given(
    st.lists(
        st.sampled_from(["Norway", "Chile", "accused", "was", "by", ",", "and", "(", ")", "'s", "who", "."]),
        max_size=25,
    )
)
def test_any_order_of_words_gives_roles_with_verbs(words):
    for role, verb in roles(" ".join(words)).values():
        assert (role is None) == (verb is None)
