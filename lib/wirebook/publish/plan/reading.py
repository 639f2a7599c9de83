"""Reading a plan: every set of parameters that it asks for, or everything that is wrong with it, before anything runs.

    title: Two countries, by decade      # heading of the comparison
    corpus: seeds                        # what holds for every set
    notebooks: [10_sentiment, 30_actors]
    parameters: {top: 10}
    sets:                                # a set a name; each may have a corpus, notebooks and parameters of its own
      Seventies: {parameters: {published: 1971 to 1979}}
      Autumn: {parameters: {since: 2025-09}}
    for:                                 # and each of them once for every value here, or combination of values
      actors: [China, Japan]

Without `sets`, there is a set for each value, or combination of values, of `for`. A value is text, as on the command
line. `published: 2025-11` is short for `since` and `until`, and may be a span, `2025-01 to 2025-06`.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from yaml.nodes import MappingNode, Node

from wirebook import read as reading
from wirebook.annotate.methods import MODEL, Methods
from wirebook.errors import InvalidValueError, WirebookError
from wirebook.publish import discover, parameters, pipeline
from wirebook.publish.notebook import Notebook
from wirebook.publish.plan import outline
from wirebook.publish.plan.outline import Faults
from wirebook.show import html
from wirebook.tables import select

OWN = ("corpus", "notebooks", "parameters")
"""What a set may have of its own."""
KEYS = ("title", *OWN, "sets", "for")
CORPUS, PUBLISHED, TO = "corpus", "published", " to "
SPAN = ("since", "until")
MOST = 200
"""Most sets of a plan: a combination of values grows quickly, and a page that compares more is read by nobody."""
FILE_NAME = re.compile(r"[^\W_][\w.-]{0,99}")
SET_NAME = re.compile(r"[^\W_][^\x00-\x1f\x7f/\\<>:\"|?*]{0,79}")
NOT_IN_FOLDERS = re.compile(r"[^\w.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """One set: the articles, notebooks and parameters of a run, with the name that it has in the result."""

    name: str
    folder: str
    """The name of its folder."""
    corpus: Path
    notebooks: tuple[Notebook, ...]
    parameters: dict[str, str]
    """Values by name, as they would be written on the command line."""
    own: dict[str, str]
    """What tells it from the other sets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan that can be run: its file, its text and its sets."""

    name: str
    title: str
    path: Path
    text: str
    sets: tuple[Set, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class _Draft:
    """A set, or what holds for all of them, as far as it was read."""

    line: int
    name: str = ""
    corpus: _Value | None = None
    notebooks: tuple[_Value, ...] = ()
    parameters: Mapping[str, _Value] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)

    def over(self, base: _Draft) -> _Draft:
        """Return this draft with what it lacks taken from another."""
        return replace(
            self,
            corpus=self.corpus or base.corpus,
            notebooks=self.notebooks or base.notebooks,
            parameters={**base.parameters, **self.parameters},
        )


def read(path: Path) -> Plan:
    """Read a plan and check all that can be checked before it runs.

    A corpus or a notebook's file is looked for from the plan's folder, then as on the command line. Raises
    InvalidValueError that lists everything that is wrong, with its line.
    """
    faults = Faults()
    name = path.name.removesuffix(".yaml").removesuffix(".yml")
    if not FILE_NAME.fullmatch(name):
        faults.add(0, f"{path.name!r} cannot be a plan's name; use letters, digits, '.', '_' and '-'")
    text = _text(path)
    root = outline.compose(text, faults)
    title, base, drafts = _drafts(root, faults) if root else ("", _Draft(0), [])
    sets = _Checked(path.parent, faults).sets(base, drafts)
    if faults.found:
        said = "\n".join(f"  {fault}" for fault in sorted(faults.found))
        raise InvalidValueError(f"the plan {path} cannot be run:\n{said}")
    return Plan(name=name, title=title or name, path=path, text=text, sets=tuple(sets))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise InvalidValueError(f"the plan {path} cannot be read: {why}", hint="give a plan's YAML file") from error
    except UnicodeDecodeError as error:
        raise InvalidValueError(f"the plan {path} is not UTF-8 text", hint="save it as UTF-8") from error


def _drafts(root: Node, faults: Faults) -> tuple[str, _Draft, list[_Draft]]:
    """Return the title, what holds for all sets, and the sets."""
    top = outline.mapping(root, "the plan", faults, allowed=KEYS)
    title = html.plain(outline.text(top["title"][1], "title", faults) or "") if "title" in top else ""
    base = _draft("", 0, {key: value for key, value in top.items() if key in OWN}, faults)
    axes = _axes(top["for"][1], faults) if "for" in top else []
    named: dict[str, tuple[int, Node]] = {}
    if "sets" in top:
        named = outline.mapping(top["sets"][1], "sets", faults)
        if not named and outline.empty(top["sets"][1]):
            faults.add(top["sets"][0], "sets is empty; name at least one")
    if "sets" not in top and "for" not in top:
        faults.add(0, "the plan has no sets; add `sets:`, a set a name, or `for:`, a parameter and its values")
    drafts = [
        _draft(name, line, outline.mapping(node, f"the set {name!r}", faults, allowed=OWN), faults)
        for name, (line, node) in named.items()
    ]
    if axes:
        drafts = list(_crossed(drafts or [_Draft(line=top["for"][0])], axes, faults))
    if len(drafts) > MOST:
        faults.add(0, f"the plan has {len(drafts):,} sets, and at most {MOST} can be compared; divide it")
        drafts = []
    return title, base, drafts


def _draft(name: str, line: int, body: Mapping[str, tuple[int, Node]], faults: Faults) -> _Draft:
    """Return a set as it is written, or what holds for all."""
    where = f"the set {name!r}" if name else "the plan"
    corpus: _Value | None = None
    notebooks: tuple[_Value, ...] = ()
    given: dict[str, _Value] = {}
    if CORPUS in body:
        at, node = body[CORPUS]
        said = outline.text(node, f"the corpus of {where}", faults)
        corpus = _Value(at, said) if said is not None else None
    if "notebooks" in body:
        items = outline.sequence(body["notebooks"][1], "notebooks", faults)
        words = [(outline.line_of(n), outline.text(n, "a notebook", faults)) for n in items]
        notebooks = tuple(_Value(at, word) for at, word in words if word is not None)
    if "parameters" in body:
        given = _parameters(outline.mapping(body["parameters"][1], f"parameters of {where}", faults), where, faults)
    own = {key: value.text for key, value in given.items()} | ({CORPUS: corpus.text} if corpus else {})
    return _Draft(line, name, corpus, notebooks, given, own if name else {})


def _parameters(found: Mapping[str, tuple[int, Node]], where: str, faults: Faults) -> dict[str, _Value]:
    """Return the parameters of a mapping, `published` spelt out."""
    given: dict[str, _Value] = {}
    for name, (line, node) in found.items():
        said = outline.value(node, name, faults)
        if said is None:
            continue
        if name == CORPUS:
            faults.add(line, "the corpus is no parameter here; write it beside `parameters`")
            continue
        for key, value in _spelt(name, said).items():
            if key in given:
                faults.add(line, f"{where} gives {key!r} twice: {PUBLISHED!r} is short for 'since' and 'until'")
            given[key] = _Value(line, value)
    return given


def _spelt(name: str, value: str) -> dict[str, str]:
    """Return a parameter, or what `published` is short for."""
    if name != PUBLISHED:
        return {name: value}
    first, _, last = value.partition(TO)
    return {"since": first.strip(), "until": (last or first).strip()}


@dataclass(frozen=True, slots=True)
class _Choice:
    """One value of one axis: the name that it gives to a set, and the parameter (or corpus) that it is."""

    line: int
    label: str
    axis: str
    value: str


def _axes(node: Node, faults: Faults) -> list[list[_Choice]]:
    axes = []
    for axis, (line, values) in outline.mapping(node, "for", faults).items():
        if isinstance(values, MappingNode):
            items = [(name, at, one) for name, (at, one) in outline.mapping(values, axis, faults).items()]
        else:
            items = [("", outline.line_of(one), one) for one in outline.sequence(values, axis, faults)]
        choices = []
        for name, at, one in items:
            said = outline.value(one, axis, faults)
            if said is not None:
                choices.append(_Choice(at, name or _label(axis, one, said), axis, said))
        if not choices:
            faults.add(line, f"{axis!r} has no value in `for`; give at least one, as [one, other]")
        axes.append(choices)
    if not axes:
        faults.add(outline.line_of(node), "for is empty; name a parameter and its values, as {actors: [China, Japan]}")
    return axes


def _label(axis: str, node: Node, value: str) -> str:
    """Return the name that a value gives to its set."""
    if axis == CORPUS:
        return Path(value).name
    items = node.value if isinstance(node.value, list) else []
    return html.joined([str(item.value) for item in items]) if items else value


def _crossed(drafts: Iterable[_Draft], axes: list[list[_Choice]], faults: Faults) -> Iterable[_Draft]:
    """Yield each set once for every combination of the values."""
    total = 1
    for axis in axes:
        total *= max(1, len(axis))
    if total > MOST:
        faults.add(0, f"`for` has {total:,} combinations, and at most {MOST} sets can be compared; divide the plan")
        return
    for draft, choices in itertools.product(drafts, itertools.product(*axes)):
        corpus, given, own = draft.corpus, dict(draft.parameters), dict(draft.own)
        for choice in choices:
            if choice.axis == CORPUS:
                if draft.corpus:
                    faults.add(draft.corpus.line, f"the set {draft.name!r} gives a corpus, and so does `for`")
                corpus = _Value(choice.line, choice.value)
            else:
                for key, value in _spelt(choice.axis, choice.value).items():
                    if key in given:
                        where = f"in line {given[key].line} and in line {choice.line}"
                        faults.add(given[key].line, f"{key!r} is given twice for one set: {where}")
                    given[key] = _Value(choice.line, value)
            own[choice.axis] = choice.value
        name = ", ".join(filter(None, [draft.name, *(choice.label for choice in choices)]))
        yield replace(draft, name=name, corpus=corpus, parameters=given, own=own)


class _Checked:
    """What is checked of a plan against what is there: names, corpora, notebooks, parameters and their values."""

    def __init__(self, folder: Path, faults: Faults) -> None:
        self.folder = folder
        self.faults = faults
        self._notebooks: dict[tuple[_Value, ...], tuple[Notebook, ...]] = {}

    def sets(self, base: _Draft, drafts: Iterable[_Draft]) -> list[Set]:
        """Return the sets that can be run; what keeps others from it is noted."""
        whole = [draft.over(base) for draft in drafts]
        taken: set[str] = set()
        for draft in whole:
            for notebook in self.notebooks(draft):
                taken |= set(notebook.parameters)
        folders: dict[str, _Draft] = {}
        sets = []
        for draft in whole:
            folder = self._folder(draft, folders)
            corpus, notebooks = self._corpus(draft), self.notebooks(draft)
            given = {
                name: value.text
                for name, value in draft.parameters.items()
                if self._parameter(name, value, notebooks, common=base.parameters.get(name) is value, taken=taken)
            }
            self._methods(draft)
            if corpus is not None:
                sets.append(
                    Set(
                        name=draft.name,
                        folder=folder,
                        corpus=corpus,
                        notebooks=notebooks,
                        parameters=given,
                        own=dict(draft.own),
                    )
                )
        return sets

    def notebooks(self, draft: _Draft) -> tuple[Notebook, ...]:
        """Return the notebooks of a set; all of the project's where it names none."""
        if draft.notebooks not in self._notebooks:
            self._notebooks[draft.notebooks] = self._found(draft)
        return self._notebooks[draft.notebooks]

    def _found(self, draft: _Draft) -> tuple[Notebook, ...]:
        names = {value: self._beside(value.text) for value in draft.notebooks}
        right: list[str] = []
        for value, name in names.items():
            try:
                discover.find([name])
                right.append(name)
            except WirebookError as error:
                self.faults.add(value.line, _sentence(error))
        if draft.notebooks and not right:
            return ()
        try:
            return tuple(discover.find(right))
        except WirebookError as error:
            self.faults.add(draft.notebooks[0].line if draft.notebooks else 0, _sentence(error))
            return ()

    def _beside(self, name: str) -> str:
        """Return a file as it is found from the plan's folder, where it is there."""
        beside = self.folder / Path(name).expanduser()
        return str(beside) if name and beside.is_file() else name

    def _folder(self, draft: _Draft, folders: dict[str, _Draft]) -> str:
        name = unicodedata.normalize("NFC", draft.name)
        folder = NOT_IN_FOLDERS.sub("-", name.casefold()).strip("-.")
        if not SET_NAME.fullmatch(draft.name) or html.plain(draft.name) != draft.name or not folder:
            self.faults.add(
                draft.line,
                f"{draft.name!r} cannot be a set's name; it begins with a letter or digit, has at most 80 characters, "
                'and none of / \\ < > : " | ? *',
            )
        elif folder in folders:
            other = folders[folder]
            same = f"two sets are called {draft.name!r}"
            near = f"the sets {other.name!r} and {draft.name!r} would share the folder {folder!r}"
            self.faults.add(draft.line, f"{same if other.name == draft.name else near}; rename one")
        folders.setdefault(folder, draft)
        return folder

    def _corpus(self, draft: _Draft) -> Path | None:
        if draft.corpus is None or not draft.corpus.text:
            line = draft.corpus.line if draft.corpus else draft.line
            self.faults.add(line, f"the set {draft.name!r} has no corpus; write `corpus: FOLDER` for it, or for all")
            return None
        beside = self.folder / Path(draft.corpus.text).expanduser()
        try:
            if beside.exists():
                return beside.resolve()
            return reading.locate(draft.corpus.text).resolve()
        except (WirebookError, OSError, ValueError) as error:
            said = _sentence(error) if isinstance(error, WirebookError) else f"{draft.corpus.text!r} is no file's name"
            self.faults.add(draft.corpus.line, said)
            return None

    def _parameter(
        self, name: str, value: _Value, notebooks: Iterable[Notebook], *, common: bool, taken: set[str]
    ) -> bool:
        """Whether a parameter is for these notebooks, and of their type.

        What is given for all sets need not be taken by each of them.
        """
        takers = [notebook for notebook in notebooks if name in notebook.parameters]
        if name == "out":
            self.faults.add(value.line, "parameter 'out' is set by an option; use --out")
        elif not takers:
            allowed = taken if common else {n for notebook in notebooks for n in notebook.parameters}
            if notebooks and not (common and name in taken):
                self.faults.unknown(value.line, "parameter", name, allowed - {*parameters.OURS})
        else:
            try:
                parameters.parse(takers[0].parameters[name], value.text)
                if name in SPAN:
                    select.day(value.text, name)
                return True
            except WirebookError as error:
                self.faults.add(value.line, _sentence(error))
        return False

    def _methods(self, draft: _Draft) -> None:
        for name, value in draft.parameters.items():
            if name in pipeline.ANNOTATING:
                try:
                    methods({name: value.text})
                except WirebookError as error:
                    self.faults.add(value.line, _sentence(error))


def methods(given: Mapping[str, str]) -> Methods:
    """Return the methods that the parameters of a set choose; raise UnknownNameError for one that does not exist."""
    return Methods(names=given.get("names", MODEL), tone=given.get("tone", MODEL))


def _sentence(error: WirebookError) -> str:
    """Return an error with its hint, on one line."""
    return f"{error.message}; {error.hint}" if error.hint else error.message
