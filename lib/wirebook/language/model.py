"""The language model: names and tone of sentences, from one pass over each.

A small encoder with three heads, trained by `workshop.train` and described in `weights/README.md`, run by onnxruntime.
`Model.read` passes once over each sentence and gives its names and its own tone; `Model.towards` then gives the tone
towards any span of a sentence that was read, without another pass.
"""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wirebook.errors import ModelError
from wirebook.language.encode import CLS, PAD, SEP, SPECIAL, Pieces, encode, tokenizer
from wirebook.language.spans import Span
from wirebook.language.tags import Name, names_of
from wirebook.language.verdicts import Array, Shares, Verdict, verdict_of

WEIGHTS = Path(__file__).parent / "weights"

GRAPHS: Mapping[str, Set[str]] = {
    "encoder.onnx": {"ids", "shapes", "mask"},
    "towards.onnx": {"hidden", "mask", "which", "spans"},
}
"""The files of the network, with what each takes: sentences, and targets in sentences that were read."""

WINDOW, OVERLAP = 200, 60
"""Pieces read at once, and how many of them the next window repeats. A longer sentence is read in windows, and each
piece is taken from the window in which it stands further from an edge."""

BATCH = 2048
"""Pieces of a batch, padding included."""

KEPT = 40_000
"""Pieces of one call whose vectors are kept (60 MB); those of further sentences are made again when asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What one pass over a sentence gave."""

    text: str
    names: tuple[Name, ...]
    named: tuple[tuple[int, int, float], ...] = field(repr=False)
    """Start and end of each word, and how probably it belongs to the name of a person, an organisation or a place."""
    tone: Verdict
    pieces: Pieces = field(repr=False)
    windows: tuple[_Window, ...] = field(repr=False)
    """The windows that it was read in: one, for a sentence of up to `WINDOW` pieces."""
    vectors: tuple[Array, ...] | None = field(repr=False)
    """A vector for each piece of each window between the marks of beginning and end (pieces + 2, width); None where
    not kept."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What stands beside the weights. Raises ValueError for a temperature or limit that cannot be."""

    names_temperature: float
    tone_temperature: float
    towards_temperature: float
    unsure: float
    """Below this probability of the likeliest tone the label is "neutral", and unsure."""
    mild: float
    """From this score on, either side of 0, a sentence as a whole is labelled negative or positive. Its shares are
    those of a graded tone: halfway to wholly positive is half neutral, and yet positive."""
    version: str
    gazetteer: bool = False
    """Whether the weights learnt to read what the gazetteer lists; those of before version 4 did not."""

    def __post_init__(self) -> None:
        numbers = (
            *(self.names_temperature, self.tone_temperature, self.towards_temperature),
            *(self.unsure, self.mild),
        )
        if not all(isinstance(number, int | float) and number > 0 for number in numbers):
            raise ValueError("settings.json holds a temperature or a limit that is no number above 0")


class Model:
    """The model with its weights loaded.

    `threads` is how many threads a pass may use. The same sentences in the same calls give the same output.
    """

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = 1) -> None:
        """Load the weights. Raises ModelError where they are missing or broken."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        try:
            self.settings = Settings(**json.loads((folder / "settings.json").read_text(encoding="utf-8")))
            self._tokenizer = tokenizer(folder / "tokenizer.json")
            self._encoder, self._towards = (
                onnxruntime.InferenceSession(folder / name, options, providers=["CPUExecutionProvider"])
                for name in GRAPHS
            )
            for session, (name, inputs) in zip((self._encoder, self._towards), GRAPHS.items(), strict=True):
                if {i.name for i in session.get_inputs()} != inputs:
                    raise ValueError(f"{name} is not of this version of the package")
        except Exception as error:  # each library raises its own, tokenizers a bare Exception
            raise ModelError(
                f"the language model in {folder} cannot be loaded: {error}",
                hint="its files come with the package: install it again",
            ) from error

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Pass once over each sentence, whatever its length or script; an empty one has no names and is neutral."""
        cut = encode(self._tokenizer, texts, listed=self.settings.gazetteer)
        windows = _plan(cut)
        kept = _kept(cut)
        parts: dict[_Window, _Part] = {}
        for batch in {id(w.batch): w.batch for own in windows for w in own}.values():
            for window, part in zip(batch, self._pass(batch), strict=True):
                parts[window] = part if kept[window.text] else part._replace(vectors=None)
        return [self._reading(*of, [parts[w] for w in of[2]]) for of in zip(texts, cut, windows, strict=True)]

    def _reading(self, text: str, pieces: Pieces, windows: tuple[_Window, ...], parts: Sequence[_Part]) -> Reading:
        if not windows:
            return Reading(text, (), (), Verdict(Shares(0.0, 1.0, 0.0)), pieces, (), ())
        tags = np.concatenate([p.tags[slice(*w.own)] for w, p in zip(windows, parts, strict=True)])
        names, named = names_of(pieces, tags / self.settings.names_temperature)
        weights = [(w.own[1] - w.own[0]) / len(pieces) / self.settings.tone_temperature for w in windows]
        tone = verdict_of(
            [(w.first, p.tone * x) for w, p, x in zip(windows, parts, weights, strict=True)], pieces, text, names
        )
        vectors = tuple(part.vectors for part in parts if part.vectors is not None)
        return Reading(text, names, named, tone, pieces, windows, vectors or None)

    def towards(self, asked: Sequence[tuple[Reading, Sequence[Span]]]) -> list[Verdict]:
        """Return the tone of a sentence towards a target, for each pair of a reading and the target's spans in it.

        A target that no piece of the sentence belongs to gets the sentence's own tone. In a sentence of several windows
        the tone is that of the windows that the target stands in.
        """
        questions = [
            _Question(i, reading, n, window, inside[window.first : window.last], weight)
            for i, (reading, spans) in enumerate(asked)
            for inside in (_inside(reading.pieces, spans),)
            for n, window, weight in _asked_of(reading.windows, inside)
        ]
        questions.sort(key=lambda q: (len(q.inside), q.window.number))
        again = _Again(self)
        parts: dict[int, list[tuple[int, Array]]] = {}
        for numbers in _by_size(range(len(questions)), [len(q.inside) + 2 for q in questions]):
            batch = [questions[n] for n in numbers]
            length = len(batch[-1].inside) + 2
            rows: dict[_Window, int] = {}
            which = np.array([rows.setdefault(q.window, len(rows)) for q in batch], dtype=np.int64)
            kept = {q.window: q.reading.vectors[q.number] if q.reading.vectors else again[q.window] for q in batch}
            vectors = np.zeros((len(rows), length, next(iter(kept.values())).shape[1]), dtype=np.float32)
            mask = np.zeros((len(rows), length), dtype=np.float32)
            spans = np.zeros((len(batch), length), dtype=np.float32)
            for window, row in rows.items():
                vectors[row, : len(kept[window])] = kept[window]
                mask[row, : len(kept[window])] = 1
            for row, q in enumerate(batch):
                spans[row, 1 : 1 + len(q.inside)] = q.inside
            tones = self._towards.run(None, {"hidden": vectors, "mask": mask, "which": which, "spans": spans})[0]
            for q, tone in zip(batch, tones, strict=True):
                weighed = tone[: len(q.inside) + 2] * (q.weight / self.settings.towards_temperature)
                parts.setdefault(q.asked, []).append((q.window.first, weighed))
        return [
            verdict_of(parts[i], reading.pieces, reading.text, reading.names) if i in parts else reading.tone
            for i, (reading, _) in enumerate(asked)
        ]

    def _pass(self, batch: Sequence[_Window]) -> Iterator[_Part]:
        length = max(w.last - w.first for w in batch) + 2
        ids = np.full((len(batch), length), PAD, dtype=np.int64)
        shapes = np.full((len(batch), length), SPECIAL, dtype=np.int64)
        mask = np.zeros((len(batch), length), dtype=np.float32)
        for row, w in enumerate(batch):
            count = w.last - w.first
            ids[row, 0], ids[row, count + 1] = CLS, SEP
            ids[row, 1 : count + 1] = w.pieces.ids[w.first : w.last]
            shapes[row, 1 : count + 1] = w.pieces.shapes[w.first : w.last]
            mask[row, : count + 2] = 1
        vectors, tags, tone = self._encoder.run(None, {"ids": ids, "shapes": shapes, "mask": mask})
        for row, w in enumerate(batch):
            count = w.last - w.first
            yield _Part(
                vectors[row, : count + 2].copy(), tags[row, 1 : count + 1].copy(), tone[row, : count + 2].copy()
            )


class _Part(NamedTuple):
    """What one window gave: vectors (pieces + 2, width), the logits of the tags (pieces, tags), and the parts of the
    logits of the tone (pieces + 2, 3)."""

    vectors: Array | None
    tags: Array
    tone: Array


@dataclass(slots=True, eq=False)
class _Window:
    """Pieces of one text that are read at once, `first` to before `last`, and the windows read in the same batch.

    `own` are those of them, counted from `first`, that stand further from an edge here than in the windows beside.
    A batch is remembered because int8 arithmetic scales numbers by the largest of the batch: only the same batch gives
    the same vectors again.
    """

    text: int
    pieces: Pieces
    first: int
    last: int
    own: tuple[int, int]
    number: int = 0
    batch: Sequence[_Window] = ()


class _Question(NamedTuple):
    """One target in one window of a sentence: which of the window's pieces it is, and what the window's tone weighs."""

    asked: int
    reading: Reading
    number: int
    window: _Window
    inside: npt.NDArray[np.bool_]
    weight: float


class _Again:
    """Vectors that were not kept, made again: those of one batch at a time."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.batch: Sequence[_Window] = ()
        self.vectors: dict[_Window, Array] = {}

    def __getitem__(self, window: _Window) -> Array:
        if self.batch is not window.batch:
            self.batch = window.batch
            parts = self.model._pass(self.batch)
            self.vectors = {w: p.vectors for w, p in zip(self.batch, parts, strict=True) if p.vectors is not None}
        return self.vectors[window]


@functools.cache
def load() -> Model:
    """Return the model that is shipped, loaded on the first call in a process. Raises ModelError."""
    return Model()


def _plan(cut: Sequence[Pieces]) -> list[tuple[_Window, ...]]:
    """Return the windows of each text, gathered in batches of about the same length."""
    windows = [tuple(_windows(text, pieces)) for text, pieces in enumerate(cut)]
    ordered = sorted((w for own in windows for w in own), key=lambda w: w.last - w.first)
    for number, window in enumerate(ordered):
        window.number = number
    for numbers in _by_size(range(len(ordered)), [w.last - w.first + 2 for w in ordered]):
        batch = [ordered[n] for n in numbers]
        for window in batch:
            window.batch = batch
    return windows


def _windows(text: int, pieces: Pieces) -> Iterator[_Window]:
    """Yield the windows of a sentence; each half of what two share belongs to one of them."""
    first, count = 0, len(pieces)
    while first < count:
        last = min(count, first + WINDOW)
        own = OVERLAP // 2 if first else 0, last - first - (OVERLAP // 2 if last < count else 0)
        yield _Window(text, pieces, first, last, own)
        if last == count:
            return
        first = last - OVERLAP


def _kept(cut: Sequence[Pieces]) -> list[bool]:
    """Say of each text whether its vectors are kept: of the first ones, until there are too many."""
    return [total <= KEPT for total in itertools.accumulate(len(pieces) for pieces in cut)]


def _by_size(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    chosen: list[int] = []
    for i in order:
        if chosen and (len(chosen) + 1) * lengths[i] > BATCH:
            yield chosen
            chosen = []
        chosen.append(i)
    if chosen:
        yield chosen


def _asked_of(windows: Sequence[_Window], inside: npt.NDArray[np.bool_]) -> Iterator[tuple[int, _Window, float]]:
    """Yield the windows (with their numbers) that own pieces of a target, each with its share of them."""
    counts = [int(inside[w.first + w.own[0] : w.first + w.own[1]].sum()) for w in windows]
    yield from ((n, w, count / sum(counts)) for n, (w, count) in enumerate(zip(windows, counts, strict=True)) if count)


def _inside(pieces: Pieces, spans: Sequence[Span]) -> npt.NDArray[np.bool_]:
    """Say of each piece whether it belongs to one of the spans."""
    starts, ends = np.array(pieces.starts, dtype=np.int64), np.array(pieces.ends, dtype=np.int64)
    found = np.zeros(len(starts), dtype=bool)
    for start, end in spans:
        if start < end:
            found |= (starts < end) & (start < ends)
    return found
