"""What was read: from whom, from when, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from wirebook.analyse import about, judged, passages, periods
from wirebook.analyse.answer import Answer
from wirebook.annotate.judges import UNSURE as UNSURE_HOW
from wirebook.annotate.pipeline import ENGLISH
from wirebook.knowledge import own
from wirebook.show import figures, html
from wirebook.show.style import Picture
from wirebook.tables import schema, select

NO_SOURCE = "source not stated"
UNSURE = "sentences of unsure tone"


def overview(tables: Mapping[str, pd.DataFrame]) -> Answer:
    """Count what was read and what of it is analysed.

    Returns one row a count: what, number and meaning.
    """
    articles = tables["articles"]
    counted = select.counted(articles)
    copies = articles["duplicate_of"].notna()
    rows = [
        ("articles read", len(articles), "every article found in the corpus"),
        ("articles counted", len(counted), "each story once, in English: what every answer is made from"),
        ("copies", int(copies.sum()), "the same or nearly the same story again: listed, not counted"),
        ("not in English", len(articles) - len(counted) - int(copies.sum()), "listed, not analysed"),
        ("undated", int(counted["published"].isna().sum()), "no date of publication, not even one inferred"),
        ("dated from the text", int((counted["published_from"] == "inferred").sum()), "the date is an estimate"),
        ("inputs with a problem", len(tables["problems"]), "could not be used, in whole or part"),
        ("sources", int(counted["source"].nunique()), "publishers named by the counted articles"),
        ("sentences", len(tables["sentences"]), "in the counted articles"),
        ("words", int(counted["words"].sum()), "in the counted articles"),
        ("actors", len(tables["actors"]), "people, countries, organisations, groups and places mentioned"),
        ("dated statements", len(tables["events"]), "statements tied to a time expression"),
        ("quotations", len(tables["quotes"]), "attributed statements, direct and indirect"),
    ]
    if judged.by_model(tables["tones"]):
        rows.append((UNSURE, len(_unsure(tables)), "the language model finds no tone likely enough: labelled neutral"))
    frame = pd.DataFrame(rows, columns=["what", "number", "meaning"])
    return Answer(
        title="What was read",
        frame=frame if len(articles) or len(tables["problems"]) else frame.head(0),
        columns={"what": "what is counted", "number": "how many", "meaning": "what the count means"},
        key="what",
        passages=_behind(counted, tables),
        about=about.of(tables),
        shown={"what": "What", "number": "Number", "meaning": "Meaning"},
        why_empty="No article is in this selection.",
    )


def _behind(counted: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the passages behind the counts of articles and of statements; the other counts are tables of their own."""
    articles = {
        "articles counted": counted,
        "undated": counted[counted["published"].isna()],
        "dated from the text": counted[counted["published_from"] == "inferred"],
    }
    firsts = [found[["article_id"]].assign(key=key) for key, found in articles.items()]
    spans = [tables[name].assign(key=key) for name, key in (("events", "dated statements"), ("quotes", "quotations"))]
    wanted = ["key", "article_id", "sentence", "start", "end"]
    parts = [
        passages.of_articles(pd.concat(firsts), tables),
        passages.of(pd.concat([part[wanted] for part in spans]), tables),
        passages.of_sentences(_unsure(tables)[["article_id", "sentence"]].assign(key=UNSURE), tables),
    ]
    return pd.concat(parts, ignore_index=True)


def _unsure(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the tones of whole sentences that the language model was unsure of."""
    tones = tables["tones"]
    return tones[tones["target"].isna() & tones["how"].eq(UNSURE_HOW)]


def sources(tables: Mapping[str, pd.DataFrame], *, top: int = 25) -> Answer:
    """Count the articles of each source.

    `top` is how many sources to return (0: all). Returns one row a source: source, articles, words, first and last
    (ISO dates of publication as stated; an estimated date is left out).
    """
    counted = select.counted(tables["articles"])
    stated = counted["published"].str.slice(0, 10).where(counted["published_from"] != "inferred")
    named = counted.assign(source=counted["source"].fillna(NO_SOURCE), stated=stated)
    by_source = named.groupby("source", as_index=False).agg(
        articles=("article_id", "size"),
        words=("words", "sum"),
        first=("stated", "min"),
        last=("stated", "max"),
    )
    ranked = by_source.sort_values(["articles", "source"], ascending=[False, True], kind="stable", ignore_index=True)
    frame = ranked.head(top) if top > 0 else ranked
    return Answer(
        title="Articles of each source",
        frame=frame,
        columns={
            "source": "publisher or agency",
            "articles": "articles counted",
            "words": "words in them",
            "first": "earliest stated date of publication (ISO)",
            "last": "latest stated date of publication (ISO)",
        },
        key="source",
        passages=passages.of_articles(_of(named, frame["source"]), tables),
        about=about.of(tables),
        shown={"source": "Source", "articles": "Articles", "words": "Words", "first": "First", "last": "Last"},
        why_empty="No article is in this selection.",
        draw=partial(_draw_sources, title="Articles of each source"),
    )


def coverage(tables: Mapping[str, pd.DataFrame], *, every: str = "auto") -> Answer:
    """Count the articles published in each day, week, month or year.

    `every` is auto, day, week, month or year. Returns one row a period: period, begin, days and articles; periods
    without articles are 0. Raises UnknownNameError for another `every`.
    """
    counted = select.counted(tables["articles"])
    unit = periods.suiting(counted, every)
    dated = periods.place(counted, earliest="published_earliest", latest="published_latest", every=unit)
    counts = dated.groupby(["period", "begin", "days"], as_index=False).agg(articles=("article_id", "size"))
    frame = periods.fill(counts, every=unit, counts=["articles"])
    left = len(counted) - len(dated)
    return Answer(
        title=f"Articles published, by {unit}",
        frame=frame,
        columns={
            "period": f"{unit} of publication (ISO)",
            "begin": "its first day",
            "days": "its length",
            "articles": "articles counted",
        },
        key="period",
        passages=passages.of_articles(
            dated.assign(key=dated["period"]).sort_values(["begin", "article_id"], kind="stable"), tables
        ),
        about=about.of(tables),
        shown={"period": unit.capitalize(), "articles": "Articles"},
        cautions=(f"Left out: {html.counted(left, 'article')} undated or dated less precisely than a {unit}.",)
        if left
        else (),
        counts="articles",
        why_empty="No article of this selection has a date of publication.",
        draw=partial(_draw_coverage, title=f"Articles published, by {unit}", unit=unit),
    )


def corrections(tables: Mapping[str, pd.DataFrame]) -> Answer:
    """List what the analyst has corrected in `actors.csv`, in the order of the file.

    Returns one row a correction: line, action, name, other (joined by " | "), type, country, since, until, where, note.
    """
    rows = tables["corrections"]
    frame = rows.assign(other=rows["other"].map(" | ".join).astype("str"), key=rows["line"].astype("str"))
    shown = {
        "action": "Action",
        "name": "Name",
        "other": "Other",
        "country": "Country",
        "where": "Where",
        "note": "Note",
    }
    columns = {column.name: column.meaning for column in schema.SCHEMA["corrections"]}
    return Answer(
        title="What the analyst has corrected",
        frame=frame[["key", *columns]],
        columns={"key": "the line, as text"} | columns,
        key="key",
        passages=passages.none(),
        about=about.of(tables),
        shown={name: head for name, head in shown.items() if len(frame) == 0 or frame[name].notna().any()},
        why_empty="There is no actors.csv in the corpus, or nothing in it.",
        chips=frozenset({"action"}),
    )


def proposals(tables: Mapping[str, pd.DataFrame]) -> Answer:
    """List the persons whom articles give an office that the knowledge tables do not know them to hold.

    Returns one row a person and office: key, name, actor_id, title, office, country, since (the earliest publication
    that says so), articles, and row, which accepts it when it is put into `actors.csv`.
    """
    articles = tables["articles"].drop_duplicates("article_id")[["article_id", "published"]]
    found = tables["proposals"].merge(articles, on="article_id")
    found["key"] = found["name"] + ", " + found["title"] + ", " + found["country"]
    frame = (
        found.sort_values(["published", "article_id", "start"], kind="stable")
        .groupby("key", as_index=False)
        .agg(
            name=("name", "first"),
            actor_id=("actor_id", "first"),
            title=("title", "first"),
            office=("office", "first"),
            country=("country", "first"),
            since=("published", "first"),
            articles=("article_id", "nunique"),
        )
        .sort_values(["articles", "key"], ascending=[False, True], kind="stable", ignore_index=True)
    )
    frame["row"] = [
        own.row(action="office", name=name, other=title, country=country, since=str(since or "")[:10])
        for name, title, country, since in zip(*(frame[c] for c in ("name", "title", "country", "since")), strict=True)
    ]
    return Answer(
        title="Offices that the tables do not know",
        frame=frame,
        columns={
            "key": "person, title and country",
            "name": "the person",
            "actor_id": "the person's identifier",
            "title": "the title, as the press writes it",
            "office": "the office",
            "country": "ISO 3166-1 alpha-2",
            "since": "publication of the earliest article that says so",
            "articles": "articles that say so",
            "row": "the row that accepts it, for actors.csv",
        },
        key="key",
        passages=passages.of(found, tables),
        about=about.of(tables),
        shown={
            "name": "Person",
            "title": "Office",
            "country": "Country",
            "since": "Since",
            "row": "Row for actors.csv",
        },
        cautions=("Read off the articles by rules: accept a row only after reading its passages.",),
        why_empty="The articles give nobody an office that the tables do not know.",
    )


def faults(tables: Mapping[str, pd.DataFrame]) -> Answer:
    """List what is wrong with the corpus: problems, copies, dates that are missing or contradicted, other languages.

    Returns one row a fault: key, kind, path, record, what and hint.
    """
    articles = tables["articles"]
    title = articles["title"].fillna("untitled")
    first = articles[articles["duplicate_of"].isna()].drop_duplicates("article_id").set_index("article_id")["path"]
    copies = articles["duplicate_of"].notna()
    foreign = ~copies & articles["language"].notna() & (articles["language"] != ENGLISH)
    undated = ~copies & articles["published"].isna()
    doubted = _contradictions(tables)
    guessed = ~copies & (articles["published_from"] == "inferred")
    parts = [
        tables["problems"][["path", "record", "what", "hint"]].assign(kind="could not be used"),
        _fault(
            articles[foreign],
            "not in English",
            "language " + articles["language"].fillna("") + ": " + title,
            "read and listed, not analysed",
        ),
        _fault(articles[undated], "undated", title, "add a date to its metadata or its file's name"),
        _fault(
            articles[guessed],
            "date estimated",
            title + ": " + articles["published"].fillna(""),
            "inferred from the text",
        ),
        _fault(
            articles[~copies & articles["article_id"].isin(doubted.index)],
            "dates contradict each other",
            title + ": " + articles["article_id"].map(lambda key: doubted.get(key, "")).astype("str"),
            "look at the sentences, and correct the date of the article where it is wrong",
        ),
        _fault(
            articles[copies],
            "copy",
            title + ": counted as " + articles["duplicate_of"].map(first).fillna(""),
            "listed, not counted",
        ),
    ]
    frame = pd.concat([p for p in parts if len(p)] or parts[:1], ignore_index=True)
    record = frame["record"].astype("Int64").astype("str").where(frame["record"].notna(), "")
    frame["key"] = frame["kind"] + ": " + frame["path"] + ("#" + record).where(record != "", "")
    return Answer(
        title="What is wrong with the corpus",
        frame=frame[["key", "kind", "path", "record", "what", "hint"]],
        columns={
            "key": "name of the row",
            "kind": "which fault",
            "path": "file, relative to the corpus",
            "record": "position in a file of many, from 0",
            "what": "what is wrong",
            "hint": "what to do about it, or what was done",
        },
        key="key",
        passages=passages.none(),
        about=about.of(tables),
        shown={"path": "File", "what": "What", "hint": "Hint"},
        why_empty="Every input could be read, is dated, in English, and there only once.",
        group="kind",
    )


def _contradictions(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return what contradicts a date in each article where something does, by `article_id`."""
    found = tables["date_checks"][tables["date_checks"]["verdict"].eq("contradicts")]
    return ("“" + found["text"] + "”: " + found["says"]).groupby(found["article_id"]).agg("; ".join)


def _fault(articles: pd.DataFrame, kind: str, what: pd.Series, hint: str) -> pd.DataFrame:
    return articles[["path", "record"]].assign(kind=kind, what=what.reindex(articles.index), hint=hint)


def _of(named: pd.DataFrame, sources: pd.Series) -> pd.DataFrame:
    """Return the articles of some sources, keyed by source, in the sources' order and then by date."""
    places = {source: place for place, source in enumerate(sources)}
    kept = named[named["source"].isin(sources)]
    ordered = kept.assign(key=kept["source"], place=kept["source"].map(places))
    return ordered.sort_values(["place", "published_latest", "article_id"], kind="stable")


def _draw_sources(frame: pd.DataFrame, footer: str, *, title: str) -> Picture:
    return figures.ranked(frame, name="source", value="articles", title=title, unit="articles counted", footer=footer)


def _draw_coverage(frame: pd.DataFrame, footer: str, *, title: str, unit: str) -> Picture:
    return figures.counts_over_time(
        frame, begin="begin", days="days", value="articles", title=title, unit=f"articles a {unit}", footer=footer
    )
