"""Every number of every answer is derived again from the passages that stand behind it, on articles read from files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

import wirebook as wb
from wirebook.analyse import sentiment

EVERY = {
    "corpus": lambda book: book.corpus(),
    "sources": lambda book: book.sources(),
    "coverage": lambda book: book.coverage(),
    "coverage by month": lambda book: book.coverage(every="month"),
    "tone": lambda book: book.sentiment(),
    "tone by source": lambda book: book.sentiment(by="source"),
    "tone by actor": lambda book: book.sentiment(by="actor", top=0),
    "tone by speaker": lambda book: book.sentiment(by="speaker", top=0),
    "tone by source and month": lambda book: book.sentiment(by="source", every="month"),
    "extremes": lambda book: book.extremes(),
    "timeline": lambda book: book.timeline(top=0),
    "to come": lambda book: book.upcoming(asof="2025-11-03"),
    "attention": lambda book: book.attention(),
    "actors": lambda book: book.actors(top=0),
    "actors over time": lambda book: book.actors_over_time(),
    "together": lambda book: book.together(top=0),
    "quotes": lambda book: book.quotes(top=0),
    "statements": lambda book: book.said(top=0),
    "stances": lambda book: book.stances(top=0),
    "briefing": lambda book: book.briefing(),
}


SPOKEN = """Donald Trump praised the ferry to Norway on Tuesday.

"It is a great and wonderful ship," Trump said. "Everybody loves it. The old one was a terrible disaster."
"""


@pytest.fixture(scope="module")
def book(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> wb.Book:
    """The small corpus of the notebooks' tests, and an article with sentences that are wholly quoted."""
    folder = tmp_path_factory.mktemp("evidence") / "articles"
    shutil.copytree(corpus, folder)
    (folder / "2025-11-04_ferry.txt").write_text(SPOKEN, encoding="utf-8")
    return wb.open(folder)


def derived(passages: pd.DataFrame) -> pd.DataFrame:
    """Count again what the columns of an answer count, one row a key."""
    passages = passages.assign(place=passages["article_id"] + " " + passages["sentence"].astype(str))
    groups = passages.groupby("key")
    counts = pd.DataFrame(
        {
            "mentions": groups.size(),
            "quotes": groups.size(),
            "statements": groups.size(),
            "articles": groups["article_id"].nunique(),
            "sources": groups["source"].nunique(),
            "sentences": groups["place"].nunique(),
        }
    )
    if "score" in passages:
        each = passages.groupby(["key", "article_id"])["score"].mean()
        counts["mean"] = each.groupby("key").mean()
    return counts


@pytest.mark.parametrize("analyse", EVERY.values(), ids=EVERY.keys())
def test_each_number_is_what_its_passages_give(analyse, book):
    answer = analyse(book)
    assert len(answer.frame)
    rows = answer.frame.set_index(answer.key)
    counts = derived(answer.passages).reindex(rows.index)
    columns = [c for c in counts.columns if c in rows.columns]
    for column in columns:
        assert rows[column].tolist() == pytest.approx(counts[column].fillna(0).tolist()), column
    if not columns and "number" not in rows.columns:
        assert (answer.passages.groupby("key").size().reindex(rows.index) == 1).all()


def test_what_was_read_opens_into_articles_and_statements(book):
    answer = book.corpus()
    behind = answer.passages.groupby("key").size()
    numbers = answer.frame.set_index("what")["number"]
    assert {"articles counted", "dated statements", "quotations"} <= set(behind.index)
    assert (numbers[behind.index] == behind).all()


def test_the_numbers_of_a_briefing_are_what_its_passages_give(book):
    answer = book.briefing()
    points = answer.frame.set_index("point")
    behind = derived(answer.passages)
    about = points[points["section"] == "Who it is about"]
    assert (about["number"] == behind.loc[about.index, "mentions"]).all()
    whole = points[points["key"] == "all"]
    assert whole["number"].iloc[0] == pytest.approx(behind.loc[whole.index[0], "mean"])


def test_the_saved_evidence_holds_every_passage(book, tmp_path):
    answer = book.sentiment(by="source").save(tmp_path, "tone")
    saved = pd.read_parquet(tmp_path / "tables" / "tone_evidence.parquet")
    assert len(saved) == len(answer.passages) == int(answer.frame["sentences"].sum())


def test_a_mean_of_many_sentences_keeps_them_all_and_its_page_says_how_many(many):
    answer = sentiment.mean(many(700), by="source").save("", "tone")
    assert len(answer.evidence("Reuters")) == 700
    html = answer._repr_html_()
    assert "700 passages in 700 articles" in html and "and 688 more passages" in html
