"""Make the pictures of the README from a real run: `python -m workshop.example [RUN] [--to outputs/example]`.

Pages are photographed by Chromium (Debian's package); figures are the run's own.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

PAGES = {"index.html": ("index", 1100, 1250)}
"""Pages to photograph: the picture's name, width and height in CSS pixels."""

FIGURES = {
    "actors_people": "actors",
    "timeline": "timeline",
    "sentiment": "sentiment",
}
"""Figures of the run to show, by the name that their notebook saves them under, and the picture's name."""

COLOURS = 128
"""Colours kept in a picture: enough for flat charts and text, a third of the bytes."""


def main(arguments: list[str] | None = None) -> int:
    """Write the pictures; return 0 when all were made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", nargs="?", type=Path, default=Path("outputs/latest"))
    parser.add_argument("--to", type=Path, default=Path("outputs/example"))
    options = parser.parse_args(arguments)
    run, folder = options.run.resolve(), options.to
    folder.mkdir(parents=True, exist_ok=True)
    missing = []
    for saved, name in FIGURES.items():
        figure = run / "figures" / f"{saved}.png"
        if figure.exists():
            shrink(figure, folder / f"{name}.png")
        else:
            missing.append(str(figure))
    for page, (name, width, height) in PAGES.items():
        if not photograph(run / page, folder / f"{name}.png", width=width, height=height):
            missing.append(page)
    for name in missing:
        print(f"not made: {name}", file=sys.stderr)
    return 1 if missing else 0


def photograph(page: Path, picture: Path, *, width: int, height: int) -> bool:
    """Take a picture of the top of a page, `width` by `height` pixels; return whether there is one."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or not page.exists():
        return False
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
        quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command = [chromium, *flags, *quiet, f"--user-data-dir={folder}/profile", f"--screenshot={shot}"]
        subprocess.run(
            [*command, f"--window-size={width},{height}", page.as_uri()], check=True, capture_output=True, timeout=120
        )
        shrink(shot, picture)
    return True


def shrink(source: Path, target: Path) -> None:
    """Copy a PNG with few colours, so that the README stays light."""
    with Image.open(source) as image:
        image.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            target, optimize=True
        )


if __name__ == "__main__":
    sys.exit(main())
