"""Statements: who said what, in the words of the text, and as actors where mentions are given."""

from __future__ import annotations

import time

import pytest

from wirebook.annotate import document, quotes
from wirebook.annotate.document import Document
from wirebook.annotate.records import Actor, Mention, Quote
from wirebook.read.article import Article


def read(text: str) -> Document:
    return document.parse(Article(article_id="a", path="a.txt", text=text))


def said(text: str, kind: str) -> list[tuple[str, str | None, str | None]]:
    return [(q.text, q.speaker_text, q.cue) for q in quotes.find(read(text), [], [])[0] if q.kind == kind]


DIRECT = [
    # the cue after
    ("“It is late,” Marlowe said.", [("“It is late,”", "Marlowe", "said")]),
    ("“It is late,” said Ada Marlowe.", [("“It is late,”", "Ada Marlowe", "said")]),
    ("“It is late,” she said on Monday.", [("“It is late,”", "she", "said")]),
    ('"It is late," the minister told reporters.', [('"It is late,"', "the minister", "told")]),
    ("''It is late,'' said Ada Marlowe.", [("''It is late,''", "Ada Marlowe", "said")]),
    ("“Is it late?” Marlowe asked.", [("“Is it late?”", "Marlowe", "asked")]),
    ("“It is late,” Marlowe sang to them.", [("“It is late,”", "Marlowe", "sang")]),
    ("“It is late,” Marlowe has said.", [("“It is late,”", "Marlowe", "has said")]),
    ("“It is late,” Marlowe, the trade minister, said.", [("“It is late,”", "Marlowe", "said")]),
    ("“It is late,” Marlowe, who opposed the bill, said.", [("“It is late,”", "Marlowe", "said")]),
    ("“It is late,” said Marlowe, who opposed the bill.", [("“It is late,”", "Marlowe", "said")]),
    ("“It is late,” Rep. Ada Marlowe (Ind.), a critic, said.", [("“It is late,”", "Rep. Ada Marlowe", "said")]),
    ("“It is late,” a spokesman for the ministry said.", [("“It is late,”", "a spokesman for the ministry", "said")]),
    ("“It is late”, according to Ada Marlowe.", [("“It is late”", "Ada Marlowe", "according to")]),
    (
        "“It is late,” Marlowe was quoted as saying by the Leeds Agency.",
        [("“It is late,”", "Marlowe", "was quoted as saying")],
    ),
    # a subject without an article, or with more after it
    ("“It is late,” said spokesman Rolf Hollis.", [("“It is late,”", "spokesman Rolf Hollis", "said")]),
    ("“It is late,” said former Gov. Ada Marlowe.", [("“It is late,”", "former Gov. Ada Marlowe", "said")]),
    ("“It is late,” said one former senior official.", [("“It is late,”", "one former senior official", "said")]),
    ("“It is late,” wrote 62-year-old Ada Marlowe.", [("“It is late,”", "62-year-old Ada Marlowe", "wrote")]),
    (
        "“It is late,” said one aide familiar with the talks, who added nothing.",
        [("“It is late,”", "one aide familiar with the talks", "said")],
    ),
    ("“It is late,” says a donor involved in the deal.", [("“It is late,”", "a donor involved in the deal", "says")]),
    ("“It is late,” said the envoy known as Bob.", [("“It is late,”", "the envoy known as Bob", "said")]),
    ("“It is late,” the two write.", [("“It is late,”", "the two", "write")]),
    ("“It is late,” it further wrote.", [("“It is late,”", "it", "wrote")]),
    ("Said Ada Marlowe, who runs the port, “It is late.”", [("“It is late.”", "Ada Marlowe", "Said")]),
    ("Rep. Ada Marlowe (Ind.), said, “It is late.”", [("“It is late.”", "Rep. Ada Marlowe", "said")]),
    (
        "In a note to the Observer, her policy adviser, Rolf Hollis, said: “It is late.”",
        [("“It is late.”", "Rolf Hollis", "said")],
    ),
    (
        "“It is late,“ said Ada Marlowe. “We go.”",
        [("“It is late,“", "Ada Marlowe", "said"), ("“We go.”", "Ada Marlowe", "said")],
    ),
    ("“It is late.” Marlowe said. They left.", [("“It is late.”", "Marlowe", "said")]),
    # cues of several words
    ("As Marlowe put it: “It is late.”", [("“It is late.”", "Marlowe", "put it")]),
    ("As Marlowe recently put it, “it is late”.", [("“it is late”", "Marlowe", "put it")]),
    ("Marlowe shot back, “It is late.”", [("“It is late.”", "Marlowe", "shot back")]),
    ("She went on to say: “It is late.”", [("“It is late.”", "She", "went on to say")]),
    ("Marlowe was asked, “Is it late?”", [("“Is it late?”", None, "was asked")]),
    ("Marlowe was asked by host Rolf Hollis, “Is it late?”", [("“Is it late?”", "host Rolf Hollis", "was asked")]),
    # what the subject of the sentence says besides
    ("Marlowe ended the meeting by saying, “It is late.”", [("“It is late.”", "Marlowe", "saying")]),
    ("Marlowe left Leeds after telling reporters, “It is late.”", [("“It is late.”", "Marlowe", "telling")]),
    (
        "Marlowe was curt with a builder who said the wall stood, saying, “It is late.”",
        [("“It is late.”", "Marlowe", "saying")],
    ),
    ("In a long speech, Marlowe turned on Hollis, calling him “a mess”.", [("“a mess”", "Marlowe", "calling")]),
    ("Holding up signs, the miners chanted “No more”.", [("“No more”", "the miners", "chanted")]),
    ("The crowd marched through Leeds, chanting “No more”.", [("“No more”", "The crowd", "chanting")]),
    # a colon after a name, or after a sentence
    ("The polls agree - Ada Marlowe: “It is late.”", [("“It is late.”", "Ada Marlowe", ":")]),
    ("The miners are glad to hear from Leeds: “It is late.”", [("“It is late.”", "The miners", ":")]),
    ("With miners on strike, Ada Marlowe has a new message: “It is late.”", [("“It is late.”", "Ada Marlowe", ":")]),
    # the sentence before names the speaker
    (
        "“Go,” said Rolf Hollis.\n\nAda Marlowe agreed. “It is late.”",
        [("“Go,”", "Rolf Hollis", "said"), ("“It is late.”", "Ada Marlowe", None)],
    ),
    # a transcript
    (
        "MARLOWE: It is late.\n\nHOLLIS: Is it “very” late?\n\nMARLOWE: It is. We must go.",
        [
            ("It is late.", "MARLOWE", None),
            ("Is it “very” late?", "HOLLIS", None),
            ("It is. We must go.", "MARLOWE", None),
        ],
    ),
    (
        '"MARLOWE: It is late.\n\n"We must go.\n\n"HOLLIS: Is it?\n\n"MARLOWE: It is."',
        [
            ("It is late.", "MARLOWE", None),
            ('"We must go.', "MARLOWE", None),
            ("Is it?", "HOLLIS", None),
            ('It is."', "MARLOWE", None),
        ],
    ),
    ("LONDON: It is late.\n\nRain fell.", []),
    # the cue before
    ("Marlowe said: “It is late.”", [("“It is late.”", "Marlowe", "said")]),
    ("Marlowe said that “it is late”.", [("“it is late”", "Marlowe", "said")]),
    ("Marlowe called the plan “a mess”.", [("“a mess”", "Marlowe", "called")]),
    ("Marlowe touted ties with Leeds as “very warm” after a call.", [("“very warm”", "Marlowe", "touted")]),
    (
        "It followed a call with Ada Marlowe, who said the “old order” was dead.",
        [("“old order”", "Ada Marlowe", "said")],
    ),
    ("Marlowe continued:\n“It is late. We must go.”", [("“It is late. We must go.”", "Marlowe", "continued")]),
    # several pieces
    (
        "“It is late,” Marlowe said. “We must go.”",
        [("“It is late,”", "Marlowe", "said"), ("“We must go.”", "Marlowe", "said")],
    ),
    (
        "“It is late,” Marlowe said, “and we must go.”",
        [("“It is late,”", "Marlowe", "said"), ("“and we must go.”", "Marlowe", "said")],
    ),
    (
        "“It is late,” Marlowe said, adding that “all is lost”.",
        [("“It is late,”", "Marlowe", "said"), ("“all is lost”", "Marlowe", "adding")],
    ),
    (
        "“It is late.\n“We must go,” Marlowe said.",
        [("“It is late.", "Marlowe", "said"), ("“We must go,”", "Marlowe", "said")],
    ),
    # a mark that is missing does not swallow the article
    (
        "“It is late, Marlowe said. He left.\nNobody answered.",
        [("“It is late, Marlowe said.", None, None)],
    ),
    # British marks and apostrophes
    ("‘It’s late,’ Marlowe said.", [("‘It’s late,’", "Marlowe", "said")]),
    ("‘The workers’ plan is late,’ Marlowe said.", [("‘The workers’ plan is late,’", "Marlowe", "said")]),
    ("'It's late,' Marlowe said.", [("'It's late,'", "Marlowe", "said")]),
    ("The workers’ plan and Leeds’ bridge fell in the ’80s.", []),
    (
        "Marlowe wrote a post on his “very good” call with Hollis, which he said covered bridges.",
        [("“very good”", "Marlowe", "wrote")],
    ),
    # what stands between a subject and its verb
    (
        "Leeds United, whose cry is “never”, said “it is late, and that is that”.",
        [("“never”", "Leeds United", "said"), ("“it is late, and that is that”", "Leeds United", "said")],
    ),
    ("In council in 2017 Marlowe had called them “beasts”.", [("“beasts”", "Marlowe", "had called")]),
    ("The union said it hoped for “a good day”.", [("“a good day”", "The union", "said")]),
    ("The Bank of Leeds left and called it “late”.", [("“late”", "The Bank of Leeds", "called")]),
    # words that nobody said
    ("Marlowe said she had read “The Long Winter” twice.", []),
    ("The “old order” fell.", []),
]

INDIRECT = [
    ("Marlowe said that the bridge was shut.", [("the bridge was shut", "Marlowe", "said")]),
    ("Marlowe said the bridge was shut.", [("the bridge was shut", "Marlowe", "said")]),
    ("She has said she plans to leave.", [("she plans to leave", "She", "has said")]),
    ("Marlowe said on Monday it was shut.", [("it was shut", "Marlowe", "said")]),
    ("Marlowe told reporters that the bridge was shut.", [("the bridge was shut", "Marlowe", "told")]),
    ("The bridge was shut, the minister said on Monday.", [("The bridge was shut", "the minister", "said")]),
    ("The bridge was shut, said the minister.", [("The bridge was shut", "the minister", "said")]),
    ("According to Ada Marlowe, the bridge was shut.", [("the bridge was shut", "Ada Marlowe", "According to")]),
    (
        "According to Ada Marlowe of the Quell Institute, a London think tank, the bridge was shut.",
        [("the bridge was shut", "Ada Marlowe of the Quell Institute", "According to")],
    ),
    ("“It is late,” Marlowe wrote in the Harbour News, better known as HN.", []),
    (
        "It had cost a million, Ada Marlowe, who led the work, told a televised conference.",
        [("It had cost a million", "Ada Marlowe", "told")],
    ),
    (
        "The vote will go ahead on Sunday, the LDP and its rival Quell Party said.",
        [("The vote will go ahead on Sunday", "its rival Quell Party", "said")],
    ),
    ("Taiwan’s leader, Tsai Ing-wen, said it was late.", [("it was late", "Tsai Ing-wen", "said")]),
    # verbs within, and what follows
    ("Marlowe said it feared that they would strike.", [("it feared that they would strike", "Marlowe", "said")]),
    ("Marlowe said the union feared that they would.", [("the union feared that they would", "Marlowe", "said")]),
    ("Marlowe said it was late and that it would rain.", [("it was late and that it would rain", "Marlowe", "said")]),
    ("Marlowe said it was late; Hollis left.", [("it was late", "Marlowe", "said")]),
    # of a clause that a quotation completes, the quotation is the statement
    ("Marlowe said that the bridge had been “far too slow”.", []),
    (
        "Marlowe said that the bridge was shut and had been “far too slow”.",
        [("the bridge was shut and had been", "Marlowe", "said")],
    ),
    ("The bridge was shut, according to Ada Marlowe.", [("The bridge was shut", "Ada Marlowe", "according to")]),
    (
        "The bridge, the minister said, was shut.",
        [("The bridge", "the minister", "said"), ("was shut", "the minister", "said")],
    ),
    (
        "The bridge was shut, the minister said, and the ferry sailed.",
        [("The bridge was shut", "the minister", "said")],
    ),
    (
        "Leeds will open the bridge, Marlowe announced on Friday night.",
        [("Leeds will open the bridge", "Marlowe", "announced")],
    ),
    ("Marlowe, according to the Leeds Agency, said it was shut.", [("it was shut", "Marlowe", "said")]),
    ("Marlowe met the press and told them that the bridge was shut.", [("the bridge was shut", "Marlowe", "told")]),
    ("Marlowe said ferries run every day.", [("ferries run every day", "Marlowe", "said")]),
    (
        "Marlowe said he had asked them, by telephone, to leave.",
        [("he had asked them, by telephone, to leave", "Marlowe", "said")],
    ),
    ("Marlowe promised to open the bridge.", [("to open the bridge", "Marlowe", "promised")]),
    ("Marlowe believes that the bridge is safe.", [("the bridge is safe", "Marlowe", "believes")]),
    ("Leeds had not agreed that it was shut, she said.", [("Leeds had not agreed that it was shut", "she", "said")]),
    ("They agreed to a deal that has yet to be signed.", []),
    ("It was a call which he said covered bridges and ferries.", []),
    ("Marlowe told the visitors, the first to be invited, a story.", []),
    ("Marlowe spoke in Leeds on Monday.", []),
    ("The reports have been read.", []),
    ("Marlowe said as much.", []),
    ("Marlowe has said little in her support.", []),
    (
        "Marlowe announced that the port would shut again, a message that startled friends.",
        [("the port would shut again", "Marlowe", "announced")],
    ),
    (
        "Marlowe declared that his delegates would take no part, and led them out of the hall.",
        [("his delegates would take no part", "Marlowe", "declared")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DIRECT)
def test_direct_quotations(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert said(text, "direct") == expected


@pytest.mark.parametrize(("text", "expected"), INDIRECT)
def test_reported_clauses(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert said(text, "indirect") == expected


def with_mentions(text: str, named: dict[str, tuple[str, str]]) -> list[Quote]:
    """Find the statements of a text; `named` gives each surface form its actor and the actor's type."""
    doc = read(text)
    mentions = [
        Mention(
            sentence=doc.sentence_at(at),
            start=at,
            end=at + len(surface),
            text=surface,
            form="pronoun" if surface in ("he", "she") else "name",
            actor_id=actor_id,
            confidence=1.0,
            how="test",
        )
        for surface, (actor_id, _) in named.items()
        if (at := text.find(surface)) >= 0
    ]
    actors = [Actor(actor_id=a, name=a, type=kind) for a, kind in named.values()]  # type: ignore[arg-type]
    return quotes.find(doc, mentions, actors)[0]


MARLOWE, LEEDS, AGENCY = ("ada-marlowe", "person"), ("leeds", "place"), ("leeds-agency", "organization")
SPEAKERS = [
    ("“It is late,” Ada Marlowe said.", {"Ada Marlowe": MARLOWE}, "ada-marlowe"),
    ("“It is late,” she said.", {"she": MARLOWE}, "ada-marlowe"),
    ("“It is late,” Leeds mayor Ada Marlowe said.", {"Leeds": LEEDS, "Ada Marlowe": MARLOWE}, "ada-marlowe"),
    ("“It is late,” Ada Marlowe of Leeds said.", {"Leeds": LEEDS, "Ada Marlowe": MARLOWE}, "ada-marlowe"),
    ("“It is late,” Ada Marlowe’s lawyer said.", {"Ada Marlowe": MARLOWE}, None),
    ("“It is late,” Ada Marlowe’s office said.", {"Ada Marlowe": MARLOWE}, "ada-marlowe"),
    ("“It is late,” Peru’s presidency said.", {"Peru": ("peru", "country")}, "peru"),
    ("“It is late,” the Bank of Leeds said.", {"Bank of Leeds": ("bank-of-leeds", "organization")}, "bank-of-leeds"),
    ("“It is late,” said President Ada Marlowe’s office.", {"Ada Marlowe": MARLOWE}, "ada-marlowe"),
    ("“It is late,” a spokesman for the Leeds Agency said.", {"Leeds Agency": AGENCY}, "leeds-agency"),
    ("“It is late,” a reader of the Leeds Agency said.", {"Leeds Agency": AGENCY}, None),
    ("“It is late,” Secretary of State Ada Marlowe said.", {"Ada Marlowe": MARLOWE}, "ada-marlowe"),
    ("“It is late,” said the president of the Leeds Agency Ada Marlowe.", {"Ada Marlowe": MARLOWE}, "ada-marlowe"),
    ("“It is late,” said a friend of Ada Marlowe.", {"Ada Marlowe": MARLOWE}, None),
    ("“It is late,” said the director for President Ada Marlowe.", {"Ada Marlowe": MARLOWE}, None),
]


@pytest.mark.parametrize(("text", "named", "expected"), SPEAKERS)
def test_the_speaker_is_the_actor_at_the_head_of_the_phrase(
    text: str, named: dict[str, tuple[str, str]], expected: str | None
) -> None:
    assert [q.speaker for q in with_mentions(text, named)] == [expected]


def test_the_medium_that_quotes_is_named() -> None:
    text = "“It is late,” Ada Marlowe was quoted as saying by the Leeds Agency."
    (quote,) = with_mentions(text, {"Ada Marlowe": MARLOWE, "Leeds Agency": AGENCY})
    assert (quote.speaker, quote.via) == ("ada-marlowe", "leeds-agency")


def test_a_medium_that_is_told_passes_it_on() -> None:
    (quote,) = with_mentions("“It is late,” he told Reuters.", {"he": MARLOWE, "Reuters": ("reuters", "organization")})
    assert (quote.speaker, quote.via, quote.addressee) == ("ada-marlowe", "reuters", None)


def test_the_medium_between_commas_is_no_speaker() -> None:
    text = "Ada Marlowe, according to the Leeds Agency, said it was late."
    (quote,) = with_mentions(text, {"Ada Marlowe": MARLOWE, "Leeds Agency": AGENCY})
    assert (quote.speaker, quote.via) == ("ada-marlowe", "leeds-agency")


def test_the_listener_is_named() -> None:
    (quote,) = with_mentions(
        "“It is late,” he told Ada Marlowe.", {"he": ("joe-finn", "person"), "Ada Marlowe": MARLOWE}
    )
    assert (quote.speaker, quote.addressee) == ("joe-finn", "ada-marlowe")


def test_spans_hold_the_words_of_the_text() -> None:
    text = "Rain fell. “It is late,” Ada Marlowe said."
    (quote,) = quotes.find(read(text), [], [])[0]
    assert text[quote.start : quote.end] == quote.text == "“It is late,”"
    assert text[quote.speaker_start : quote.speaker_end] == quote.speaker_text == "Ada Marlowe"
    assert quote.sentence == 1


@pytest.mark.parametrize("hostile", ["“", '"', "'", "said ", "“a” ", "X, said ", "according to "])
def test_many_of_one_thing_take_seconds_at_most(hostile: str) -> None:
    began = time.process_time()
    quotes.find(read(hostile * (40_000 // len(hostile))), [], [])
    assert time.process_time() - began < 10
