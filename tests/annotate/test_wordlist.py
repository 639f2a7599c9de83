"""Tone by a lexicon of the analyst's own: what is found, and how it is weighed."""

from __future__ import annotations

import math
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.annotate import wordlist
from wirebook.errors import InvalidValueError
from wirebook.knowledge.lexicons import Lexicon
from wirebook.language import Span


def lexicon(**terms):
    return Lexicon("own.csv", {"tone": {term.replace("_", " "): float(weight) for term, weight in terms.items()}})


def listed(terms, category="tone"):
    return Lexicon("own.csv", {category: terms})


def normalised(total):
    return total / math.sqrt(total * total + 15)


def total(text, terms, **options):
    """The sum of weights that a text's score comes from."""
    score = wordlist.polarity(text, listed(terms), **options).score
    return round(score * math.sqrt(15 / (1 - score * score)), 2)


# What is found.


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("calm", "All was CALM, they said."),
        ("CALM", "“Calm”—at last"),
        ("corrupt*", "The corrupt judge"),
        ("corrupt*", "Corruption grew"),
        ("corrupt* official*", "a corrupted officials' club"),
        ("anti-*", "an anti-corruption law"),
        ("well-known", "a well‑known face"),
        ("didn't work", "It didn’t work."),
        ("didn’t work", "It didn't work."),
        ("army", "the army’s camp"),
        ("army", "THE ARMY'S CAMP"),
        ("driver's licence", "a Driver’s licence"),
        ("straße", "STRASSE"),
        ("café", "the cafe\u0301 burnt"),
        ("corruption", "cor\u00adrup\u00adtion"),
        ("U.S. aid", "with U.S. aid"),
        ("weapons of mass destruction", "no: Weapons of\nmass  destruction"),
        ("❤️", "I ❤ it"),
        (":)", "fine :)"),
        ("good", "_good_ news"),
    ],
)
def test_a_term_is_found_however_it_is_typeset(term, text):
    assert wordlist.counts(text, listed({term: 1.0})) == {"tone": 1}


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("war", "a warm reward in the post-war years"),
        ("corrupt", "corruption"),
        ("corrupt*", "incorruptible"),
        ("well-known", "well known"),
        ("well known", "well-known"),
        ("law order", "law, order"),
        ("corrupt* official", "corrupt officials"),
        ("anti-*", "anti - war"),
        ("good bad", "good"),
        ("wont", "won't"),
    ],
)
def test_a_term_is_not_found_in_other_words(term, text):
    assert wordlist.counts(text, listed({term: 1.0})) == {"tone": 0}


def test_the_longest_term_counts_and_no_word_counts_twice():
    terms = {"war": -3.0, "war on terror": -1.0, "terror": -2.0, "on terror attacks": 4.0}
    assert total("the war on terror attacks", terms) == -1
    assert total("the war on drugs", terms) == -3
    assert total("terror, then war on terror", terms) == -3


def test_of_terms_of_one_length_the_more_exact_counts():
    terms = {"corrupt*": -1.0, "corrupti*": -2.0, "corruption": -3.0, "corruption case*": 1.0, "corrupti* cases": 2.0}
    assert total("corrupt", terms) == -1
    assert total("corruptive", terms) == -2
    assert total("corruption", terms) == -3
    assert total("corruption cases", terms) == 1
    assert total("corruptible cases", terms) == 2


WORDS = st.sampled_from(["a", "ab", "abc", "b", "ba"])
TERMS = st.lists(st.sampled_from(["a", "ab", "b", "a*", "ab*", "b*"]), min_size=1, max_size=3).map(" ".join)


def searched(words, terms):
    """Find terms as the rules are written, one by one, in all orders of preference."""
    count, place = 0, 0
    while place < len(words):
        fitting = [
            parts
            for parts in (term.split() for term in terms)
            if len(parts) <= len(words) - place
            and all(
                word.startswith(part[:-1]) if part.endswith("*") else word == part
                for part, word in zip(parts, words[place:], strict=False)
            )
        ]
        count += bool(fitting)
        place += max(map(len, fitting), default=1)
    return count


@given(st.lists(WORDS, max_size=8), st.sets(TERMS, min_size=1, max_size=6))
def test_the_search_finds_what_trying_every_term_finds(words, terms):
    found = wordlist.counts(" ".join(words), listed(dict.fromkeys(terms, 1.0)))
    assert found == {"tone": searched(words, terms)}


def test_each_category_is_counted_by_itself():
    own = Lexicon(
        "own.csv", {"risk": {"war": -1.0, "fire": -1.0}, "policy": {"war on terror": 0.0}, "moral": {"sin": -1.0}}
    )
    assert wordlist.counts("The war on terror is war, not fire.", own) == {"risk": 3, "policy": 1, "moral": 0}
    assert wordlist.counts("", own) == {"risk": 0, "policy": 0, "moral": 0}


def test_a_term_is_found_at_its_place_and_not_in_a_name():
    own = Lexicon("own.csv", {"risk": {"war": -1.0, "war on terror": 0.0}, "moral": {"war": -1.0}})
    text = "The War’s end: war on terror, not War Ltd."
    found = wordlist.places(text, own, masked=[Span(34, 41)])
    assert {name: [text[start:end] for start, end in spans] for name, spans in found.items()} == {
        "risk": ["War", "war on terror"],
        "moral": ["War", "war"],
    }


# How it is weighed.


def test_the_score_is_the_normalised_sum_of_the_weights():
    own = lexicon(good=1.9, bad=-2.5, law_and_order=3)
    for text, expected in [("good", 1.9), ("bad law and order", 0.5), ("good, good and bad", 1.3), ("nothing", 0)]:
        assert wordlist.polarity(text, own).score == pytest.approx(normalised(expected), abs=5e-5)


def test_the_shares_weigh_each_term_against_the_other_words():
    found = wordlist.polarity("A good plan, a bad law and order day", lexicon(good=2, bad=-1, law_and_order=3))
    whole = (2 + 1) + (3 + 1) + (1 + 1) + 4  # beside the terms: a, plan, a, day
    assert found.positive == pytest.approx(7 / whole, abs=1e-4)
    assert found.negative == pytest.approx(2 / whole, abs=1e-4)
    assert found.neutral == pytest.approx(4 / whole, abs=1e-4)


def test_a_term_without_weight_is_as_neutral_as_any_word():
    assert wordlist.polarity("good court", lexicon(good=2, court=0)) == wordlist.polarity("good court", lexicon(good=2))


def test_a_text_without_words_is_neutral():
    for text in ("", "… — !", " \n"):
        found = wordlist.polarity(text, lexicon(good=2))
        assert (found.negative, found.neutral, found.positive, found.score) == (0, 1, 0, 0)
        assert (found.label, found.words) == ("neutral", ())


@pytest.mark.parametrize(
    ("weight", "label"),
    [(0.2, "positive"), (0.19, "neutral"), (-0.19, "neutral"), (-0.2, "negative"), (0, "neutral")],
)
def test_scores_within_the_band_around_zero_are_neutral(weight, label):
    assert wordlist.polarity("term", listed({"term": weight})).label == label
    assert abs(normalised(0.19)) < 0.05 < normalised(0.2)


@pytest.mark.parametrize(
    "negation",
    [
        "not",
        "never",
        "no",
        "don't",
        "Didn’t",
        "without",
        "hardly",
        "nor",
        "cannot",
        "NOT",
        "ca n't",
        "nobody",
        "rarely",
    ],
)
def test_a_negation_turns_the_weight_by_the_factor_of_vader(negation):
    assert total(f"it was {negation} good", {"good": 2.0}) == -1.48
    assert total(f"it was {negation} bad", {"bad": -2.0}) == 1.48


def test_a_negation_reaches_three_words_on_and_never_back():
    terms = {"good": 2.0, "law and order": 2.0}
    assert total("not one two good", terms) == -1.48
    assert total("not one, “two” – good", terms) == -1.48
    assert total("not one two three good", terms) == 2
    assert total("good, not", terms) == 2
    assert total("not one two law and order", terms) == -1.48
    assert total("not the army's own good", terms) == 2
    assert total("not army's own good", terms) == -1.48


def test_two_negations_turn_no_more_than_one():
    assert total("never not good", {"good": 2.0}) == -1.48


def test_a_negation_within_a_phrase_has_done_its_work():
    assert total("no doubt good", {"no doubt": 1.0, "good": 2.0}) == 3
    assert total("no doubt good", {"good": 2.0}) == -1.48
    assert total("no good", {"no": -1.0, "good": 2.0}) == -2.48


def test_the_category_tone_alone_makes_the_tone_where_there_is_one():
    own = Lexicon("own.csv", {"tone": {"good": 2.0}, "risk": {"fire": -3.0, "good": -4.0, "good fire": -4.0}})
    assert wordlist.polarity("good fire", own).score == pytest.approx(normalised(2), abs=5e-5)
    assert wordlist.counts("good fire", own) == {"tone": 1, "risk": 1}


def test_without_it_all_categories_make_the_tone_and_a_term_of_several_weighs_their_mean():
    own = Lexicon("own.csv", {"moral": {"corrupt*": -3.0, "honest": 2.0}, "risk": {"Corrupt*": -1.0, "fire": -3.0}})
    assert wordlist.polarity("corrupt", own).score == pytest.approx(normalised(-2), abs=5e-5)
    assert wordlist.polarity("honest fire", own).score == pytest.approx(normalised(-1), abs=5e-5)


# Names.


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Officials of the United Nations Security Council met.", "United Nations Security Council"),
        ("The Trust met at noon.", "Trust"),
        ("They met in Hope, Arkansas.", "Hope, Arkansas"),
        ("Pretty Good Privacy was published in 1991.", "Pretty Good Privacy"),
        ("On Victory Day the shops close.", "Victory Day"),
        ("The Trust’s lawyers met.", "Trust"),
        ("A Trust-led group met.", "Trust"),
    ],
)
def test_a_masked_name_moves_nothing(text, name):
    own = lexicon(
        united=2, security=1, trust=2, hope=2, pretty_good=2, good=2, privacy=1, victory_day=3, **{"trust-*": 2}
    )
    start = text.index(name)
    masked = [Span(start, start + len(name))]
    assert wordlist.polarity(text, own).score != 0
    assert sum(wordlist.counts(text, own).values()) > 0
    found = wordlist.polarity(text, own, masked=masked)
    assert (found.score, found.neutral, found.words) == (0, 1, ())
    assert wordlist.counts(text, own, masked=masked) == {"tone": 0}


def test_a_name_is_one_word_neither_part_of_a_phrase_nor_a_negation():
    terms = {"good": 2.0, "hope for": 1.0, "anti-*": -1.0}
    assert total("Hope for", terms, masked=[Span(0, 4)]) == 0
    assert total("No Labels good", terms, masked=[Span(0, 9)]) == 2
    assert total("not the United Nations Council good", terms, masked=[Span(8, 30)]) == -1.48
    assert total("an anti-Hope law", terms, masked=[Span(8, 12)]) == -1


def test_masks_may_overlap_be_empty_or_run_over_the_ends():
    terms = {"good": 2.0, "bad": -1.0}
    assert total("good bad good", terms, masked=[Span(5, 9), Span(-3, 4), Span(0, 6), Span(2, 2)]) == 2
    assert total("good bad good", terms, masked=[Span(9, 99), Span(0, 4)]) == -1
    assert total("good", terms, masked=[Span(4, 9), Span(0, 0)]) == 2
    assert total("not the United Nations good", terms, masked=[Span(8, 14), Span(8, 22)]) == -1.48


# The words that moved a score.


def test_the_words_are_spelt_as_in_the_text_the_strongest_first():
    found = wordlist.polarity(
        "İ ŒUVRE: the Law  and\nOrder plan was CORRUPTED’s end", lexicon(law_and_order=1, **{"corrupt*": -3})
    )
    assert [word for word, _ in found.words] == ["CORRUPTED", "Law  and\nOrder"]
    assert found.words[0][1] < 0 < found.words[1][1]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A good plan, never a bad one", "good"),
        ("A good plan, never a bad one", "bad"),
        ("never a bad and good plan", "bad"),
        ("not one two bad good", "bad"),
        ("no doubt good", "no doubt"),
        ("war bad on terror good", "bad"),
        ("the bad army’s good day", "bad"),
    ],
)
def test_the_score_without_a_word_is_the_score_less_its_change(text, word):
    own = lexicon(good=2, bad=-2.5, no_doubt=1, war=-3, war_on_terror=-1)
    found = wordlist.polarity(text, own)
    without = wordlist.polarity(text.replace(word, ""), own).score
    assert dict(found.words)[word] == round(found.score - without, 4)


@given(
    st.lists(
        st.sampled_from(["good", "bad", "not", "no doubt", "doubt", "day", "it's", ",", "war on", "on"]), max_size=30
    )
)
def test_every_change_can_be_reckoned_again(words):
    own = lexicon(good=2, bad=-2.5, no_doubt=1, war=-3, war_on_day=3, doubt=-1)
    found = wordlist.polarity(" ".join(words), own)
    assert len(found.words) <= 5
    rests = [" ".join([*words[:i], *words[i + 1 :]]) for i in range(len(words))]
    single = {(words[i], round(found.score - wordlist.polarity(rests[i], own).score, 4)) for i in range(len(words))}
    for word, change in found.words:
        if word in ("good", "bad"):
            assert (word, change) in single
    assert [abs(change) for _, change in found.words] == sorted(
        (abs(change) for _, change in found.words), reverse=True
    )


def test_the_strongest_words_of_a_long_text_are_found_wherever_they_stand():
    own = lexicon(good=0.1, splendid=3)
    text = "good " * 50 + "splendid"
    found = wordlist.polarity(text, own)
    assert found.words[0] == ("splendid", round(found.score - wordlist.polarity("good " * 50, own).score, 4))


# Any text, and much of it.

ANY = lexicon(good=2, bad=-2.5, no_doubt=1, a=-0.3, **{"i*": 1, "ß": 4, "e-*": -1, "'s": 2, ".": -1})


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(["good", "bad", "no doubt", "not", "’s", "i", "İ", "."])).map(" ".join)
    ),
    st.lists(st.tuples(st.integers(-2, 40), st.integers(-2, 40)), max_size=4),
)
def test_any_text_has_shares_that_add_to_one_and_a_score_within_bounds(text, spans):
    found = wordlist.polarity(text, ANY, masked=[Span(*span) for span in spans])
    assert found.negative + found.neutral + found.positive == pytest.approx(1, abs=1e-9)
    assert min(found.negative, found.neutral, found.positive) >= 0
    assert -1 <= found.score <= 1
    assert all(word in text and change for word, change in found.words)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=20))
def test_any_finite_weights_give_shares_and_a_score(weights):
    own = listed({f"term{number}": weight for number, weight in enumerate(weights)})
    found = wordlist.polarity(" ".join(own.categories["tone"]), own)
    assert found.negative + found.neutral + found.positive == pytest.approx(1, abs=1e-9)
    assert -1 <= found.score <= 1
    assert math.copysign(1, found.score) == 1 or found.score < 0


@given(st.text())
def test_any_term_of_a_file_is_refused_with_a_message_or_found_in_itself(term):
    own = listed({term: 1.0})
    try:
        found = wordlist.counts(term.replace("*", ""), own)
    except InvalidValueError as error:
        assert error.message in (
            "the term is empty",
            f"in the term {term!r} a star stands elsewhere than at the end of a word",
        )
    else:
        assert found == {"tone": 1}


def test_ten_thousand_terms_in_a_thousand_sentences_take_under_two_seconds():
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(3, 9))) for _ in range(12_000)]
    terms = {word: chance.uniform(-4, 4) for word in words[:6_000]}
    terms |= {word[:5] + "*": 1.0 for word in words[6_000:8_000]}
    terms |= {" ".join(chance.choices(words, k=3)): -1.0 for _ in range(2_500)}
    sentences = [" ".join(chance.choices(words, k=25)) for _ in range(1_000)]
    own = listed(terms)
    assert len(terms) > 10_000
    began = time.process_time()
    scores = [wordlist.polarity(sentence, own).score for sentence in sentences]
    assert time.process_time() - began < 2
    assert len(set(scores)) > 500


def test_many_phrases_with_one_beginning_cost_no_time():
    own = listed({f"not {number} times": 1.0 for number in range(20_000)})
    began = time.process_time()
    assert wordlist.counts("not 7 times, " * 2_000, own) == {"tone": 2_000}
    assert time.process_time() - began < 5


def test_a_quarter_of_a_megabyte_takes_seconds():
    began = time.process_time()
    wordlist.polarity("bad and good, " * (250_000 // 14), lexicon(good=2, bad=-2.5))
    assert time.process_time() - began < 20
