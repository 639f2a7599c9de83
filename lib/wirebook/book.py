"""The Book: what an analyst holds in a notebook. Its tables are data frames; its questions give answers.

A method here only forwards; what it computes, and the columns it returns, stand in `wirebook.analyse`.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from tqdm import tqdm

from wirebook import language, read
from wirebook.analyse import (
    actors,
    agenda,
    agreement,
    alike,
    briefing,
    categories,
    changes,
    comings,
    concordance,
    disputes,
    exploring,
    labelled,
    ledger,
    network,
    outlets,
    parts,
    quotes,
    sentiment,
    speaking,
    timeline,
    undated,
)
from wirebook.analyse import corpus as read_of
from wirebook.analyse.answer import Answer
from wirebook.analyse.naming import names
from wirebook.analyse.profile import Profile, profile
from wirebook.annotate.methods import MODEL, STANDARD, VADER, Methods
from wirebook.errors import InvalidValueError, UnknownNameError
from wirebook.knowledge import own
from wirebook.show import article as marked_up
from wirebook.tables import engine, frames, kept, labels, select
from wirebook.tables.store import Store

if TYPE_CHECKING:
    from wirebook.show.explorer import Explorer
    from wirebook.show.labeller import Labeller


class _Bar:
    """A progress bar that shows itself once there is work to wait for; on a terminal only unless asked for."""

    def __init__(self, wanted: bool | None) -> None:
        self.wanted = sys.stderr.isatty() if wanted is None else wanted
        self.bar: tqdm[Any] | None = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.close()

    def show(self, done: int, of: int) -> None:
        """Move the bar to `done` of `of` articles."""
        if self.bar is None:
            self.bar = tqdm(total=of, desc="annotating", unit="article", disable=not self.wanted)
        self.bar.update(done - self.bar.n)


def open(  # noqa: A001  (`wb.open("seeds")` is what an analyst types)
    corpus: str | os.PathLike[str] = "seeds",
    *,
    since: str | int = "",
    until: str | int = "",
    sources: Sequence[str] = (),
    actors: Sequence[str] = (),
    names: str = MODEL,
    tone: str = MODEL,
    jobs: int = 1,
    progress: bool | None = None,
) -> Book:
    """Read a corpus, annotate what is new in it, and return it as a Book.

    `corpus` is a folder or a file of articles; a relative path is looked for from the working folder, then from the
    project's root. What its analyst has corrected in `actors.csv` (`wirebook.knowledge.own`) holds for it. `since` and
    `until` are ISO days, months or years, both included; `sources` are names of outlets; `actors` are names or
    identifiers, one of which an article must mention. Neutral values select everything.

    `names` is how names are found: "model", "rules" (capitals and the knowledge tables alone) or "spacy:PIPELINE", a
    pipeline that is installed; `tone` how tone is judged: "model", "vader", or "lexicon:FILE", a list of words of the
    analyst's own. `jobs` is the number of processes that annotate; `progress` shows a bar (by default, on a terminal
    only).

    Raises CorpusNotFoundError where there is no such corpus, InvalidValueError for a day that is none,
    UnknownNameError for a method that does not exist, MissingToolError for one that is not installed.
    """
    folder = read.locate(os.fspath(corpus))
    reading, methods, given = engine.read_corpus(folder, Methods(names=names, tone=tone))
    with _Bar(progress) as bar:
        tables = engine.build(reading, Store(methods=methods), labelled=given, jobs=jobs, progress=bar.show)
    everything = frames.to_pandas(tables.arrow)
    chosen = {"since": since, "until": until, "sources": sources, "actors": actors}
    selected = select.select(everything, since=since, until=until, sources=sources, actors=actors)
    return Book(folder, selected, methods=methods, selection=chosen, annotated=tables.annotated, stored=tables.stored)


class Book:
    """The articles of one selection, and what they say.

    `tables` holds the tables of the data contract by name, `methods` how names were found and tone was judged,
    `selection` the parameters that chose the articles;
    `annotated` and `stored` count the annotations made on opening and those taken from the store.
    """

    def __init__(
        self,
        path: Path,
        tables: dict[str, pd.DataFrame],
        *,
        methods: Methods = STANDARD,
        selection: Mapping[str, Any] | None = None,
        annotated: int = 0,
        stored: int = 0,
    ) -> None:
        self.path = path
        self.tables = tables
        self.methods = methods
        self.selection = dict(selection or {})
        self.annotated = annotated
        self.stored = stored

    def __repr__(self) -> str:
        return f"Book({str(self.path)!r}: {len(self.counted)} articles, {len(self.sentences)} sentences)"

    def _beside(self, file: str) -> Path:
        """Return the place of a file that the analyst keeps beside the articles."""
        if not self.path.is_dir():
            raise InvalidValueError(
                f"{file} is kept in the corpus's folder, and {self.path.name} is a file",
                hint="put the file into a folder of its own, and open that",
            )
        return self.path / file

    # -- the tables --------------------------------------------------------------------------------------------

    @property
    def articles(self) -> pd.DataFrame:
        """Every article read, copies and other languages included."""
        return self.tables["articles"]

    @functools.cached_property
    def counted(self) -> pd.DataFrame:
        """The articles that the analyses count: no copies, English only."""
        return select.counted(self.articles)

    @property
    def sentences(self) -> pd.DataFrame:
        """The sentences of the counted articles."""
        return self.tables["sentences"]

    @property
    def mentions(self) -> pd.DataFrame:
        """The mentions of actors."""
        return self.tables["mentions"]

    @property
    def times(self) -> pd.DataFrame:
        """The time expressions."""
        return self.tables["times"]

    @property
    def tones(self) -> pd.DataFrame:
        """The tone of each sentence, and towards each actor in it."""
        return self.tables["tones"]

    @property
    def events(self) -> pd.DataFrame:
        """The dated statements."""
        return self.tables["events"]

    @property
    def labels(self) -> pd.DataFrame:
        """What the analyst says of the tone of sentences, in `labels.csv`."""
        return self.tables["labels"]

    @property
    def problems(self) -> pd.DataFrame:
        """The inputs that could not be used, in whole or part."""
        return self.tables["problems"]

    # -- what was read -----------------------------------------------------------------------------------------

    def corpus(self) -> Answer:
        """Say what was read: articles, copies, languages, spans."""
        return read_of.overview(self.tables)

    def sources(self, *, top: int = 25) -> Answer:
        """Count articles and words by source."""
        return read_of.sources(self.tables, top=top)

    def coverage(self, *, every: str = "auto") -> Answer:
        """Count articles by when they were published: day, week, month, year, or auto."""
        return read_of.coverage(self.tables, every=every or "auto")

    def corrections(self) -> Answer:
        """List what the analyst has corrected in `actors.csv`."""
        return read_of.corrections(self.tables)

    def correct(
        self,
        action: own.Action,
        name: str,
        other: str = "",
        *,
        type: str = "",
        country: str = "",
        since: str = "",
        until: str = "",
        where: str = "",
        note: str = "",
    ) -> str:
        """Add a row to `actors.csv` in the corpus's folder, and return it as it stands there.

        `action` is add, alias, merge, split, ignore or office; `name` the actor; `other` further names, the actors that
        are the same, or a title, several with `|` between them. The row takes effect when the corpus is opened again;
        one that stands there already is not added twice. Raises InvalidValueError for a row that could not be used, and
        where the corpus is a single file.
        """
        row = {"type": type, "country": country, "since": since, "until": until, "where": where, "note": note}
        return own.put(self._beside(own.FILE), action=action, name=name, other=other, **row)

    def proposals(self) -> Answer:
        """List the offices that articles give to persons of whom the knowledge tables do not know it."""
        return read_of.proposals(self.tables)

    def undated(self) -> Answer:
        """List the articles that bear no date, with what their text says of when they were written."""
        return undated.undated(self.tables)

    def faults(self) -> Answer:
        """List what is wrong with the corpus: unusable inputs, copies, undated articles, other languages."""
        return read_of.faults(self.tables)

    def changes(self, before: str = "", after: str = "", *, top: int = 20) -> Answer:
        """Say what changed since an earlier run, or between two, and why; see `analyse.changes`.

        `before` and `after` are runs: names of runs in the project's outputs, or folders. Neutral, `before` is the last
        whole run over this corpus ("none": there is none), and `after` these articles as they are now. Raises
        UnknownNameError for a run that is not there, InvalidValueError for one that cannot be read.
        """
        now = (
            kept.read(kept.find(after)) if after else kept.present(self.tables, self.path, self.methods, self.selection)
        )
        if before:
            found = None if before == kept.NONE else kept.find(before)
        else:
            found = kept.last(self.path, parameters=self.selection, before=now.name)
        return changes.changes(kept.read(found) if found else None, now, top=top)

    # -- how it is told ----------------------------------------------------------------------------------------

    def sentiment(self, *, by: str = "", every: str = "", voice: str = "", top: int = 15) -> Answer:
        """Average the tone of articles, over time (`every`) or by source, actor or speaker (`by`), or both.

        `voice` keeps the articles' own words ("article"), or those of speakers ("quoted" or "reported").
        """
        return sentiment.mean(self.tables, by=by or None, every=every or None, voice=voice, top=top)

    def speaking(self, *, speaker: str = "", target: str = "", to: str = "", top: int = 8) -> Answer:
        """Average who speaks how of whom; `to` keeps what was said to one actor."""
        return speaking.speaking(self.tables, speaker=speaker, target=target, to=to, top=top)

    def outlets(self, *, actor: str = "", voice: str = "article", every: str = "week", top: int = 8) -> Answer:
        """Compare the tone of each two sources over the periods in which both wrote, of an actor or on the whole."""
        return outlets.outlets(self.tables, actor=actor, voice=voice, every=every, top=top)

    def agreement(self, other: Book, *, top: int = 20) -> Answer:
        """Compare the tone of sentences with that of another Book of the same articles, opened with another `tone`."""
        return agreement.agreement(self.tables, other.tables, top=top)

    def label(self, *, size: int = 30, towards: bool = False, seed: int | None = None) -> Labeller:
        """Show sentences that chance chose, to be labelled; what is said of them goes to `labels.csv` in the corpus.

        `size` is how many, `towards` asks for the tone towards actors, `seed` chooses other sentences. For JupyterLab:
        the widget is worked by keyboard or mouse, and every label is saved at once. Raises InvalidValueError where the
        corpus is a single file, which has no folder for the labels.
        """
        from wirebook.show.labeller import Labeller

        file = self._beside(labels.FILE)
        chosen = labelled.draw(self.tables, size, towards=towards, seed=seed)
        drawn = labels.drawn(chosen)

        def save(number: int, choice: str | None) -> None:
            labels.put(file, drawn[number], choice)
            self.tables["labels"] = frames.to_pandas({"labels": frames.labels(labels.read(file)[0])})["labels"]

        return Labeller(labelled.shown(self.tables, chosen), file=f"{self.path.name}/{labels.FILE}", save=save)

    def accuracy(self, *, against: Sequence[str] = (VADER,)) -> Answer:
        """Say how often the method of this Book, and others, agree with the sentences that the analyst has labelled.

        `against` are other methods of tone ("model", "vader", "lexicon:FILE"): the labelled articles are annotated by
        them too.
        """
        ids = set(labelled.compared(self.tables)["article_id"])
        others = [
            engine.by(self.path, Methods(names=self.methods.names, tone=tone), ids)
            for tone in against
            if ids and tone != self.methods.tone
        ]
        return labelled.accuracy(self.tables, others)

    def mistakes(self, *, top: int = 20) -> Answer:
        """List the labelled sentences of which the method says something else than the analyst."""
        return labelled.mistakes(self.tables, top=top)

    def extremes(self, *, top: int = 10) -> Answer:
        """List the most negative and the most positive sentences, with the words that moved them."""
        return sentiment.extremes(self.tables, top=top)

    def categories(self, lexicon: str, *, by: str = "", every: str = "", top: int = 20) -> Answer:
        """Count the terms of each category of a lexicon of the analyst's own, by source (`by`), over time (`every`).

        `lexicon` is a CSV file (term,weight,category), looked for like a corpus.
        """
        return categories.categories(self.tables, engine.read_lexicon(lexicon), by=by, every=every, top=top)

    # -- what happened when ------------------------------------------------------------------------------------

    def timeline(self, *, top: int = 40) -> Answer:
        """List the dated statements, those about one day gathered, in order of time."""
        return timeline.entries(self.tables, top=top)

    def upcoming(self, *, asof: str = "", top: int = 20) -> Answer:
        """List what is planned, hoped for or conditional after a day; by default the newest publication day."""
        return agenda.upcoming(self.tables, asof=asof, top=top)

    def ledger(self, *, asof: str = "", top: int = 40) -> Answer:
        """List what articles announced for a day, and what came of it by later ones, seen from the day `asof`."""
        return ledger.ledger(self.tables, asof=asof, top=top)

    def disputed(self, *, top: int = 20) -> Answer:
        """List pairs of reports that tell the same of different days."""
        return disputes.disputed(self.tables, top=top)

    def attention(self, *, every: str = "auto") -> Answer:
        """Set when was written beside when it happened."""
        return timeline.attention(self.tables, every=every or "auto")

    # -- who is in it ------------------------------------------------------------------------------------------

    def actors(self, *, type: str = "", by: str = "mentions", top: int = 20, rolled: bool = False) -> Answer:
        """Count actors by mentions, articles, with_copies, sources or rate; `type` keeps persons, countries, …;
        `rolled` counts ministers and ministries as their country."""
        return actors.frequency(self.tables, type=type or None, by=by, top=top, rolled=rolled)

    def actors_over_time(self, *, type: str = "", every: str = "auto", top: int = 6, rolled: bool = False) -> Answer:
        """Count the leading actors' mentions by period; `rolled` as in `actors`."""
        return actors.over_time(self.tables, type=type or None, every=every or "auto", top=top, rolled=rolled)

    def together(self, *, type: str = "", top: int = 20) -> Answer:
        """Count which actors stand in one sentence."""
        return actors.together(self.tables, type=type or None, top=top)

    def actor(self, name: str = "", *, every: str = "auto", top: int = 40) -> Profile:
        """Show one actor: what is counted of it, and every sentence that mentions it; by default the most mentioned.

        The profile's `over_time`, `said` and `wants` are answers: its mentions by period, its statements, and what it
        is reported to want or reject.
        """
        return profile(self.tables, name, every=every or "auto", top=top)

    def comings(self, *, type: str = "", since: str = "", top: int = 30) -> Answer:
        """List who is in the recent articles alone, and who is in the earlier ones alone."""
        return comings.comings(self.tables, type=type or None, since=since, top=top)

    def parts(self, *, type: str = "", top: int = 25, rolled: bool = False) -> Answer:
        """Count what part each actor has: spoken about, speaking, acting, acted upon."""
        return parts.parts(self.tables, type=type or None, top=top, rolled=rolled)

    def network(self, *, type: str = "", top: int = 40, rolled: bool = False) -> Answer:
        """Draw which actors stand in one sentence; saved, also as GraphML and GEXF."""
        return network.network(self.tables, type=type or None, top=top, rolled=rolled)

    def quotes(self, *, top: int = 20) -> Answer:
        """Count who is quoted, directly and indirectly."""
        return quotes.speakers(self.tables, top=top)

    def said(self, speaker: str = "", *, top: int = 40) -> Answer:
        """List the statements of one speaker, or of all."""
        return quotes.statements(self.tables, speaker=speaker, top=top)

    def stances(self, holder: str = "", *, top: int = 40) -> Answer:
        """List what one actor, or everybody, is reported to want, support or reject."""
        return quotes.stances(self.tables, holder=holder, top=top)

    def alike(self, *, top: int = 40) -> Answer:
        """List pairs of actors whose names are so close that they may be one."""
        return alike.alike(self.tables, top=top)

    # -- going through the sentences ---------------------------------------------------------------------------

    def explore(
        self,
        *,
        since: str | int = "",
        until: str | int = "",
        sources: Sequence[str] = (),
        actors: Sequence[str] = (),
        tones: Sequence[str] = (),
        voices: Sequence[str] = (),
    ) -> Explorer:
        """Show time, actors, tone and sources side by side, each filtering the others, over the sentences they count.

        For JupyterLab, by mouse or keyboard. What is chosen is in the explorer's data frames for the next cell:
        `explorer.sentences`, `.mentions`, `.articles`, `.tones`, `.times`, `.quotes`, `.events`, in the columns of the
        tables. What is given here is chosen at first: `since` and `until` as ISO days, months or years, `actors` by any
        name, `tones` (negative, neutral, positive) of the sentence as a whole, `voices` (article, quoted, reported).
        Raises UnknownNameError for a name that there is none of, InvalidValueError for a day that is none.

        >>> explorer = book.explore(actors=["China"])                  # doctest: +SKIP
        >>> explorer.sentences                                         # doctest: +SKIP
        """
        from wirebook.show.explorer import Explorer

        given = {"since": since, "until": until, "sources": sources, "actors": actors, "tones": tones, "voices": voices}

        def resolve(**choice: Any) -> dict[str, Any]:
            return exploring.named(self.tables, choice)

        return Explorer(_Explored(self), resolve(**given), resolve=resolve)

    def passages(
        self,
        phrase: str = "",
        *,
        actor: str = "",
        source: str = "",
        since: str | int = "",
        until: str | int = "",
        width: int = 60,
        top: int = 0,
    ) -> Answer:
        """Find words, in sentences that mention an actor, by source and time: each place in context, with evidence.

        Without a phrase, the places are the actor's mentions. `concordance` gives the bare places, of words alone.

        >>> book.passages("rare earths", actor="China").frame[["left", "match", "right"]]    # doctest: +SKIP
        """
        return concordance.passages(
            self.tables, phrase, actor=actor, source=source, since=since, until=until, width=width, top=top
        )

    # -- the whole, in two minutes; and single articles and words ----------------------------------------------

    def briefing(self, *, top: int = 5, asof: str = "") -> Answer:
        """Say the main actors, the tone and its movement, what happened and what is coming up."""
        return briefing.briefing(self.tables, top=top, asof=asof)

    def article(self, words: str) -> Markup:
        """Show one article with its actors, dates, quotations and tones marked.

        `words` is an `article_id`, or words of the title, or of the text where no title has them; the first article in
        reading order that has them is shown. Raises UnknownNameError where none has.
        """
        counted, wanted = self.counted, words.casefold()
        found = counted[counted["article_id"] == words]
        for column in ("title", "text"):
            if found.empty:
                found = counted[counted[column].str.casefold().str.contains(wanted, regex=False, na=False)]
        if found.empty:
            raise UnknownNameError.of("article", words, counted["title"].dropna())
        row = found.iloc[0]
        parts = {
            name: self.tables[name][self.tables[name]["article_id"] == row["article_id"]]
            for name in ("sentences", "mentions", "times", "quotes", "tones")
        }
        return Markup(
            marked_up.render({str(name): value for name, value in row.items()}, **parts, names=dict(names(self.tables)))
        )

    def concordance(self, phrase: str, *, width: int = 60) -> pd.DataFrame:
        """Find a word, or several in a row, in every counted article.

        Returns one row a place: left, match, right (context of `width` characters), title, source, published,
        article_id, start, end.
        """
        articles = self.counted
        lines = pd.DataFrame(
            language.concordance(articles["text"], phrase, width=width), columns=list(language.Line._fields)
        )
        about = articles[["title", "source", "published", "article_id"]]
        return lines.join(about, on="text")[
            ["left", "match", "right", "title", "source", "published", "article_id", "start", "end"]
        ]

    def collocations(self, *, top: int = 20, window: int = 2, least: int = 2) -> pd.DataFrame:
        """Find pairs of words that stand together more often than chance: first, second, count."""
        pairs = language.collocations(self.counted["text"], top=top, window=window, least=least)
        return pd.DataFrame(pairs, columns=["first", "second", "count"])

    def frequencies(self, *, top: int = 50) -> pd.DataFrame:
        """Count the words of the counted articles: word, count."""
        return pd.DataFrame(language.frequencies(self.counted["text"], top=top), columns=["word", "count"])


class _Explored:
    """What the explorer asks a Book for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._index = exploring.Index(book.tables)

    def views(self, choice: Mapping[str, Any], sought: str) -> dict[str, Any]:
        return self._index.views(exploring.Choice.of(choice), sought=sought)

    def page(self, choice: Mapping[str, Any], start: int) -> list[dict[str, Any]]:
        return self._index.page(exploring.Choice.of(choice), start=start)

    def frame(self, table: str, choice: Mapping[str, Any]) -> pd.DataFrame:
        return self._index.frame(table, exploring.Choice.of(choice))

    def article(self, article_id: str) -> str:
        return self._book.article(article_id).html


class Markup:
    """One article as HTML; a notebook shows it by itself."""

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_html_(self) -> str:
        return self.html
