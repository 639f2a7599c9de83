"""The engine: annotates what the store does not hold yet, serially or in processes, and builds the tables."""

from __future__ import annotations

import concurrent.futures
import itertools
import multiprocessing
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa

from wirebook import read
from wirebook.annotate.methods import LEXICON, Methods
from wirebook.annotate.pipeline import annotate
from wirebook.annotate.records import Annotation
from wirebook.errors import MissingToolError, ModelError
from wirebook.knowledge import lexicons, own
from wirebook.knowledge.lexicons import Lexicon
from wirebook.knowledge.own import Own
from wirebook.read.article import Article, Problem, Reading
from wirebook.tables import frames, labels, schema
from wirebook.tables.labels import Label
from wirebook.tables.store import Store, key

BATCH = 500
"""Articles stored at once: what an interrupted run may lose, and the size of a part."""

WORTH_A_PROCESS = 200
"""Articles below which starting another process costs more time than it saves."""

CHUNK = 10
"""Articles handed to a process at once."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a corpus, and how many of its annotations were made now rather than taken from the store."""

    arrow: dict[str, pa.Table]
    annotated: int
    stored: int


class Given(NamedTuple):
    """What a corpus and its analyst give: the articles, the methods, and what the analyst says of sentences."""

    reading: Reading
    methods: Methods
    labels: Sequence[Label] = ()


def read_corpus(corpus: Path, methods: Methods) -> Given:
    """Read a corpus, and what its analyst has written: corrections of actors, a lexicon of tone, labels of sentences.

    A row of `actors.csv` or `labels.csv` in the corpus's folder which cannot be used is a problem like an input that
    cannot be. The lexicon that `tone` names is looked for like a corpus. Raises CorpusNotFoundError, and
    InvalidValueError for a lexicon that is missing or faulty.
    """
    if methods.tone.startswith(LEXICON):
        methods = replace(methods, lexicon=read_lexicon(methods.tone))
    reading = read.corpus(corpus)
    if not corpus.is_dir():
        return Given(reading, methods)
    mine, wrong = own.read(corpus / own.FILE)
    labelled, faulty = labels.read(corpus / labels.FILE)
    problems = [
        Problem(path=file, record=row.line or None, what=row.what, hint=row.hint)
        for file, rows in ((own.FILE, wrong), (labels.FILE, faulty))
        for row in rows
    ]
    return Given(Reading(reading.articles, [*reading.problems, *problems]), replace(methods, own=mine), labelled)


def read_lexicon(file: str) -> Lexicon:
    """Read a lexicon, which is looked for like a corpus; its name may begin with "lexicon:", as where it judges tone.

    Raises CorpusNotFoundError where there is none, InvalidValueError for a faulty one.
    """
    return lexicons.load(read.locate(file.removeprefix(LEXICON), what="lexicon"))


def build(
    reading: Reading,
    store: Store,
    *,
    labelled: Sequence[Label] = (),
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Tables:
    """Annotate the counted articles of a corpus by the methods of the store, and return its tables.

    `labelled` is what the analyst says of sentences; it stands in the tables as it is. Copies and what is not in
    English stand in `articles` only. `progress(done, of)` is called after each annotation that had to be made. A store
    that cannot be written is warned of, and the tables are built all the same. An article that a step fails on costs
    itself only: it stands in `articles` and in `problems`, and is tried again next time.

    Raises ModelError where the language model cannot be loaded, MissingToolError where a method is not installed.
    """
    counted = {key(article): article for article in reading.articles if article.duplicate_of is None}
    known = store.load(list(counted))
    missing = {k: article for k, article in counted.items() if k not in known}
    made: dict[str, Annotation] = {}
    unsaved: dict[str, Annotation] = {}
    failed: list[Problem] = []
    for done, (k, outcome) in enumerate(_annotate(missing, store.methods, jobs=jobs), start=1):
        if isinstance(outcome, Problem):
            failed.append(outcome)
        else:
            made[k] = unsaved[k] = outcome
        if progress:
            progress(done, len(missing))
        if len(unsaved) >= BATCH or (unsaved and done == len(missing)):
            _save(store, unsaved)
            unsaved = {}
    annotations = known | made
    in_order = [annotations.get(key(a)) if a.duplicate_of is None else None for a in reading.articles]
    found = Reading(reading.articles, [*reading.problems, *failed])
    arrow = _tables(found, in_order, store.methods.own, labelled)
    return Tables(arrow, len(made), len(known))


def by(corpus: Path, methods: Methods, article_ids: Collection[str]) -> dict[str, pd.DataFrame]:
    """Read a corpus anew, annotate some of its articles by other methods, and return their tables.

    Raises as `read_corpus` and `build` do.
    """
    found = read_corpus(corpus, methods)
    kept = [article for article in found.reading.articles if article.article_id in article_ids]
    return frames.to_pandas(build(Reading(kept), Store(methods=found.methods)).arrow)


def _annotate(
    articles: Mapping[str, Article], methods: Methods, *, jobs: int
) -> Iterator[tuple[str, Annotation | Problem]]:
    """Yield each article's annotation, or why it has none, in the order of the articles."""
    workers = min(jobs, len(articles) // WORTH_A_PROCESS)
    if workers < 2:
        yield from ((k, _annotate_one(article, methods)) for k, article in articles.items())
        return
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from zip(
            articles,
            pool.map(_annotate_one, articles.values(), itertools.repeat(methods), chunksize=CHUNK),
            strict=True,
        )


def _annotate_one(article: Article, methods: Methods) -> Annotation | Problem:
    """Annotate one article; whatever a step raises on it becomes its problem, but for a method that does not work."""
    try:
        return annotate(article, methods)
    except (ModelError, MissingToolError):
        raise
    except Exception as error:
        return Problem(
            path=article.path,
            record=article.record,
            what=f"read, but not analysed: {type(error).__name__}: {error}",
            hint="this is a defect of Wirebook: please report it with the article",
        )


def _save(store: Store, annotations: Mapping[str, Annotation]) -> None:
    try:
        store.add(annotations)
    except OSError as error:
        warnings.warn(f"annotations could not be stored in {store.folder}: {error}", RuntimeWarning, stacklevel=2)


def _tables(
    reading: Reading, annotations: list[Annotation | None], mine: Own, labelled: Sequence[Label]
) -> dict[str, pa.Table]:
    """Build the tables in the order of reading; an annotation is None for a copy."""
    analysed = [annotation for annotation in annotations if annotation is not None]
    rows = [frames.article_row(a, n) for a, n in zip(reading.articles, annotations, strict=True)]
    tables = {"articles": frames.from_rows("articles", rows)}
    for name in schema.ANNOTATED:
        tables[name] = frames.from_rows(name, [row for a in analysed for row in frames.annotation_rows(a, name)])
    tables["actors"] = frames.actors(analysed)
    tables["corrections"] = frames.corrections(mine)
    tables["labels"] = frames.labels(labelled)
    tables["problems"] = frames.problems(reading.problems)
    return {name: tables[name] for name in schema.SCHEMA}
