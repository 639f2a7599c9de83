"""Identifiers of actors into the names that rows carry."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def names(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return the name of each actor by its identifier; where two share a name, the identifier is added to both."""
    actors = tables["actors"].drop_duplicates("actor_id").set_index("actor_id")
    shared = actors["name"].duplicated(keep=False)
    return actors["name"].where(~shared, actors["name"] + " (" + actors.index.astype("str") + ")")
