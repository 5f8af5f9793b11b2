"""Changes of a scenario written on one line, so that a notebook can vary any input without another file."""

from __future__ import annotations

from typing import Any

from dianalysis.errors import ParameterError, Where

HOW = "Write section.key=value, and a semicolon between changes."


def apply_changes(content: dict[str, Any], changes: str) -> None:
    """Put other values in a scenario that was read, in place.

    Parameters
    ----------
    content
        The scenario as read: section -> key -> text, list of texts, or name -> text.
    changes
        `section.key=value` or `section.key.name=value`, with semicolons between them; empty = none.

    Raises
    ------
    ParameterError
        When a change has no sign, names no key of the scenario, names one twice, or gives a list or one
        value where the other is asked.
    """
    seen: set[str] = set()
    for change in filter(None, (part.strip() for part in changes.split(";"))):
        key, sign, value = (part.strip() for part in change.partition("="))
        if not sign:
            raise _refused("a change of the scenario has no =", change, HOW)
        if key in seen:
            raise _refused("a key of the scenario is changed twice", change, "Give it once.")
        seen.add(key)
        *path, last = key.split(".")
        holder = _find(content, path, change)
        if last not in holder or isinstance(holder[last], dict):
            raise _refused("a change names no value of the scenario", change, _known(holder))
        holder[last] = _value(value, holder[last], change)


def _find(content: dict[str, Any], path: list[str], change: str) -> dict[str, Any]:
    holder = content
    for name in path:
        if name not in holder or not isinstance(holder[name], dict):
            raise _refused("a change names no key of the scenario", change, _known(holder))
        holder = holder[name]
    return holder


def _value(text: str, old: Any, change: str) -> Any:
    is_list = text.startswith("[") and text.endswith("]")
    if is_list != isinstance(old, list):
        asked = "a list between square brackets" if isinstance(old, list) else "one value"
        raise _refused(f"the scenario has {asked} here", change, f"Give {asked}.")
    return [part.strip() for part in text[1:-1].split(",")] if is_list else text


def _known(holder: dict[str, Any]) -> str:
    return f"Keys here: {', '.join(sorted(map(str, holder)))}. {HOW}"


def _refused(message: str, change: str, remedy: str) -> ParameterError:
    return ParameterError(message, where=Where(column="changes", value=change), remedy=remedy)
