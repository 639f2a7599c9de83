"""The records that annotation produces: one frozen dataclass a table of the data contract.

Positions count Unicode code points in the article's text, `end` exclusive, so that `text[start:end]` is always the
annotated span. Absent values are None. `how` names what produced the row; the README beside this file explains its
words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActorType = Literal["person", "country", "organization", "group", "place"]
Form = Literal["name", "alias", "capital", "demonym", "title", "pronoun"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Anchor = Literal["explicit", "publication", "text"]
Role = Literal["agent", "patient"]
Sense = Literal["polity", "place"]
"""What the name of a country or another place stands for: the body politic (its state, government, army or team), or
the territory."""
QuoteKind = Literal["direct", "indirect"]
ToneLabel = Literal["negative", "neutral", "positive"]
Voice = Literal["article", "quoted", "reported"]
"""Whose words: the article's own, those of a speaker in quotation marks, or what a speaker is reported to have said."""
Precision = Literal["day", "week", "month", "season", "quarter", "year", "decade", "century", "unknown"]
Verdict = Literal["corroborates", "contradicts"]
Status = Literal["happened", "ongoing", "planned", "hoped", "conditional", "denied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, numbered from 0 within its article, with the number of its paragraph."""

    sentence: int
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor: a person, country, organisation, group or place that articles name."""

    actor_id: str
    """Stable slug: from the knowledge tables, or of the fullest name found."""
    name: str
    type: ActorType
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    wikidata: str | None = None
    known: bool = False
    """Whether it stands in the knowledge tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention of an actor."""

    sentence: int
    start: int
    end: int
    text: str
    form: Form
    actor_id: str
    sense: Sense | None = None
    """None where the actor is no country or place, or nothing tells."""
    role: Role | None = None
    """Whether it is the grammatical agent or patient of a verb, where that is plain."""
    verb: str | None = None
    """That verb, as it stands in the text."""
    confidence: float
    how: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A name that a model found: `label` is PER, ORG, LOC or MISC; positions are the article's."""

    start: int
    end: int
    label: str
    probability: float
    how: str = "language model"


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a model found in one sentence: its names, and how probably each word belongs to one."""

    names: tuple[Recognised, ...]
    words: tuple[tuple[int, int, float], ...] = ()
    """Start, end and probability of each word; empty where the model does not tell."""

    def probability(self, start: int, end: int) -> float:
        """Return how probably a span is a name: the mean of its words; 1 where the model does not tell."""
        inside = [p for s, e, p in self.words if s < end and start < e]
        return sum(inside) / len(inside) if inside else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """One time expression, normalised to ISO-TimeML (TIMEX3).

    `begin` and `end_date` are the first and last day of the interval meant (ISO days), None for durations and sets.
    """

    sentence: int
    start: int
    end: int
    text: str
    type: TimeType
    value: str
    begin: str | None = None
    end_date: str | None = None
    mod: str | None = None
    anchor: Anchor
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One clue to when an undated article was written: the words that give it, and what it says."""

    sentence: int
    start: int
    end: int
    text: str
    says: str
    """What it tells, in words: "in office 1993-01-20 to 2001-01-20"."""
    bits: float
    """How strongly it speaks for the likeliest day: the binary logarithm of how much likelier it is printed then than
    on a day at random; negative where it speaks against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCheck:
    """A time expression that bears out or contradicts another one, or the day that the article claims for itself."""

    sentence: int
    start: int
    end: int
    text: str
    other_sentence: int | None = None
    """The other expression, None where the expression is held against a calendar or the day of publication."""
    other_start: int | None = None
    other_end: int | None = None
    other_text: str | None = None
    verdict: Verdict
    says: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One time at which an undated article may have been written."""

    value: str
    """An ISO day, month or year."""
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When an undated article was written: best estimate at its own precision, and the range the evidence allows."""

    best: str | None = None
    confidence: float | None = None
    """How probable the best estimate is; None where the article says itself when it was published."""
    earliest: str | None = None
    latest: str | None = None
    candidates: tuple[Candidate, ...] = ()
    """The likeliest times, the likeliest first."""
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One attributed statement; a direct one includes its quotation marks in its span."""

    sentence: int
    start: int
    end: int
    text: str
    kind: QuoteKind
    speaker: str | None = None
    """`actor_id` of who spoke, where it could be resolved."""
    speaker_text: str | None = None
    """The words that name the speaker ("he", "a spokesman for the ministry")."""
    speaker_start: int | None = None
    speaker_end: int | None = None
    cue: str | None = None
    via: str | None = None
    addressee: str | None = None
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One person in an office of a country, by the article, of whom the knowledge tables do not know it."""

    sentence: int
    start: int
    end: int
    text: str
    """The words that say so: "Japan's prime minister, Ada Marlowe"."""
    actor_id: str
    name: str
    title: str
    """As the press writes it, in lower case."""
    office: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What somebody is reported to say, want, support or reject, in a phrase and no clause."""

    sentence: int
    start: int
    end: int
    text: str
    """The verb or noun with what follows it: "called for talks"."""
    holder: str | None = None
    """`actor_id` of whose stance it is, where it could be resolved."""
    holder_text: str | None = None
    holder_start: int | None = None
    holder_end: int | None = None
    cue: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """How negative, neutral and positive a text is (adding to 1), in one score from -1 to 1, and by which words."""

    negative: float
    neutral: float
    positive: float
    score: float
    label: ToneLabel
    words: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced(Polarity):
    """The tone of one voice's part of a sentence in which there are several, or towards an actor that several name."""

    sentence: int
    voice: Voice = "article"
    attributed: str | None = None
    """`actor_id` of whose words they are, quoted or reported."""
    target: str | None = None
    """`actor_id` of the actor; None for the words as a whole."""
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone(Voiced):
    """The tone of one sentence (`target` None), or towards one actor in it.

    `voice` is whose words they are, by most of them; towards an actor, whose words name it.
    """

    speaker: str | None = None
    """`actor_id` of who speaks, where the words are a quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One dated statement: when (an interval of ISO days, at a precision), its status, its actors, its clause."""

    sentence: int
    begin: str | None = None
    end_date: str | None = None
    precision: Precision
    status: Status
    actors: tuple[str, ...] = ()
    text: str
    start: int
    end: int
    """The span of the time expression that dates it."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that one article says, step by step; `published` fields are as the dating step left them."""

    article_id: str
    published: str | None = None
    published_from: str | None = None
    published_earliest: str | None = None
    published_latest: str | None = None
    published_confidence: float | None = None
    published_candidates: tuple[Candidate, ...] = ()
    words: int = 0
    sentences: tuple[Sentence, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    quotes: tuple[Quote, ...] = ()
    stances: tuple[Stance, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    tones: tuple[Tone, ...] = ()
    voices: tuple[Voiced, ...] = ()
    events: tuple[Event, ...] = ()
    clues: tuple[Clue, ...] = ()
    date_checks: tuple[DateCheck, ...] = ()
