"""The picture of the house equals the import contract, and names every module there is."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def floors_in_contract() -> list[list[str]]:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {item["id"]: item for item in config["tool"]["importlinter"]["contracts"]}
    return [[name.strip() for name in layer.split("|")] for layer in contracts["floors"]["layers"]]


def floors_in_picture() -> list[list[str]]:
    text = (ROOT / "src/dianalysis/ARCHITECTURE.md").read_text("utf-8")
    block = re.search(r"<!-- floors -->\n```\n(.*?)```", text, re.DOTALL)
    assert block is not None
    names = [re.split(r"\s{2,}", line.strip())[0] for line in block.group(1).splitlines()]
    return [[name.strip() for name in line.split("|")] for line in names]


def test_picture_equals_contract() -> None:
    assert floors_in_picture() == floors_in_contract()


def test_every_module_stands_on_a_floor() -> None:
    package = ROOT / "src/dianalysis"
    modules = {path.stem for path in package.glob("*.py")} | {
        path.parent.name for path in package.glob("*/__init__.py")
    }
    placed = {name for floor in floors_in_contract() for name in floor}
    assert modules - {"__init__"} == placed
