"""The tables: every column's name, type and meaning, in the one place that says so."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import pyarrow as pa

TEXT, WHOLE, NUMBER, YES_NO = pa.string(), pa.int64(), pa.float64(), pa.bool_()
TEXTS = pa.list_(pa.string())
CANDIDATES = pa.list_(pa.struct([("value", pa.string()), ("probability", pa.float64())]))
WEIGHTS = pa.list_(pa.struct([("word", pa.string()), ("weight", pa.float64())]))


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Arrow type, what it holds, and whether it may be null."""

    name: str
    type: pa.DataType
    meaning: str
    null: bool = False


def _column(name: str, type_: pa.DataType, meaning: str, *, null: bool = False) -> Column:
    return Column(name, type_, meaning, null)


ARTICLE_ID = _column("article_id", TEXT, "hex hash of the article's normalised text")
SENTENCE = _column("sentence", WHOLE, "number of the sentence in its article, from 0")
START = _column("start", WHOLE, "first code point of the span in articles.text")
END = _column("end", WHOLE, "code point after the span's last")
SPAN_TEXT = _column("text", TEXT, "the words of the span: articles.text[start:end]")
VOICE = _column("voice", TEXT, "whose words: the article's own (article), a speaker's, quoted or reported")
ATTRIBUTED = _column("attributed", TEXT, "actor_id of whose words they are, quoted or reported", null=True)
HOW = _column("how", TEXT, "what produced the row: a rule, a row of the knowledge tables, the model")

JUDGED = (
    _column("negative", NUMBER, "probability; the three add to 1"),
    _column("neutral", NUMBER, "probability"),
    _column("positive", NUMBER, "probability"),
    _column("label", TEXT, "negative, neutral or positive"),
    _column("score", NUMBER, "from -1 (negative) to 1 (positive)"),
    _column("words", WEIGHTS, "the words that moved it most, each with how it pulls (`annotate/README.md`)"),
    HOW,
)
"""What a tone is, and by what it was judged."""

SCHEMA: dict[str, tuple[Column, ...]] = {
    "articles": (
        ARTICLE_ID,
        _column("path", TEXT, "file, relative to the corpus"),
        _column("record", WHOLE, "position in a file of many articles, from 0"),
        _column("title", TEXT, "headline", null=True),
        _column("text", TEXT, "main text, wire furniture taken off"),
        _column("source", TEXT, "publisher or agency", null=True),
        _column("author", TEXT, "byline", null=True),
        _column("url", TEXT, "address it was published at", null=True),
        _column("language", TEXT, "ISO 639-1; null where the text is too short to tell", null=True),
        _column("published", TEXT, "ISO 8601 at its own precision: 2025, 2025-11, 2025-11-24, with a time", null=True),
        _column("published_from", TEXT, "metadata, filename, text or inferred", null=True),
        _column("published_earliest", TEXT, "first ISO day that the evidence allows", null=True),
        _column("published_latest", TEXT, "last ISO day that the evidence allows", null=True),
        _column("published_confidence", NUMBER, "how probable `published` is, where it was inferred", null=True),
        _column("published_candidates", CANDIDATES, "the likeliest times of an undated article, the likeliest first"),
        _column("duplicate_of", TEXT, "article_id of the copy that is counted; null for a counted article", null=True),
        _column("sentences", WHOLE, "number of sentences (0 where the article is not analysed)"),
        _column("words", WHOLE, "number of words (0 where the article is not analysed)"),
        _column("dateline", TEXT, "the dateline taken off the text, as printed", null=True),
        _column("credit", TEXT, "the closing credits taken off the text, as printed", null=True),
    ),
    "sentences": (
        ARTICLE_ID,
        SENTENCE,
        _column("paragraph", WHOLE, "number of the paragraph in its article, from 0"),
        START,
        END,
        SPAN_TEXT,
    ),
    "actors": (
        _column("actor_id", TEXT, "stable slug"),
        _column("name", TEXT, "the name shown"),
        _column("type", TEXT, "person, country, organization, group or place"),
        _column("country", TEXT, "ISO 3166-1 alpha-2", null=True),
        _column("wikidata", TEXT, "Wikidata item (Q-number)", null=True),
        _column("known", YES_NO, "whether the actor stands in the knowledge tables"),
    ),
    "mentions": (
        ARTICLE_ID,
        SENTENCE,
        START,
        END,
        SPAN_TEXT,
        _column("form", TEXT, "name, alias, capital, demonym, title or pronoun"),
        _column("actor_id", TEXT, "the actor meant"),
        _column(
            "sense", TEXT, "what the name of a country or place stands for: polity (state, team) or place", null=True
        ),
        _column("role", TEXT, "agent or patient of a verb, where that is plain", null=True),
        _column("verb", TEXT, "that verb, as it stands in the text", null=True),
        _column("confidence", NUMBER, "how sure, 0 to 1"),
        HOW,
    ),
    "times": (
        ARTICLE_ID,
        SENTENCE,
        START,
        END,
        SPAN_TEXT,
        _column("type", TEXT, "DATE, TIME, DURATION or SET"),
        _column("value", TEXT, "TIMEX3 value (ISO-TimeML)"),
        _column("begin", TEXT, "first ISO day of the interval meant; null for durations", null=True),
        _column("end_date", TEXT, "last ISO day of the interval meant; null for durations", null=True),
        _column("mod", TEXT, "TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER, …", null=True),
        _column("anchor", TEXT, "what it was reckoned from: explicit, publication or text"),
        HOW,
    ),
    "quotes": (
        ARTICLE_ID,
        SENTENCE,
        START,
        END,
        SPAN_TEXT,
        _column("kind", TEXT, "direct (in quotation marks, which the span includes) or indirect"),
        _column("speaker", TEXT, "actor_id of who spoke", null=True),
        _column("speaker_text", TEXT, "the words that name the speaker", null=True),
        _column("speaker_start", WHOLE, "span of the words that name the speaker", null=True),
        _column("speaker_end", WHOLE, "its end", null=True),
        _column("cue", TEXT, "the words that report: said, told, according to", null=True),
        _column("via", TEXT, "actor_id of the medium that carried it", null=True),
        _column("addressee", TEXT, "actor_id of who was told", null=True),
        HOW,
    ),
    "stances": (
        ARTICLE_ID,
        SENTENCE,
        START,
        END,
        SPAN_TEXT,
        _column("holder", TEXT, "actor_id of whose stance it is", null=True),
        _column("holder_text", TEXT, "the words that name the holder", null=True),
        _column("holder_start", WHOLE, "span of the words that name the holder", null=True),
        _column("holder_end", WHOLE, "its end", null=True),
        _column("cue", TEXT, "the verb or noun: called, refusal"),
        HOW,
    ),
    "proposals": (
        ARTICLE_ID,
        SENTENCE,
        START,
        END,
        SPAN_TEXT,
        _column("actor_id", TEXT, "the person"),
        _column("name", TEXT, "the person's name"),
        _column("title", TEXT, "the title, in lower case"),
        _column("office", TEXT, "the office, in the words of knowledge/terms.csv"),
        _column("country", TEXT, "ISO 3166-1 alpha-2"),
    ),
    "tones": (
        ARTICLE_ID,
        SENTENCE,
        _column("target", TEXT, "actor_id the tone is towards; null for the sentence as a whole", null=True),
        _column("speaker", TEXT, "actor_id, where the words are a quotation", null=True),
        *JUDGED,
        VOICE,
        ATTRIBUTED,
    ),
    "voices": (
        ARTICLE_ID,
        SENTENCE,
        VOICE,
        ATTRIBUTED,
        _column("target", TEXT, "actor_id the tone is towards; null for the voice's words as a whole", null=True),
        *JUDGED,
    ),
    "events": (
        ARTICLE_ID,
        SENTENCE,
        _column("begin", TEXT, "first ISO day of when it happened or is to happen", null=True),
        _column("end_date", TEXT, "last ISO day", null=True),
        _column("precision", TEXT, "day, week, month, season, quarter, year, decade, century or unknown"),
        _column("status", TEXT, "happened, ongoing, planned, hoped, conditional or denied"),
        _column("actors", TEXTS, "actor_id of each actor in the clause"),
        _column("text", TEXT, "the clause that says it"),
        _column("start", WHOLE, "span of the time expression that dates it, in articles.text"),
        _column("end", WHOLE, "its end"),
    ),
    "clues": (
        ARTICLE_ID,
        SENTENCE,
        START,
        END,
        SPAN_TEXT,
        _column("says", TEXT, "what it tells of when an undated article was written"),
        _column("bits", NUMBER, "how strongly it speaks for the likeliest day (binary logarithm); negative: against"),
    ),
    "date_checks": (
        ARTICLE_ID,
        SENTENCE,
        START,
        END,
        SPAN_TEXT,
        _column("other_sentence", WHOLE, "sentence of the other expression; null where there is none", null=True),
        _column("other_start", WHOLE, "its span", null=True),
        _column("other_end", WHOLE, "its end", null=True),
        _column("other_text", TEXT, "its words", null=True),
        _column("verdict", TEXT, "corroborates or contradicts"),
        _column("says", TEXT, "by what"),
    ),
    "corrections": (
        _column("line", WHOLE, "line of the row in the analyst's actors.csv"),
        _column("action", TEXT, "add, alias, merge, split, ignore or office"),
        _column("name", TEXT, "the actor, or the name, that it is about"),
        _column("other", TEXTS, "further names, other actors, or titles, as the action needs"),
        _column("type", TEXT, "person, country, organization, group or place", null=True),
        _column("country", TEXT, "ISO 3166-1 alpha-2", null=True),
        _column("since", TEXT, "first ISO day, month or year", null=True),
        _column("until", TEXT, "last ISO day, month or year", null=True),
        _column("where", TEXT, "pattern of the paths of the articles that it holds for", null=True),
        _column("note", TEXT, "the analyst's note", null=True),
    ),
    "labels": (
        ARTICLE_ID,
        START,
        END,
        _column("target", TEXT, "actor_id that the tone is towards; null for the sentence as a whole", null=True),
        _column("label", TEXT, "what the analyst says: negative, neutral, positive or unclear"),
        _column("drawn", YES_NO, "whether chance chose the sentence: only those tell how often a method is right"),
        _column("text", TEXT, "the sentence, as it was when it was labelled", null=True),
    ),
    "problems": (
        _column("path", TEXT, "file, relative to the corpus"),
        _column("record", WHOLE, "position in a file of many, from 0", null=True),
        _column("what", TEXT, "what could not be used, and why"),
        _column("hint", TEXT, "what to do about it", null=True),
    ),
}

ANNOTATED = (
    "sentences",
    "mentions",
    "times",
    "quotes",
    "stances",
    "proposals",
    "tones",
    "voices",
    "events",
    "clues",
    "date_checks",
)
"""The tables whose rows an annotation holds, in the order of the steps."""

OF_ARTICLES = (*ANNOTATED, "labels")
"""The tables whose rows belong to one article each."""


PUBLISHED = (
    "published",
    "published_from",
    "published_earliest",
    "published_latest",
    "published_confidence",
    "published_candidates",
)
"""The columns of `articles` that annotation may fill: an undated article is dated from its text."""


@functools.cache
def arrow(table: str) -> pa.Schema:
    """Return the Arrow schema of one table."""
    return pa.schema(
        [pa.field(c.name, c.type, nullable=c.null, metadata={"meaning": c.meaning}) for c in SCHEMA[table]]
    )
