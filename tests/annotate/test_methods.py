"""The methods to choose from: which there are, what a missing one says, and what each gives."""

from __future__ import annotations

import importlib
import pickle
import sys
from pathlib import Path

import pytest

from wirebook.annotate import document, judges, methods
from wirebook.annotate.methods import Methods
from wirebook.annotate.pipeline import annotate
from wirebook.errors import MissingToolError, UnknownNameError
from wirebook.read.article import Article

TEXT = "Ada Marlowe praised the United Nations in Oslo. The French delegation thanked Ms. Marlowe."

STAND_IN = '''
"""A spaCy that knows four names."""

__version__ = "3.99.0"

class Span:
    def __init__(self, text, words, label):
        self.start_char = text.index(words)
        self.end_char = self.start_char + len(words)
        self.label_ = label

class Doc:
    NAMES = {"Ada Marlowe": "PERSON", "the United Nations": "ORG", "Oslo": "GPE", "French": "NORP", "Treaty": "LAW"}

    def __init__(self, text):
        self.ents = [Span(text, words, label) for words, label in self.NAMES.items() if words in text]

class Pipeline:
    meta = {"version": "1.2.3"}

    def pipe(self, texts):
        return (Doc(text) for text in texts)

def load(name):
    if name != "en_stand_in":
        raise OSError(f"[E050] Can't find model {name!r}.")
    return Pipeline()
'''


def article(text: str = TEXT) -> Article:
    return Article(article_id="a", path="a.txt", text=text, language="en")


@pytest.fixture
def spacy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package called spaCy, installed as any other, with one pipeline."""
    (tmp_path / "spacy").mkdir()
    (tmp_path / "spacy" / "__init__.py").write_text(STAND_IN)
    about = tmp_path / "spacy-3.99.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: spacy\nVersion: 3.99.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "spacy", raising=False)
    methods._spacy.cache_clear()
    importlib.invalidate_caches()
    yield
    methods._spacy.cache_clear()
    sys.modules.pop("spacy", None)


@pytest.fixture
def no_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No package called spaCy, whether or not one is installed where the tests run."""
    monkeypatch.setitem(sys.modules, "spacy", None)
    methods._spacy.cache_clear()


@pytest.mark.parametrize("names", ["model", "rules", "spacy:en_core_web_trf"])
@pytest.mark.parametrize("tone_", ["model", "vader"])
def test_every_method_for_names_goes_with_every_one_for_tone(names, tone_):
    chosen = Methods(names=names, tone=tone_)
    assert (chosen.names, chosen.tone) == (names, tone_)
    assert pickle.loads(pickle.dumps(chosen)) == chosen


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"names": "modle"}, "did you mean model"),
        ({"names": "Model"}, "did you mean model"),
        ({"names": "rule"}, "did you mean rules"),
        ({"names": "spacy"}, "did you mean spacy:PIPELINE"),
        ({"names": "spacy:"}, "did you mean spacy:PIPELINE"),
        ({"names": ""}, "there is model, rules, spacy:PIPELINE"),
        ({"names": "vader"}, "unknown method for names 'vader'"),
        ({"tone": "Vader"}, "did you mean vader"),
        ({"tone": "rules"}, "there is lexicon:FILE, model, vader"),
        ({"tone": "spacy:en_core_web_trf"}, "unknown method for tone"),
    ],
)
def test_a_method_that_does_not_exist_is_refused_with_the_nearest(wrong, said):
    with pytest.raises(UnknownNameError, match=said) as caught:
        Methods(**wrong)
    assert isinstance(caught.value, ValueError)


def test_a_pipeline_without_spacy_says_how_to_install_both(no_spacy):
    chosen = Methods(names="spacy:en_core_web_trf")
    for act in (chosen.version, lambda: annotate(article(), chosen)):
        with pytest.raises(MissingToolError, match="needs spaCy") as caught:
            act()
        assert caught.value.hint == "pip install spacy && python -m spacy download en_core_web_trf"
        assert isinstance(caught.value, ImportError)


def test_a_pipeline_that_is_not_installed_says_how_to_install_it(spacy):
    with pytest.raises(MissingToolError, match="en_core_web_trf") as caught:
        Methods(names="spacy:en_core_web_trf").version()
    assert caught.value.hint == "python -m spacy download en_core_web_trf"


def test_a_pipeline_that_is_installed_finds_the_names_with_our_labels_and_the_article_s_places(spacy):
    doc = document.parse(article("The Treaty was signed. " + TEXT))
    found = methods.names(doc, Methods(names="spacy:en_stand_in"), None)
    assert [[(doc.text[n.start : n.end], n.label) for n in sentence.names] for sentence in found] == [
        [("Treaty", "MISC")],
        [("Ada Marlowe", "PER"), ("the United Nations", "ORG"), ("Oslo", "LOC")],
        [],
    ]


def test_names_by_a_pipeline_become_mentions_of_actors(spacy):
    made = annotate(article(), Methods(names="spacy:en_stand_in", tone="vader"))
    types = {actor.actor_id: actor.type for actor in made.actors}
    found = {made_text(made, m): types[m.actor_id] for m in made.mentions}
    assert found["Ada Marlowe"] == "person"
    assert found["United Nations"] == "organization"
    assert found["Oslo"] == "place"
    assert found["French"] == "country"


def made_text(made, mention):
    assert TEXT[mention.start : mention.end] == mention.text
    return mention.text


def test_the_version_tells_methods_and_pipelines_apart(spacy):
    words = [
        Methods(names=names, tone=tone_).version()
        for names in ("model", "rules", "spacy:en_stand_in")
        for tone_ in ("model", "vader")
    ]
    assert len(set(words)) == 6
    assert "3.99.0" in words[-1] and "1.2.3" in words[-1]


@pytest.mark.parametrize(
    ("chosen", "needed"),
    [
        (Methods(), True),
        (Methods(names="rules"), True),
        (Methods(tone="vader"), True),
        (Methods(names="rules", tone="vader"), False),
        (Methods(names="spacy:any", tone="vader"), False),
    ],
)
def test_the_model_reads_only_where_a_method_needs_it(chosen, needed):
    readings = methods.read(document.parse(article()), chosen)
    assert (readings is not None) == needed
    if readings is not None:
        assert [reading.text for reading in readings] == [s.text for s in document.parse(article()).sentences]


def test_names_of_the_model_stand_at_the_article_s_places():
    doc = document.parse(article("One sentence stands before. " + TEXT))
    readings = methods.read(doc, Methods())
    found = methods.names(doc, Methods(), readings)
    for sentence, reading, own in zip(doc.sentences, readings, found, strict=True):
        assert [doc.text[n.start : n.end] for n in own.names] == [reading.text[n.start : n.end] for n in reading.names]
        assert all(sentence.start <= n.start < n.end <= sentence.end for n in own.names)
        assert [doc.text[start:end] for start, end, _ in own.words] == [
            reading.text[start:end] for start, end, _ in reading.named
        ]


def test_the_rules_find_names_without_the_model():
    doc = document.parse(article())
    assert methods.names(doc, Methods(names="rules"), methods.read(doc, Methods(names="rules"))) is None


@pytest.mark.parametrize("names", ["model", "rules"])
def test_tone_by_vader_is_vader_s_and_by_the_model_the_model_s(names):
    for tone_, how in (("vader", {"lexicon: VADER"}), ("model", {judges.HOW, judges.UNSURE})):
        made = annotate(article(), Methods(names=names, tone=tone_))
        assert made.tones and {row.how for row in made.tones} <= how


def test_an_article_is_annotated_alike_alone_and_after_others():
    first = annotate(article())
    annotate(article("Something else entirely happened in Peru. " * 20))
    assert repr(annotate(article())) == repr(first)
