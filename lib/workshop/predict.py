"""Run the library over a gold file and write its predictions: `python -m workshop.predict TASK IN.jsonl OUT.jsonl`.

IN is JSON lines, plain or gzipped (`.gz`); OUT gets one row for each of its rows, with `id` and the predicted fields.
A task sees the fields that `READS` names and nothing else of a row: the rest is gold. A row that fails is written with
its `id` alone, and said on standard error; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import IO, Any, cast

from wirebook import language
from wirebook.annotate import dating, document, mentions, methods, quoted, quotes, resolve, times, tone
from wirebook.annotate.document import Document
from wirebook.annotate.methods import Methods
from wirebook.annotate.records import Actor, Mention, Quote, Stance, Tone
from wirebook.language import Span, model
from wirebook.read.article import Article, article_id
from workshop.inner import NAMED, inner

Row = dict[str, Any]

READS: Mapping[str, tuple[str, ...]] = {
    "ner": ("text",),
    "timex": ("text", "dct"),
    "dates": ("text", "dct", "title"),
    "sent": ("text",),
    "token": ("text",),
    "target": ("text", "target", "start", "end"),
    "label": ("text", "target"),
    "graded": ("text",),
    "actors": ("text", "title", "dct"),
    "quotes": ("text", "title", "published"),
    "dating": ("text",),
    "tldate": ("id", "collection", "keywords", "k", "first", "last"),
}
"""The fields of a row that each task may read."""

LABELS = {"person": "PER", "organization": "ORG", "group": "ORG", "country": "LOC", "place": "LOC"}
"""Our types of actors in the three classes of the CoNLL-2003 convention."""

COLLECTION = re.compile(r"[\w-]{1,100}")
"""What a collection may be called: it becomes part of a file's name."""

METHODS = Methods()

NEUTRAL_BAND = 0.05
"""Mean scores of a text nearer to zero than this are neutral."""

DATED, REFERRED, PUBLISHED = 3, 2, 1
"""What an article adds to the weight of a day that it gives by month and day, of one that it names otherwise, and of
its own. On the eight public timelines of Timeline17: date F1 48.8; every date mentioned counted alike 41.3."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the predictions of one task; return the exit status, 1 where a row failed."""
    parser = argparse.ArgumentParser(prog="python -m workshop.predict", description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=sorted(READS))
    parser.add_argument("input", type=Path, metavar="IN")
    parser.add_argument("output", type=Path, metavar="OUT")
    options = parser.parse_args(arguments)
    failed = 0
    with _open(options.output, "wt") as out:
        for number, line in _lines(options.input):
            row: Row = {}
            try:
                row = json.loads(line)
                predicted = predict(options.task, row, folder=options.input.parent)
            except Exception as error:  # one bad row must not cost the others: it is said, and fails the run
                failed += 1
                print(f"{options.input}, line {number}: {type(error).__name__}: {error}", file=sys.stderr)
                predicted = {}
            if isinstance(row, dict) and "id" in row:
                out.write(json.dumps({"id": row["id"], **predicted}, ensure_ascii=False) + "\n")
    if failed:
        print(f"{failed} rows of {options.input} failed", file=sys.stderr)
    return 1 if failed else 0


def predict(task: str, row: Row, *, folder: Path) -> Row:
    """Return the predicted fields of one row; `folder` holds the articles of the timelines' collections.

    Raises KeyError where a field that the task needs is missing.
    """
    allowed = {field: row[field] for field in READS[task] if row.get(field) is not None}
    if task == "tldate":
        return _timeline(allowed | _wanted(row), folder)
    return TASKS[task](allowed)


# -- names, actors, times ------------------------------------------------------------------------------------------


def _names(row: Row) -> Row:
    return {"entities": [{"start": s, "end": e, "label": label} for s, e, label in entities(*_linked(_document(row)))]}


def entities(found: Iterable[Mention], actors: Iterable[Actor]) -> list[tuple[int, int, str]]:
    """Return start, end and class of the mentions that are names.

    A country or place that stands for its state or team is an organisation, as in the corpora of news.
    """
    types = {actor.actor_id: actor.type for actor in actors}
    return [
        (m.start, m.end, "ORG" if m.sense == "polity" else LABELS[types[m.actor_id]]) for m in found if m.form in NAMED
    ]


def _actors(row: Row) -> Row:
    """Count as the corpus does: names inside names too, and a country as what it stands for in most places."""
    doc = _document(row)
    found, actors = _linked(doc, published=row.get("dct"))
    statements, _ = quotes.find(doc, found, actors)
    found = [*found, *quoted.resolve(doc, found, actors, statements)]
    within: dict[str, list[str]] = {}
    for actor, text in inner(found, actors):
        within.setdefault(actor.actor_id, []).append(text)
        if actor not in actors:
            actors = [*actors, actor]
    rows = []
    for actor in actors:
        own = [m for m in found if m.actor_id == actor.actor_id and m.form != "demonym"]
        inside = within.get(actor.actor_id, [])
        named = [m.text for m in own if m.form in NAMED] + inside
        if named:
            rows.append(
                {
                    "name": actor.name,
                    "type": _class(actor, own),
                    "aliases": list(dict.fromkeys(named)),
                    "n_mentions": len(own) + len(inside),
                    "n_named": len(named),
                }
            )
    return {"actors": rows}


def _class(actor: Actor, own: Iterable[Mention]) -> str:
    senses = Counter(m.sense for m in own if m.sense)
    return "ORG" if senses["polity"] > senses["place"] else LABELS[actor.type]


def _times(row: Row) -> Row:
    found = times.find(_document(row), published=row.get("dct"))
    return {"timexes": [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in found]}


def _dating(row: Row) -> Row:
    """Name the likeliest day of every article that says anything, where the product would name none: the task counts
    how many are right."""
    found = dating.estimate(_document(row))
    days = dict(zip(("date", "earliest", "latest"), (found.day, *found.range), strict=True)) if found else {}
    return {name: day.isoformat() for name, day in days.items()}


# -- sentences and words -------------------------------------------------------------------------------------------


def _sentences(row: Row) -> Row:
    return {"sentences": [[s.start, s.end] for s in _document(row).sentences]}


def _tokens(row: Row) -> Row:
    doc = _document(row)
    return {
        "tokens": [
            [t.start, t.end] for s in doc.sentences for t in language.tokens(doc.text, start=s.start, end=s.end)
        ],
        "words": [[w.start, w.end] for sentence in doc.words for w in sentence],
    }


# -- quotations ----------------------------------------------------------------------------------------------------


def _quotes(row: Row) -> Row:
    doc = _document(row, published=row.get("published"))
    found, actors = _linked(doc, published=row.get("published"))
    names = {actor.actor_id: actor.name for actor in actors}
    groups: list[list[Quote]] = []
    statements, stances = quotes.find(doc, found, actors)
    for quote in statements:
        if groups and _one_attribution(groups[-1][-1], quote):
            groups[-1].append(quote)
        else:
            groups.append([quote])
    phrases = [_stance_attribution(stance, names) for stance in stances]
    return {"attributions": [*(_attribution(group, names) for group in groups), *phrases]}


def _one_attribution(before: Quote, quote: Quote) -> bool:
    """Whether a quotation goes on with the one before: both hang on the same words that name the speaker."""
    return quote.speaker_start is not None and quote.speaker_start == before.speaker_start


def _attribution(group: Sequence[Quote], names: Mapping[str, str]) -> Row:
    first = group[0]
    row: Row = {"content": [[q.start, q.end] for q in group], "source": [], "kind": first.kind}
    if first.speaker_start is not None:
        row["source"] = [[first.speaker_start, first.speaker_end]]
    if first.speaker in names or first.speaker_text:
        row["speaker"] = names.get(first.speaker or "", first.speaker_text)
    return row


def _stance_attribution(stance: Stance, names: Mapping[str, str]) -> Row:
    row: Row = {"content": [[stance.start, stance.end]], "source": [], "kind": "indirect"}
    if stance.holder_start is not None:
        row["source"] = [[stance.holder_start, stance.holder_end]]
    if stance.holder in names or stance.holder_text:
        row["speaker"] = names.get(stance.holder or "", stance.holder_text)
    return row


# -- tone ----------------------------------------------------------------------------------------------------------


def _target(row: Row) -> Row:
    """Judge the sentence that holds the target towards that very span."""
    doc = _document(row)
    start, end = int(row["start"]), int(row["end"])
    sentence = doc.sentences[doc.sentence_at(start)]
    reading = model.load().read([sentence.text])[0]
    found = tone.towards(reading, [Span(max(0, start - sentence.start), end - sentence.start)])
    return {
        "label": found.label,
        "negative": found.negative,
        "neutral": found.neutral,
        "positive": found.positive,
    }


def _label(row: Row) -> Row:
    return {"label": _label_of(_mean_score(row))}


def _label_of(score: float) -> str:
    return "positive" if score >= NEUTRAL_BAND else "negative" if score <= -NEUTRAL_BAND else "neutral"


def _graded(row: Row) -> Row:
    return {"score": round(_mean_score(row), 4)}


def _mean_score(row: Row) -> float:
    """Return the mean score of the sentences that name the target, or of all where there is none."""
    doc = _document(row)
    found, actors = _linked(doc)
    target = str(row.get("target") or "").casefold()
    meant = {a.actor_id for a in actors if target and target in (a.name.casefold(), *_texts(found, a))}
    tones = _tones(doc, found, actors)
    towards = [t.score for t in tones if t.target in meant]
    return fmean(towards or [t.score for t in tones if t.target is None] or [0.0])


def _texts(found: Sequence[Mention], actor: Actor) -> list[str]:
    return [m.text.casefold() for m in found if m.actor_id == actor.actor_id]


def _tones(doc: Document, found: list[Mention], actors: list[Actor]) -> list[Tone]:
    return tone.score(doc, found, quotes.find(doc, found, actors)[0], methods.read(doc, METHODS))


# -- the days of a timeline ----------------------------------------------------------------------------------------


def _wanted(row: Row) -> Row:
    """Return how many days are wanted, and between which: from the gold timeline where the row does not say.

    Nothing else is taken from the gold, as is usual for this measure (Martschat and Markert 2018, "A temporally
    sensitive submodularity framework for timeline summarization", CoNLL).
    """
    days = sorted(row.get("timeline") or row.get("dates") or ())
    from_gold = {"k": len(days), "first": days[0], "last": days[-1]} if days else {}
    return {field: value for field, value in from_gold.items() if row.get(field) is None}


def _timeline(row: Row, folder: Path) -> Row:
    collection = str(row["collection"])
    if not COLLECTION.fullmatch(collection):
        raise ValueError(f"a collection is named by letters, digits, _ and -, not {collection!r}")
    first, last = str(row["first"])[:10], str(row["last"])[:10]
    weights = {day: n for day, n in _days(folder, collection).items() if first <= day <= last}
    ranked = sorted(weights, key=lambda day: (-weights[day], day))
    return {"dates": sorted(ranked[: int(row["k"])])}


@functools.lru_cache(maxsize=4)
def _days(folder: Path, collection: str) -> Counter[str]:
    """Weigh each day by the articles of a collection that refer to it from another day, and those published on it.

    An article refers to a day by an expression of that very day; months and years are not spread over their days.
    """
    days: Counter[str] = Counter()
    plain = folder / f"docs_{collection}.jsonl"
    for _, line in _lines(plain if plain.exists() else plain.with_name(plain.name + ".gz")):
        row = json.loads(line)
        published = str(row.get("dct") or row.get("published") or "")[:10]
        text = row.get("text") or "\n".join(row.get("sentences") or ())
        found = times.find(_document({"text": text, "title": row.get("title")}), published=published or None)
        referred: dict[str, int] = {}
        for time in found:
            if time.begin and time.begin == time.end_date and time.begin != published:
                weight = DATED if time.how == "rule: month and day" else REFERRED
                referred[time.begin] = max(weight, referred.get(time.begin, 0))
        days.update(referred)
        if published:
            days[published] += PUBLISHED
    return days


# -- documents and files -------------------------------------------------------------------------------------------


def _document(row: Row, *, published: str | None = None) -> Document:
    """Parse the text exactly as given, so that offsets refer to it; nothing is taken off as furniture."""
    text = row["text"]
    return document.parse(
        Article(
            article_id=article_id(text),
            path="",
            title=row.get("title") or None,
            text=text,
            language="en",
            published=published,
        )
    )


def _linked(doc: Document, *, published: str | None = None) -> tuple[list[Mention], list[Actor]]:
    recognised = methods.names(doc, METHODS, methods.read(doc, METHODS))
    return resolve.link(doc, mentions.find(doc, recognised), published=published)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with _open(path, "rt") as file:
        yield from ((number, line) for number, line in enumerate(file, 1) if line.strip())


def _open(path: Path, mode: str) -> IO[str]:
    if path.suffix == ".gz":
        return cast(IO[str], gzip.open(path, mode, encoding="utf-8"))
    return cast(IO[str], path.open(mode, encoding="utf-8"))


TASKS: Mapping[str, Callable[[Row], Row]] = {
    "ner": _names,
    "timex": _times,
    "dates": _times,
    "sent": _sentences,
    "token": _tokens,
    "target": _target,
    "label": _label,
    "graded": _graded,
    "actors": _actors,
    "quotes": _quotes,
    "dating": _dating,
}


if __name__ == "__main__":
    sys.exit(main())
