"""JupyterLab, started for real: "Restart Kernel and Run All Cells" works in a notebook."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Browser, Page

from wirebook.tables import labels

NOTEBOOK = "40_briefing.ipynb"
STARTING, RUNNING = 90, 180
"""Seconds that the server may take to start, and the notebook to run."""


@pytest.fixture
def workbook(tmp_path: Path, notebooks: Path, corpus: Path) -> Path:
    """The notebooks in a folder of their own, with the small corpus as `seeds`."""
    shutil.copytree(notebooks, tmp_path / "notebooks", ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(corpus, tmp_path / "notebooks" / "seeds")
    return tmp_path / "notebooks"


@pytest.fixture
def lab(workbook: Path, tmp_path: Path) -> Iterator[str]:
    """A running JupyterLab: its address, with the token, and {} where the path goes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": workbook,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": token,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.news_url": "",
        "KernelManager.transport_encryption": "auto",
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", *(f"--{k}={v}" for k, v in options.items())]
    own = {name: str(tmp_path / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    with (tmp_path / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=workbook, env=os.environ | own, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/api?token={token}", server)
            yield f"http://127.0.0.1:{port}/{{}}?token={token}"
        finally:
            server.terminate()
            server.wait(30)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail("JupyterLab did not start")


def _wait_for_kernel(lab: str) -> None:
    """Wait until the notebook's kernel is up and the page is connected to it."""
    address = lab.format("api/kernels")
    end = time.monotonic() + STARTING
    while time.monotonic() < end:
        with urllib.request.urlopen(address, timeout=5) as answer:
            kernels = json.load(answer)
        if any(kernel["connections"] and kernel["execution_state"] == "idle" for kernel in kernels):
            return
        time.sleep(0.3)
    pytest.fail("the notebook's kernel did not start")


def _code(path: Path) -> list[dict[str, Any]]:
    """Return the code cells of a notebook that may be in the middle of being saved."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except json.JSONDecodeError:
        return []
    return [cell for cell in cells if cell["cell_type"] == "code"]


def _run_all(chromium: Browser, lab: str, notebook: str) -> Page:
    """Open a notebook and choose "Restart Kernel and Run All Cells" from the menu."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(lab.format(f"lab/tree/{notebook}"), timeout=STARTING * 1000)
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=STARTING * 1000)
    _wait_for_kernel(lab)
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_text("Restart Kernel and Run All Cells…", exact=True).click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    return page


@pytest.mark.browser
def test_a_notebook_runs_in_jupyterlab(chromium: Browser, lab: str, workbook: Path) -> None:
    page = _run_all(chromium, lab, NOTEBOOK)
    end = time.monotonic() + RUNNING
    done: list[dict[str, Any]] = []
    while time.monotonic() < end:
        page.wait_for_timeout(1000)
        page.keyboard.press("Control+s")
        done = _code(workbook / NOTEBOOK)
        if done and all(cell["execution_count"] for cell in done) and done[-1]["outputs"]:
            break
    page.close()
    assert [cell["execution_count"] for cell in done] == list(range(1, len(done) + 1))
    outputs = [output for cell in done for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert any("wb-answer" in "".join(output.get("data", {}).get("text/html", "")) for output in outputs)


@pytest.mark.browser
def test_sentences_are_labelled_by_keyboard_in_jupyterlab(chromium: Browser, lab: str, workbook: Path) -> None:
    sheet = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                "import wirebook as wb\n\nbook = wb.open('seeds', names='rules', tone='vader')\nbook.label(size=3)"
            )
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    nbformat.write(sheet, workbook / "label.ipynb")
    page = _run_all(chromium, lab, "label.ipynb")
    widget = page.locator(".wb-label")
    widget.wait_for(timeout=RUNNING * 1000)
    assert widget.get_by_role("status").inner_text() == "Sentence 1 of 3"
    first = widget.locator(".wb-label-sentence").inner_text()
    widget.focus()
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.keyboard.press("Backspace")  # back to the second, which is changed
    page.keyboard.press("3")
    widget.get_by_role("button", name="cannot say").click()
    widget.get_by_text("All 3 labelled, and saved in seeds/labels.csv.").wait_for(timeout=STARTING * 1000)
    file = workbook / "seeds" / labels.FILE
    end = time.monotonic() + STARTING
    while len(labels.read(file)[0]) < 3 and time.monotonic() < end:
        page.wait_for_timeout(300)
    page.close()
    found, wrong = labels.read(file)
    assert wrong == []
    assert {one.label for one in found} == {"negative", "positive", "unclear"}
    assert all(one.drawn for one in found)
    assert next(one.text for one in found if one.label == "negative") == " ".join(first.split())


@pytest.mark.browser
def test_sentences_are_explored_by_keyboard_in_jupyterlab(chromium: Browser, lab: str, workbook: Path) -> None:
    cells = [
        "import wirebook as wb\n\nbook = wb.open('seeds', names='rules', tone='vader')\n"
        "explorer = book.explore()\nexplorer",
        "print('chosen', len(explorer.sentences), len(explorer.articles), explorer.choice['actors'])",
    ]
    sheet = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    nbformat.write(sheet, workbook / "explore.ipynb")
    page = _run_all(chromium, lab, "explore.ipynb")
    widget = page.locator(".wb-explore")
    widget.wait_for(timeout=RUNNING * 1000)
    status = widget.get_by_role("status")
    assert status.inner_text().startswith("All ")
    bar = widget.get_by_role("group", name="Sentences by time of publication").get_by_role("button").first
    expected = (bar.get_attribute("aria-label") or "").split(": ")[1].split(" ")[0]
    bar.click()
    page.wait_for_function(
        "number => document.querySelector('.wb-explore-status').innerText.startsWith(number + ' sen')", arg=expected
    )
    assert widget.get_by_role("listitem").count() == int(expected)
    page.keyboard.press("Escape")
    widget.get_by_text("All ", exact=False).first.wait_for()
    first = widget.get_by_role("group", name="Actors").get_by_role("button").first
    first.focus()
    page.keyboard.press("ArrowDown")
    name, _, number = page.evaluate("document.activeElement.getAttribute('aria-label')").rpartition(": ")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "number => document.querySelector('.wb-explore-status').innerText.startsWith(number)", arg=number
    )
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(name)
    assert widget.locator("mark").count() > 0
    text = widget.locator(".wb-explore-text strong").first.inner_text()
    opener = widget.get_by_title("Open the article").first
    opener.focus()
    page.keyboard.press("Enter")
    article = widget.get_by_role("region", name="Article")
    article.wait_for()
    assert " ".join(text.split()) in " ".join(article.locator(".wb-here").inner_text().split())
    page.keyboard.press("Escape")
    article.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.title") == "Open the article"
    page.locator(".jp-CodeCell").nth(1).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    said = page.locator(".jp-OutputArea-output", has_text=f"chosen {number.split(' ')[0]} ")
    said.wait_for(timeout=STARTING * 1000)
    page.close()
