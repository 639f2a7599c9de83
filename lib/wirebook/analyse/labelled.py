"""How often methods are right about tone, by what the analyst says of sentences of this corpus.

Only sentences that chance chose are counted (`draw`): a sentence that somebody picked was picked for a reason. Each
sentence of the corpus is as likely to be drawn as any other, so that the share of right labels in the sample estimates
that in the corpus, however alike the sentences of one article are; its interval is Wilson's (1927, "Probable inference,
the law of succession, and statistical inference"), which holds for few sentences and for shares near 0 and 1 (Brown,
Cai and DasGupta 2001). Macro-F1 is the mean of the labels' F1, so that a rare label counts as much as a common one; its
interval is a bootstrap over sentences by percentiles (Efron and Tibshirani 1993, chapter 13).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wirebook.analyse import about, intervals, judged, naming, passages
from wirebook.analyse.answer import Answer
from wirebook.annotate.judges import LABELS
from wirebook.show import dates, html
from wirebook.tables import select
from wirebook.tables.labels import UNCLEAR

PLACE = ["article_id", "start", "end", "target"]
ENOUGH = 20
"""Under this many sentences no interval of macro-F1 is given: resampling so few says next to nothing."""
WHOLE, TOWARDS = "whole sentences", "towards actors"
COMMONEST = "always the commonest label"
"""What is right without reading anything: whatever is no better has learnt nothing."""
COLUMNS = {
    "key": "name of the row",
    "method": "by what tone was judged",
    "of": f"what was labelled: {WHOLE}, or the tone {TOWARDS}",
    "right": "labels that are the analyst's",
    "labelled": "sentences that were drawn and labelled negative, neutral or positive",
    "accuracy": "share of right labels, 0 to 1",
    "low": "lower end of its 95 % interval (Wilson 1927)",
    "high": "upper end",
    "macro_f1": "mean of the F1 of the labels that the analyst gave, 0 to 1",
    "f1_low": f"lower end of its 95 % bootstrap interval; missing for fewer than {ENOUGH} sentences",
    "f1_high": "upper end",
}
SHOWN = {
    "method": "Method", "right": "Right", "labelled": "Labelled", "accuracy": "Share right", "low": "From",
    "high": "To", "macro_f1": "Macro-F1",
}  # fmt: skip
HOW_TO = "An analyst labels some in JupyterLab; the README says how."
UNKNOWN = "No sentence of this selection was labelled by a person, so that how often the method is right is not known."
INTERVALS = "From and To: where the share would lie in 95 of 100 samples like this one."

Integers = npt.NDArray[np.int64]


def compared(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the labelled sentences that chance chose, beside what the method of these tables says of them.

    One row a sentence, or a sentence and actor: article_id, start, end, target, sentence, label (the analyst's), tone
    (the method's label), score. Those that the analyst found unclear, and those that are no sentence of these articles
    any more, are left out.
    """
    said = tables["labels"]
    said = said[said["drawn"].astype(bool) & said["label"].ne(UNCLEAR)]
    return said[[*PLACE, "label"]].merge(_judged(tables), on=PLACE)


def accuracy(tables: Mapping[str, pd.DataFrame], others: Sequence[Mapping[str, pd.DataFrame]] = ()) -> Answer:
    """Say how often methods agree with the analyst: that of `tables`, and those of `others`, of the same articles.

    Returns one row a method and kind of label, and one for always giving the commonest label; see COLUMNS. Behind a row
    are the sentences that its method gets wrong.
    """
    labels = tables["labels"]
    by_method = [(judged.named(one["tones"]), compared({**one, "labels": labels})) for one in (tables, *others)]
    rows, wrong = [], []
    for of, chosen in ((WHOLE, False), (TOWARDS, True)):
        found = [(name, both[both["target"].notna() == chosen]) for name, both in by_method]
        for name, both in [*found, *((COMMONEST, _commonest(both)) for _, both in found[:1])]:
            if len(both):
                key = f"{name}, {of}"
                rows.append({"key": key, "method": name, "of": of, **_figures(both)})
                wrong.append(both[both["label"] != both["tone"]].assign(key=key))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    behind = pd.concat(wrong) if wrong else pd.DataFrame(columns=["key", "article_id", "sentence"])
    return Answer(
        title="Tone, judged by your own sample",
        frame=frame,
        columns=COLUMNS,
        key="key",
        passages=passages.of_sentences(behind[["key", "article_id", "sentence"]], tables),
        about=about.of(tables),
        shown=SHOWN,
        cautions=(INTERVALS, "Behind each row are the sentences that its method gets wrong.", *_left_out(tables)),
        why_empty=f"{UNKNOWN} {HOW_TO}",
        group="of",
    )


def mistakes(tables: Mapping[str, pd.DataFrame], *, top: int = 20) -> Answer:
    """List the labelled sentences, drawn or not, of which the method says something else than the analyst.

    The more sure the method was, the earlier they stand; `top` is how many (0: all). Returns one row a sentence, or a
    sentence and actor: key, label (the analyst's), tone (the method's), score, actor, text, article_id, sentence.
    """
    said = tables["labels"]
    both = said.loc[said["label"].ne(UNCLEAR), [*PLACE, "label"]].merge(_judged(tables), on=PLACE)
    wrong = both[both["label"] != both["tone"]].merge(
        tables["sentences"][["article_id", "sentence", "text"]], on=["article_id", "sentence"]
    )
    aim = wrong["label"].map(dict(zip(LABELS, (-1, 0, 1), strict=True))).astype(float)
    wrong = wrong.assign(off=-(wrong["score"] - aim).abs(), actor=wrong["target"].map(naming.names(tables)))
    ordered = wrong.sort_values(["off", "article_id", "sentence", "target"], kind="stable", ignore_index=True)
    frame = ordered.head(top) if top > 0 else ordered
    places = frame["article_id"].str.slice(0, 8) + " " + frame["sentence"].astype("str")
    frame = frame.assign(key=places.where(frame["target"].isna(), places + " " + frame["target"].fillna("")))
    columns = {
        "key": "article, number of the sentence, and whom the tone is towards",
        "label": "what the analyst says",
        "tone": "what the method says",
        "score": "the method's score, -1 to 1",
        "actor": "whom the tone is towards; missing for whole sentences",
        "text": "the sentence",
        "article_id": "its article",
        "sentence": "its number in the article",
    }
    shown = {"text": "Sentence", "actor": "Towards", "label": "You", "tone": "The method", "score": "Its score"}
    if frame["actor"].isna().all():
        del shown["actor"]
    return Answer(
        title="Where the method and you differ",
        frame=frame[list(columns)],
        columns=columns,
        key="key",
        passages=passages.of_sentences(frame[["key", "article_id", "sentence", "score"]], tables),
        about=about.of(tables),
        shown=shown,
        why_empty=f"{UNKNOWN} {HOW_TO}" if both.empty else "The method says of every labelled sentence what you say.",
    )


def said(tables: Mapping[str, pd.DataFrame], *, towards: bool = False) -> tuple[str, ...]:
    """Say how often the method of these tables was right on the analyst's own sample; nothing where there is none.

    `towards` asks for the tone towards actors; where none of those is labelled, whole sentences stand for them.
    """
    both = compared(tables)
    own = both[both["target"].notna() == towards]
    if own.empty:
        own = both[both["target"].isna()]
    if own.empty:
        return ()
    right, number = int((own["label"] == own["tone"]).sum()), len(own)
    low, high = intervals.of_share(right, number)
    whole = own["target"].isna().all()
    sample = html.counted(number, "sentence") if whole else f"{html.counted(number, 'tone')} towards actors"
    return (
        f"On your own sample of {sample}, {judged.named(tables['tones'])} was right in {right:,} of {number:,} "
        f"(95 % {100 * low:.0f} to {100 * high:.0f} %).",
    )


def draw(
    tables: Mapping[str, pd.DataFrame], size: int, *, towards: bool = False, seed: int | None = None
) -> pd.DataFrame:
    """Choose sentences by chance that are not labelled yet, in the order in which they are to be labelled.

    The draw is stratified by proportion: sentences lie in the order of the label that the method gives them, of source
    and of date, by chance where those are equal, and every so many-th is taken from a start that chance chooses
    (systematic sampling, Cochran 1977, chapter 8). Each is as likely as any other. The order of labelling is by chance,
    so that whoever stops early has a sample too. `towards` draws tones towards actors. `seed` is by default another one
    for each number of labels that there are.

    Returns one row a sentence: article_id, sentence, start, end, target, text.
    """
    places = _judged(tables).merge(
        tables["sentences"][["article_id", "sentence", "text"]], on=["article_id", "sentence"]
    )
    places = places[places["target"].notna() == towards]
    done = tables["labels"].assign(done=True)[[*PLACE, "done"]]
    left = places.merge(done, on=PLACE, how="left")
    left = left[left["done"].isna()].merge(
        tables["articles"].drop_duplicates("article_id")[["article_id", "source", "published_latest"]], on="article_id"
    )
    chance = np.random.default_rng(intervals.SEED + len(done) if seed is None else seed)
    left = left.sort_values(["article_id", "start", "target"], kind="stable").assign(
        chance=lambda frame: chance.permutation(len(frame))
    )
    left = left.sort_values(["tone", "source", "published_latest", "chance"], kind="stable", ignore_index=True)
    number = min(size, len(left))
    taken = np.floor((np.arange(number) + chance.random()) * len(left) / max(number, 1)).astype(int)
    chosen = left.iloc[chance.permutation(taken)]
    return chosen[["article_id", "sentence", "start", "end", "target", "text"]].reset_index(drop=True)


def shown(tables: Mapping[str, pd.DataFrame], chosen: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a draw as what a person sees who labels them (see `show.labeller`)."""
    texts = tables["sentences"].set_index(["article_id", "sentence"])["text"]
    articles = tables["articles"].drop_duplicates("article_id").set_index("article_id")
    called = naming.names(tables)
    items = []
    for row in chosen.to_dict("records"):
        article, number = row["article_id"], int(row["sentence"])
        about_it = articles.loc[article]
        known = [about_it["title"], about_it["source"], dates.readable(about_it["published"])]
        item = {
            "text": row["text"],
            "before": texts.get((article, number - 1), ""),
            "after": texts.get((article, number + 1), ""),
            "about": " · ".join(k for k in known if isinstance(k, str) and k) or "untitled, undated",
        }
        if isinstance(row["target"], str):
            item |= {"actor": called.get(row["target"], row["target"]), "spans": _spans(tables["mentions"], row)}
        items.append(item)
    return items


def _spans(mentions: pd.DataFrame, row: Mapping[Hashable, Any]) -> list[tuple[int, int]]:
    """Return where an actor stands in a sentence, counted from its beginning."""
    here = mentions[
        (mentions["article_id"] == row["article_id"])
        & (mentions["sentence"] == row["sentence"])
        & (mentions["actor_id"] == row["target"])
    ].sort_values("start")
    start = int(row["start"])
    spans: list[tuple[int, int]] = []
    for begin, end in zip(here["start"] - start, here["end"] - start, strict=True):
        if not spans or begin >= spans[-1][1]:
            spans.append((int(begin), int(end)))
    return spans


def _judged(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what the method says, by place: article_id, start, end, target, sentence, tone and score."""
    counted = select.counted(tables["articles"])["article_id"]
    tones = tables["tones"].loc[
        tables["tones"]["article_id"].isin(counted), ["article_id", "sentence", "target", "label", "score"]
    ]
    spans = tables["sentences"][["article_id", "sentence", "start", "end"]]
    return tones.rename(columns={"label": "tone"}).merge(spans, on=["article_id", "sentence"])


def _commonest(both: pd.DataFrame) -> pd.DataFrame:
    if both.empty:
        return both
    counts = [int(both["label"].eq(label).sum()) for label in LABELS]
    return both.assign(tone=LABELS[counts.index(max(counts))])


def _figures(both: pd.DataFrame) -> dict[str, float]:
    """Return the figures of one method; see COLUMNS."""
    numbers = {label: number for number, label in enumerate(LABELS)}
    wanted, found = (np.array(both[column].map(numbers), dtype=np.int64) for column in ("label", "tone"))
    right = int((wanted == found).sum())
    low, high = intervals.of_share(right, len(both))
    f1_low, f1_high = _f1_interval(wanted, found)
    return {
        "right": right,
        "labelled": len(both),
        "accuracy": right / len(both),
        "low": low,
        "high": high,
        "macro_f1": float(macro_f1(wanted, found, np.ones((1, len(both))))[0]),
        "f1_low": f1_low,
        "f1_high": f1_high,
    }


def macro_f1(wanted: Integers, found: Integers, times: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the mean F1 of the labels that are wanted, for each of several samples.

    `wanted` and `found` are numbers of labels (items,), `times` how often each item is in each sample (samples, items).
    """
    several = []
    for label in range(len(LABELS)):
        is_wanted, is_found = wanted == label, found == label
        both = times @ (is_wanted & is_found)
        either = times @ is_wanted + times @ is_found
        f1 = 2 * both / np.maximum(either, 1e-12)
        several.append(np.where(times @ is_wanted > 0, f1, np.nan))
    means: npt.NDArray[np.float64] = np.nanmean(np.array(several), axis=0)
    return means


def _f1_interval(wanted: Integers, found: Integers) -> tuple[float, float]:
    if len(wanted) < ENOUGH:
        return float("nan"), float("nan")
    low, high = np.percentile(macro_f1(wanted, found, intervals.resamples(len(wanted))), [2.5, 97.5])
    return float(low), float(high)


def _left_out(tables: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    """Say which labels do not count, and why."""
    said = tables["labels"]
    places = said[PLACE].merge(_judged(tables)[PLACE], on=PLACE)
    unclear = int(said["label"].eq(UNCLEAR).sum())
    reasons = [
        (int((~said["drawn"].astype(bool)).sum()), "that chance did not choose"),
        (unclear, "that you found unclear"),
        (len(said) - len(places), "whose sentence is not in these articles any more"),
    ]
    parts = [f"{html.counted(number, 'label')} {why}" for number, why in reasons if number]
    return (f"Not counted: {html.joined(parts)}.",) if parts else ()
