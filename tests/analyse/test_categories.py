"""The categories of an analyst's own lexicon: where its terms stand, and how often."""

from __future__ import annotations

from pathlib import Path

import pytest

import wirebook as wb
from wirebook.analyse.categories import categories
from wirebook.errors import CorpusNotFoundError, UnknownNameError
from wirebook.knowledge.lexicons import Lexicon

OWN = Lexicon(
    "own.csv",
    {
        "water": {"river": 0.0, "dam*": 0.0},
        "quarrel": {"quarrel*": -2.0, "water": -1.0},
        "accord": {"fair deal": 2.0, "praised": 1.0, "no water": 1.0},
        "magic": {"dragon": 0.0},
    },
)


@pytest.fixture
def own(make, story, said):
    """Build tables of one article for each text, a sentence for each line, a day after the other."""

    def build(*texts: str, **about: str):
        return make(
            [
                story(sentences=[said(line) for line in text.split("\n")], published=f"2025-03-{10 + day}", **about)
                for day, text in enumerate(texts)
            ]
        )

    return build


def test_each_category_has_its_terms_its_rate_and_its_articles(own):
    frame = categories(own("They quarrel by the river.\nNo water, no dams.", "A calm day."), OWN).frame
    rows = frame.set_index("category")[["terms", "articles", "of", "commonest"]].to_dict("index")
    assert rows["water"] == {"terms": 2, "articles": 1, "of": 2, "commonest": "dams (1), river (1)"}
    assert rows["quarrel"] == {"terms": 2, "articles": 1, "of": 2, "commonest": "quarrel (1), water (1)"}
    assert frame.set_index("category").loc["water", "rate"] == pytest.approx(2 * 1000 / 12)


def test_a_term_counts_negated_or_not_and_in_each_of_its_categories(own):
    frame = categories(own("There is no water."), OWN).frame.set_index("category")
    assert (frame.loc["quarrel", "terms"], frame.loc["accord", "terms"]) == (1, 1)


def test_names_count_for_nothing(own):
    answer = categories(own("The River Council met by the river."), OWN)
    assert answer.frame.set_index("category").loc["water", "terms"] == 1


def test_a_category_that_never_occurs_stands_there_without_an_interval(own):
    answer = categories(own(*["The river rose."] * 1, *[f"The river rose by {n}." for n in range(6)]), OWN)
    row = answer.frame.set_index("category").loc["magic"]
    assert row["terms"] == 0 and row[["low", "high"]].isna().all()
    assert "Never found: accord, magic and quarrel." in answer.note


def test_passages_are_the_sentences_with_the_term_marked(own):
    tables = own("They met.\nThe dams and the river.")
    texts = tables["articles"].set_index("article_id")["text"]
    passages = categories(tables, OWN).evidence("water")
    spans = [texts[row.article_id][row.start : row.end] for row in passages.itertuples()]
    assert spans == ["dams", "river"]
    assert set(passages["text"]) == {"The dams and the river."}


def test_every_row_has_as_many_passages_as_terms(tables):
    for answer in (categories(tables, OWN, by=by, every=every) for by in ("", "source") for every in ("", "month")):
        counts = answer.passages["key"].value_counts()
        assert answer.frame["key"].is_unique
        assert [counts.get(key, 0) for key in answer.frame["key"]] == list(answer.frame["terms"])


def test_an_interval_holds_its_rate_and_few_articles_get_none(own):
    many = own(*(f"The river rose {'again and again ' * (n % 3)}on day {n}, a dam broke." for n in range(9)))
    row = categories(many, OWN).frame.set_index("category").loc["water"]
    assert row["low"] < row["rate"] < row["high"]
    assert categories(own("The river rose."), OWN).frame["low"].isna().all()


def test_sources_are_counted_each_by_its_own_words(tables):
    frame = categories(tables, OWN, by="source").frame
    water = frame[frame["category"] == "water"].set_index("source")
    assert next(iter(water.index)) == "Xinhua", "the source with the most articles"
    counted = tables["articles"][tables["articles"]["source"] == "Reuters"]
    assert water.loc["Reuters", "of"] == (counted["words"] > 0).sum()


def test_over_time_an_undated_article_is_left_out_and_the_note_says_so(tables):
    answer = categories(tables, OWN, every="day")
    assert set(answer.frame["period"]) == {"2025-03-10", "2025-03-11"}
    assert "undated or dated less precisely than a day" in answer.note


def test_top_keeps_the_categories_with_the_most_terms_and_says_what_is_left_out(own):
    answer = categories(own("The river, the river, a quarrel."), OWN, top=1)
    assert list(answer.frame["category"]) == ["water"]
    assert "Left out: the 3 categories with the fewest terms found." in answer.note


def test_the_note_says_what_a_list_of_words_cannot_see(own):
    note = categories(own("There is no water."), OWN).note
    assert "“no risk” counts as “risk”" in note and "in which sense" in note
    assert "The lexicon has 8 terms in 4 categories; they stand in 2 places of 4 words, in 1 of 1 article." in note


@pytest.mark.parametrize("wrong", [{"by": "actor"}, {"every": "fortnight"}])
def test_another_grouping_is_refused(tables, wrong):
    with pytest.raises(UnknownNameError):
        categories(tables, OWN, **wrong)


@pytest.mark.parametrize("every", ["", "month"])
def test_without_articles_the_answer_says_so(make, every):
    answer = categories(make([]), OWN, every=every)
    assert answer.empty
    assert answer.why_empty in answer._repr_html_()


@pytest.mark.parametrize("by", ["", "source"])
@pytest.mark.parametrize("every", ["", "month"])
def test_the_figure_says_its_numbers(tables, by, every):
    picture = categories(tables, OWN, by=by, every=every).figure()
    assert "Categories of own.csv" in picture.alt
    assert picture.png().startswith(b"\x89PNG")


def test_a_book_reads_the_lexicon_from_a_file(tmp_path: Path, corpus: Path):
    file = tmp_path / "own.csv"
    file.write_text("term,weight,category\nferry,0,sea\nstorm*,-1,sea\n", encoding="utf-8")
    book = wb.open(corpus, names="rules", tone="vader")
    assert list(book.categories(str(file)).frame["category"]) == ["sea"]
    assert book.categories(f"lexicon:{file}").frame.equals(book.categories(str(file)).frame)
    with pytest.raises(CorpusNotFoundError, match="there is no lexicon"):
        book.categories(str(tmp_path / "none.csv"))
