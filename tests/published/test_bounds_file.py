"""The committed bounds: complete, on the figures of the project, and refused when they are not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dianalysis.cli.ranges import read_facts, verify_bounds
from dianalysis.errors import ProjectError, Unreadable
from dianalysis.paths import ProjectPaths
from dianalysis.published.bounds import bound_key, make_blocks, read_bounds
from dianalysis.published.bounds.choices import choice_bounds

PATHS = ProjectPaths(Path(__file__).parents[2])


def changed(folder: Path, line: int, old: str, new: str) -> Path:
    lines = PATHS.bounds.read_text(encoding="utf-8").splitlines()
    assert old in lines[line]
    lines[line] = lines[line].replace(old, new, 1)
    file = folder / "bounds.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_every_target_of_every_block_is_in_the_file_and_nothing_else() -> None:
    facts = read_facts(PATHS)
    readings = [one.naming for block in make_blocks(facts) for t in block.targets for one in t.readings]
    readings += [one.naming for one in choice_bounds(facts.setting)]
    assert sorted(bound_key(dict(one)) for one in readings) == sorted(read_bounds(PATHS))


def test_a_sample_of_the_file_is_proven_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify_bounds(None, sample=2, seed=7) == 0
    assert "failed: 0" in capsys.readouterr().out


def test_a_bound_that_was_tampered_with_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number, line = next(
        (k, text)
        for k, text in enumerate(PATHS.bounds.read_text(encoding="utf-8").splitlines())
        if text.endswith(",choices,counting") and ",*,0,0," not in text
    )
    high = line.split(",")[-3]
    file = changed(tmp_path, number, f",{high},choices", f",{float(high) + 1},choices")
    assert verify_bounds(file, sample=1, seed=1) == 1
    assert "failed: 1" in capsys.readouterr().out


def test_bounds_on_other_figures_are_refused_with_the_remedy(tmp_path: Path) -> None:
    copy = ProjectPaths(tmp_path)
    for folder in ("published", "demo"):
        (tmp_path / "data" / folder).mkdir(parents=True)
    for name in ("figures.csv", "exclusions.csv", "recovered.csv"):
        shutil.copy(PATHS.published / name, copy.published)
    for name in ("association.yaml", "bounds.csv"):
        shutil.copy(PATHS.demo / name, copy.demo)
    assert read_bounds(copy) == read_bounds(PATHS)
    figures = copy.published / "figures.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace("T9,organisatie,bedrijven,n,392",
                       "T9,organisatie,bedrijven,n,393"), encoding="utf-8")  # fmt: skip
    with pytest.raises(ProjectError, match="dianalysis bounds"):
        read_bounds(copy)


@pytest.mark.parametrize(
    ("line", "old", "new", "message"),
    [(0, "# inputs", "#", "fingerprint"), (1, "low", "least", "column"), (2, "{low},", "none,", "no number"),
     (2, "{low},", "99999,", "ends before")],
)  # fmt: skip
def test_a_broken_file_is_an_error_with_the_remedy(
    tmp_path: Path, line: int, old: str, new: str, message: str
) -> None:
    fields = PATHS.bounds.read_text(encoding="utf-8").splitlines()[line].split(",")
    old = old.format(low=f",{fields[-4]}") if "{low}" in old else old
    new = f",{new}" if old.startswith(",") else new
    with pytest.raises(Unreadable, match=message) as caught:
        read_bounds(PATHS, file=changed(tmp_path, line, old, new))
    assert "dianalysis bounds" in str(caught.value)


def test_no_file_is_an_error_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="dianalysis bounds"):
        read_bounds(PATHS, file=tmp_path / "none.csv")
