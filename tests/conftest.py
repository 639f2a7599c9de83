"""What several rooms of the tests share: a small corpus, hostile articles, a store of their own, a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How long one example takes depends on what else the machine does; pytest's own limit ends what hangs.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

ROOT = Path(__file__).parents[1]
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""Options that keep Chromium from asking the internet for anything of its own."""


@pytest.fixture(autouse=True, scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the tests' annotations out of the project's own store."""
    folder = tmp_path_factory.mktemp("store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIREBOOK_STORE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def notebooks() -> Path:
    """The folder of the project's notebooks."""
    return ROOT / "notebooks"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Five articles from three outlets about November 2025, in four formats, and a record that cannot be used."""
    return ROOT / "tests" / "notebooks" / "corpus"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles that try to run, load, format or calculate something wherever they are shown."""
    folder = tmp_path_factory.mktemp("hostile")
    script = "<script>window.ran = 1; alert('ran')</script><img src=x onerror=\"window.ran = 1; alert('ran')\">"
    articles = {
        "script": (f"{script} says France", f"France {script} met Japan on 3 November 2025 and praised it."),
        "formula": ('=HYPERLINK("http://evil.example","pay")', "+1+1 is what Germany said. @SUM(A1) and -2+3 follow."),
        "markdown": (
            "[click](javascript:alert(1)) ![x](http://evil.example/x.png)",
            "Italy **bold** <!-- `code` [a](http://evil.example) | and | a | table met Spain on 4 November 2025.",
        ),
        "math": (
            r"Oil at $95 and $\frac{broken",
            r"The $price$ rose to $95, and Norway \textbf{won} $\undefined{x$ again.",
        ),
        "attribute": ('" onmouseover="alert(1)" x="', '\'; alert(1); \' Brazil " onload="alert(1)" and Chile agreed.'),
    }
    for number, (name, (title, body)) in enumerate(articles.items(), start=1):
        text = f"---\ntitle: {title!r}\nsource: {('=cmd|' + name)!r}\ndate: 2025-11-{number:02}\n---\n\n{body}\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium, Debian's package. Where there is none, tests are skipped, except in continuous integration."""
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed: apt-get install chromium")
        pytest.skip("Chromium is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()
