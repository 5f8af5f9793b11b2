"""The protocols of the interviews: what is asked of whom in which round, about which topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dianalysis.errors import CodebookError, Where
from dianalysis.interviews.segments import ROLES, ROUNDS
from dianalysis.sources.plainyaml import read_plain_yaml

_KEYS = ("round", "moment_nl", "moment_en", "intro_nl", "intro_en", "questions")
_QUESTION_KEYS = ("id", "topic", "ask", "nl", "en")
_OPTIONAL = ("probes_nl", "probes_en")
_ID = re.compile(r"r(?:[1-4]|c)_[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Question:
    """One question: its id, the code it is about, the roles it is asked of, its words and its probes."""

    id: str
    topic: str
    ask: tuple[str, ...]
    nl: str
    en: str
    probes_nl: tuple[str, ...]
    probes_en: tuple[str, ...]


@dataclass(frozen=True)
class Protocol:
    """The questions of one round, and the moment it is held at."""

    round: str
    moment_nl: str
    moment_en: str
    intro_nl: str
    intro_en: str
    questions: tuple[Question, ...]

    def of_role(self, role: str) -> tuple[Question, ...]:
        """Return the questions asked of a role, in their order."""
        return tuple(question for question in self.questions if role in question.ask)


def load_protocols(folder: Path, *, codes: Sequence[str]) -> tuple[Protocol, ...]:
    """Load the protocol of every round.

    Parameters
    ----------
    folder
        Holds one file a round: 1.yaml to 4.yaml and closing.yaml.
    codes
        The codes in use; a topic is one of them.

    Raises
    ------
    CodebookError
        When a file is absent, not YAML, or holds a key, round, topic or role that is not known, a text that
        is absent, or an id that stands there twice.
    """
    protocols = tuple(_load(folder / f"{name}.yaml", name, codes) for name in ROUNDS)
    seen: dict[str, str] = {}
    for protocol in protocols:
        for question in protocol.questions:
            if question.id in seen:
                raise _fault(f"the question {question.id} stands in two places", f"{protocol.round}.yaml")
            seen[question.id] = protocol.round
    return protocols


def _load(path: Path, name: str, codes: Sequence[str]) -> Protocol:
    try:
        content = read_plain_yaml(path)
    except OSError as error:
        raise _fault("the protocol of a round is absent", path.name, "Put it back; it is in git.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _fault(f"the protocol is no YAML ({error})", path.name) from error
    _check_keys(content, _KEYS, (), path.name)
    if content["round"] != name:
        raise _fault(f"the round is {content['round']!r}, the file is named {name}", path.name)
    texts = {key: _text(content[key], key, path.name) for key in _KEYS[1:-1]}
    if not isinstance(content["questions"], list) or not content["questions"]:
        raise _fault("questions is no list, or an empty one", path.name)
    questions = tuple(_question(entry, codes, path.name) for entry in content["questions"])
    return Protocol(name, **texts, questions=questions)


def _question(entry: Any, codes: Sequence[str], file: str) -> Question:
    _check_keys(entry, _QUESTION_KEYS, _OPTIONAL, file)
    name = _text(entry["id"], "id", file)
    if not _ID.fullmatch(name):
        raise _fault(f"{name!r} is no id of a question", file, "Write the round and a word: r1_reach.")
    if entry["topic"] not in codes:
        raise _fault(f"the topic {entry['topic']!r} of {name} is no code in use", file)
    roles = entry["ask"]
    if not isinstance(roles, list) or not roles or not set(roles) <= set(ROLES):
        raise _fault(f"ask of {name} must list roles", file, f"The roles are {', '.join(ROLES)}.")
    probes = {key: _probes(entry.get(key, []), name, file) for key in _OPTIONAL}
    if len(probes["probes_nl"]) != len(probes["probes_en"]):
        raise _fault(f"{name} has not as many probes in Dutch as in English", file)
    nl, en = (_text(entry[key], f"{key} of {name}", file) for key in ("nl", "en"))
    return Question(name, entry["topic"], tuple(roles), nl, en, *probes.values())


def _probes(value: Any, name: str, file: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _fault(f"the probes of {name} are no list", file)
    return tuple(_text(text, f"a probe of {name}", file) for text in value)


def _text(value: Any, what: str, file: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _fault(f"{what} holds no text", file)
    return " ".join(value.split())


def _check_keys(entry: Any, needed: Sequence[str], optional: Sequence[str], file: str) -> None:
    if not isinstance(entry, dict):
        raise _fault("the protocol is no set of keys with values", file)
    missing = [key for key in needed if key not in entry]
    surplus = [key for key in entry if key not in (*needed, *optional)]
    if missing or surplus:
        what = f"the key {missing[0]!r} is missing" if missing else f"the key {surplus[0]!r} is not known"
        raise _fault(what, file, f"The keys are {', '.join((*needed, *optional))}.")


def _fault(message: str, file: str, remedy: str = "") -> CodebookError:
    return CodebookError(message, where=Where(file=file), remedy=remedy)
