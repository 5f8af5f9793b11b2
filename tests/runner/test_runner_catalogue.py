"""The catalogue is read strictly, and a plan follows its order."""

from __future__ import annotations

from pathlib import Path

import pytest
from toy_project import Toy, entry

from dianalysis.errors import ParameterError, ProjectError
from dianalysis.runner import load_catalogue, plan_executions

ROOT = Path(__file__).parents[2]
THREE = (entry("first"), entry("second", chapter=2), entry("third", foreach="partner", chapter=9))


def test_entries_keep_their_order_and_their_titles(toy: Toy) -> None:
    catalogue = toy.load(*reversed(THREE))
    assert catalogue.ids == ("third", "second", "first")
    assert catalogue.entry("second").title["nl"] == "second (nl)"
    assert catalogue.entry("second").path == (toy.root / "notebooks" / "second.ipynb").resolve()


def test_values_of_partner_come_from_the_file(toy: Toy) -> None:
    assert [(value.slug, value.label) for value in toy.load(*THREE).values["partner"]] == [
        ("north", "North"),
        ("south", "South"),
    ]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"id": "First One"}, "small letters"),
        ({"id": "first\n"}, "small letters"),
        ({"file": "absent.ipynb"}, "no such notebook"),
        ({"file": "../partners.csv"}, "the name of a notebook"),
        ({"file": "sub/first.ipynb"}, "the name of a notebook"),
        ({"chapter": "one"}, "whole number"),
        ({"chapter": True}, "whole number"),
        ({"title": {"nl": "alleen"}}, "a text for each of nl, en"),
        ({"title": {"nl": "x", "en": ""}}, "a text for each of nl, en"),
        ({"title": "x"}, "a text for each of nl, en"),
        ({"timeout": 0}, "number of seconds"),
        ({"timeout": "60"}, "number of seconds"),
        ({"timeout": float("nan")}, "number of seconds"),
        ({"foreach": "sector"}, "one of partner"),
        ({"foreach": None}, "one of partner"),
        ({"depends": "second"}, "list of ids"),
        ({"depends": ["later"]}, "listed earlier"),
        ({"chaptr": 3}, "Did you mean chapter"),
    ],
)
def test_wrong_entry_is_refused_with_the_reason(toy: Toy, changes: dict[str, object], says: str) -> None:
    with pytest.raises(ProjectError, match=says):
        toy.load(entry("first") | changes)


@pytest.mark.parametrize("key", ["id", "file", "chapter", "title", "timeout"])
def test_missing_key_is_named(toy: Toy, key: str) -> None:
    broken = {name: value for name, value in entry("first").items() if name != key}
    with pytest.raises(ProjectError, match=f"column {key}"):
        toy.load(broken)


def test_same_id_twice_is_refused(toy: Toy) -> None:
    with pytest.raises(ProjectError, match="used once"):
        toy.load(entry("first"), entry("first"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("notebooks: [", "not valid YAML"),
        ("notebooks: []", "lists no notebooks"),
        ("[1, 2]", "lists no notebooks"),
        ("", "lists no notebooks"),
        ("notebooks: [3]", "an entry has the keys"),
        ("notebooks: [{}]\nmore: 1", "lists no notebooks"),
    ],
)
def test_text_that_is_no_catalogue_is_refused(toy: Toy, text: str, says: str) -> None:
    path = toy.root / "notebooks" / "catalogue.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError, match=says):
        load_catalogue(path, partners=toy.root / "partners.csv")


def test_absent_files_are_named(toy: Toy) -> None:
    with pytest.raises(ProjectError, match="catalogue of notebooks is missing"):
        load_catalogue(toy.root / "none.yaml", partners=toy.root / "partners.csv")
    (toy.root / "partners.csv").unlink()
    with pytest.raises(ProjectError, match="list of partners is missing"):
        toy.load(*THREE)


@pytest.mark.parametrize("text", ["", "partner,label\n", "name,label\nx,X\n"])
def test_list_of_partners_without_partners_is_refused(toy: Toy, text: str) -> None:
    (toy.root / "partners.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError, match="list of partners cannot be used"):
        toy.load(*THREE)


def test_plan_repeats_only_the_partner_notebook(toy: Toy) -> None:
    plan = plan_executions(toy.load(*THREE))
    assert [execution.name for execution in plan] == ["first", "second", "third-north", "third-south"]
    assert plan[2].parameters == {"partner": "north"}
    assert plan[0].parameters == {}


def test_plan_follows_the_catalogue_not_the_request(toy: Toy) -> None:
    plan = plan_executions(toy.load(*THREE), only=["third", "first"], partners=["south"])
    assert [execution.name for execution in plan] == ["first", "third-south"]


def test_plan_takes_along_what_is_depended_on(toy: Toy) -> None:
    chain = (entry("first"), entry("second", depends=["first"]), entry("third", depends=["second"]))
    plan = plan_executions(toy.load(*chain), only=["third"])
    assert [execution.name for execution in plan] == ["first", "second", "third"]


def test_unknown_names_get_the_nearest(toy: Toy) -> None:
    catalogue = toy.load(*THREE)
    with pytest.raises(ParameterError, match="Did you mean second"):
        plan_executions(catalogue, only=["secnd"])
    with pytest.raises(ParameterError, match=r"no partner called 'nort'.*Did you mean north"):
        plan_executions(catalogue, partners=["nort"])
    with pytest.raises(ParameterError, match="Known: first, second, third"):
        catalogue.entry("zzzz")


def test_the_catalogue_of_the_project_runs_once_each_and_once_per_partner() -> None:
    catalogue = load_catalogue(
        ROOT / "notebooks" / "catalogue.yaml", partners=ROOT / "data" / "codebook" / "partners.csv"
    )
    once = [entry for entry in catalogue.entries if not entry.foreach]
    assert len(plan_executions(catalogue)) == len(once) + 18
