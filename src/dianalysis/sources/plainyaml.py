"""Read YAML as plain texts: no tags, no anchors, no repeated keys, nothing that grows when it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 12


def read_plain_yaml(path: Path) -> Any:
    """Read a YAML file whose every key and value stays the text it is; an empty value is "".

    So `Yes: ja` is not a truth value, `2015-01-01` not a date, and `007` keeps its zeros.

    Raises
    ------
    OSError, UnicodeDecodeError
        When the file cannot be opened or is not in UTF-8.
    yaml.YAMLError
        When it is no YAML, holds a tag, an anchor, an alias or a key twice, or is too large or too deep.
    """
    if path.stat().st_size > MAX_BYTES:
        raise yaml.YAMLError(f"it is larger than {MAX_BYTES // 1000} kB")
    loader = _PlainLoader(path.read_text(encoding="utf-8-sig"))
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


class _PlainLoader(yaml.BaseLoader):
    """Refuses what a list of names never needs, before anything is built from it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refusal("an anchor or alias (& or *) is not read here: write it out or quote it", event)
        if getattr(event, "tag", None):
            raise _refusal("a tag (!) is not read here: quote the text", event)
        if self._depth == MAX_DEPTH:
            raise _refusal(f"it is nested more than {MAX_DEPTH} deep", event)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _refusal("a key must be a text", key)
            if key.value in seen:
                raise _refusal(f"the key {key.value!r} occurs twice", key)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def _refusal(problem: str, at: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=at.start_mark)
