"""Nothing that could change a page goes unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from dianalysis.runner.cache import Cache, hash_file, hash_ground


@pytest.fixture
def notebook_path(tmp_path: Path) -> Path:
    path = tmp_path / "source.ipynb"
    path.write_text("one", encoding="utf-8")
    return path


@pytest.fixture
def output(tmp_path: Path) -> Path:
    path = tmp_path / "run" / "out.ipynb"
    path.parent.mkdir()
    path.write_text("result", encoding="utf-8")
    return path


def make_cache(tmp_path: Path, ground: str = "g") -> Cache:
    return Cache(tmp_path / "run" / "cache", root=tmp_path / "run", ground=ground)


def test_holds_what_was_stored_under_the_key(tmp_path: Path, notebook_path: Path, output: Path) -> None:
    cache = make_cache(tmp_path)
    key = cache.key(notebook_path, {"seed": 1})
    assert not cache.holds("a", key)
    cache.store("a", key, products=[output])
    assert cache.holds("a", key)
    assert make_cache(tmp_path).holds("a", key), "also in a later process"
    assert not cache.holds("b", key)
    assert not cache.holds("a", cache.key(notebook_path, {"seed": 2}))
    assert not cache.holds("a", make_cache(tmp_path, "other").key(notebook_path, {"seed": 1}))
    notebook_path.write_text("two", encoding="utf-8")
    assert not cache.holds("a", cache.key(notebook_path, {"seed": 1}))


def test_key_does_not_depend_on_the_order_of_parameters(tmp_path: Path, notebook_path: Path) -> None:
    cache = make_cache(tmp_path)
    assert cache.key(notebook_path, {"a": 1, "b": 2}) == cache.key(notebook_path, {"b": 2, "a": 1})


def test_changed_or_lost_product_is_made_again(tmp_path: Path, notebook_path: Path, output: Path) -> None:
    cache = make_cache(tmp_path)
    key = cache.key(notebook_path, {})
    cache.store("a", key, products=[output])
    output.write_text("touched", encoding="utf-8")
    assert not cache.holds("a", key)
    output.unlink()
    assert not cache.holds("a", key)


def test_execution_without_product_is_not_kept(tmp_path: Path, notebook_path: Path, output: Path) -> None:
    cache = make_cache(tmp_path)
    key = cache.key(notebook_path, {})
    cache.store("a", key, products=[output, output.with_name("absent.parquet")])
    assert not cache.holds("a", key)


def test_forgotten_or_damaged_entries_do_not_count(tmp_path: Path, notebook_path: Path, output: Path) -> None:
    cache = make_cache(tmp_path)
    key = cache.key(notebook_path, {})
    cache.store("a", key, products=[output])
    (tmp_path / "run" / "cache" / "a.json").write_text("[]", encoding="utf-8")
    assert not cache.holds("a", key)
    cache.store("a", key, products=[output])
    cache.forget("a")
    cache.forget("a")
    assert not cache.holds("a", key)


def test_ground_covers_names_contents_and_data(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "a.py").write_text("1", encoding="utf-8")

    def ground(data_hash: str = "d") -> str:
        return hash_ground([folder], data_hash=data_hash)

    first = ground()
    assert ground() == first
    assert ground("e") != first
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.pyc").write_text("compiled", encoding="utf-8")
    assert ground() == first, "compiled files are no source"
    (folder / "a.py").write_text("2", encoding="utf-8")
    second = ground()
    assert second != first
    (folder / "a.py").rename(folder / "b.py")
    assert ground() not in (first, second)


def test_boundaries_between_files_count(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("ab", encoding="utf-8")
    (tmp_path / "y").write_text("ab", encoding="utf-8")
    assert hash_file(tmp_path / "x") == hash_file(tmp_path / "y")
    assert hash_ground([tmp_path / "x"], data_hash="") != hash_ground([tmp_path / "y"], data_hash="")
