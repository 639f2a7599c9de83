"""How often the categories of an analyst's own lexicon occur: moral words, words of risk, whatever the list holds.

Counting the words of a dictionary's categories is the method of the General Inquirer (Stone and others 1966). Terms are
found as where the lexicon judges tone (`annotate/wordlist`), names left out. Rates have bootstrap intervals over
articles, as the words of one article are alike (`intervals`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import PurePath
from typing import Literal, get_args

import numpy as np
import pandas as pd

from wirebook.analyse import about, intervals, passages, periods, sentiment
from wirebook.analyse.answer import Answer
from wirebook.annotate import wordlist
from wirebook.errors import UnknownNameError
from wirebook.knowledge.lexicons import Lexicon
from wirebook.language import Span
from wirebook.show import figures, html
from wirebook.show.style import Picture
from wirebook.tables import select

By = Literal["", "source"]

COLUMNS = {
    "terms": "terms of the category in the articles, each place counted",
    "rate": "terms per 1,000 words of these articles",
    "low": "lower end of the rate's 95 % bootstrap interval over articles; missing under 5 articles, or without a term",
    "high": "its upper end",
    "articles": "articles with a term of the category",
    "of": "articles searched",
    "commonest": "the commonest terms as the articles spell them, in small letters, each with its number",
}
SHOWN = {
    "terms": "Terms",
    "rate": "Per 1,000 words",
    "low": "From",
    "high": "To",
    "articles": "Articles",
    "of": "Of",
    "commonest": "Commonest",
}
COMMONEST = 5
"""Terms of a row that are named."""
NAMED = 12
"""Most categories that a note names."""
PER = 1000
"""Words that a rate refers to."""
UNIT = "terms per 1,000 words, 95 % interval"
INTERVAL = (
    "From and To: where the rate would lie in 95 of 100 samples like this one; not given for fewer than 5 articles, "
    "nor where no term was found: resampling nothing says nothing."
)
WORDS_ONLY = (
    "Counted are words, negated or not: “no risk” counts as “risk”. A list of words does not know in which sense a "
    "word is used, nor of whom; names are left out."
)


def categories(
    tables: Mapping[str, pd.DataFrame], lexicon: Lexicon, *, by: str = "", every: str = "", top: int = 20
) -> Answer:
    """Count the terms of each category of a lexicon in the articles.

    `by` is source (neutral: all articles together); `every` is auto, day, week, month or year of publication (neutral:
    the whole span). `top` keeps the categories with the most terms, and the sources with the most articles (0: all).

    Returns one row a category, and source or period; see COLUMNS. A category counts by itself: a term that stands in
    two counts in both. Raises UnknownNameError for another `by` or `every`.
    """
    if by not in get_args(By):
        raise UnknownNameError.of("grouping", by, [name for name in get_args(By) if name])
    unit = sentiment.period(tables, every) if every else ""
    articles = select.counted(tables["articles"]).drop_duplicates("article_id")
    searched = articles[articles["words"] > 0]
    placed = _placed(searched, by, unit, top)
    found = _found(tables, lexicon)
    kept = _leading(found, lexicon, top)
    within = found[found["category"].isin(kept)].merge(placed, on="article_id")
    frame = _frame(placed, within, kept, by, unit)
    head = {"key": "name of the row", "category": "the category"} | ({"source": "the source"} if by else {})
    head |= {"period": f"{unit} of publication (ISO)", "begin": "its first day", "days": "its length"} if unit else {}
    title = f"Categories of {PurePath(lexicon.path).name}" + ", by source" * bool(by) + f", by {unit}" * bool(unit)
    return Answer(
        title=title,
        frame=frame[[*head, *COLUMNS]],
        columns=head | COLUMNS,
        key="key",
        passages=passages.newest_first(within.assign(key=_key(within, by, unit)), frame["key"], tables),
        about=about.of(tables),
        shown={name: name.capitalize() for name in ("category", "source", "period") if name in head} | SHOWN,
        cautions=(
            WORDS_ONLY,
            _coverage(found, searched, lexicon),
            INTERVAL,
            *_left_out(searched, placed, by, unit),
            *_rarer(lexicon, kept),
        ),
        why_empty="No article of this selection can be searched, or can be placed so.",
        draw=partial(_draw_time if unit else _draw, title=title),
    )


def _found(tables: Mapping[str, pd.DataFrame], lexicon: Lexicon) -> pd.DataFrame:
    """Find the terms of each category: category, article_id, sentence, start, end (in the article), term."""
    mentions = tables["mentions"]
    names: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for article, sentence, start, end in (
        mentions.loc[mentions["form"] != "pronoun", ["article_id", "sentence", "start", "end"]]
    ).itertuples(index=False):
        names.setdefault((article, sentence), []).append((start, end))
    rows = [
        (category, article, sentence, start + span.start, start + span.end, text[span.start : span.end].lower())
        for article, sentence, start, text in (
            tables["sentences"][["article_id", "sentence", "start", "text"]].itertuples(index=False)
        )
        for category, spans in wordlist.places(
            text, lexicon, masked=_within(names.get((article, sentence), []), start, len(text))
        ).items()
        for span in spans
    ]
    return pd.DataFrame(rows, columns=["category", "article_id", "sentence", "start", "end", "term"])


def _within(spans: list[tuple[int, int]], offset: int, length: int) -> list[Span]:
    """Return spans of an article as those of its sentence that begins at `offset`."""
    return [Span(start - offset, min(end - offset, length)) for start, end in spans]


def _placed(articles: pd.DataFrame, by: str, unit: str, top: int) -> pd.DataFrame:
    """Return the articles with their words and day, in the order of `by` and the period, where these are asked for."""
    if by:
        counts = articles[by].value_counts()
        leading = sorted(counts.index, key=lambda name: (-int(counts[name]), name))[: top if top > 0 else None]
        articles = articles[articles[by].isin(leading)].sort_values(
            by, key=lambda names: names.map(leading.index), kind="stable"
        )
    if unit:
        placed = periods.place(articles, earliest="published_earliest", latest="published_latest", every=unit)
        articles = placed.sort_values([*([by] if by else []), "begin"], kind="stable")
    return articles[["article_id", "words", "published_latest", *_groups(by, unit)]]


def _groups(by: str, unit: str) -> list[str]:
    return [*([by] if by else []), *(["period", "begin", "days"] if unit else [])]


def _key(rows: pd.DataFrame, by: str, unit: str) -> pd.Series:
    key = rows["category"]
    for column in [*([by] if by else []), *(["period"] if unit else [])]:
        key = key + ", " + rows[column]
    return key


def _leading(found: pd.DataFrame, lexicon: Lexicon, top: int) -> list[str]:
    """Return the categories with the most terms first; one that never occurs is one of them."""
    counts = Counter(found["category"])
    ranked = sorted(lexicon.categories, key=lambda category: (-counts[category], category))
    return ranked[: top if top > 0 else None]


def _frame(placed: pd.DataFrame, within: pd.DataFrame, kept: list[str], by: str, unit: str) -> pd.DataFrame:
    """Count each category in the articles of each group, the groups of one category together."""
    groups = _groups(by, unit)
    parts = [part for _, part in placed.groupby(groups, sort=False)] if groups else [placed]
    counted = [
        _counted(part, within, kept).assign(**{name: part[name].iloc[0] for name in groups})
        for part in parts
        if len(part)
    ]
    if not counted:
        return pd.DataFrame(columns=["key", "category", *groups, *COLUMNS])
    frame = pd.concat(counted, ignore_index=True)
    ordered = frame.sort_values("category", key=lambda names: names.map(kept.index), kind="stable", ignore_index=True)
    return ordered.assign(key=_key(ordered, by, unit))


def _counted(articles: pd.DataFrame, within: pd.DataFrame, kept: list[str]) -> pd.DataFrame:
    """Count each category in some articles."""
    inside = within[within["article_id"].isin(articles["article_id"])]
    table = pd.crosstab(inside["article_id"], inside["category"])
    counts = table.reindex(index=articles["article_id"], columns=kept, fill_value=0).to_numpy(dtype=float)
    words = articles["words"].to_numpy(dtype=float)
    low, high = intervals.of_rates(counts, words)
    terms = counts.sum(axis=0)
    return pd.DataFrame(
        {
            "category": kept,
            "terms": terms.astype("int64"),
            "rate": terms * PER / words.sum(),
            "low": np.where(terms > 0, low * PER, np.nan),
            "high": np.where(terms > 0, high * PER, np.nan),
            "articles": (counts > 0).sum(axis=0),
            "of": len(articles),
            "commonest": [_commonest(inside.loc[inside["category"] == category, "term"]) for category in kept],
        }
    )


def _commonest(terms: pd.Series) -> str:
    """Write the commonest terms with their numbers: "war (3), threat (2)"."""
    ranked = sorted(Counter(terms).items(), key=lambda term: (-term[1], term[0]))
    return ", ".join(f"{term} ({count:,})" for term, count in ranked[:COMMONEST])


def _coverage(found: pd.DataFrame, searched: pd.DataFrame, lexicon: Lexicon) -> str:
    """Say how much of the articles the lexicon covers, and which of its categories never occur."""
    terms = sum(len(terms) for terms in lexicon.categories.values())
    number = "1 category" if len(lexicon.categories) == 1 else f"{len(lexicon.categories):,} categories"
    places, words = len(found[["article_id", "start", "end"]].drop_duplicates()), int(searched["words"].sum())
    inside = f"in {found['article_id'].nunique():,} of {html.counted(len(searched), 'article')}"
    said = (
        f"The lexicon has {html.counted(terms, 'term')} in {number}; "
        f"they stand in {places:,} places of {words:,} words, {inside}."
    )
    absent = sorted(set(lexicon.categories) - set(found["category"]))
    return said + (f" Never found: {html.joined(absent)}." if absent and len(absent) <= NAMED else "")


def _left_out(searched: pd.DataFrame, placed: pd.DataFrame, by: str, unit: str) -> tuple[str, ...]:
    """Say how many articles have no place in the rows."""
    left = len(searched) - len(placed)
    why = [*(["without a source or of a source with fewer articles"] if by else [])]
    why += [f"undated or dated less precisely than a {unit}"] if unit else []
    return (f"Left out: {html.counted(left, 'article')} {', or '.join(why)}.",) if left else ()


def _rarer(lexicon: Lexicon, kept: list[str]) -> tuple[str, ...]:
    left = len(lexicon.categories) - len(kept)
    return (f"Left out: the {left:,} categories with the fewest terms found.",) if left else ()


def _draw(frame: pd.DataFrame, footer: str, *, title: str) -> Picture:
    return figures.ranked(
        frame, name="key", value="rate", title=title, unit=UNIT, footer=footer, decimals=2, interval=("low", "high")
    )


def _draw_time(frame: pd.DataFrame, footer: str, *, title: str) -> Picture:
    series = frame["category"] + (", " + frame["source"] if "source" in frame else "")
    return figures.means_over_time(
        frame.assign(series=series), begin="begin", days="days", value="rate", low="low", high="high", count="of",
        few=about.FEW, title=title, unit=f"{UNIT}; hollow: under {about.FEW} articles", footer=footer, panel="series",
        rates=True,
    )  # fmt: skip
