"""Take out of an executed notebook what differs from run to run or tells about the machine."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dianalysis.runner.parameters import read_notebook

_VOLATILE = ("papermill", "execution", "widgets", "signature", "vscode")
_GENERATED = ("injected-parameters", "papermill-error-cell-tag")
_ADDRESS = re.compile(r"\b0x[0-9a-f]{8,16}\b")
_FRAME = re.compile(r"(?<=/)ipykernel_\d+/\d+\.py")


def scrub_notebook(path: Path, *, replace: Mapping[str, str]) -> None:
    """Rewrite an executed notebook so that the same run gives the same bytes.

    Parameters
    ----------
    path
        The notebook; rewritten in place.
    replace
        Text to put in the place of other text, such as a dot for the root of the project.
    """
    notebook = scrubbed(read_notebook(path), replace=replace)
    write_text(path, json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def scrubbed(notebook: dict[str, Any], *, replace: Mapping[str, str]) -> dict[str, Any]:
    """Return a notebook without times, paths, memory addresses and random cell ids.

    Parameters
    ----------
    notebook
        A notebook as JSON; not changed.
    replace
        See `scrub_notebook`.
    """
    clean: dict[str, Any] = _without_private_text(notebook, replace)
    _drop_volatile(clean.get("metadata", {}))
    for cell in clean["cells"]:
        _drop_volatile(cell.get("metadata", {}))
        for tag in _GENERATED:
            if tag in cell.get("metadata", {}).get("tags", []):
                cell["id"] = f"{tag}-{clean['cells'].index(cell)}"
    return clean


def scrub_text(text: str, *, replace: Mapping[str, str]) -> str:
    """Return a text with the longest keys of `replace` replaced first, and without memory addresses."""
    for old in sorted(replace, key=len, reverse=True):
        text = text.replace(old, replace[old])
    return _FRAME.sub("ipykernel/cell.py", _ADDRESS.sub("0x…", text))


def private_text(root: Path) -> dict[str, str]:
    """Return what to replace so that a text names no folder outside the project."""
    home = str(Path.home())
    return {str(root): ".", **({home: "~"} if len(home) > 1 else {})}


def write_text(path: Path, text: str) -> None:
    """Write a file in one step: a reader sees the old text or the new one, never half of it."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)


def _drop_volatile(metadata: dict[str, Any]) -> None:
    for key in _VOLATILE:
        metadata.pop(key, None)


def _without_private_text(value: Any, replace: Mapping[str, str], key: str = "") -> Any:
    if isinstance(value, str):
        return value if key.startswith("image/") else scrub_text(value, replace=replace)
    if isinstance(value, list):
        return [_without_private_text(item, replace, key) for item in value]
    if isinstance(value, dict):
        return {name: _without_private_text(item, replace, name) for name, item in value.items()}
    return value
