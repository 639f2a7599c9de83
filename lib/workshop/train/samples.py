"""Read the annotated texts that the model learns from into samples of one form."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from workshop.halves import Half, half

TEXTS = Path(__file__).parents[1] / "texts"
"""Our own annotated sentences; `README.md` there explains the format."""

HOUSE = "house"
"""The convention that the product follows, of the news and of our own sentences: states that act are organisations."""

CONVENTIONS = ("any", "uner", "gum", "crossner", "wikigold", "tweets", HOUSE)
"""Whose rules a sentence's names follow: the corpora disagree on titles, determiners, peoples and states."""

MARK = re.compile(r"\[([^\[\]|]+)\|(PER|ORG|LOC|MISC|X)\|([-0+])\]")
TONES = {"-": 0, "0": 1, "+": 2, "negative": 0, "neutral": 1, "positive": 2}
NO_NAME = "X"

FULL_SCORE = 2.0
"""The graded tone, of -4 to 4, from which on a sentence is taken to be wholly negative or positive."""

Shares = tuple[float, float, float]
"""How negative, neutral and positive something is; adds to 1."""


@dataclass(frozen=True, slots=True)
class Name:
    """A span of a text that is a name."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Target:
    """A span of a text, and the tone towards it."""

    start: int
    end: int
    shares: Shares
    weight: float = 1.0
    others: tuple[tuple[int, int], ...] = ()
    """Where else the sentence speaks of the same."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word of which nobody is sure what it is, and the shares of the tags that it may have."""

    start: int
    end: int
    shares: tuple[float, ...]
    """Of each of `wirebook.language.tags.TAGS`, in their order; adds to 1."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence with what is known of it; None where it is not annotated."""

    text: str
    convention: str
    names: tuple[Name, ...] | None = None
    misc: bool = False
    """Whether names of the kind MISC are annotated."""
    targets: tuple[Target, ...] = ()
    tone: Shares | None = None
    doubtful: tuple[Doubt, ...] = ()


def names(path: Path, convention: str, *, misc: bool = False, part: Half | None = None) -> list[Sample]:
    """Read a file of sentences with names, or one half of it."""
    found = list(rows(path))
    return [
        Sample(
            row["text"],
            convention,
            names=tuple(Name(e["start"], e["end"], e["label"]) for e in row["entities"]),
            misc=misc,
        )
        for row in (half(found, part) if part else found)
        if row.get("train_ok", True) and row["text"].strip()
    ]


def targets(path: Path, *, others: bool = False) -> list[Sample]:
    """Read a file of NewsMTSC: rows of one sentence become one sample with several targets.

    With `others`, the further mentions of a target belong to it too.
    """
    by_text: dict[str, list[Target]] = {}
    for row in rows(path):
        further = tuple((s, e) for s, e in row.get("further_mentions") or () if e > s) if others else ()
        by_text.setdefault(row["text"], []).append(
            Target(row["start"], row["end"], one_hot(TONES[row["label"]]), others=further)
        )
    return [Sample(text, HOUSE, targets=tuple(found)) for text, found in by_text.items()]


def own(*patterns: str, folder: Path = TEXTS) -> list[Sample]:
    """Read our own annotated sentences."""
    return [parse(line) for line in _lines(folder, patterns or ("*.txt",))]


def plain(*patterns: str, folder: Path = TEXTS) -> list[Sample]:
    """Read our own sentences that are not annotated."""
    return [Sample(line, HOUSE) for line in dict.fromkeys(_lines(folder, patterns))]


def _lines(folder: Path, patterns: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the files that each pattern names, in alphabetical order."""
    for path in (path for pattern in patterns for path in sorted(folder.glob(pattern))):
        yield from (line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def parse(line: str) -> Sample:
    """Read one line of ours: a graded tone, a tab, and the sentence with its marks. Raises ValueError."""
    score, _, marked = line.partition("\t")
    text, spans, position = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[position : mark.start()]
        spans.append((len(text), len(text) + len(mark[1]), mark[2], mark[3]))
        text += mark[1]
        position = mark.end()
    text += marked[position:]
    return Sample(
        text,
        HOUSE,
        names=tuple(Name(_untitled(text, s, e, kind), e, kind) for s, e, kind, _ in spans if kind != NO_NAME),
        misc=True,
        targets=tuple(Target(s, e, one_hot(TONES[sign])) for s, e, _, sign in spans),
        tone=graded(float(score)),
    )


def keep(found: Sequence[Sample], path: Path) -> None:
    """Write samples to a file, a JSON object a line."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(asdict(sample), ensure_ascii=False) + "\n" for sample in found)


def kept(path: Path) -> list[Sample]:
    """Read samples that `keep` wrote."""
    return [
        Sample(
            **{
                **row,
                "doubtful": tuple(Doubt(**{**d, "shares": tuple(d["shares"])}) for d in row["doubtful"]),
                "names": None if row["names"] is None else tuple(Name(**n) for n in row["names"]),
                "targets": tuple(
                    Target(**{**t, "shares": tuple(t["shares"]), "others": tuple(map(tuple, t["others"]))})
                    for t in row["targets"]
                ),
                "tone": None if row["tone"] is None else tuple(row["tone"]),
            }
        )
        for row in rows(path)
    ]


TITLE = re.compile(
    r"(?:(?:President|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sen\.?|Senator|Rep\.?|Gov\.?|Governor|Prime Minister|Secretary|Judge|"
    r"Justice|Chancellor|King|Queen|Prince|General|Gen\.?|Former|Vice|Minister|Mayor|Sir|Lord|Speaker)\s+)+(?=[A-Z])"
)
"""Titles before a name, which are no part of it."""


def _untitled(text: str, start: int, end: int, kind: str) -> int:
    """Return where the name in a mark begins."""
    title = TITLE.match(text, start, end) if kind == "PER" else None
    return title.end() if title else start


def graded(score: float) -> Shares:
    """Return the shares of a graded tone of -4 to 4."""
    share = min(1.0, abs(score) / FULL_SCORE)
    return (share, 1 - share, 0.0) if score < 0 else (0.0, 1 - share, share)


def one_hot(tone: int) -> Shares:
    """Return the shares of one tone alone."""
    return (float(tone == 0), float(tone == 1), float(tone == 2))


def rows(path: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a JSONL file, plain or gzipped."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line.strip())
