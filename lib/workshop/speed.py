"""How fast the language model is, beside nothing but its encoder: `python -m workshop.speed [--sentences N] [--json]`.

The sentences of the articles in `seeds/` are read, and the tone towards each name found is judged. Beside it, in the
same run and in turn with it, onnxruntime alone runs the encoder over the very same batches, made ready as arrays
before the clock starts: what the bare loop takes is what no program around the encoder could save. One thread each.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from wirebook import read
from wirebook.annotate import document
from wirebook.language.model import WEIGHTS, Model
from workshop.load import both

SEEDS = Path(__file__).parents[2] / "seeds"

SENTENCES = 1_000
"""Sentences timed in a round, and at most those of the seeds: a few seconds."""

ROUNDS = 5

ENGLISH = "en"

Feed = dict[str, Any]
"""The arrays that one run of a graph is fed with."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast the model is on one thread; rates and ratios are medians of several rounds."""

    sentences: int
    pieces: int
    """Word pieces of the sentences, without marks of beginning and end."""
    names: int
    """Names found, towards each of which the tone was judged."""
    sentences_a_second: float
    pieces_a_second: float
    bare_sentences_a_second: float
    """Of the bare loop: the encoder alone, over the same batches."""
    ratio: float
    """Our rate as a share of the bare loop's, the median of the rounds' own ratios."""
    by_article: float
    """The same share where the sentences of one article are read at a time, as a run of the workbook does."""
    read_share: float
    """The part of our time that reading takes; the rest is the tone towards the names."""
    import_seconds: float
    """To import the model's module and what it needs, in a process of its own."""
    load_seconds: float
    """To load the weights after that, onnxruntime's import included."""
    python_megabytes: float
    """The memory of Python alone, before these imports."""
    loaded_megabytes: float
    """The most memory held until the weights were loaded."""
    peak_megabytes: float
    """The most memory held until the sentences were read, in one call, and judged."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the speed; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m workshop.speed", description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=SENTENCES, metavar="N", help=f"sentences ({SENTENCES})")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help=f"rounds timed ({ROUNDS})")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    measured = measure(sentences=options.sentences, rounds=options.rounds)
    print(json.dumps(asdict(measured), indent=1) if options.json else as_text(measured))
    return 0


def measure(*, sentences: int = SENTENCES, rounds: int = ROUNDS) -> Speed:
    """Time the model on the first sentences of the seeds, in turn with the bare loop."""
    articles = texts(sentences)
    whole = [sentence for article in articles for sentence in article]
    model = Model(threads=1)
    readings = model.read(whole)
    at_once, article_wise = feeds([whole]), feeds(articles)
    both(model, whole)  # not timed: what is made once is made here
    ratios, by_article, ours, bare, reading = [], [], [], [], []
    for _ in range(rounds):
        bare_time = timed(lambda: loop(model, at_once))
        reading.append(timed(lambda: model.read(whole)))
        together = timed(lambda: both(model, whole))
        ratios.append(bare_time / together)
        ours.append(together)
        bare.append(bare_time)
        bare_time = timed(lambda: loop(model, article_wise))
        together = timed(lambda: [both(model, article) for article in articles])
        by_article.append(bare_time / together)
    pieces = sum(len(found.pieces) for found in readings)
    return Speed(
        sentences=len(whole),
        pieces=pieces,
        names=sum(len(found.names) for found in readings),
        sentences_a_second=len(whole) / median(ours),
        pieces_a_second=pieces / median(ours),
        bare_sentences_a_second=len(whole) / median(bare),
        ratio=median(ratios),
        by_article=median(by_article),
        read_share=median(reading) / median(ours),
        **alone(whole),
    )


def texts(count: int) -> list[list[str]]:
    """Return the first sentences of the seeds, `count` at most, a list an article."""
    found: list[list[str]] = []
    for article in read.corpus(SEEDS).articles:
        left = count - sum(len(sentences) for sentences in found)
        if left > 0 and article.duplicate_of is None and article.language == ENGLISH:
            found.append([sentence.text for sentence in document.parse(article).sentences][:left])
    return found


def feeds(calls: Sequence[Sequence[str]]) -> list[Feed]:
    """Return what the encoder is fed with when each call's sentences are read."""
    model = Model(threads=1)
    recorder = _Recorder(model._encoder)
    model._encoder = recorder
    for sentences in calls:
        model.read(sentences)
    return recorder.feeds


class _Recorder:
    """A session that keeps what it is fed with."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.feeds: list[Feed] = []

    def run(self, outputs: Sequence[str] | None, feed: Feed) -> list[Any]:
        self.feeds.append({name: np.array(value) for name, value in feed.items()})
        found: list[Any] = self.session.run(outputs, feed)
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self.session, name)


def loop(model: Model, fed: Sequence[Feed]) -> None:
    """Run nothing but the encoder."""
    for feed in fed:
        model._encoder.run(None, feed)


def timed(run: Callable[[], object]) -> float:
    """Return the seconds that a call takes, the collection of garbage before it left out."""
    gc.collect()
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def alone(sentences: Sequence[str]) -> dict[str, float]:
    """Measure loading and memory in a process of its own, which reads the sentences once."""
    command = [sys.executable, "-m", "workshop.load"]
    shown = subprocess.run(command, input=json.dumps(sentences), check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, float] = json.loads(shown.stdout)
    return measured


def weights_megabytes() -> float:
    """Return the size of what is shipped of the model."""
    return sum(path.stat().st_size for path in WEIGHTS.iterdir() if path.is_file()) / 1e6


def as_text(measured: Speed) -> str:
    """Put the figures in words."""
    m = measured
    return "\n".join(
        [
            f"language model, one thread: {m.sentences_a_second:.0f} sentences ({m.pieces_a_second:.0f} word pieces) a "
            f"second, names and the tone towards each ({m.sentences} sentences, {m.names} names; {m.read_share:.0%} of "
            "the time is reading)",
            f"onnxruntime alone, the encoder over the same batches: {m.bare_sentences_a_second:.0f} sentences a "
            f"second; ours is {m.ratio:.0%} of that, and {m.by_article:.0%} an article at a time",
            f"loading: {m.load_seconds:.2f} s the weights ({weights_megabytes():.1f} MB), {m.import_seconds:.2f} s the "
            f"imports before them; peak memory {m.peak_megabytes:.0f} MB (Python alone {m.python_megabytes:.0f}, with "
            f"the weights loaded {m.loaded_megabytes:.0f})",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
