"""A small invented corpus, as the tables of the data contract: no pipeline, so that a failure here is ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import pytest

from wirebook.annotate import judges
from wirebook.read.article import article_id
from wirebook.tables import frames, schema

ACTORS = {
    "Mara Lind": ("mara-lind", "person"),
    "Tomas Orr": ("tomas-orr", "person"),
    "Norland": ("norland", "country"),
    "Sudmark": ("sudmark", "country"),
    "River Council": ("river-council", "organization"),
}

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Said:
    """One sentence with its annotations; `when` is (words, first day, last day, precision, status)."""

    text: str
    score: float = 0.0
    when: tuple[str, str, str, str, str] | None = None
    quote: tuple[str, str] | None = None
    """(speaker's name, quoted words)."""
    judged: str = judges.HOW
    """The `how` of its tones."""


@dataclass(frozen=True)
class Story:
    """One article to build tables from."""

    sentences: Sequence[Said]
    title: str | None = "A story"
    source: str | None = "Reuters"
    published: str | None = "2025-03-10"
    language: str | None = "en"
    copy_of: int | None = None


def days(published: str | None) -> tuple[str | None, str | None]:
    if published is None:
        return None, None
    whole = {4: ("-01-01", "-12-31"), 7: ("-01", "-28"), 10: ("", "")}[len(published)]
    return published + whole[0], published + whole[1]


def build(stories: Sequence[Story], *, problems: Sequence[dict[str, object]] = ()) -> Tables:
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in schema.SCHEMA}
    identifiers = [article_id(" ".join(s.text for s in story.sentences) + str(story.source)) for story in stories]
    for place, story in enumerate(stories):
        text = " ".join(s.text for s in story.sentences)
        earliest, latest = days(story.published)
        counted = story.copy_of is None and story.language in ("en", None)
        rows["articles"].append(
            {
                "article_id": identifiers[place],
                "path": f"story-{place}.txt",
                "record": 0,
                "title": story.title,
                "text": text,
                "source": story.source,
                "language": story.language,
                "published": story.published,
                "published_from": "metadata" if story.published else None,
                "published_earliest": earliest,
                "published_latest": latest,
                "duplicate_of": None if story.copy_of is None else identifiers[story.copy_of],
                "sentences": len(story.sentences) if counted else 0,
                "words": len(text.split()) if counted else 0,
            }
        )
        if counted:
            annotate(identifiers[place], story, rows)
    rows["problems"].extend(dict(p) for p in problems)
    used = {row["actor_id"] for row in rows["mentions"]}
    rows["actors"] = [
        {"actor_id": key, "name": name, "type": kind, "known": True}
        for name, (key, kind) in ACTORS.items()
        if key in used
    ]
    return frames.to_pandas({name: frames.from_rows(name, found) for name, found in rows.items()})


def annotate(identifier: str, story: Story, rows: dict[str, list[dict[str, object]]]) -> None:
    position = 0
    for number, said in enumerate(story.sentences):
        start, end = position, position + len(said.text)
        position = end + 1
        base = {"article_id": identifier, "sentence": number}
        rows["sentences"].append(base | {"paragraph": 0, "start": start, "end": end, "text": said.text})
        named = []
        for name, (key, _) in ACTORS.items():
            for match in re.finditer(name, said.text):
                span = {"start": start + match.start(), "end": start + match.end(), "text": name}
                rows["mentions"].append(
                    base | span | {"form": "name", "actor_id": key, "confidence": 1.0, "how": "test"}
                )
                named.append(key)
        speaker = ACTORS[said.quote[0]][0] if said.quote else None
        shares = {"negative": max(0.0, -said.score), "positive": max(0.0, said.score)}
        for target in [None, *dict.fromkeys(named)]:
            rows["tones"].append(
                base
                | shares
                | {
                    "target": target,
                    "speaker": speaker,
                    "voice": "quoted" if speaker else "article",
                    "attributed": speaker,
                    "neutral": 1 - sum(shares.values()),
                    "label": "positive" if said.score > 0 else "negative" if said.score < 0 else "neutral",
                    "score": said.score,
                    "words": [{"word": "grim", "weight": said.score}] if said.score else [],
                    "how": said.judged,
                }
            )
        if said.quote:
            begin = start + said.text.index(said.quote[1])
            rows["quotes"].append(
                base
                | {
                    "start": begin,
                    "end": begin + len(said.quote[1]),
                    "text": said.quote[1],
                    "kind": "direct",
                    "speaker": speaker,
                    "speaker_text": said.quote[0],
                    "cue": "said",
                    "how": "test",
                }
            )
            rows["stances"].append(
                base
                | {
                    "start": start,
                    "end": start + len(said.text),
                    "text": said.text,
                    "holder": speaker,
                    "holder_text": said.quote[0],
                    "cue": "wants",
                    "how": "test",
                }
            )
        if said.when:
            words, first, last, precision, status = said.when
            begin = start + said.text.index(words)
            rows["events"].append(
                base
                | {
                    "begin": first,
                    "end_date": last,
                    "precision": precision,
                    "status": status,
                    "actors": list(dict.fromkeys(named)),
                    "text": said.text,
                    "start": begin,
                    "end": begin + len(words),
                }
            )


MEETING = ("on Monday", "2025-03-10", "2025-03-10", "day", "happened")

STORIES = (
    Story(
        title="Ministers meet at the dam",
        source="Reuters",
        published="2025-03-10",
        sentences=[
            Said("Mara Lind met Tomas Orr on Monday.", 0.1, MEETING),
            Said("Norland and Sudmark had quarrelled bitterly over water.", -0.6),
            Said('"We want a fair deal," Mara Lind said.', 0.5, quote=("Mara Lind", '"We want a fair deal,"')),
            Said("A summit is planned for June.", 0.0, ("June", "2025-06-01", "2025-06-30", "month", "planned")),
        ],
    ),
    Story(
        title="Talks on the river",
        source="Xinhua",
        published="2025-03-11",
        sentences=[
            Said("Tomas Orr praised the talks that Mara Lind held with him on Monday in Norland.", 0.7, MEETING),
            Said("The River Council met in 2019.", 0.0, ("in 2019", "2019-01-01", "2019-12-31", "year", "happened")),
        ],
    ),
    Story(
        title="What the river means",
        source="Xinhua",
        published="2025-04",
        sentences=[Said("Norland fears drought.", -0.5), Said("Norland may close the gates.", -0.1)],
    ),
    Story(title="Talks on the river", source="Echo", published="2025-03-12", copy_of=1, sentences=[Said("Copied.")]),
    Story(title="Pourparlers", source="AFP", published="2025-03-12", language="fr", sentences=[Said("Le barrage.")]),
    Story(title=None, source=None, published=None, sentences=[Said("Sudmark was silent.", -0.2)]),
)


@pytest.fixture
def make() -> Callable[..., Tables]:
    """Build tables from stories: for tests that need articles of their own."""
    return build


@pytest.fixture
def tables() -> Tables:
    """Six articles: four counted (one undated), a copy, one in French; one problem."""
    return build(STORIES, problems=[{"path": "broken.json", "what": "no JSON", "hint": "check the file"}])


@pytest.fixture
def nothing() -> Tables:
    """No article at all."""
    return build(())


@pytest.fixture
def one() -> Tables:
    """A corpus of one article."""
    return build(STORIES[:1])


@pytest.fixture
def many() -> Callable[[int], Tables]:
    """Build a corpus of as many articles as asked for, a day apart, each with one sentence about Norland."""

    def of(number: int) -> Tables:
        first = pd.Timestamp("2024-01-01")
        stories = [
            Story(
                title=f"Day {place}",
                published=str((first + pd.Timedelta(days=place)).date()),
                sentences=[Said(f"Norland counted its boats, {place} of them.", 0.4 if place % 3 else -0.2)],
            )
            for place in range(number)
        ]
        return build(stories)

    return of


@pytest.fixture
def story() -> type[Story]:
    """An article to build tables from."""
    return Story


@pytest.fixture
def said() -> type[Said]:
    """A sentence to build articles from."""
    return Said
