"""Whom the mentions of an article mean."""

from __future__ import annotations

from time import process_time

import pytest

from wirebook.annotate import document, mentions, resolve
from wirebook.annotate.document import Document
from wirebook.annotate.pipeline import annotate
from wirebook.annotate.records import Actor, Mention, Sentence
from wirebook.read.article import Article


def linked(text: str, published: str | None = "2025-11-24") -> tuple[list[Mention], dict[str, Actor]]:
    doc = document.parse(Article(article_id="0", path="a.txt", text=text))
    found, actors = resolve.link(doc, mentions.find(doc), published=published)
    return found, {actor.actor_id: actor for actor in actors}


def meant(text: str, published: str | None = "2025-11-24") -> list[tuple[str, str]]:
    found, actors = linked(text, published)
    return [(mention.text, actors[mention.actor_id].name) for mention in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orla Quint spoke. Later Quint left.", [("Orla Quint", "Orla Quint"), ("Quint", "Orla Quint")]),
        ("They saw Mr. Quint. It was Dolan Quint.", [("Quint", "Dolan Quint"), ("Dolan Quint", "Dolan Quint")]),
        ("We met Park Jin-woo. Then Park left.", [("Park Jin-woo", "Park Jin-woo"), ("Park", "Park Jin-woo")]),
        (
            "The Quell Harbour Authority (QHA) met. The QHA agreed.",
            [("Quell Harbour Authority", "Quell Harbour Authority"), ("QHA", "Quell Harbour Authority")] * 1
            + [("QHA", "Quell Harbour Authority")],
        ),
        ("The Valdor Party won. Valdor left.", [("Valdor Party", "Valdor Party"), ("Valdor", "Valdor Party")]),
        ("They met Susan Quell and Peter Quell. Mrs. Quell spoke.",
         [("Susan Quell", "Susan Quell"), ("Peter Quell", "Peter Quell"), ("Quell", "Susan Quell")]),
    ],
)  # fmt: skip
def test_shorter_forms_mean_the_fullest_name_in_the_article(text: str, expected: list[tuple[str, str]]) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("The Union of Quell Rationalists (UAAR) met. UAAR agreed.", "UAAR", "Union of Quell Rationalists"),
        ("He runs the QEI (Valdor Workers Union). QEI agreed.", "QEI", "Valdor Workers Union"),
        ("The Quell Party (the “QUP”), met. QUP agreed.", "QUP", "Quell Party"),
        ("Orla Quint, better known as Nightjar, spoke. Nightjar left.", "Nightjar", "Orla Quint"),
        ("The New People's Party won. The New People Party left.", "New People Party", "New People's Party"),
    ],
)
def test_a_short_name_that_the_article_introduces_means_the_full_one(text: str, short: str, name: str) -> None:
    assert (short, name) in meant(text)
    assert len({actor for _, actor in meant(text)}) == 1


def test_a_short_name_that_the_tables_know_is_not_taken_over() -> None:
    assert ("US", "United States") in meant("The University of Quell (US) met. The US agreed.")


def test_a_body_with_its_country_before_it_is_the_known_one() -> None:
    found, actors = linked("The United Kingdom Home Office spoke. The Home Office agreed.")
    assert [mention.text for mention in found] == ["United Kingdom Home Office", "Home Office"]
    assert [(actor.type, actor.country, actor.known) for actor in actors.values()] == [("organization", "GB", True)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Exports to the U.S. fell.", "United States", "country"),
        ("Talks with Chinese officials failed.", "China", "country"),
        ("Sanae Takaichi spoke.", "Sanae Takaichi", "person"),
        ("They live in Chicago.", "Chicago", "place"),
    ],
)
def test_known_actors_are_found_in_the_tables(text: str, name: str, kind: str) -> None:
    actor = next(iter(linked(text)[1].values()))
    assert (actor.name, actor.type, actor.known) == (name, kind, True)


def test_an_unknown_name_is_an_actor_of_its_own() -> None:
    actor = linked("Nobody saw Orla Quint.")[1]["orla-quint"]
    assert (actor.name, actor.type, actor.known) == ("Orla Quint", "person", False)


@pytest.mark.parametrize(
    ("published", "name"), [("2003-05-01", "George W. Bush"), ("1990-05-01", "George H. W. Bush"), (None, "Bush")]
)
def test_a_surname_alone_means_who_held_office_on_the_day(published: str | None, name: str) -> None:
    assert dict(meant("A letter from President Bush arrived.", published))["Bush"] == name


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("Beijing said it agreed.", "China", "capital"),
        ("Beijing agreed to the plan.", "China", "capital"),
        ("Relations with Beijing are good.", "China", "capital"),
        ("Its ties to Beijing are close.", "China", "capital"),
        ("The Kremlin denied it.", "Russia", "capital"),
        ("The White House said no.", "United States", "capital"),
        ("Downing Street said no.", "United Kingdom", "capital"),
        ("They met at the White House.", "White House", "name"),
        ("She will visit Beijing in April.", "Beijing", "name"),
        ("They met in Beijing.", "Beijing", "name"),
        ("He flew to Beijing.", "Beijing", "name"),
        ("Beijing residents stayed at home.", "Beijing", "name"),
        ("They live near Beijing’s airport.", "Beijing", "name"),
    ],
)
def test_a_capital_is_the_government_or_the_city(text: str, name: str, form: str) -> None:
    found, actors = linked(text)
    first = next(mention for mention in found if mention.form != "pronoun")
    assert (actors[first.actor_id].name, first.form) == (name, form)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Officials in Atlanta said that Georgia will vote.", "Georgia"),
        ("The talks between Russia and Georgia failed.", "Georgia"),
    ],
)
def test_georgia_is_the_state_beside_american_places(text: str, name: str) -> None:
    actors = linked(text)[1]
    kinds = {actor.type for actor in actors.values() if actor.name == name}
    assert kinds == ({"place"} if "Atlanta" in text else {"country"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("David Quell left. He was tired.", [("He", "David Quell")]),
        ("David Quell met Maria Dolan. She smiled.", [("She", "Maria Dolan")]),
        ("David Quell said his plan with Peter Dolan worked.", [("his", "David Quell")]),
        ("David Quell thanked Peter Dolan. He then left.", [("He", "David Quell")]),
        ("David Quell met Peter Dolan’s brother and asked him.", [("him", "Peter Dolan")]),
        ("China has raised its tariffs.", [("its", "China")]),
        ("China said it would wait.", [("it", "China")]),
        ("China will halve the tariff it imposed.", [("it", "China")]),
        ("Reuters, China's partner, lost its case.", [("its", "Reuters")]),
        ("China will, President Xi Jinping said, end its ties with Japan.", [("its", "China")]),
    ],
)
def test_a_pronoun_means_its_safe_antecedent(text: str, expected: list[tuple[str, str]]) -> None:
    found, actors = linked(text)
    assert [(m.text, actors[m.actor_id].name) for m in found if m.form == "pronoun"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "It was raining in China.",
        "They said he was late.",
        "David Quell left. Nobody came. Rain fell. Night came. He slept.",
        "Maria Dolan waited. He did not come.",
        "David Quell read: “He was a king,” aloud.",
        "China said that when it rained, shops closed.",
        "The plan that China opposes has its merits.",
    ],
)
def test_a_pronoun_without_a_safe_antecedent_stays_unresolved(text: str) -> None:
    found, _ = linked(text)
    assert [m.text for m in found if m.form == "pronoun"] == []


def test_every_mention_has_an_actor_an_exact_span_and_a_reason() -> None:
    text = "US President Donald Trump met Xi Jinping in Geneva. He said Beijing agreed with the Valdoria Council."
    found, actors = linked(text)
    assert len(found) >= 6
    assert all(text[m.start : m.end] == m.text and m.how and 0 < m.confidence <= 1 for m in found)
    assert {m.actor_id for m in found} == set(actors)


def test_the_same_article_gives_the_same_rows() -> None:
    text = "Orla Quint and Peter Dolan met the Quell Party in Paris. Quint said it agreed."
    assert linked(text) == linked(text)


@pytest.mark.parametrize(
    "piece", ["Quell {}x saw. ", "He saw David Quell and he left, ", "Xi said “", "Quell {}x Party "]
)
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    text = "".join(piece.format(i) for i in range(100_000 // len(piece)))
    whole = Sentence(sentence=0, paragraph=0, start=0, end=len(text), text=text)
    doc = Document(Article(article_id="0", path="a.txt", text=text), (whole,), ((),), (0,))
    begin = process_time()
    resolve.link(doc, mentions.find(doc), published=None)
    assert process_time() - begin < 10


def test_mrs_and_the_surname_of_a_man_is_an_actor_of_her_own() -> None:
    assert meant("David Quell left. Mrs Quell stayed.")[-1] == ("Quell", "Mrs Quell")


def test_a_pronoun_is_no_part_of_a_name() -> None:
    assert [text for text, _ in meant("David Quell met Vice Premier He Lifeng.")] == ["David Quell", "He Lifeng"]


@pytest.mark.parametrize(
    "credit",
    [
        "Image: Ada Marlowe.",
        "Photo by Ada Marlowe.",
        "Photo credit: Ada Marlowe",
        "File photo: Ada Marlowe/Leeds Agency.",
    ],
)
def test_who_is_credited_with_a_picture_is_no_actor(credit: str) -> None:
    doc = document.parse(
        Article(article_id="a", path="a.txt", text=f"Bo Hollis met the mayor of Oslo.\n\n{credit}\n\nHollis left.")
    )
    found, _ = resolve.link(doc, mentions.find(doc), published=None)
    assert [m.text for m in found] == ["Bo Hollis", "Oslo", "Hollis"]


@pytest.mark.parametrize(
    ("text", "called", "name"),
    [
        ("Senator Orla Quint rose. “No,” the 61-year-old said.", "61-year-old", "Orla Quint"),
        ("Peter Dolan spoke. Orla Quint rose. The Ohio Democrat left.", "Ohio Democrat", "Orla Quint"),
        ("Orla Quint rose. “No,” the New Mexico Republican told him.", "New Mexico Republican", "Orla Quint"),
    ],
)
def test_what_a_person_is_called_instead_of_by_name_means_the_person(text: str, called: str, name: str) -> None:
    assert (called, name) in meant(text)


@pytest.mark.parametrize(
    "text",
    [
        "Orla Quint, the Ohio Democrat who led the talks, left.",
        "They met the Ohio Democrat, Orla Quint.",
        "Orla Quint rose. The 61-year-old bridge fell.",
        "The Ohio Democrat left.",
    ],
)
def test_what_a_person_is_called_is_no_mention_beside_the_name_or_without_one(text: str) -> None:
    assert {form.text for form in linked(text)[0]} <= {"Orla Quint"}


def test_a_pronoun_after_somebody_without_a_name_stays_unresolved() -> None:
    assert "he" not in dict(meant("Peter Dolan spoke. A senior official, who left because he was ill, agreed."))


def test_a_pronoun_means_the_subject_that_stands_between_commas() -> None:
    text = "Dolan’s predecessor, Peter Hume, who drew up the plan, praised it. “Good,” he wrote."
    assert dict(meant("Carl Dolan spoke. " + text))["he"] == "Peter Hume"


def test_a_capital_after_a_city_and_a_comma_says_where_the_city_lies() -> None:
    assert ("Washington", "Washington State") in meant("They met in Spokane, Washington, and left.")


def test_the_last_word_of_an_organisation_after_the_means_it() -> None:
    text = "The Pacific Islands Forum met in August. Leaders of the Forum will meet again in Tonga."
    found = annotate(Article(article_id="0", path="a.txt", text=text))
    assert {m.actor_id for m in found.mentions if m.text.endswith("Forum")} == {"pacific-islands-forum"}


def actors_of(text: str) -> set[tuple[str, str]]:
    """Return the names and actors of a text as the model and the tables find them."""
    found = annotate(Article(article_id="0", path="a.txt", text=text, published="2019-10-15"))
    return {(m.text, m.actor_id) for m in found.mentions}


def test_a_ministry_that_the_article_has_named_with_its_country_is_meant_without_it_too() -> None:
    text = (
        "China’s foreign ministry reacted. The foreign ministry in Bern did not. The foreign ministry of Mali agreed."
    )
    found = [m.start for m in linked(text)[0] if m.actor_id == "chinese-foreign-ministry"]
    assert found == [0, text.index("foreign ministry in")]


def test_of_two_ministries_that_are_alike_none_is_meant() -> None:
    text = "China’s foreign ministry and Japan’s foreign ministry spoke. The foreign ministry left."
    assert len([m for m in linked(text)[0] if "ministry" in m.text]) == 2


def test_a_language_is_no_country() -> None:
    assert meant("Dolan Quint read it in Spanish and then English.") == [("Dolan Quint", "Dolan Quint")]
    assert ("Spanish", "Spain") in meant("They fished in Spanish waters.")


def test_brussels_is_the_union_and_the_city() -> None:
    found = meant("The European Union met. Officials in Brussels left. Brussels said that it agreed.")
    assert found[:3] == [("European Union", "European Union"), ("Brussels", "Brussels"), ("Brussels", "European Union")]


@pytest.mark.parametrize(
    "text",
    ["Emil Macron left. His Majesty stayed.", "Orla Quint spoke. They saw his sister and her husband."],
)
def test_a_style_and_kin_are_no_antecedents(text: str) -> None:
    assert not {m.text for m in linked(text)[0]} & {"His", "her"}


def test_a_known_word_with_its_capital_from_its_place_is_no_name() -> None:
    assert not any(actor == "solidarity" for _, actor in actors_of("“Solidarity has no borders,” said Ada Marlowe."))


def test_a_capital_that_is_nothing_else_is_no_person() -> None:
    text = "Rescuers have joined, but Rabat has so far not taken up an offer from Paris, fuelling talk of a snub."
    assert ("Rabat", "morocco") in actors_of(text)


def test_what_somebody_is_before_the_name_means_the_person_later_and_so_does_the_pronoun() -> None:
    text = "Carl Dolan fell. Police held a suspect, Peter Hume. The suspect told them he was poor. He lived alone."
    found = actors_of(text)
    assert {("suspect", "peter-hume"), ("he", "peter-hume"), ("He", "peter-hume")} <= found


def test_a_pronoun_stays_unresolved_after_a_sentence_about_somebody_without_a_name() -> None:
    found = actors_of("Carl Dolan fell on Friday. The gunman told them he was poor. He lived alone.")
    assert not {text for text, _ in found} & {"he", "He"}


def test_a_city_that_a_university_has_its_name_from_is_the_city() -> None:
    found = actors_of("They met in the western city of Nara. Doctors at Nara Medical University agreed.")
    assert ("Nara", "nara") in found


def test_the_country_before_a_title_is_named() -> None:
    assert ("US", "united-states") in actors_of("Then US President Joe Biden spoke.")


def test_the_minister_is_the_one_minister_of_the_article() -> None:
    text = "Foreign Minister Orla Quint spoke. The minister will fly to Luanda on Friday."
    assert ("minister", "Orla Quint") in meant(text)


def test_a_pronoun_after_the_former_president_is_not_whoever_stands_before() -> None:
    found = actors_of("Carl Dolan spoke. Carl Dolan’s aides accuse the former president of theft, which he denies.")
    assert "he" not in {text for text, _ in found}


def test_no_date_stands_in_the_name_of_a_newspaper() -> None:
    found = annotate(
        Article(article_id="0", path="a.txt", text="He wrote so in the Sunday Times.", published="2019-10-15")
    )
    assert found.times == ()
