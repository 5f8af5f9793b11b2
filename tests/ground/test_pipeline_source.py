"""Where exports come from, and that a folder of a run is never named after an account or a password."""

from pathlib import Path

import pytest

from dianalysis.errors import ParameterError
from dianalysis.paths import ProjectPaths
from dianalysis.pipeline import find_source

PATHS = ProjectPaths.find(Path(__file__))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("sqlite:///folder/monitor.db", "monitor_db"),
        ("postgresql://jan:s3cret@host/monitor", "monitor"),
        ("postgresql://jan:s3cret@host", "data"),
        ("postgresql://jan:s3/cret@host/monitor?sslrootcert=/home/jan/s3cret", "monitor"),
        ("nosuchkind://jan:s3cret@host", "data"),
        ("no kind://jan:s3cret", "data"),
        ("sqlite:///demo", "demo_data"),
    ],
)
def test_a_database_is_named_without_account_password_or_options(address: str, name: str) -> None:
    source = find_source(PATHS, address)
    assert source.name == name
    assert "cret" not in source.name
    assert source.basis == "data"


def test_the_demo_is_the_demo_by_name_and_by_folder() -> None:
    for address in ("demo", str(PATHS.demo_exports)):
        assert find_source(PATHS, address).basis == "reconstructed"


def test_own_exports_called_demo_are_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "mapping.yaml").write_text("forms: {}\n")
    source = find_source(PATHS, str(tmp_path / "demo"))
    assert (source.name, source.basis, source.log) == ("demo_data", "data", None)
    assert source.mapping == tmp_path / "demo" / "mapping.yaml"


@pytest.mark.parametrize("address", ["", "  ", "no/such/folder"])
def test_an_address_without_exports_is_refused(address: str) -> None:
    with pytest.raises(ParameterError):
        find_source(PATHS, address)
