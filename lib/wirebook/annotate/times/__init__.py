"""Time expressions of an article, to the ISO-TimeML TIMEX3 standard: spans, types, values and the days they mean.

The grammar is data: `knowledge/time_rules.csv` (patterns, each with an example and the name of its reading) over the
words of `time_words.csv`, `holidays.csv` and `verb_tenses.csv`. The readings are functions: `explicit` (dates that are
named), `relative` (dates counted from another), `amounts` (durations, sets) and `clock` (times of day); `finder`
applies the rules, `values` writes the values, `tense` tells behind from ahead.
"""

from __future__ import annotations

from wirebook.annotate.times.finder import find

__all__ = ["find"]
