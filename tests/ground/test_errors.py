"""An error says what, where and the remedy, and never more of a value than fits on a line."""

import pytest

from dianalysis.errors import DataProblem, DianalysisError, ParameterError, Unreadable, Where


def test_message_names_place_and_remedy() -> None:
    error = DataProblem(
        "the grade is not a number",
        where=Where(file="monitor_3.xlsx", sheet="grade", row=7, column="grade", value="acht"),
        remedy="Write a whole number from 1 to 10.",
    )
    assert str(error) == (
        "the grade is not a number (file monitor_3.xlsx, sheet grade, row 7, column grade, value 'acht'). "
        "Write a whole number from 1 to 10."
    )


def test_unknown_parts_of_the_place_are_left_out() -> None:
    assert str(Unreadable("the file is empty", where=Where(file="x.csv"))) == "the file is empty (file x.csv)"
    assert str(ParameterError("no such partner")) == "no such partner"


def test_long_value_is_shortened() -> None:
    assert len(str(Where(value="x" * 500))) < 80


@pytest.mark.parametrize(("kind", "code"), [(DataProblem, 1), (Unreadable, 2), (ParameterError, 2)])
def test_exit_codes(kind: type[DianalysisError], code: int) -> None:
    assert kind("problem").exit_code == code
