"""Names that a model recognised, brought together with the knowledge tables: spans, kinds, and who decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.annotate import document, mentions, recognised, resolve
from wirebook.annotate.records import Recognised, Recognition
from wirebook.read.article import Article


def parsed(text):
    return document.parse(Article(article_id="a", path="a.txt", text=text, language="en"))


def recognition(doc, *names, sure=0.95, words=()):
    """Return what a model would say that found these (words, label) in a document of one sentence."""
    assert len(doc.sentences) == 1
    found = []
    for text, label in names:
        start = doc.text.index(text)
        found.append(Recognised(start, start + len(text), label, sure))
    spread = tuple(
        (s, e, p) for s, e, p in ((doc.text.index(w), doc.text.index(w) + len(w), p) for w, p in words or ())
    )
    return Recognition(tuple(sorted(found, key=lambda n: n.start)), spread)


def candidates(text, *names, **more):
    doc = parsed(text)
    return [(c.text, c.type) for c in mentions.find(doc, [recognition(doc, *names, **more)])]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Ada Marlowe spoke.", [("Ada Marlowe", "PER")], [("Ada Marlowe", "person")]),
        ("The Harbour Union struck.", [("Harbour Union", "ORG")], [("Harbour Union", "organization")]),
        ("It lies near Port Marlowe.", [("Port Marlowe", "LOC")], [("Port Marlowe", "place")]),
        ("The Marlowe Prize was given.", [("Marlowe Prize", "MISC")], []),
        ("They met in Berlin.", [("Berlin", "LOC")], [("Berlin", "country")]),
        ("The envoy of Norway spoke.", [("Norway", "LOC")], [("Norway", "country")]),
        ("A French envoy spoke.", [], [("French", "country")]),
    ],
)
def test_a_name_has_the_kind_that_the_model_or_the_tables_give(text, names, expected):
    assert candidates(text, *names) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("He saw the Harbour Union there.", "the Harbour Union", "Harbour Union"),
        ("It was Marlowe’s plan.", "Marlowe’s", "Marlowe"),
        ("It was Marlowe's plan.", "Marlowe's", "Marlowe"),
        ("They saw (Marlowe) there.", "(Marlowe)", "Marlowe"),
        ("They saw “Marlowe,” there.", "“Marlowe,”", "Marlowe"),
        ("They saw President Marlowe there.", "President Marlowe", "Marlowe"),
        ("They saw Xarlow-Yi there.", "arlow", "Xarlow"),
        ("They saw the Marlowe Foundation for the Arts.", "Marlowe Foundation for", "Marlowe Foundation"),
        ("They saw Marlowe & Xarl.", "Marlowe & Xarl.", "Marlowe & Xarl"),
        ("They came to Xarlow, X. Y., there.", "X. Y.", "X. Y."),
        ("They saw Catherine of the hills.", "Catherine of", "Catherine"),
        ("They saw the Duke of Ellismoor there.", "Duke of Ellismoor", "Duke of Ellismoor"),
    ],
)
def test_a_name_is_cut_to_its_words_without_article_title_possessive_or_marks(text, name, expected):
    assert [found for found, _ in candidates(text, (name, "PER"))] == [expected]


def test_the_initials_of_a_country_are_named_though_the_model_saw_no_name():
    assert candidates("Talks with the US ally failed.", words=[("US", 0.01)]) == [("US", "country")]


def test_a_prefix_parts_the_name_that_it_stands_before_from_the_rest():
    text = "The pro-Beijing Harbour Union struck."
    assert candidates(text, ("Beijing Harbour Union", "ORG")) == [
        ("Beijing", "country"),
        ("Harbour Union", "organization"),
    ]


@pytest.mark.parametrize("name", ["the", "’s", "“", "("])
def test_what_is_no_name_after_cutting_is_dropped(name):
    assert candidates("It was (the) Marlowe’s “plan”.", (name, "PER")) == []


def test_a_title_before_a_person_is_kept_with_the_name():
    doc = parsed("Then Prime Minister Marlowe spoke.")
    [found] = mentions.find(doc, [recognition(doc, ("Marlowe", "PER"))])
    assert (found.text, found.title) == ("Marlowe", "prime minister")


def test_a_known_form_that_runs_on_beyond_the_name_is_the_mention():
    text = "The United Nations Security Council met."
    assert [t for t, _ in candidates(text, ("United Nations", "ORG"))] == ["United Nations Security Council"]


def test_a_longer_name_of_the_model_is_not_cut_to_the_known_form_in_it():
    text = "The Norway Harbour Union met."
    assert candidates(text, ("Norway Harbour Union", "ORG")) == [("Norway Harbour Union", "organization")]


def test_a_country_inside_the_name_of_a_treaty_is_no_mention():
    assert candidates("The Treaty of Paris was signed.", ("Treaty of Paris", "MISC")) == []


def test_a_model_that_is_sure_of_a_person_outweighs_a_country_of_that_name():
    text = "Then Jordan scored twice."
    assert candidates(text, ("Jordan", "PER"), sure=0.95) == [("Jordan", "person")]
    assert candidates(text, ("Jordan", "PER"), sure=recognised.SURE - 0.1) == [("Jordan", "country")]


def test_a_known_name_that_the_model_thinks_improbable_is_none_and_a_possible_one_is():
    text = "They saw Norway there."
    low, high = recognised.POSSIBLE - 0.05, recognised.POSSIBLE + 0.05
    assert candidates(text, words=[("Norway", low)]) == []
    assert candidates(text, words=[("Norway", high)]) == [("Norway", "country")]
    assert candidates(text) == [("Norway", "country")], "where the model does not tell"


def test_several_words_that_are_a_known_name_are_a_mention_though_the_model_hardly_thinks_so():
    text = "They saw South Korea there."
    low = recognised.POSSIBLE_OF_SEVERAL + 0.02
    assert low < recognised.POSSIBLE
    assert candidates(text, words=[("South Korea", low)]) == [("South Korea", "country")]
    assert candidates(text, words=[("South Korea", 0.0)]) == []


def test_the_confidence_of_an_unknown_name_is_the_model_s():
    doc = parsed("Ada Marlowe spoke.")
    found, _ = resolve.link(
        doc, mentions.find(doc, [recognition(doc, ("Ada Marlowe", "PER"), sure=0.83)]), published=None
    )
    assert [(m.how, m.confidence) for m in found] == [("language model", 0.83)]


WORDS = [
    "Ada ",
    "Marlowe ",
    "the ",
    "President ",
    "Paris",
    "’s ",
    "U.S. ",
    "French ",
    "said ",
    "🙂",
    "-",
    "“",
    "É ",
    "é",
    "\n",
]


@given(st.lists(st.sampled_from(WORDS), max_size=15).map("".join), st.data())
def test_whatever_the_model_finds_the_mentions_are_words_of_the_text_that_do_not_overlap(text, data):
    doc = parsed(text)
    found = []
    for sentence in doc.sentences:
        cuts = sorted(data.draw(st.sets(st.integers(sentence.start, sentence.end), max_size=6)))
        spans = list(zip(cuts[::2], cuts[1::2], strict=False))
        labels = [data.draw(st.sampled_from(["PER", "ORG", "LOC", "MISC"])) for _ in spans]
        sure = data.draw(st.floats(0.1, 1))
        found.append(Recognition(tuple(Recognised(s, e, x, sure) for (s, e), x in zip(spans, labels, strict=True))))
    before = 0
    for candidate in mentions.find(doc, found):
        assert doc.text[candidate.start : candidate.end] == candidate.text != ""
        assert before <= candidate.start
        assert doc.sentences[candidate.sentence].start <= candidate.start
        assert candidate.end <= doc.sentences[candidate.sentence].end
        before = candidate.end


def test_a_sentence_in_capitals_has_the_names_that_the_model_finds():
    text = "PROTESTS IN OSLO AS ADA MARLOWE FLIES HOME"
    found = [t for t, _ in candidates(text, ("OSLO", "LOC"), ("ADA MARLOWE", "PER"))]
    assert found == ["OSLO", "ADA MARLOWE"]


def test_the_mentions_come_in_the_order_of_the_text():
    text = "Norway thanked Ada Marlowe and a French envoy."
    assert [found for found, _ in candidates(text, ("Ada Marlowe", "PER"))] == ["Norway", "Ada Marlowe", "French"]


def test_an_article_or_title_alone_at_the_end_of_a_sentence_is_no_person():
    assert candidates("They saw the", ("the", "PER")) == []
    assert candidates("They saw the President", ("the President", "PER")) == []


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("They went on the Hajj together.", "Hajj", "LOC"),
        ("Sweden leads Group F after two games.", "Group F", "ORG"),
        ("It was The who said so.", "The", "PER"),
    ],
)
def test_what_is_known_to_be_no_actor_is_none_whatever_the_model_says(text, name, label):
    assert name not in [found for found, _ in candidates(text, (name, label))]


def test_a_word_of_the_day_or_a_score_after_a_name_is_no_part_of_it():
    assert candidates("The Harbour Office today closed.", ("Harbour Office today", "ORG"))[0][0] == "Harbour Office"
    assert candidates("Belgium beat Leeds 3 on Monday.", ("Leeds 3", "LOC"))[-1][0] == "Leeds"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Talks on China-US ties failed.", "China-US", ["China", "US"]),
        ("The China-US Harbour Council met.", "China-US Harbour Council", ["China-US Harbour Council"]),
        ("Jean-Luc Marlowe spoke.", "Jean-Luc Marlowe", ["Jean-Luc Marlowe"]),
    ],
)
def test_known_names_that_a_hyphen_joins_are_each_a_mention(text, name, expected):
    label = "PER" if "Marlowe" in name else "ORG"
    assert [found for found, _ in candidates(text, (name, label))] == expected


@pytest.mark.parametrize(("label", "sense"), [("ORG", "polity"), ("LOC", "place")])
def test_a_country_stands_for_its_state_or_for_the_place_as_the_model_says(label, sense):
    doc = parsed("Norway spoke.")
    found, actors = resolve.link(doc, mentions.find(doc, [recognition(doc, ("Norway", label))]), published=None)
    assert [(m.actor_id, m.sense) for m in found] == [("norway", sense)]
    assert [actor.type for actor in actors] == ["country"]


def test_an_organisation_has_no_such_sense():
    doc = parsed("The Harbour Union struck.")
    found, _ = resolve.link(doc, mentions.find(doc, [recognition(doc, ("Harbour Union", "ORG"))]), published=None)
    assert [m.sense for m in found] == [None]


def test_a_capital_that_speaks_is_its_government_whatever_the_model_says():
    for text in ("Berlin said so.", "Relations with Berlin froze."):
        check_government(parsed(text))


def check_government(doc):
    for names in ([("Berlin", "LOC")], [("Berlin", "ORG")], []):
        found, actors = resolve.link(doc, mentions.find(doc, [recognition(doc, *names)]), published=None)
        assert [(m.form, m.sense) for m in found] == [("capital", "polity")]
        assert [actor.actor_id for actor in actors] == ["germany"]


@pytest.mark.parametrize(("label", "actor_id"), [("LOC", "berlin"), ("ORG", "germany")])
def test_a_capital_that_an_article_is_about_as_a_city_is_the_city(label, actor_id):
    doc = parsed("Berlin was poor. Berlin grew. Berlin was rich.")
    read = [
        Recognition((Recognised(s.start, s.start + 6, label, 0.9),), ((s.start, s.start + 6, 0.9),))
        for s in doc.sentences
    ]
    found, _ = resolve.link(doc, mentions.find(doc, read), published=None)
    assert [m.actor_id for m in found] == [actor_id] * 3


@pytest.mark.parametrize(("label", "actor_id"), [("LOC", "berlin"), ("ORG", "germany")])
def test_a_capital_that_does_not_speak_is_the_city_where_the_model_is_sure_of_it(label, actor_id):
    doc = parsed("Berlin grew rich.")
    found, _ = resolve.link(doc, mentions.find(doc, [recognition(doc, ("Berlin", label))]), published=None)
    assert [m.actor_id for m in found] == [actor_id]


def test_a_person_whose_name_a_foundation_bears_is_no_part_of_it():
    doc = parsed("The Andrew Marlowe Foundation lent it. Andrew Marlowe came.")
    read = [
        Recognition((Recognised(4, 29, "ORG", 0.9),)),
        Recognition((Recognised(doc.sentences[1].start, doc.sentences[1].start + 14, "PER", 0.9),)),
    ]
    found, actors = resolve.link(doc, mentions.find(doc, read), published=None)
    assert [m.actor_id for m in found] == ["andrew-marlowe-foundation", "andrew-marlowe"]
    assert [actor.type for actor in actors] == ["organization", "person"]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("They saw Xarlow Yendo there.", [("Xarlow", "PER"), ("Yendo", "PER")], ["Xarlow Yendo"]),
        ("They saw Xarlow, Yendo there.", [("Xarlow", "PER"), ("Yendo", "PER")], ["Xarlow", "Yendo"]),
        ("They saw Xarlow Yendo there.", [("Xarlow", "ORG"), ("Yendo", "PER")], ["Xarlow", "Yendo"]),
        ("They saw Xarlow Yendo, Jr., there.", [("Xarlow Yendo", "PER"), ("Jr.", "PER")], ["Xarlow Yendo, Jr."]),
        ("They saw Xarlow Yendo Jr. there.", [("Xarlow Yendo Jr.", "PER")], ["Xarlow Yendo Jr."]),
        ("The City of Xarlow grew.", [("City of", "LOC"), ("Xarlow", "LOC")], ["City of Xarlow"]),
        ("The towns Xarlow Yendo grew.", [("Xarlow", "LOC"), ("Yendo", "LOC")], ["Xarlow", "Yendo"]),
        ("A Middle Eastern envoy spoke.", [("Middle Eastern", "LOC")], []),
    ],
)
def test_a_name_that_the_model_began_twice_is_one_name(text, names, expected):
    assert [found for found, _ in candidates(text, *names)] == expected


def test_a_title_that_a_known_form_begins_with_is_no_part_of_the_name():
    doc = parsed("They saw Pope Francis there.")
    [candidate] = mentions.find(doc, [recognition(doc, ("Francis", "PER"))])
    assert (candidate.text, candidate.type) == ("Francis", "person")
    [mention], _ = resolve.link(doc, [candidate], published=None)
    assert "francis" in mention.actor_id
