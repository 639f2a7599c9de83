"""Time the library: `python -m workshop.bench [--words N] [--no-notebooks] [--json]`.

Reading, each step of annotation and the whole of it are timed on the articles of `seeds/`, as often repeated as gives
the wanted number of words; peers do the nearest thing they can on the same texts in the same run, and the language
model is timed beside its bare encoder, and the explorer beside a plain filter of the same tables. Speeds depend on the
machine, the ratios much less.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

from wirebook import publish, read
from wirebook.annotate import dating, document, events, mentions, methods, pipeline, quotes, resolve, times, tone
from wirebook.annotate.document import Document
from wirebook.annotate.methods import STANDARD
from wirebook.read.article import Article
from workshop import exploring, speed
from workshop.exploring import Quickness
from workshop.speed import Speed

T = TypeVar("T")

SEEDS = Path(__file__).parents[2] / "seeds"

MODEL = "language model"
"""The step that passes over each sentence once, for names and tone."""

WORDS = 50_000
"""Words timed: a few seconds a step, which steadies the figures to a few per cent."""

WARM_UP = 5
"""Articles annotated before the clock starts, so that tables of knowledge and patterns are loaded."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one step took over all articles."""

    step: str
    seconds: float
    articles: int
    words: int

    @property
    def rates(self) -> tuple[float, float]:
        """Articles a second, and words a second."""
        return self.articles / self.seconds, self.words / self.seconds


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer's time for the nearest thing to one of our steps."""

    peer: str
    step: str
    seconds: float
    ratio: float
    """Our time over the peer's: 2 means that the peer is twice as fast."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the timings; return the exit status, 1 where a notebook failed."""
    parser = argparse.ArgumentParser(prog="python -m workshop.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=WORDS, metavar="N", help=f"words to time ({WORDS})")
    parser.add_argument("--no-notebooks", action="store_true", help="leave the notebooks out")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    counted = [a for a in read.corpus(SEEDS).articles if a.duplicate_of is None and a.language == pipeline.ENGLISH]
    articles = repeated(counted, words=options.words)
    for article in articles[:WARM_UP]:
        pipeline.annotate(article)
    timings = [_reading(), *steps(articles)]
    compared = peers(articles, {t.step: t.seconds for t in timings})
    model = speed.measure()
    explorer = exploring.measure()
    notebooks = {} if options.no_notebooks else _notebooks()
    report = {
        "steps": [
            asdict(t) | dict(zip(("articles_a_second", "words_a_second"), t.rates, strict=True)) for t in timings
        ],
        "peers": [asdict(p) for p in compared],
        "model": asdict(model),
        "explorer": [asdict(q) | {"ratio": q.ratio} for q in explorer],
        "notebooks": notebooks,
    }
    print(json.dumps(report, indent=1) if options.json else _as_text(timings, compared, model, explorer, notebooks))
    return 1 if any(status == "failed" for status, _ in notebooks.values()) else 0


def repeated(articles: Sequence[Article], *, words: int) -> list[Article]:
    """Return articles over and over until they hold the wanted number of words.

    Each repetition differs by a closing line, so that nothing may be remembered from the one before.
    """
    chosen: list[Article] = []
    total = 0
    while total < words:
        article = articles[len(chosen) % len(articles)]
        chosen.append(replace(article, text=f"{article.text}\n\nThis was dispatch number {len(chosen)}."))
        total += len(article.text.split())
    return chosen


def steps(articles: Sequence[Article]) -> list[Timing]:
    """Time each step of annotation on its own, then the whole pipeline."""
    words = sum(len(a.text.split()) for a in articles)
    timings: list[Timing] = []

    def timed(step: str, make: Callable[[], list[T]]) -> list[T]:
        began = time.perf_counter()
        made = make()
        timings.append(Timing(step, time.perf_counter() - began, len(articles), words))
        return made

    docs = timed("sentences and words", lambda: [document.parse(a) for a in articles])
    days = timed("dating", lambda: [dating.date(d).best for d in docs])
    found = timed("times", lambda: [times.find(d, published=day) for d, day in zip(docs, days, strict=True)])
    readings = timed(MODEL, lambda: [methods.read(d, STANDARD) for d in docs])
    names = timed(
        "names",
        lambda: [mentions.find(d, methods.names(d, STANDARD, r)) for d, r in zip(docs, readings, strict=True)],
    )
    linked = timed(
        "actors", lambda: [resolve.link(d, n, published=day) for d, n, day in zip(docs, names, days, strict=True)]
    )
    said = timed("quotes", lambda: [quotes.find(d, m, a)[0] for d, (m, a) in zip(docs, linked, strict=True)])
    timed(
        "tone", lambda: [tone.score(d, m, q, r) for d, (m, _), q, r in zip(docs, linked, said, readings, strict=True)]
    )
    timed("events", lambda: [events.find(d, t, m) for d, t, (m, _) in zip(docs, found, linked, strict=True)])
    timed("the whole annotation", lambda: [pipeline.annotate(a) for a in articles])
    return timings


def peers(articles: Sequence[Article], ours: dict[str, float]) -> list[Peer]:
    """Time what peers do nearest to a step: NLTK's segmentation, VADER on whole sentences, dateparser's search."""
    docs = [document.parse(a) for a in articles]
    timings = [
        ("NLTK (Punkt, untrained, and its word tokenizer)", "sentences and words", _nltk),
        ("VADER (sentences, no names masked)", MODEL, _vader),
    ]
    if importlib.util.find_spec("dateparser"):
        timings.append(("dateparser (search_dates)", "times", _dateparser))
    compared = []
    for peer, step, run in timings:
        run(docs[:WARM_UP])
        began = time.perf_counter()
        run(docs)
        seconds = time.perf_counter() - began
        compared.append(Peer(peer, step, seconds, ours[step] / seconds))
    return compared


def _nltk(docs: Sequence[Document]) -> None:
    from nltk.tokenize import NLTKWordTokenizer
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    sentences, words = PunktSentenceTokenizer(), NLTKWordTokenizer()
    for doc in docs:
        for start, end in sentences.span_tokenize(doc.text):
            words.tokenize(doc.text[start:end])


def _vader(docs: Sequence[Document]) -> None:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    for doc in docs:
        for sentence in doc.sentences:
            analyzer.polarity_scores(sentence.text)


def _dateparser(docs: Sequence[Document]) -> None:
    search = importlib.import_module("dateparser.search")
    for doc in docs:
        search.search_dates(doc.text, languages=["en"])


def _reading() -> Timing:
    began = time.perf_counter()
    articles = read.corpus(SEEDS).articles
    seconds = time.perf_counter() - began
    return Timing("reading", seconds, len(articles), sum(len(a.text.split()) for a in articles))


def _notebooks() -> dict[str, tuple[str, float]]:
    """Run every notebook once, one at a time, and return how each ended and its seconds."""
    with tempfile.TemporaryDirectory() as folder:
        report = publish.run(corpus=str(SEEDS), out=Path(folder), jobs=1, fresh=True)
        return {e.name: (e.status, e.seconds) for e in report.notebooks}


def _as_text(
    timings: Sequence[Timing],
    compared: Sequence[Peer],
    model: Speed,
    explorer: Sequence[Quickness],
    notebooks: dict[str, tuple[str, float]],
) -> str:
    lines = [f"{'step':22} {'articles/s':>10} {'words/s':>10} {'seconds':>8}"]
    for t in timings:
        articles, words = t.rates
        lines.append(f"{t.step:22} {articles:10.1f} {words:10.0f} {t.seconds:8.2f}")
    whole = timings[-1]
    lines.append(f"({whole.articles} articles, {whole.words} words; reading: {timings[0].articles} articles of seeds/)")
    lines += [f"{p.peer}: {p.seconds:.2f} s; our {p.step} takes {p.ratio:.1f} times as long" for p in compared]
    lines += [speed.as_text(model), exploring.as_text(explorer)]
    lines += [f"{name}: {status} in {seconds:.1f} s" for name, (status, seconds) in notebooks.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
