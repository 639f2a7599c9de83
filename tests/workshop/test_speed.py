"""Speed: the bare loop runs what the model runs, and every figure is one of the run."""

from __future__ import annotations

import numpy as np

from wirebook.language.model import Model
from workshop import speed


def test_the_sentences_are_the_first_of_the_seeds_by_article() -> None:
    few, more = speed.texts(10), speed.texts(60)
    assert sum(len(article) for article in few) == 10
    assert [sentence for article in more for sentence in article][:10] == [s for article in few for s in article]


def test_the_bare_loop_is_fed_with_every_piece_that_the_model_reads() -> None:
    articles = speed.texts(40)
    readings = Model().read([sentence for article in articles for sentence in article])
    pieces = sum(len(reading.pieces) for reading in readings)
    for calls in (articles, [[sentence for article in articles for sentence in article]]):
        fed = speed.feeds(calls)
        assert sum(feed["mask"].sum() for feed in fed) == pieces + 2 * len(readings)
        assert sum(len(feed["ids"]) for feed in fed) == len(readings)


def test_feeding_the_same_again_gives_the_same_vectors() -> None:
    model = Model()
    feed = speed.feeds([speed.texts(3)[0]])[0]
    once, again = (model._encoder.run(None, feed)[0] for _ in range(2))
    assert np.array_equal(once, again)


def test_every_figure_is_measured() -> None:
    found = speed.measure(sentences=30, rounds=1)
    assert found.sentences == 30
    assert found.pieces > 300
    assert found.names > 0
    assert 0 < found.ratio < 1.5
    assert found.peak_megabytes > found.loaded_megabytes > found.python_megabytes > 5
    assert found.import_seconds > 0
    assert found.load_seconds > 0
    assert "30 sentences" in speed.as_text(found)
