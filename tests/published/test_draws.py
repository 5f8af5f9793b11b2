"""The committed draws: every printed figure reproduced or excluded, and firms that could exist."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dianalysis.codebook import load_codebook
from dianalysis.errors import Unreadable
from dianalysis.paths import ProjectPaths
from dianalysis.published.figures import read_figures, share
from dianalysis.published.realised import REALISED, write_realised
from dianalysis.published.reconstruct import Draw, draw_numbers, draw_path, read_draw
from dianalysis.published.reconstruct.characteristics import HIGHEST, LOWEST
from dianalysis.published.reconstruct.draw import COMPANY_FORMS
from dianalysis.published.reconstruct.setting import read_assumptions
from dianalysis.published.reconstruct.store import write_frame
from dianalysis.published.recount import complete_firms, recount
from dianalysis.published.slugs import BRACKETS
from dianalysis.published.verify import verify_draws

PATHS = ProjectPaths(Path(__file__).parents[2])
DRAWS = 20
CELLS = 1860
AGES = ["share_age_lt25", "share_age_26_55", "share_age_gt55"]


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return read_figures(PATHS.published / "figures.csv")


@pytest.fixture(scope="module")
def exclusions() -> pd.DataFrame:
    return pd.read_csv(PATHS.published / "exclusions.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def verdicts(figures: pd.DataFrame, exclusions: pd.DataFrame) -> pd.DataFrame:
    return verify_draws(PATHS.draws, figures, exclusions)


@pytest.fixture(scope="module")
def first() -> Draw:
    return read_draw(PATHS.draws, 1)


def test_every_cell_of_every_draw_has_a_verdict_and_none_failed(verdicts: pd.DataFrame) -> None:
    assert len(verdicts) == DRAWS * CELLS
    assert set(verdicts["verdict"]) <= {"reproduced", "excluded", "lost", "design"}
    assert (verdicts.groupby("draw").size() == CELLS).all()


def test_what_is_reproduced_is_the_printed_text_and_what_is_excluded_is_not(verdicts: pd.DataFrame) -> None:
    reproduced = verdicts[verdicts["verdict"] == "reproduced"]
    assert (reproduced["printed"] == reproduced["computed"]).all()
    excluded = verdicts[verdicts["verdict"] == "excluded"]
    assert (excluded["printed"] != excluded["computed"]).all()


def test_excluded_cells_take_the_value_of_their_repair(
    verdicts: pd.DataFrame, exclusions: pd.DataFrame
) -> None:
    excluded = verdicts[verdicts["verdict"] == "excluded"]
    repair = excluded["figure"].map(exclusions.set_index("figure")["computed"])
    assert (excluded["computed"] == repair).all()


def planted_folder(tmp_path: Path, first: Draw, **changes: tuple[int, object]) -> Path:
    companies = first.companies.copy()
    for column, (row, value) in changes.items():
        companies.loc[row, column] = value
    write_frame(companies, draw_path(tmp_path, "companies", 1))
    write_frame(first.self_employed, draw_path(tmp_path, "self_employed", 1))
    return tmp_path


def test_a_wrong_grade_fails_its_count_its_shares_and_its_mean(
    tmp_path: Path, first: Draw, figures: pd.DataFrame, exclusions: pd.DataFrame
) -> None:
    firms = complete_firms(first.companies)
    wrong = int(firms.index[(firms["partner"] == "bfbn") & (firms["grade"] == 8)][0])
    folder = planted_folder(tmp_path, first, grade=(wrong, 2))
    verdicts = verify_draws(folder, figures, exclusions)
    failed = set(verdicts.loc[verdicts["verdict"] == "failed", "figure"])
    assert failed == {
        "T25/8/bedrijven/n",
        "T25/8/bedrijven/pct",
        "T25/2/bedrijven/n",
        "T25/2/bedrijven/pct",
        "Pbfbn.2/kwaliteit_ondersteuning/cijfer/mean",
    }


def test_a_firm_after_the_cut_off_is_not_in_the_analyses(first: Draw, figures: pd.DataFrame) -> None:
    companies = first.companies.copy()
    late = complete_firms(companies).index[0]
    companies.loc[late, "monitor_3_date"] = pd.Timestamp("2016-07-11")
    before = recount(first.companies, first.self_employed, figures)["T15/caption/n_basis/N"]
    after = recount(companies, first.self_employed, figures)["T15/caption/n_basis/N"]
    assert before[0] - after[0] == 1


def test_an_empty_folder_has_nothing_to_verify(
    tmp_path: Path, figures: pd.DataFrame, exclusions: pd.DataFrame
) -> None:
    with pytest.raises(Unreadable, match="no draws"):
        verify_draws(tmp_path, figures, exclusions)
    with pytest.raises(Unreadable, match="cannot be read"):
        read_draw(tmp_path, 1)


def test_draws_are_numbered_without_gaps_and_differ() -> None:
    assert draw_numbers(PATHS.draws) == list(range(1, DRAWS + 1))
    contents = {draw_path(PATHS.draws, "companies", number).read_bytes() for number in range(1, DRAWS + 1)}
    assert len(contents) == DRAWS


def test_columns_are_those_of_the_forms_without_personal_ones(first: Draw) -> None:
    codebook = load_codebook(PATHS.codebook)
    for frame, forms in ((first.companies, COMPANY_FORMS), (first.self_employed, ("self_employed",))):
        wanted = [one.name for form in forms for one in codebook.variables(form) if not one.personal]
        assert list(frame) == list(dict.fromkeys(wanted))
        assert frame["firm_id"].is_unique


def test_all_values_are_in_the_codebook(first: Draw) -> None:
    codebook = load_codebook(PATHS.codebook)
    for frame, forms in ((first.companies, COMPANY_FORMS), (first.self_employed, ("self_employed",))):
        for variable in (one for form in forms for one in codebook.variables(form)):
            if variable.name not in frame or not variable.value_set:
                continue
            given = frame[variable.name].dropna().astype(str)
            options = given.str.split("+").explode() if variable.type == "multiple" else given
            assert set(options) <= set(map(str, codebook.values(variable.value_set))), variable.name


def test_required_answers_are_there_when_a_form_came_in(first: Draw) -> None:
    codebook = load_codebook(PATHS.codebook)
    for form in ("monitor_1", "monitor_2", "monitor_3"):
        sent = first.companies[first.companies[f"{form}_date"].notna()]
        required = [one.name for one in codebook.variables(form) if one.required]
        assert sent[required].notna().all().all()


def test_the_order_of_dates_and_the_fate_of_incomplete_firms(first: Draw) -> None:
    firms = complete_firms(first.companies)
    dates = firms[["registration_date", "monitor_1_date", "monitor_2_date", "monitor_3_date"]]
    assert (dates.diff(axis=1).iloc[:, 1:] > pd.Timedelta(0)).all().all()
    others = first.companies.drop(firms.index)
    assert others["monitor_3_date"].isna().all()
    stopped = others[others["status"] == "gestopt"]
    assert stopped["stop_date"].notna().all()
    declared = read_assumptions(PATHS.demo / "association.yaml")["incomplete"]
    assert others["partner"].value_counts().to_dict() == {
        name: sum(fate.values()) for name, fate in declared.items()
    }
    assert len(stopped) == sum(fate["stopped"] for fate in declared.values())


def test_a_firm_keeps_partner_and_dates_from_draw_to_draw(first: Draw) -> None:
    frame = ["firm_id", "partner", "adviser_id", "registration_date", "monitor_3_date"]
    pd.testing.assert_frame_equal(first.companies[frame], read_draw(PATHS.draws, DRAWS).companies[frame])


def test_an_indicator_only_where_its_aspect_was_worked_on(first: Draw) -> None:
    firms = complete_firms(first.companies)
    codebook = load_codebook(PATHS.codebook)
    for aspect, part in codebook.indicators.groupby("aspect"):
        answered = firms[[f"indicator_{name}" for name in part["indicator"]]].notna().any(axis=1)
        assert (answered == (firms[f"aspect_{aspect}"] == "ja")).all()


def test_age_groups_of_a_firm_can_make_the_whole(first: Draw) -> None:
    for number in (1, DRAWS):
        brackets = read_draw(PATHS.draws, number).companies[AGES].dropna()
        places = brackets.apply(lambda column: column.map(list(BRACKETS).index)).to_numpy()
        assert (np.array(LOWEST)[places].sum(axis=1) <= 100).all()
        assert (np.array(HIGHEST)[places].sum(axis=1) >= 100).all()


def test_shares_of_the_text_hold_on_their_declared_bases(first: Draw) -> None:
    declared = read_assumptions(PATHS.demo / "association.yaml")
    for section, column in (("sector", "sector"), ("subsector", "subsector"), ("size", "size_class")):
        answered = first.companies[column].dropna()
        assert len(answered) == declared[section]["base"]
        for name, text in declared[section]["shares"].items():
            assert share(int((answered == name).sum()), len(answered), like=text) == text
    counts = first.companies["sector"].value_counts()
    assert counts.index[0] == "industrie"
    assert counts.index[2] == "handel"


def test_the_committed_associations_are_those_of_the_draws_and_have_the_declared_sign(tmp_path: Path) -> None:
    assert write_realised(tmp_path, draws=PATHS.draws).read_bytes() == (PATHS.demo / REALISED).read_bytes()
    committed = pd.read_csv(PATHS.demo / REALISED)
    loadings = read_assumptions(PATHS.demo / "association.yaml")["loadings"]
    for row in committed.itertuples():
        assert row.spearman * loadings[row.first] * loadings[row.second] > 0


def test_a_table_written_twice_has_the_same_bytes_and_types_come_back(tmp_path: Path, first: Draw) -> None:
    for name in ("one", "two"):
        write_frame(first.companies, tmp_path / f"{name}.parquet")
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
    assert (tmp_path / "one.parquet").read_bytes() == draw_path(PATHS.draws, "companies", 1).read_bytes()
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "one.parquet"), first.companies)
    assert first.companies["grade"].dtype == "Int64"
