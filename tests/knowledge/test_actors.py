"""The press names of countries, people and organisations lead to the actor that is meant."""

from __future__ import annotations

import pytest

from wirebook import knowledge

UN_MEMBERS = 193


def forms(actor_id: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for surface, named in knowledge.aliases().items():
        for alias in named:
            if alias.actor_id == actor_id:
                found.setdefault(alias.form, set()).add(surface)
    return found


MEMBERS = sorted(actor.actor_id for actor in knowledge.actors().values() if actor.kind == "member")


def test_every_member_of_the_united_nations_is_there() -> None:
    assert len(MEMBERS) == UN_MEMBERS


def test_every_member_has_a_name_a_capital_and_a_demonym() -> None:
    # Dominica's demonym is spelt like that of the Dominican Republic, which the press nearly always means.
    without_demonym = {"dominica"}
    lacking = {
        member: {"name", "capital", "demonym"} - set(forms(member))
        for member in MEMBERS
        if {"name", "capital", "demonym"} - set(forms(member))
    }
    assert lacking == {member: {"demonym"} for member in without_demonym}


@pytest.mark.parametrize(
    ("surface", "actor_id", "form"),
    [
        ("US", "united-states", "alias"),
        ("U.S.", "united-states", "alias"),
        ("America", "united-states", "alias"),
        ("Americans", "united-states", "demonym"),
        ("White House", "united-states", "capital"),
        ("Washington", "united-states", "capital"),
        ("UK", "united-kingdom", "alias"),
        ("Britain", "united-kingdom", "alias"),
        ("Britons", "united-kingdom", "demonym"),
        ("Downing Street", "united-kingdom", "capital"),
        ("South Korea", "south-korea", "name"),
        ("Pyongyang", "north-korea", "capital"),
        ("Taiwan", "taiwan", "name"),
        ("Taipei", "taiwan", "capital"),
        ("Ivory Coast", "ivory-coast", "name"),
        ("Côte d'Ivoire", "ivory-coast", "alias"),
        ("Czechia", "czech-republic", "alias"),
        ("Burma", "myanmar", "alias"),
        ("Türkiye", "turkey", "alias"),
        ("Beijing", "china", "capital"),
        ("Peking", "china", "capital"),
        ("Chinese", "china", "demonym"),
        ("Kremlin", "russia", "capital"),
        ("Soviet", "soviet-union", "demonym"),
        ("EU", "european-union", "alias"),
        ("Xi Jinping", "xi-jinping", "name"),
        ("Chou En-lai", "zhou-enlai", "alias"),
        ("Volodymyr Zelensky", "volodymyr-zelenskyy", "alias"),
        ("Shinzō Abe", "shinzo-abe", "alias"),
        ("Truth Social", "truth-social", "name"),
        ("Xinhua news agency", "xinhua", "alias"),
        ("US Treasury", "us-department-of-the-treasury", "alias"),
        ("Treasury Department", "us-department-of-the-treasury", "alias"),
        ("Fed", "federal-reserve", "alias"),
        ("Houthi", "houthis", "alias"),
        ("ISIS", "islamic-state", "alias"),
        ("TSMC", "tsmc", "name"),
    ],
)
def test_a_press_name_leads_to_its_actor(surface: str, actor_id: str, form: str) -> None:
    alias = knowledge.aliases()[surface][0]
    assert (alias.actor_id, alias.form) == (actor_id, form)


@pytest.mark.parametrize(
    ("actor_id", "type_", "country"),
    [
        ("united-states", "country", "US"),
        ("taiwan", "country", "TW"),
        ("kosovo", "country", "XK"),
        ("european-union", "organization", None),
        ("xinhua", "organization", "CN"),
        ("hamas", "group", "PS"),
        ("crimea", "place", None),
        ("sanae-takaichi", "person", "JP"),
        ("nvidia", "organization", "US"),
    ],
)
def test_an_actor_has_its_type_and_country(actor_id: str, type_: str, country: str | None) -> None:
    actor = knowledge.actors()[actor_id]
    assert (actor.type, actor.country) == (type_, country)


@pytest.mark.parametrize(
    ("actor_id", "family"),
    [
        ("xi-jinping", "Xi"),
        ("lee-jae-myung", "Lee"),
        ("kim-jong-un", "Kim"),
        ("tsai-ing-wen", "Tsai"),
        ("sanae-takaichi", "Takaichi"),
        ("viktor-orban", "Orbán"),
        ("donald-trump", "Trump"),
        ("ursula-von-der-leyen", "von der Leyen"),
        ("luiz-inacio-lula-da-silva", "Lula"),
        ("abiy-ahmed", "Abiy"),
        ("bashar-al-assad", "Assad"),
        ("pope-francis", None),
    ],
)
def test_a_person_is_called_by_the_family_name_on_second_mention(actor_id: str, family: str | None) -> None:
    assert knowledge.actors()[actor_id].family == family


def test_a_family_name_leads_to_all_who_bear_it_in_each_spelling() -> None:
    families = knowledge.families()
    assert set(families["Bush"]) == {"george-h-w-bush", "george-w-bush"}
    assert families["Zelensky"] == families["Zelenskiy"] == ("volodymyr-zelenskyy",)
    assert "bashar-al-assad" in families["al-Assad"]


def test_nobody_can_change_what_is_known() -> None:
    with pytest.raises(TypeError):
        knowledge.actors()["xi-jinping"] = knowledge.actors()["donald-trump"]  # type: ignore[index]


def test_nobody_stands_twice_under_spellings_that_differ_in_marks_alone() -> None:
    spellings = [
        ("".join(c for c in actor.name.casefold() if c.isalnum()), actor.country)
        for actor in knowledge.actors().values()
        if actor.type == "person"
    ]
    assert sorted(name for name in set(spellings) if spellings.count(name) > 1) == []
