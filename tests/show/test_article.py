"""One article, marked up."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd

from wirebook.show import article

TEXT = "Mara Lind <met> Orr on Monday.\n\nShe said: “A grim day.”"


def frame(**columns: object) -> pd.DataFrame:
    return pd.DataFrame(columns)


def shown(text: str = TEXT) -> str:
    return article.render(
        {"text": text, "title": "A <title>", "source": None, "published": "2025-11"},
        sentences=frame(sentence=[0, 1], start=[0, 32], end=[30, 55]),
        mentions=frame(sentence=[0], start=[0], end=[9], actor_id=["mara-lind"]),
        times=frame(start=[20], end=[29], value=["2025-11-24"]),
        quotes=frame(start=[42], end=[55], speaker=["mara-lind"]),
        tones=frame(
            sentence=[1, 0],
            target=[None, "mara-lind"],
            label=["negative", "positive"],
            score=[-0.5, 0.25],
            words=[[{"word": "grim", "weight": -0.34}], []],
        ),
        names={"mara-lind": "Mara Lind"},
    )


def test_actors_dates_quotations_and_tones_are_marked():
    html = shown()
    assert 'class="wb-actor" title="Mara Lind · tone towards: +0.25">Mara Lind</span>' in html
    assert 'class="wb-time" title="2025-11-24">on Monday</span>' in html
    assert "wb-negative" in html and "wb-quoted" in html


def test_no_word_of_the_text_is_lost_or_run_as_markup():
    html = shown()
    paragraphs = re.findall(r"<p>(.*?)</p>", html, re.DOTALL)
    assert unescape(re.sub(r"<[^>]+>", "", "\n\n".join(paragraphs))) == TEXT
    assert "A &lt;title&gt;" in html


def test_a_very_long_article_is_cut_and_says_so():
    assert "The first 60,000 of" in shown("word " * 50_000)


def test_a_toned_sentence_says_its_score_and_which_words_moved_it():
    html = shown()
    assert (
        html.count('data-score="▼\N{NO-BREAK SPACE}−0.50"') == 1
    )  # where it begins, and not before each of its pieces
    assert re.search(r'class="[^"]*wb-word"[^>]*pulls by −0.34[^>]*>grim</span>', html)
    assert "wb-strong" in html
