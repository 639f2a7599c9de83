"""Identifiers of actors into the names that rows carry."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wirebook.errors import UnknownNameError
from wirebook.tables import select


def asked(tables: Mapping[str, pd.DataFrame], words: str) -> list[str]:
    """Return the identifiers of the actor asked for by a name, an identifier or a form that the articles use.

    No words ask for none. Raises UnknownNameError where they name nobody.
    """
    found = select.find_actors(tables, words) if words else []
    if words and not found:
        raise UnknownNameError.of("actor", words, tables["actors"]["name"])
    return found


def names(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return the name of each actor by its identifier; where two share a name, the identifier is added to both."""
    actors = tables["actors"].drop_duplicates("actor_id").set_index("actor_id")
    shared = actors["name"].duplicated(keep=False)
    return actors["name"].where(~shared, actors["name"] + " (" + actors.index.astype("str") + ")")
