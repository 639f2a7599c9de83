"""Characters and paragraphs of stored text."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.read import characters, identify, markup, paragraphs

LONG = (
    "The ministers of Norway and Chile met in Oslo on Monday to sign an accord on fisheries after two years of talks, "
    "and the fishermen of Valdivia, who had hoped for more, said that the winter would be hard for the smaller boats."
)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("20\u00a0000\u202ftonnes\tof  fish", "20 000 tonnes of fish"),
        ("co\u00adop\u200beration\ufeff", "cooperation"),
        ("a\x00b\x07c\x9bd", "abcd"),
        ("\u202eevil\u202c", "evil"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("Xi\u200d Jin\u200cping", "Xi Jinping"),
        ("می\u200cشود", "می\u200cشود"),
        ("e\u0301 stays as it is", "e\u0301 stays as it is"),
    ],
)
def test_characters(written, stored):
    assert characters.clean(written) == stored


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(text):
    once = characters.clean(text)
    assert characters.clean(once) == once


@pytest.mark.parametrize("width", [65, 72, 80])
def test_wrapped_lines_are_joined(width):
    wrapped = "\n\n".join(textwrap.fill(p, width, break_on_hyphens=False) for p in [LONG, LONG])
    assert paragraphs.unwrap(wrapped) == f"{LONG}\n\n{LONG}"


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}\n{LONG}",
        "One short line.\nAnother short line.\nA third.\nAnd a fourth line.",
        "- salmon\n- herring and cod\n- mackerel\n- crab and lobster from the south\n- squid",
        "A headline of some words\n\nThe text is short.",
    ],
)
def test_lines_that_are_paragraphs_stay(text):
    assert paragraphs.unwrap(text) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two <b>bold</b> words.</p>", "One.\nTwo bold words."),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("<script>alert(1)</script>Fish &amp; boats", "Fish & boats"),
        ("<ul><li>salmon</li><li>cod</li></ul>", "salmon\ncod"),
    ],
)
def test_html_of_a_field(html, text):
    assert markup.html_text(html) == text


@pytest.mark.parametrize(
    ("text", "said", "language"),
    [
        (LONG, None, "en"),
        (LONG.upper(), None, "en"),
        (LONG, "fr", "en"),
        ("Talks fail.", None, None),
        ("Talks fail.", "en", "en"),
        ("Die Minister trafen sich am Montag in Oslo, um nach zwei Jahren ein Abkommen zu unterzeichnen.", "en", "de"),
        (
            "Los ministros se reunieron el lunes en Oslo para firmar un acuerdo tras dos años de negociaciones.",
            None,
            "es",
        ),
    ],
)
def test_the_language_is_told_from_the_text_and_from_the_metadata_where_it_is_short(text, said, language):
    assert identify.identify(text, said=said) == language
