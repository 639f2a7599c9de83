"""What the tests of the language model share."""

from __future__ import annotations

import pytest

from wirebook.language import model
from wirebook.language.model import Model


@pytest.fixture(scope="session")
def loaded() -> Model:
    """The model as it is shipped."""
    return model.load()
