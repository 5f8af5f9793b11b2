"""What the package imports is what it declares: nothing borrowed from another package, nothing unused."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = {
    "deduce": "deduce",
    "ipykernel": "ipykernel_launcher",
    "myst-nb": "myst_nb",
    "sphinx-book-theme": "sphinx_book_theme",
}
"""Packages that are started or loaded by name: the text that must stand in the source."""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = project["dependencies"] + extras["interviews"] + extras["office"]
    return {normal(re.split(r"[^\w.-]", line)[0]) for line in lines}


def sources() -> list[str]:
    return [path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")]


def imported() -> set[str]:
    nodes = [node for text in sources() for node in ast.walk(ast.parse(text))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    tops = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"dianalysis"}
    owners = packages_distributions()
    return {normal(owners[top][0]) for top in tops}


def test_every_dependency_is_used_and_every_import_is_declared() -> None:
    text = "\n".join(sources())
    by_name = {package for package, word in NAMED.items() if f'"{word}"' in text}
    assert imported() | by_name == declared()
