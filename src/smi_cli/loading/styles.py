"""The style sheets that come with smi."""

from __future__ import annotations

from pathlib import Path


def read_styles() -> tuple[str, str]:
    """The style sheet of pages and that of drawings, from where the package is installed."""
    folder = Path(__file__).parent.parent / "rendering" / "styles"
    page, drawing = (folder.joinpath(f"{name}.css").read_text(encoding="utf-8") for name in ("page", "drawing"))
    return page, drawing
