"""What part each actor has, who is new, whose government counts as a country, and the network."""

from __future__ import annotations

import io
from itertools import combinations

import networkx as nx
import pandas as pd
import pytest

from wirebook.analyse import actors, comings, network, parts, profile, rolled
from wirebook.errors import InvalidValueError, UnknownNameError
from wirebook.show import network as drawing

from .conftest import Said, Story, build


def with_roles(tables, roles):
    """Give the mentions of some actors a role and a verb: actor_id to (role, verb)."""
    mentions = tables["mentions"]
    for actor_id, (role, verb) in roles.items():
        mentions.loc[mentions["actor_id"] == actor_id, ["role", "verb"]] = [role, verb]
    return tables


def test_acting_is_told_from_speaking():
    tables = build([Story([Said("Mara Lind said Norland shelled Sudmark.")])])
    with_roles(
        tables, {"mara-lind": ("agent", "said"), "norland": ("agent", "shelled"), "sudmark": ("patient", "shelled")}
    )
    frame = parts.parts(tables).frame.set_index("actor")
    assert dict(frame["acting"]) == {"Mara Lind": 0, "Norland": 1, "Sudmark": 0}
    assert dict(frame["acted_upon"]) == {"Mara Lind": 0, "Norland": 0, "Sudmark": 1}


def test_who_is_talked_about_and_never_quoted_is_said():
    said = Said("Mara Lind said Norland is late.", quote=("Mara Lind", "Norland is late"))
    answer = parts.parts(build([Story([said] * parts.OFTEN)]))
    frame = answer.frame.set_index("actor")
    assert (frame.loc["Mara Lind", "speaking"], frame.loc["Norland", "speaking"]) == (parts.OFTEN, 0)
    assert list(frame["unheard"]) == [False, True] and "never quoted: Norland." in answer.note


def test_every_count_of_the_matrix_has_its_passages():
    tables = build([Story([Said("Norland shelled Sudmark.")])])
    with_roles(tables, {"norland": ("agent", "shelled"), "sudmark": ("patient", "shelled")})
    evidence = parts.parts(tables).evidence("Sudmark")
    assert list(evidence["text"]) == ["Norland shelled Sudmark."]


def dated(days):
    return build([Story([Said(text), Said(f"It was {day}.")], published=day) for day, text in days])


def test_newcomers_and_vanished_are_those_on_one_side_alone():
    old, new = "Norland met Mara Lind.", "Norland met Tomas Orr."
    tables = dated(
        [(f"2025-01-{day:02d}", old) for day in range(1, 7)] + [(f"2025-02-{day:02d}", new) for day in (1, 2, 3)]
    )
    frame = comings.comings(tables).frame.set_index("actor")
    assert dict(frame["change"]) == {"Tomas Orr": "newcomer", "Mara Lind": "vanished"}
    assert frame.loc["Tomas Orr", "first"] == "2025-02-01"
    later = comings.comings(tables, since="2025-01-06").frame.set_index("actor")
    assert dict(later["change"]) == {"Tomas Orr": "newcomer"}


def test_the_chance_of_one_side_is_that_of_all_ways_to_draw():
    ways = list(combinations(range(9), 3))
    assert comings._chance(3, 4, 9) == pytest.approx(sum(all(i < 4 for i in way) for way in ways) / len(ways))
    assert comings._chance(3, 2, 9) == 0


def test_a_day_that_is_none_is_refused():
    with pytest.raises(InvalidValueError):
        comings.comings(dated([("2025-01-01", "Norland wept.")]), since="soon")


def in_office(actor_id, kind, day):
    return pd.DataFrame(
        {
            "actor_id": [actor_id],
            "actor": ["X"],
            "type": [kind],
            "published_latest": pd.Series([day], dtype="str"),
            "start": [0],
        }
    )


@pytest.mark.parametrize(
    ("actor_id", "kind", "day", "expected"),
    [
        ("angela-merkel", "person", "2015-06-01", "germany"),
        ("angela-merkel", "person", "2023-06-01", "angela-merkel"),
        ("angela-merkel", "person", None, "angela-merkel"),
        ("antonio-guterres", "person", "2020-06-01", "united-nations"),
        ("nobody-known", "person", "2020-06-01", "nobody-known"),
    ],
)
def test_who_holds_an_office_on_the_day_counts_as_the_country_or_the_body(actor_id, kind, day, expected):
    found = rolled.up(in_office(actor_id, kind, day))
    assert list(found["actor_id"]) == [expected]


def test_a_country_code_is_that_of_the_whole():
    assert rolled.countries()["GB"] == "united-kingdom"


def test_mentions_rolled_up_are_as_many_as_before():
    tables = build([Story([Said("Mara Lind met Norland.")])])
    assert len(actors.mentioned(tables, None, rolled=True)) == len(actors.mentioned(tables, None))


def test_the_network_counts_sentences_and_writes_what_graph_programs_read():
    tables = build([Story([Said("Mara Lind met Tomas Orr."), Said("Mara Lind, Tomas Orr and Norland met.")])])
    answer = network.network(tables)
    frame = answer.frame.set_index("actor")
    assert dict(frame["links"]) == {"Mara Lind": 2, "Tomas Orr": 2, "Norland": 2}
    assert frame.loc["Mara Lind", "nearest"] == "Tomas Orr (2), Norland (1)"
    for read in (
        nx.read_graphml(io.BytesIO(answer.also["graphml"])),
        nx.read_gexf(io.BytesIO(answer.also["gexf"])),
    ):
        assert read.number_of_nodes() == 3
        assert read.edges["mara-lind", "tomas-orr"]["sentences"] == 2
    assert network.network(tables).also == answer.also


def test_the_network_is_saved_with_its_files(tmp_path):
    tables = build([Story([Said("Mara Lind met Tomas Orr.")])])
    network.network(tables).save(tmp_path, "net")
    assert {"net.graphml", "net.gexf", "net.csv"} <= {path.name for path in (tmp_path / "tables").iterdir()}


def test_an_article_without_pairs_has_no_network():
    answer = network.network(build([Story([Said("Norland wept.")])]))
    assert answer.empty and answer.also == {} and answer.figure().alt


def test_no_name_of_a_large_network_lies_over_another():
    names = [f"Actor of the name number {i}" for i in range(drawing.NODES)]
    nodes = pd.DataFrame({"actor": names, "type": "person", "mentions": range(1, len(names) + 1)})
    pairs = [(names[i], names[j]) for i in range(len(names)) for j in range(i + 1, min(len(names), i + 4))]
    links = pd.DataFrame(pairs, columns=["actor", "other"]).assign(sentences=1)
    picture = drawing.network(nodes, links, size="mentions", weight="sentences", title="T", unit="u", footer="f")
    picture.draw_without_rendering()
    boxes = [text.get_window_extent() for text in picture.axes[0].texts]
    over = [
        (a, b)
        for a, b in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]
    assert len(boxes) == drawing.NODES and not over


def test_a_profile_has_every_sentence_with_all_its_mentions():
    tables = build([Story([Said("Norland met Mara Lind."), Said("It rained."), Said("Norland left Norland.")])])
    found = profile.profile(tables, "norland")
    assert list(found.sentences["text"]) == ["Norland met Mara Lind.", "Norland left Norland."]
    assert found.sentences["spans"].iloc[1] == [(0, 7), (13, 20)]
    assert found.facts["Called"] == "Norland (3)"
    assert found._repr_html_().count(">Norland</mark>") == 3


def test_a_profile_without_a_name_is_that_of_the_most_mentioned_actor():
    tables = build([Story([Said("Norland met Mara Lind."), Said("Norland left.")])])
    assert profile.profile(tables).name == "Norland"


def test_a_profile_of_nobody_says_so():
    found = profile.profile(build([Story([Said("Norland wept.")])]), "<b>Nemo</b>")
    assert "mentions &lt;b&gt;Nemo&lt;/b&gt;." in found._repr_html_() and found.said.empty and found.wants.empty
    assert "mentions an actor" in profile.profile(build([Story([Said("It rained.")])]))._repr_html_()


def test_copies_are_folded_and_counted_beside():
    stories = [Story([Said("Norland wept.")]), Story([Said("Norland wept.")], source="Other", copy_of=0)]
    row = actors.frequency(build(stories)).frame.iloc[0]
    assert (row["articles"], row["with_copies"]) == (1, 2)


@pytest.mark.parametrize("ask", [network.network, parts.parts, comings.comings])
def test_an_unknown_type_is_refused(ask):
    with pytest.raises(UnknownNameError):
        ask(build([Story([Said("Norland wept.")])]), type="planet")
