"""Notebooks really run: in order, apart from each other, over private sockets."""

from __future__ import annotations

import io
import json
import os
import stat
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from toy_project import Toy, entry, make_toy, texts, ticking, write_notebook

from dianalysis.errors import ParameterError
from dianalysis.paths import RunPaths
from dianalysis.runner import (
    Execution,
    Outcome,
    RunRecord,
    Settings,
    batch,
    open_reporter,
    plan_executions,
    run,
)
from dianalysis.runner.execute import deadline, execute, is_start_failure
from dianalysis.runner.kernel import Kernels, choose_transport, open_kernels
from dianalysis.runner.progress import Lines, summary

Real = tuple[Toy, RunPaths, RunRecord, list[str]]
CHAIN = (entry("first"), entry("second"), entry("third", depends=["second"], foreach="partner"))


def settings(toy: Toy, **changes: object) -> Settings:
    return Settings(root=toy.root, inputs=(toy.root / "partners.csv",), data_hash="d", **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module", autouse=True)
def still_package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Stand in for the source of the package, so that editing it meanwhile does not change what is cached."""
    folder = tmp_path_factory.mktemp("package")
    (folder / "module.py").write_text("answer = 1", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "PACKAGE", folder)
        yield folder


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Real:
    """One real run of a notebook that works, one that fails, and two that need the failed one."""
    toy = make_toy(tmp_path_factory.mktemp("real"))
    paths = RunPaths(toy.root / "out")
    stream = io.StringIO()
    plan = plan_executions(toy.load(*CHAIN))
    with open_reporter(stream, names=[execution.name for execution in plan]) as reporter:
        record = run(
            plan,
            run_paths=paths,
            parameters={"source": "ha", "times": 3},
            settings=settings(toy, jobs=2),
            clock=ticking(),
            reporter=reporter,
        )
    return toy, paths, record, stream.getvalue().splitlines()


def test_outcomes_keep_the_order_of_the_catalogue(real: Real) -> None:
    _, _, record, lines = real
    assert [(outcome.name, outcome.status) for outcome in record.outcomes] == [
        ("first", "ok"),
        ("second", "failed"),
        ("third-north", "skipped"),
        ("third-south", "skipped"),
    ]
    assert "second did not succeed" in record.outcomes[2].error_message
    assert len(record.failed) == 3
    assert len(lines) == 4
    assert lines[-1].startswith("[4/4] ")


def test_notebook_gets_its_parameters(real: Real) -> None:
    _, paths, record, _ = real
    assert texts(paths.notebooks / "first.ipynb") == ["hahaha\n"]
    assert record.parameters == {"source": "ha", "times": 3}


def test_failure_is_named_and_its_notebook_kept(real: Real) -> None:
    _, paths, record, _ = real
    failed = record.outcomes[1]
    assert (failed.error_name, failed.error_message) == ("ZeroDivisionError", "division by zero")
    assert not failed.retried
    kept = (paths.notebooks / "second.ipynb").read_text(encoding="utf-8")
    assert "'kept'" in kept
    assert "ZeroDivisionError" in kept


def test_executed_notebooks_tell_no_times_and_no_places(
    real: Real,
) -> None:
    toy, paths, _, _ = real
    for path in paths.notebooks.iterdir():
        content = path.read_text(encoding="utf-8")
        assert '"papermill":' not in content
        assert str(toy.root) not in content


def test_record_is_written(real: Real) -> None:
    _, paths, record, _ = real
    written = json.loads(paths.record.read_text(encoding="utf-8"))
    assert [outcome["status"] for outcome in written["outcomes"]] == ["ok", "failed", "skipped", "skipped"]
    assert written["started"] == record.started.isoformat() < written["finished"]
    assert written["data_hash"] == "d"


def test_unchanged_notebook_is_not_run_again(real: Real, monkeypatch: pytest.MonkeyPatch) -> None:
    toy, paths, _, _ = real
    monkeypatch.setattr(batch, "execute", lambda *_, **__: pytest.fail("it was run again"))
    plan = plan_executions(toy.load(*CHAIN), only=["first"])
    given = {"source": "ha", "times": 3}
    again = run(plan, run_paths=paths, parameters=given, settings=settings(toy), clock=ticking())
    assert [outcome.status for outcome in again.outcomes] == ["cached"]


class Fake:
    """Stands in for papermill: keeps what it was asked and fails where told."""

    def __init__(self, *, failing: tuple[str, ...] = ()) -> None:
        self.asked: list[str] = []
        self.given: dict[str, Mapping[str, object]] = {}
        self.failing, self.lock = failing, threading.Lock()

    def __call__(
        self, execution: Execution, *, parameters: Mapping[str, object], output: Path, **_: object
    ) -> Outcome:
        with self.lock:
            self.asked.append(execution.name)
            self.given[execution.name] = parameters
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text("{}", encoding="utf-8")
        status = "failed" if execution.name in self.failing else "ok"
        return Outcome(execution.name, execution.entry.id, dict(execution.parameters), status)  # type: ignore[arg-type]


def run_fake(
    toy: Toy, fake: Fake, monkeypatch: pytest.MonkeyPatch, *entries: dict[str, object], **changes: object
) -> list[str]:
    monkeypatch.setattr(batch, "execute", fake)
    plan = plan_executions(toy.load(*entries))
    paths = RunPaths(toy.root / "out")
    record = run(plan, run_paths=paths, parameters={}, settings=settings(toy, **changes), clock=ticking())
    return [outcome.status for outcome in record.outcomes]


def test_force_runs_everything(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Fake()
    assert run_fake(toy, fake, monkeypatch, *CHAIN) == ["ok"] * 4
    assert run_fake(toy, fake, monkeypatch, *CHAIN) == ["cached"] * 4
    assert run_fake(toy, fake, monkeypatch, *CHAIN, force=True) == ["ok"] * 4
    assert fake.given["third-south"] == {"partner": "south"}


def test_changed_package_runs_again(toy: Toy, monkeypatch: pytest.MonkeyPatch, still_package: Path) -> None:
    assert run_fake(toy, Fake(), monkeypatch, entry("first")) == ["ok"]
    with (still_package / "module.py").open("a", encoding="utf-8") as stream:
        stream.write("\nanswer = 2")
    assert run_fake(toy, Fake(), monkeypatch, entry("first")) == ["ok"]


def test_failed_notebook_is_not_cached(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_fake(toy, Fake(failing=("first",)), monkeypatch, entry("first")) == ["failed"]
    assert run_fake(toy, Fake(), monkeypatch, entry("first")) == ["ok"]


def test_lost_product_runs_again(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    product = toy.root / "out" / "results.csv"
    product.parent.mkdir()
    product.write_text("x", encoding="utf-8")
    declared = {"products": lambda _: [product]}
    assert run_fake(toy, Fake(), monkeypatch, entry("first"), **declared) == ["ok"]
    assert run_fake(toy, Fake(), monkeypatch, entry("first"), **declared) == ["cached"]
    product.unlink()
    assert run_fake(toy, Fake(), monkeypatch, entry("first"), **declared) == ["ok"]


def test_fail_fast_starts_nothing_more(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    three = (entry("first"), entry("second"), entry("third"))
    fake = Fake(failing=("first",))
    assert run_fake(toy, fake, monkeypatch, *three, fail_fast=True) == ["failed", "skipped", "skipped"]
    assert fake.asked == ["first"]
    assert run_fake(toy, fake, monkeypatch, *three) == ["failed", "ok", "ok"]


def test_dependent_waits_in_parallel(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Fake()
    run_fake(toy, fake, monkeypatch, *CHAIN, jobs=4)
    assert fake.asked.index("second") < min(fake.asked.index("third-north"), fake.asked.index("third-south"))


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"tims": 3}, "Did you mean times"),
        ({"times": "3"}, "must be int"),
        ({"names": {"a"}}, "cannot be given a set"),
    ],
)
def test_wrong_parameter_stops_before_any_kernel(
    toy: Toy, monkeypatch: pytest.MonkeyPatch, parameters: dict[str, object], says: str
) -> None:
    monkeypatch.setattr(batch, "open_kernels", lambda _: pytest.fail("kernels were opened"))
    paths = RunPaths(toy.root / "out")
    with pytest.raises(ParameterError, match=says):
        run(
            plan_executions(toy.load(*CHAIN)),
            run_paths=paths,
            parameters=parameters,
            settings=settings(toy),
            clock=ticking(),
        )
    assert not paths.root.exists()


def test_parameter_goes_to_those_that_declare_it(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    write_notebook(toy.root / "notebooks" / "second.ipynb", parameters="seed: int = 1")
    fake = Fake()
    monkeypatch.setattr(batch, "execute", fake)
    plan = plan_executions(toy.load(entry("first"), entry("second")))
    paths = RunPaths(toy.root / "out")
    given = {"seed": 5, "times": 1}
    run(plan, run_paths=paths, parameters=given, settings=settings(toy), clock=ticking())
    assert fake.given == {"first": {"times": 1}, "second": {"seed": 5}}


@pytest.mark.parametrize("jobs", [0, -1, 1000])
def test_impossible_number_of_jobs_is_refused(toy: Toy, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    with pytest.raises(ParameterError, match="at a time"):
        run_fake(toy, Fake(), monkeypatch, entry("first"), jobs=jobs)


def test_nothing_to_run_is_an_error(toy: Toy) -> None:
    with pytest.raises(ParameterError, match="nothing to run"):
        run([], run_paths=RunPaths(toy.root), parameters={}, settings=settings(toy), clock=ticking())


@pytest.mark.parametrize(
    ("failures", "status", "retried", "message"),
    [
        (1, "ok", True, ""),
        (2, "failed", True, "Kernel died before replying to kernel_info"),
        (0, "ok", False, ""),
    ],
)
def test_kernel_that_dies_at_start_is_started_once_more(
    toy: Toy, monkeypatch: pytest.MonkeyPatch, failures: int, status: str, retried: bool, message: str
) -> None:
    calls = iter([True] * failures + [False] * 5)

    def papermill(*_: object) -> None:
        if next(calls):
            raise RuntimeError("Kernel died before replying to kernel_info")

    monkeypatch.setattr("dianalysis.runner.execute._papermill", papermill)
    execution = plan_executions(toy.load(entry("first")))[0]
    outcome = execute(
        execution,
        parameters={},
        output=toy.root / "o" / "x.ipynb",
        root=toy.root,
        kernels=Kernels(toy.root, "ipc", {}),
        clock=ticking(),
        replace={},
    )
    assert (outcome.status, outcome.retried, outcome.error_message) == (status, retried, message)
    assert outcome.seconds == 1.0


def test_notebook_that_takes_too_long_is_told_its_limit(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    class CellTimeoutError(TimeoutError):
        """Named as the one of nbclient."""

    def papermill(*_: object) -> None:
        raise CellTimeoutError("A cell timed out after 1.234567 seconds")

    monkeypatch.setattr("dianalysis.runner.execute._papermill", papermill)
    outcome = execute(
        plan_executions(toy.load(entry("first", timeout=45)))[0],
        parameters={},
        output=toy.root / "o" / "x.ipynb",
        root=toy.root,
        kernels=Kernels(toy.root, "ipc", {}),
        clock=ticking(),
        replace={},
    )
    assert (outcome.status, outcome.error_name) == ("failed", "CellTimeoutError")
    assert "longer than the 45 s the catalogue gives it" in outcome.error_message
    assert not outcome.retried


def test_only_a_failed_start_is_worth_a_second_try() -> None:
    assert is_start_failure(RuntimeError("Kernel didn't respond in 60 seconds"))
    assert not is_start_failure(RuntimeError("something a notebook raised"))
    assert not is_start_failure(ValueError("Kernel died before replying to kernel_info"))
    assert not is_start_failure(None)


def test_deadline_counts_down_over_cells() -> None:
    remaining = deadline(0.05)
    first = remaining(None)
    threading.Event().wait(0.06)
    assert first == pytest.approx(0.05)
    assert 0 < remaining(None) < first


def test_sockets_are_in_a_private_folder_that_goes_away(tmp_path: Path) -> None:
    with open_kernels(tmp_path) as kernels:
        folder = kernels.folder
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert kernels.environment["DIANALYSIS_ROOT"] == str(tmp_path)
        assert kernels.environment["PYTHONHASHSEED"] == "0"
        manager = kernels.manager_class()()
        assert manager.transport == kernels.transport
        assert Path(manager.connection_file).parent.parent == folder
        if kernels.transport == "ipc":
            assert manager.ip.startswith(str(folder))
            assert len(os.fsencode(f"{manager.ip}-5")) <= 103
    assert not folder.exists()


def test_tcp_is_used_where_sockets_cannot_be(tmp_path: Path) -> None:
    assert choose_transport(Path("/tmp/dia-x"), platform="linux") == ("ipc", "")
    transport, note = choose_transport(Path("/tmp/dia-x"), platform="win32")
    assert transport == "tcp"
    assert "Windows" in note
    transport, note = choose_transport(Path("/" + "d" * 90), platform="darwin")
    assert transport == "tcp"
    assert "TMPDIR" in note


def test_lines_tell_status_seconds_and_reason() -> None:
    stream = io.StringIO()
    lines = Lines(stream, total=1)
    lines.started("first")
    lines.finished(Outcome("first", "first", {}, "failed", 1.25, True, "ValueError", "bad\nmore"))
    assert stream.getvalue() == "[1/1] failed  first (1.2 s, second start): ValueError: bad\n"
    assert summary(Outcome("a", "a", {}, "ok", 0.04)) == "ok      a (0.0 s)"


def test_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    stream = io.StringIO()
    with open_reporter(stream, names=["a"]) as reporter:
        reporter.started("a")
        reporter.finished(Outcome("a", "a", {}, "ok", 1.0))
    assert "ok      a (1.0 s)" in stream.getvalue()
