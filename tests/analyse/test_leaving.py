"""The words that are named as moving a score, against the scores of sentences that are really read without them."""

from __future__ import annotations

import pandas as pd
import pytest

from wirebook.analyse import fragile, leaving, sentiment
from wirebook.annotate import vader
from wirebook.language import Span, model

from .conftest import Said, Story, Tables, build

TOLD = (
    ("The ferry sank.", "Norland's shameful delay cost forty lives.", "Mara Lind spoke on Monday."),
    ("The treaty is a splendid success.", "Fishermen cheered it.", "The council met on Tuesday."),
    ("Sudmark attacked the harbour.", "The mayor did not condemn the attack.", "Rain fell in the evening."),
    ("Inspectors praised the brilliant work of the nurses.", "A clerk stole the funds.", "Talks go on."),
    ("The bridge collapsed.", "Tomas Orr apologised.", "Critics called the report a disgrace."),
    ("The harvest was excellent.", "The drought is over, and the farmers are delighted.", "Prices stay low."),
)


@pytest.fixture(scope="module")
def tables() -> Tables:
    """Six articles of three sentences, with the scores that the language model gives them."""
    network = model.load()
    stories = [
        Story([Said(text, round(network.read([text])[0].tone.shares.score, 4)) for text in texts], title=texts[0])
        for texts in TOLD
    ]
    return build(stories)


def without(text: str, word: str) -> float:
    """The score of a sentence that is written out without a word, wherever it stands."""
    kept = " ".join(part for part in text.split() if part.strip(".,").casefold().removesuffix("'s") != word)
    return model.load().read([kept])[0].tone.shares.score


def scored(tables: Tables) -> pd.DataFrame:
    tones = tables["tones"]
    return tones[tones["target"].isna()].merge(tables["articles"][["article_id", "title"]], on="article_id")


def test_the_word_named_is_the_one_that_left_out_changes_the_mean_most(tables: Tables) -> None:
    """In each article by itself; the model's arithmetic depends a little on what is read together."""
    rows = leaving.of_means(scored(tables), tables, by="article_id")
    first = 0
    for (_, group), texts in zip(rows.groupby("article_id", sort=False), TOLD, strict=True):
        found = fragile.of(group)
        assert found is not None and found.word is not None
        listed = {item["word"] for words in group["words"] for item in words}
        changes = {
            word: abs(sum(score - without(text, word) for text, score in zip(texts, group["score"], strict=True)))
            for word in listed
        }
        ranked = sorted(changes, key=lambda word: -changes[word])
        first += found.word in ranked[:2]
        assert changes[found.word] > 0.05, (found.word, changes)
    assert first >= 5


def test_names_are_no_words_that_move_a_tone(tables: Tables) -> None:
    rows = leaving.of_means(scored(tables), tables, by="article_id")
    listed = {item["word"] for words in rows["words"] for item in words}
    assert not listed & {"norland", "norland's", "mara", "lind", "tomas", "orr", "sudmark", "the", "of", "and"}
    assert {"shameful", "attacked", "not", "splendid"} <= listed


def test_words_that_were_not_left_out_everywhere_are_not_listed() -> None:
    common = [Said(f"The grim harbour of town {n} is closed and quiet tonight.", -0.3) for n in range(400)]
    tables = build([Story(common[i : i + 4], title=str(i)) for i in range(0, len(common), 4)])
    rows = leaving.of_means(scored(tables).assign(key="all"), tables, by="key")
    assert {item["word"] for words in rows["words"] for item in words} <= {str(n) for n in range(400)}


def test_a_target_is_followed_to_where_it_stands_without_the_word() -> None:
    text = "Yesterday angry neighbours mocked Mara Lind, and Mara Lind left."
    tables = build([Story([Said(text, -0.5)])])
    towards = tables["tones"][tables["tones"]["target"].notna()].assign(title="A story")
    (row,) = leaving.of_sentences(towards, tables).to_dict("records")
    changes = {item["word"]: item["weight"] for item in row["words"]}
    cut = text.replace("mocked ", "")
    network = model.load()
    full, less = network.read([text, cut])
    spans = [
        [Span(t.index("Mara"), t.index("Mara") + 9), Span(t.rindex("Mara"), t.rindex("Mara") + 9)] for t in (text, cut)
    ]
    before, after = (v.shares.score for v in network.towards([(full, spans[0]), (less, spans[1])]))
    assert changes["mocked"] == pytest.approx(before - after, abs=0.08)
    assert changes["mocked"] < -0.2


def test_a_list_of_words_keeps_what_it_says_itself() -> None:
    tables = build([Story([Said("Norland had a grim week.", -0.4, judged=vader.HOW)])])
    rows = scored(tables)
    pd.testing.assert_frame_equal(leaving.of_means(rows, tables, by="article_id"), rows)
    assert sentiment.extremes(tables).frame["words"].tolist() == ["grim −0.40"]
