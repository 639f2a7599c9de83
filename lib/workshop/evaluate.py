"""Score the tables against gold made by hand: `python -m workshop.evaluate [--gold DIR] [--json] [--verbose]`.

A gold file is one article's JSON, as `tests/gold/README.md` describes it. The article is read and annotated as in any
run, and its rows are compared with the gold: names, pronouns, mentions counted for each actor, time expressions,
statements with and without their speaker, sentences, when it was written, and its source.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from wirebook import read
from wirebook.annotate.pipeline import annotate
from wirebook.annotate.records import Annotation
from wirebook.errors import CorpusNotFoundError, WirebookError
from wirebook.read.article import Article
from workshop.scores import (
    Comparison,
    Score,
    Spanned,
    align,
    compare,
    count_overlap,
    pardoned,
    place,
    same,
    shared,
    touches,
)

GOLD = Path(__file__).parents[2] / "tests" / "gold"
ENCODING = "utf-8"

MEASURES = ("names", "pronouns", "counts", "times", "time_spans", "quotes", "quote_spans")

NAMES = frozenset({"name", "alias", "capital", "demonym"})
"""Forms of gold mentions that are names; the others are pronouns."""

SAME_NAME = 0.5
"""Share of the shorter span that must overlap: "Xinhua" in "Xinhua news agency" is whole."""

SAME_TIME = 0.5
SAME_QUOTE = 0.7
"""Shares of the longer span that must overlap."""

RIGHT_TOO = re.compile(r"(\S+) (?:to the day )?is right too")
"""How the note of a time expression names a second right value."""


@dataclass(frozen=True, slots=True)
class Report:
    """How one article compares with its gold: a score a measure, plain facts, and each miss in words."""

    scores: dict[str, Score]
    facts: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of every gold file in a folder; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m workshop.evaluate", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="the same as --gold")
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="DIR", help="folder of gold files (tests/gold)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--verbose", action="store_true", help="print each miss as well")
    options = parser.parse_args(arguments)
    try:
        reports = evaluate(options.folder or options.gold)
    except WirebookError as error:
        print(error, file=sys.stderr)
        return 2
    print(_as_json(reports) if options.json else _as_text(reports, verbose=options.verbose))
    return 0


def evaluate(folder: Path) -> dict[str, Report]:
    """Compare every gold file of a folder with what the library says of its article; the key is the file's name.

    Raises CorpusNotFoundError where there is no gold, or a gold file's article is not there.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise CorpusNotFoundError(f"no gold (*.json) in {folder}")
    return {path.stem: _evaluate(path) for path in paths}


def stored_article(gold: Mapping[str, Any], path: Path) -> Article:
    """Return the article of a gold file, as reading stores it.

    Raises CorpusNotFoundError where it is not among those that its file gives.
    """
    source = path.parent.parent / gold["article"]
    articles = [a for a in read.corpus(source).articles if a.record == gold.get("record", 0)]
    if not articles:
        raise CorpusNotFoundError(f"{path}: {gold['article']}, record {gold.get('record', 0)}, cannot be read")
    return articles[0]


def _evaluate(path: Path) -> Report:
    gold = json.loads(path.read_text(encoding=ENCODING))
    article = stored_article(gold, path)
    if "record" not in gold:  # its positions are those of the plain file
        source = (path.parent.parent / gold["article"]).read_text(encoding=ENCODING)
        gold = _moved(gold, align(source, article.text))
    return score(gold, article, annotate(article))


def score(gold: Mapping[str, Any], article: Article, annotation: Annotation) -> Report:
    """Compare the rows of one article with its gold, whose positions are those of the article's text."""
    names = {actor.actor_id: actor.name for actor in annotation.actors}
    mentions = [{**asdict(m), "name": names[m.actor_id]} for m in annotation.mentions]
    either_way = gold.get("either_way", [])
    wanted = [{**m, "name": a["name"]} for a in gold["actors"] for m in a["mentions"]]

    def named_right(w: Spanned, p: Spanned) -> bool:
        return touches(w, p) >= SAME_NAME and bool(p["name"] == w["name"])

    compared: dict[str, Comparison] = {}
    for measure, pronoun in (("names", False), ("pronouns", True)):
        compared[measure] = compare(
            [w for w in wanted if (w["form"] not in NAMES) == pronoun],
            [m for m in mentions if (m["form"] == "pronoun") == pronoun],
            right=named_right,
            either_way=either_way,
        )
    times = [asdict(t) for t in annotation.times]
    compared["times"] = compare(
        gold["times"], times, right=lambda w, p: same(w, p) >= SAME_TIME and p["value"] in _values(w)
    )
    compared["time_spans"] = compare(gold["times"], times, right=lambda w, p: same(w, p) >= SAME_TIME)
    quotes = [{**asdict(q), "name": names.get(q.speaker or "", q.speaker_text)} for q in annotation.quotes]
    compared["quotes"] = compare(
        gold["quotes"], quotes, right=lambda w, p: same(w, p) >= SAME_QUOTE and p["name"] == w["speaker"]
    )
    compared["quote_spans"] = compare(gold["quotes"], quotes, right=lambda w, p: same(w, p) >= SAME_QUOTE)

    excused = [m for m in mentions if pardoned(m, either_way) and not any(shared(m, w) for w in wanted)]
    counts = count_overlap(Counter(w["name"] for w in wanted), Counter(m["name"] for m in mentions if m not in excused))
    rows = {"names": mentions, "pronouns": mentions, "times": times, "quotes": quotes}
    return Report(
        scores={m: counts if m == "counts" else compared[m].score for m in MEASURES},
        facts=_facts(gold, article, annotation),
        notes=tuple(note for measure, own in rows.items() for note in _notes(measure, compared[measure], own)),
    )


def _facts(gold: Mapping[str, Any], article: Article, annotation: Annotation) -> dict[str, Any]:
    facts: dict[str, Any] = {"sentences": len(annotation.sentences), "sentences_wanted": gold["sentences"]}
    if "published" in gold:
        low, high = gold["published"]["not_before"], gold["published"]["not_after"]
        earliest, latest = annotation.published_earliest, annotation.published_latest
        facts["dating"] = {
            "best_right": low <= (annotation.published or "")[:10] <= high,
            "range_holds": bool(earliest and latest) and (earliest or "") <= high and (latest or "") >= low,
            "got": [annotation.published, earliest, latest, annotation.published_from],
        }
    if "source" in gold:
        facts["source_right"] = article.source == gold["source"]
    return facts


def _moved(gold: Mapping[str, Any], places: Mapping[int, int]) -> dict[str, Any]:
    """Return gold with its spans moved to the stored text; those that are not stored are left out."""

    def moved(spans: Sequence[Spanned]) -> list[dict[str, Any]]:
        return [span for s in spans if (span := place(s, places))]

    return {
        **gold,
        "actors": [{**a, "mentions": moved(a["mentions"])} for a in gold["actors"]],
        **{name: moved(gold.get(name, [])) for name in ("times", "quotes", "either_way")},
    }


def _values(wanted: Spanned) -> set[str]:
    return {wanted["value"], *RIGHT_TOO.findall(wanted.get("note", ""))}


def _notes(measure: str, compared: Comparison, rows: Sequence[Spanned]) -> list[str]:
    """Say each miss in words: what is wanted, and what stands there instead."""
    key = {"times": "value", "quotes": "speaker"}.get(measure, "name")
    got = {"quotes": "name"}.get(measure, key)
    notes = []
    for w in compared.missed:
        near = [f"{p['text'][:40]!r} as {p[got]}" for p in rows if shared(p, w)]
        notes.append(f"{measure} missed: {w['text'][:60]!r} at {w['start']} is {w[key]}, got {near or 'nothing'}")
    return notes + [f"{measure} extra: {p['text'][:60]!r} at {p['start']} as {p[got]}" for p in compared.extra]


def _totals(reports: Mapping[str, Report]) -> dict[str, Score]:
    return {m: sum((r.scores[m] for r in reports.values()), Score(0, 0, 0)) for m in MEASURES}


def _figures(scores: Mapping[str, Score]) -> dict[str, dict[str, float]]:
    return {m: {"F1": round(s.f1, 1), "right": s.right, "of": s.wanted, "extra": s.extra} for m, s in scores.items()}


def _as_json(reports: Mapping[str, Report]) -> str:
    articles = {name: _figures(r.scores) | r.facts | {"notes": list(r.notes)} for name, r in reports.items()}
    return json.dumps({"all": _figures(_totals(reports)), "articles": articles}, ensure_ascii=False, indent=1)


def _as_text(reports: Mapping[str, Report], *, verbose: bool) -> str:
    lines: list[str] = []
    for name, report in reports.items():
        lines += [name, *(_line(m, s) for m, s in report.scores.items())]
        lines += [f"  {fact:12} {value}" for fact, value in report.facts.items()]
        lines += [f"    {note}" for note in report.notes if verbose]
    lines += [f"all {len(reports)} articles", *(_line(m, s) for m, s in _totals(reports).items())]
    found = sum(r.facts["sentences"] == r.facts["sentences_wanted"] for r in reports.values())
    lines.append(f"  {'sentences':12} the right number in {found} of {len(reports)} articles")
    return "\n".join(lines)


def _line(measure: str, score: Score) -> str:
    return f"  {measure:12} F1 {score.f1:5.1f}   {score.right} of {score.wanted}, {score.extra} extra"


if __name__ == "__main__":
    sys.exit(main())
