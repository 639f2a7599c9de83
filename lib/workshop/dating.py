"""Count the figures of `annotate/dating/likelihood` on dated articles: `python -m workshop.dating --data DIR`.

Read are the articles of `seeds/` (those with a day), and from DIR, as far as they are there, those of
`actors_dates_gum_news/dev.jsonl` (Wikinews in the GUM corpus; fields `id`, `text`, `dct`) and of
`timeline_semeval2015/docs_trial.jsonl` (Wikinews in SemEval-2015 task 4; fields `id`, `dct`, `sentences`), both of them
free to train on. The figures are printed as they stand in the module, with the number of mentions behind each.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from wirebook import read
from wirebook.annotate import document
from wirebook.annotate.dating import expressions, likelihood
from wirebook.annotate.document import Document
from wirebook.annotate.records import Time
from wirebook.read.article import Article

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
IMAGINED = 10
"""How many mentions in the plain shape are added to those counted."""
OFFSETS = (1, 2, 5, 10, 20, 50)
"""The numbers of days that are tried for `RECENCY`."""

_SPACED = re.compile(r" (?=[.,;:!?%)]|n't|'s)|(?<=\() ")
_BARE = " .\n"


@dataclass
class Counts:
    """What was counted: lags in days or years, and how often each."""

    articles: Counter[str] = field(default_factory=Counter)
    agency_weekday: Counter[int] = field(default_factory=Counter)
    first_weekday: Counter[int] = field(default_factory=Counter)
    weekday_behind: Counter[int] = field(default_factory=Counter)
    weekday_ahead: Counter[int] = field(default_factory=Counter)
    behind: dict[int, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    distances: list[int] = field(default_factory=list)
    years_behind: Counter[int] = field(default_factory=Counter)
    years_ahead: Counter[int] = field(default_factory=Counter)
    ago: Counter[bool] = field(default_factory=Counter)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m workshop.dating", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder of the two data sets")
    options = parser.parse_args(arguments)
    counts = Counts()
    for name, doc, day in _articles(options.data):
        counts.articles[name] += 1
        _count(doc, day, counts)
    print("\n".join(_report(counts)))
    return 0


def _articles(data: Path) -> Iterator[tuple[str, Document, date]]:
    """Return each article with the name of its set and its day."""
    for row in _rows(data / "actors_dates_gum_news" / "dev.jsonl"):
        yield "gum", _parse(row["text"]), date.fromisoformat(row["dct"])
    for row in _rows(data / "timeline_semeval2015" / "docs_trial.jsonl"):
        text = "\n\n".join(_SPACED.sub("", sentence["text"]) for sentence in row["sentences"])
        yield "semeval", _parse(text), date.fromisoformat(row["dct"])
    for article in read.corpus(SEEDS).articles:
        if article.published and len(article.published) >= 10 and article.duplicate_of is None:
            bare = replace(article, published=None, published_from=None)
            yield "seeds", document.parse(bare), date.fromisoformat(article.published[:10])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _parse(text: str) -> Document:
    return document.parse(Article(article_id="", path="", text=text))


def _count(doc: Document, day: date, counts: Counts) -> None:
    past: list[int] = []
    told, agency = False, expressions.is_agency_copy(doc)
    named: list[date] = []
    backs: list[tuple[float, str]] = []
    for row, direction in expressions.read(doc):
        if row.text.strip(_BARE) == doc.sentences[row.sentence].text.strip(_BARE):
            continue  # the article's own date line
        if back := expressions.ago(row.text):
            backs.append(back)
            continue
        if row.begin and row.value[:4].isdigit():
            year = int(row.begin[:4])
            if direction > 0:
                counts.years_ahead[year - day.year] += 1
            else:
                past.append(year)
            if row.begin == row.end_date:
                named.append(date.fromisoformat(row.begin))
        elif number := expressions.weekday(row):
            if direction > 0:
                counts.weekday_ahead[(number - day.isoweekday()) % 7] += 1
            else:
                lag = (day.isoweekday() - number) % 7
                (counts.weekday_behind if told else counts.first_weekday)[lag] += 1
                if not told and agency and row.sentence < expressions.LEAD:
                    counts.agency_weekday[lag] += 1
                told = True
        elif nearest := _nearest(row, day):
            counts.behind[direction][nearest <= day] += 1
            counts.distances.append(abs((day - nearest).days))
            named.append(nearest)
    if past:
        counts.years_behind[day.year - max(past)] += 1
    for count, unit in backs:
        length = likelihood.UNIT_DAYS[unit]
        counts.ago[any(-0.5 <= (day - other).days / length - count < 1 for other in named)] += 1


def _nearest(row: Time, day: date) -> date | None:
    """Return the day nearest to an article's that a day without a year can mean."""
    found = expressions.month_day(row)
    if not found or found[1] is None:
        return None
    days = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            days.append(date(year, found[0], found[1]))
        except ValueError:
            continue
    return min(days, key=lambda other: abs((other - day).days), default=None)


def _report(counts: Counts) -> Iterator[str]:
    yield f"# {counts.articles.total()} articles: {dict(counts.articles)}"
    halving = [0.5**lag / (2 - 0.5**6) for lag in range(7)]
    weekdays = (
        ("AGENCY_WEEKDAY_BEHIND", counts.agency_weekday),
        ("FIRST_WEEKDAY_BEHIND", counts.first_weekday),
        ("WEEKDAY_BEHIND", counts.weekday_behind),
        ("WEEKDAY_AHEAD", counts.weekday_ahead),
    )
    for name, lags in weekdays:
        shares = tuple(round(_smooth(lags[lag], lags.total(), halving[lag]), 2) for lag in range(7))
        yield f"{name} = {shares}  # {lags.total()} mentions"
    behind = {way: round(_smooth(counts.behind[way][True], counts.behind[way].total(), 0.5), 1) for way in (-1, 0, 1)}
    sizes = [counts.behind[way].total() for way in (-1, 0, 1)]
    yield f"BEHIND_BY_TENSE = {behind}  # {' + '.join(map(str, sizes))} mentions"
    yield f"RECENCY = {max(OFFSETS, key=lambda half: _fit(counts.distances, half))}  # {len(counts.distances)} mentions"
    for name, lags, size in (("YEARS_BEHIND", counts.years_behind, 9), ("YEARS_AHEAD", counts.years_ahead, 5)):
        total = lags.total()
        right = 1 - likelihood.ERROR
        shares = tuple(round(_smooth(lags[lag], total, right / ((lag + 1) * (lag + 2))), 2) for lag in range(size))
        beyond = _smooth(sum(n for lag, n in lags.items() if lag >= size), total, right / (size + 1))
        against = _smooth(sum(n for lag, n in lags.items() if lag < 0), total, likelihood.ERROR)
        yield f"{name} = Lags({shares}, beyond={beyond:.2f}, against={against:.2f})  # {total}"
    yield f"AGO_NAMED = {_smooth(counts.ago[True], counts.ago.total(), 0.5):.1f}  # {counts.ago.total()} mentions"


def _smooth(count: int, total: int, shape: float) -> float:
    """Return a share with `IMAGINED` mentions of the plain shape added."""
    return (count + IMAGINED * shape) / (total + IMAGINED)


def _fit(distances: Sequence[int], half: int) -> float:
    """Return the log-likelihood of distances (0 to 183 days) under a density proportional to 1 / (days + half)."""
    norm = math.log(sum(1 / (days + half) for days in range(184)))
    return sum(-math.log(days + half) - norm for days in distances)


if __name__ == "__main__":
    sys.exit(main())
