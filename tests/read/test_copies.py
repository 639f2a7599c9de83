"""Exact and near copies of one story are counted once; other texts are not taken for copies."""

import pytest

from wirebook.read import copies
from wirebook.read.article import Article, article_id

STORY = (
    "The ministers of Norway and Chile met in Oslo on Monday to sign an accord on fisheries after two years of talks. "
    "The accord opens the southern waters to forty boats a year and sets a limit on the catch of salmon. "
    "Fishermen in the harbour of Valdivia said that they had hoped for more, and that the winter would be hard. "
    "The two sides will meet again in the spring to look at the first figures and to settle what is still open."
)
MORE = (
    " On Tuesday a court in Bergen stopped the accord until it has heard the owners of the smaller boats. A judge said "
    "that their claim was not without merit, and asked the ministry for its papers by the end of the week. The "
    "government said that it would answer in time, while the owners lit fires on the quay and sang until late at night."
)
MARKET = (
    "Shares in {} closed {} percent {} at {} on volume of {} million, with {} of {} issues higher, the exchange said "
    "in its daily note on Friday."
)


def article(path, text, **more):
    return Article(article_id=article_id(text), path=path, text=text, **more)


def copied(*articles):
    """Return the paths of the copies, each with the path of the article that is counted."""
    marked = copies.mark(articles)
    counted = {a.article_id: a.path for a in marked if a.duplicate_of is None}
    return {a.path: counted[a.duplicate_of] for a in marked if a.duplicate_of}


@pytest.mark.parametrize(
    "changed",
    [
        STORY,
        STORY.replace("\n", " ").upper(),
        STORY.replace("forty", "fifty"),
        STORY.replace("Fishermen in the harbour of Valdivia", "Valdivia fishermen"),
        STORY + " Ada Marlowe reports from Oslo.",
    ],
)
def test_a_near_copy_points_to_the_counted_one(changed):
    assert copied(article("a.txt", STORY), article("b.txt", changed)) == {"b.txt": "a.txt"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STORY, STORY + MORE),
        (STORY, MORE),
        ("Talks in Oslo have failed.", "Talks in Oslo have resumed."),
        (
            MARKET.format("Oslo", "1.2", "higher", 912, 31, 12, 25),
            MARKET.format("Oslo", "0.4", "lower", 908, 28, 9, 26),
        ),
    ],
)
def test_an_update_another_story_and_a_form_filled_anew_are_no_copies(one, other):
    assert copied(article("a.txt", one), article("b.txt", other)) == {}


def test_the_earliest_is_counted_then_the_first_by_path():
    first = article("z.txt", STORY, published="2025-11-24")
    later = article("a.txt", STORY + " It rained.", published="2025-11-25")
    undated = article("b.txt", STORY)
    assert copied(later, undated, first) == {"a.txt": "z.txt", "b.txt": "z.txt"}


def test_the_same_form_a_month_later_is_no_copy():
    one = article("a.txt", STORY, published="2025-10-01")
    assert copied(one, article("b.txt", STORY.replace("forty", "fifty"), published="2025-11-24")) == {}


def test_the_order_of_reading_stays():
    marked = copies.mark([article("b.txt", STORY), article("a.txt", STORY), article("c.txt", MORE)])
    assert [a.path for a in marked] == ["b.txt", "a.txt", "c.txt"]
