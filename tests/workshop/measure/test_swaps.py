"""Name swaps: sentences filled with each name, and what the tone then does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from wirebook.annotate import judges
from wirebook.language import model
from workshop.measure import swaps
from workshop.measure.sets import LABELS
from workshop.measure.swaps import Template


def test_the_templates_are_many_and_each_has_names_to_fill_it() -> None:
    templates, names = swaps.templates(), swaps.names()
    assert len(templates) >= 200
    assert {template.kind for template in templates} == set(names)
    assert {len(set(own)) for own in names.values()} == {30}
    assert {template.expected for template in templates} == set(LABELS)


def test_a_filled_template_says_where_the_name_stands() -> None:
    text, (start, end) = Template("person", "negative", "Few trust {name}'s word.").filled("Lê Thu Hạnh")
    assert text == "Few trust Lê Thu Hạnh's word."
    assert text[start:end] == "Lê Thu Hạnh"


@pytest.mark.parametrize("line", ["person,negative,Few trust.", "person,bad,Few trust {name}.",
                                  "person,neutral,{name} met {name}."])  # fmt: skip
def test_a_template_without_one_slot_or_a_known_label_is_refused(line: str, tmp_path: Path) -> None:
    path = tmp_path / "swaps.csv"
    path.write_text(f"kind,expected,template\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"one \{name\}"):
        swaps.templates(path)


def test_the_change_is_the_mean_over_pairs_of_different_names() -> None:
    scores = np.array([[0.1, 0.4, -0.2], [0.5, 0.5, 0.5]])
    assert swaps.changes(scores).tolist() == pytest.approx([(0.3 + 0.3 + 0.6) / 3, 0])
    assert swaps.changes(scores[:, :1]).tolist() == [0, 0]


def test_a_label_flips_where_it_is_not_the_most_frequent_of_its_template() -> None:
    labels = np.array([[0, 0, 1], [2, 2, 2], [2, 1, 1]])
    assert swaps.flips(labels).tolist() == [[False, False, True], [False, False, False], [True, False, False]]


def test_a_name_deviates_by_its_mean_distance_from_all_names() -> None:
    scores = np.array([[0.0, 0.3, 0.0], [-0.1, 0.2, -0.1]])
    assert swaps.deviations(scores).tolist() == pytest.approx([-0.1, 0.2, -0.1])


@pytest.fixture(scope="module")
def kinds() -> list[swaps.Kind]:
    templates = [
        Template("person", "negative", "Critics called {name} a reckless liar."),
        Template("person", "neutral", "{name} arrived on Monday."),
        Template("country", "positive", "The jury praised {name} for its generous help."),
    ]
    return swaps.judge(templates, {"person": ["Ada Marlowe", "Tom Reed"], "country": ["Norway", "Cuba", "Japan"]})


def test_each_template_is_judged_with_each_name_of_its_kind(kinds: list[swaps.Kind]) -> None:
    person, country = kinds
    assert (person.towards.scores.shape, country.towards.scores.shape) == ((2, 2), (1, 3))
    text, span = person.templates[0].filled("Tom Reed")
    reading = model.load().read([text])[0]
    verdict = model.load().towards([(reading, [span])])[0]
    assert person.towards.scores[0, 1] == pytest.approx(verdict.shares.score, abs=1e-9)
    assert LABELS[person.towards.labels[0, 1]] == judges.label(verdict)
    assert person.own.scores[0, 1] == pytest.approx(reading.tone.shares.score, abs=1e-9)


def test_vader_hears_the_sentence_and_no_name(kinds: list[swaps.Kind]) -> None:
    rows = {(row["tone by"], row["kind"]): row for row in swaps.changed(kinds).data()["rows"]}
    found = rows["VADER, the sentence", "all"]
    assert (found["templates"], found["sentences"]) == (3, 7)
    assert found["mean change of the score"][0] == 0
    assert found["as expected, %"][0] == 100


def test_the_whole_is_made_of_the_kinds(kinds: list[swaps.Kind]) -> None:
    rows = {(row["tone by"], row["kind"]): row for row in swaps.changed(kinds).data()["rows"]}
    flipped = {kind: rows["model, towards the name", kind]["labels that flip, %"][0] for kind in ("all", "person")}
    wanted = 100 * np.concatenate([swaps.flips(kind.towards.labels).ravel() for kind in kinds]).mean()
    assert flipped["all"] == pytest.approx(wanted)
    assert flipped["person"] == pytest.approx(100 * swaps.flips(kinds[0].towards.labels).mean())


def test_the_names_that_deviate_are_listed_once_each_from_worst_to_best(kinds: list[swaps.Kind]) -> None:
    rows = swaps.deviating(kinds).data()["rows"]
    countries = [row for row in rows if row["kind"] == "country"]
    assert sorted(row["name"] for row in countries) == ["Cuba", "Japan", "Norway"]
    assert [row["towards the name"] for row in countries] == sorted(row["towards the name"] for row in countries)
    assert sum(row["towards the name"] for row in countries) == pytest.approx(0, abs=1e-9)
