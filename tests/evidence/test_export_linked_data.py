"""The linked data, read by another program: lessons, verdicts, links and numbers are the register's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import HASH, Export
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef

from dianalysis.evidence.export import write_linked_data
from dianalysis.formats import is_absent, open_page
from dianalysis.tables.lesson_words import say_verdict

SCHEMA, PROV = Namespace("https://schema.org/"), Namespace("http://www.w3.org/ns/prov#")
OWN = Namespace("urn:dianalysis:term:")


@pytest.fixture(scope="module")
def graph(folder: Path) -> Graph:
    return Graph().parse(folder / "lessons.jsonld", format="json-ld")


@pytest.fixture(scope="module")
def content(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "lessons.jsonld").read_text("utf-8"))
    return found


def node(kind: str, name: object) -> URIRef:
    return URIRef(f"urn:dianalysis:{kind}:{name}")


def test_nothing_has_to_be_fetched(content: dict[str, Any]) -> None:
    assert isinstance(content["@context"], dict)
    assert "@import" not in json.dumps(content["@context"])


def test_every_lesson_is_a_claim_with_a_review_that_holds_its_verdict(export: Export, graph: Graph) -> None:
    lessons = export[0].lessons
    claims = {str(one) for one in graph.subjects(RDF.type, SCHEMA.Claim)}
    assert claims == {str(node("lesson", name)) for name in lessons["lesson"]}
    for row in lessons.to_dict("records"):
        lesson = node("lesson", row["lesson"])
        texts = {Literal(row[f"claim_{lang}"], lang=lang) for lang in ("nl", "en")}
        assert set(graph.objects(lesson, SCHEMA.text)) == texts
        (review,) = graph.subjects(SCHEMA.itemReviewed, lesson)
        (rating,) = graph.objects(review, SCHEMA.reviewRating)
        assert [str(one) for one in graph.objects(rating, OWN.verdict)] == [row["verdict"]]
        labels = {Literal(say_verdict(row, open_page(lang)), lang=lang) for lang in ("nl", "en")}
        assert set(graph.objects(rating, SCHEMA.alternateName)) == labels
        assert int(next(graph.objects(lesson, OWN.segments))) == row["segments"]


def test_every_link_and_segment_is_there(export: Export, graph: Graph) -> None:
    links, segments = export[0].links, export[0].segments
    for name, rows in links.groupby("lesson"):
        found = [
            (str(next(graph.objects(one, OWN.evidenceOf))), str(next(graph.objects(one, OWN.stance))))
            for one in graph.objects(node("lesson", name), OWN.heldAgainst)
        ]
        told = zip(rows["kind"], rows["target"], rows["stance"], strict=True)
        assert sorted(found) == sorted((str(node(kind, target)), stance) for kind, target, stance in told)
    assert len(list(graph.subjects(RDF.type, OWN.Link))) == len(links)
    assert len(list(graph.subjects(RDF.type, OWN.Telling))) == len(segments)
    for name, rows in segments.groupby("lesson"):
        cited = {str(one) for one in graph.objects(node("lesson", name), SCHEMA.citation)}
        assert cited == {str(node("segment", one)) for one in rows["segment_id"]}


def test_numbers_are_unrounded(export: Export, content: dict[str, Any], graph: Graph) -> None:
    names = {"estimate": "value"} | {
        one: one for one in ("conf_low", "conf_high", "range_low", "range_high", "n")
    }
    nodes = {one["id"]: one for one in content["@graph"]}
    results = export[0].links[export[0].links["kind"] == "result"]
    for row in results.to_dict("records"):
        written = nodes[f"result:{row['target']}"]
        for column, name in names.items():
            assert written.get(name) == (None if is_absent(row[column]) else row[column])
        (value,) = graph.objects(node("result", row["target"]), SCHEMA.value)
        assert float(value) == pytest.approx(row["estimate"], rel=1e-14)


def test_what_is_named_is_there_and_what_is_own_is_explained(graph: Graph) -> None:
    subjects = set(graph.subjects())
    named = {one for one in graph.objects() if isinstance(one, URIRef) and one.startswith("urn:dianalysis:")}
    assert named <= subjects
    own = {one for one in [*graph.predicates(), *graph.objects(None, RDF.type)] if one.startswith(OWN)}
    assert len(own) > 50
    for term in own:
        for said in (RDFS.label, RDFS.comment):
            assert sorted(one.language for one in graph.objects(term, said)) == ["en", "nl"]


def test_what_rests_on_what_leads_to_the_run(export: Export, graph: Graph) -> None:
    run = node("run", HASH)
    assert str(next(graph.objects(run, OWN.basis))) == "reconstructed"
    results = set(export[0].links.loc[export[0].links["kind"] == "result", "target"])
    derived = {str(one) for one in graph.subjects(PROV.wasDerivedFrom, run)}
    assert {str(node("result", one)) for one in results} <= derived


def test_both_languages_write_the_same_file(export: Export, folder: Path, tmp_path: Path) -> None:
    write_linked_data(*export, tmp_path / "again.jsonld", page=open_page("nl"))
    assert (tmp_path / "again.jsonld").read_bytes() == (folder / "lessons.jsonld").read_bytes()


def test_what_is_not_released_has_no_number(own_export: Export, tmp_path: Path) -> None:
    write_linked_data(*own_export, tmp_path / "own.jsonld", page=open_page("en"))
    nodes = json.loads((tmp_path / "own.jsonld").read_text("utf-8"))["@graph"]
    results = [one for one in nodes if one["id"].startswith("result:")]
    assert len(results) > 20
    assert not any({"value", "conf_low", "p_value", "n"} & set(one) for one in results)
    beside = [one["standsBeside"] for one in nodes if one["id"].startswith("lesson:")]
    assert all(len(one) == 1 for one in beside)
