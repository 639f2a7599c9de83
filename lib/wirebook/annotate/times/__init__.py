"""Time expressions of an article, to the ISO-TimeML TIMEX3 standard: spans, types, values and the days they mean.

The words are data (`knowledge/time_words.csv`, `holidays.csv`, `verb_tenses.csv`); the grammar is the tables named
`RULES` in `explicit` (dates that are named), `relative` (dates counted from another), `amounts` (durations, sets) and
`clock` (times of day); `finder` applies it, `values` writes the values, `tense` tells behind from ahead.
"""

from __future__ import annotations

from wirebook.annotate.times.finder import find

__all__ = ["find"]
