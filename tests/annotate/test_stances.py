"""What somebody is reported to say, want, support or reject in a phrase and no clause."""

import pytest

from wirebook.annotate import document, quotes
from wirebook.read.article import Article


def found(text):
    doc = document.parse(Article(article_id="a", path="a.txt", text=text, language="en"))
    statements, stances = quotes.find(doc, [], [])
    for stance in stances:
        assert text[stance.start : stance.end] == stance.text
        assert not any(q.start < stance.end and stance.start < q.end for q in statements)
    return [(s.holder_text, s.text) for s in stances]


@pytest.mark.parametrize(
    ("text", "holder", "said"),
    [
        ("Ada Marlowe called for talks on Monday.", "Ada Marlowe", "called for talks on Monday"),
        ("The minister denied the charges.", "The minister", "denied the charges"),
        ("Hollis refused to leave the hall, and the police carried him out.", "Hollis", "refused to leave the hall"),
        ("The union has backed the strike since May.", "The union", "has backed the strike"),
        ("He is proposing a tax on sugar.", "He", "is proposing a tax on sugar"),
        ("Marlowe continued to push for a vote.", "Marlowe", "continued to push for a vote"),
        ("Hollis strongly opposes the dam, which would flood two villages.", "Hollis", "strongly opposes the dam"),
        ("The deal, which Orr hopes to see by May, has been sold.", "Orr", "hopes to see by May"),
        ("Orr, the party's leader, voted against the bill.", "Orr", "voted against the bill"),
    ],
)
def test_a_verb_of_stance_is_told_with_what_it_takes(text, holder, said):
    [(who, what)] = found(text)
    assert who.startswith(holder)
    assert what == said or what == said.removeprefix("strongly ")


@pytest.mark.parametrize(
    ("text", "holder", "said"),
    [
        ("Marlowe’s call for talks went unheard.", "Marlowe", "call for talks went unheard"),
        ("Few shared his growing fear that the dam would break.", "his", "fear that the dam would break"),
        ("The claim that the river had been poisoned spread fast.", None, "claim that the river had been poisoned"),
    ],
)
def test_a_noun_of_stance_is_told_with_whose_it_is(text, holder, said):
    [(who, what)] = [row for row in found(text) if row[1].startswith(said.split()[0])]
    assert who == holder
    assert what.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "Marlowe said that the minister had denied the charges.",
        "“We oppose the dam,” Marlowe said.",
        "The call lasted an hour.",
        "The court suspended its order to leave the harbour.",
        "She walked to the station.",
        "Marlowe told reporters: “Nobody knew.”",
        "",
    ],
)
def test_what_a_statement_says_already_and_what_is_no_stance_give_none(text):
    assert found(text) == []


def test_a_sentence_may_hold_several_and_none_runs_into_another():
    rows = found("Orr praised the treaty, but Hollis rejected it and Marlowe called for a vote.")
    assert [who for who, _ in rows] == ["Orr", "Hollis", "Marlowe"]


def test_a_long_hostile_sentence_takes_no_long_time():
    assert len(found("Orr backed the dam, and " * 3000)) > 1
