"""Printing: a page as a PDF, by the Chromium that is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from wirebook.errors import MissingToolError, PrintingError

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "brave-browser",
)
"""What the programs are called that print by Chromium, in the order they are looked for."""
SECONDS = 180
"""How long the printing of a report may take."""
OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--export-tagged-pdf",
)
"""Options that print without a window, ask the internet for nothing, and write an outline and tags for a reader."""
INSTALL = "install it (Debian and Ubuntu: apt-get install chromium), or share it --as html and print it from a browser"


def pdf(page: str, out: Path, *, seconds: int = SECONDS) -> Path:
    """Print a page of HTML into the file `out`.

    Raises MissingToolError where no Chromium is installed, PrintingError where it fails or takes too long.
    """
    program = browser()
    with tempfile.TemporaryDirectory(prefix="wirebook-print-", ignore_cleanup_errors=True) as work:
        source, made = Path(work) / "report.html", Path(work) / "report.pdf"
        source.write_text(page, encoding="utf-8")
        profile = f"--user-data-dir={Path(work) / 'profile'}"
        command = [program, *OPTIONS, *_sandbox(), profile, f"--print-to-pdf={made}", source.as_uri()]
        _run(command, seconds)
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF"):
            raise PrintingError(f"{program} printed nothing", hint=INSTALL)
        shutil.copyfile(made, out)
    return out


def browser() -> str:
    """Return the path of the Chromium that is installed; raise MissingToolError where there is none."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise MissingToolError("a PDF is printed by Chromium, and none is installed", hint=INSTALL)


def _sandbox() -> tuple[str, ...]:
    """Chromium refuses to start in its sandbox as root; for everybody else the sandbox stays."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _run(command: list[str], seconds: int) -> None:
    """Run a program; end it with all that it has started when its time is over."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=os.name == "posix"
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise PrintingError(f"{command[0]} did not print the report in {seconds} seconds", hint=INSTALL) from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
