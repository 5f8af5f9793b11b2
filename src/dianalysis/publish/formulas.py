"""A Sphinx extension that draws formulas with Matplotlib: no script and no network, readable as text too."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from html import escape
from typing import Any

from docutils import nodes  # type: ignore[import-untyped]
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser
from sphinx.application import Sphinx

RENDERER = "drawn"
_SIZE = 10.0  # points: sizes below are relative to it
_SCALE = 1.15  # of a formula to the text around it, whose letters are wider
_DRAWING: dict[Any, Any] = {"svg.fonttype": "path", "svg.hashsalt": "formula", "mathtext.fontset": "stix"}


@lru_cache(maxsize=512)
def draw_formula(tex: str) -> str:
    """Return a formula as an image element whose alternative text is the formula itself.

    Parameters
    ----------
    tex
        TeX without dollar signs. What Matplotlib cannot set (an alignment, say) is returned as text.
    """
    text = f"${' '.join(tex.split())}$"
    try:
        with rc_context(_DRAWING):
            picture, width, height, depth = _draw(text)
    except (ValueError, RuntimeError):
        return f'<code class="formula">{escape(tex.strip())}</code>'
    source = f"data:image/svg+xml;base64,{base64.b64encode(picture).decode()}"
    style = f"width:{width:.2f}em;height:{height:.2f}em;vertical-align:{-depth:.2f}em"
    return f'<img class="formula" alt="{escape(tex.strip())}" style="{style}" src="{source}">'


def _draw(text: str) -> tuple[bytes, float, float, float]:
    font = FontProperties(size=_SIZE)
    width, height, depth, _, _ = MathTextParser("path").parse(text, dpi=72, prop=font)
    figure = Figure(figsize=(width / 72, height / 72))
    figure.text(0, depth / height, text, fontproperties=font)
    stream = io.BytesIO()
    figure.savefig(
        stream, format="svg", transparent=True, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type"))
    )
    em = _SIZE / _SCALE
    return stream.getvalue(), width / em, height / em, depth / em


def _inline(translator: Any, node: nodes.math) -> None:
    translator.body.append(draw_formula(node.astext()))
    raise nodes.SkipNode


def _block(translator: Any, node: nodes.math_block) -> None:
    translator.body.append(f'<div class="formula-block">{draw_formula(_large(node.astext()))}</div>\n')
    raise nodes.SkipNode


def _large(tex: str) -> str:
    """Ask for the large fractions of a formula that stands by itself."""
    return tex.replace(r"\frac", r"\dfrac")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the renderer with Sphinx."""
    app.add_html_math_renderer(RENDERER, inline_renderers=(_inline, None), block_renderers=(_block, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
