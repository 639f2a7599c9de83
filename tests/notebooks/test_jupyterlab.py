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

import pytest
from playwright.sync_api import Browser

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
    """A running JupyterLab: its address, with the token."""
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
            yield f"http://127.0.0.1:{port}/lab/tree/{NOTEBOOK}?token={token}"
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
    address = lab.replace(f"/lab/tree/{NOTEBOOK}", "/api/kernels")
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


@pytest.mark.browser
def test_a_notebook_runs_in_jupyterlab(chromium: Browser, lab: str, workbook: Path) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(lab, timeout=STARTING * 1000)
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=STARTING * 1000)
    _wait_for_kernel(lab)
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_text("Restart Kernel and Run All Cells…", exact=True).click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
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
