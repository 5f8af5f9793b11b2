"""`dianalysis audit`: one verdict for every printed figure and every claim that can be checked."""

from __future__ import annotations

from pathlib import Path

import typer

from dianalysis.cli.folder import written
from dianalysis.paths import ProjectPaths
from dianalysis.published.audit import (
    AUDIT,
    audit_file,
    count_verdicts,
    read_any_figures,
    read_rules,
    recheck_proofs,
    write_audit,
)


def audit_printed(figures: Path | None, *, out: Path) -> int:
    """Audit a file of printed figures, write the verdicts, and return 0, or 1 when figures contradict."""
    audit = audit_file(figures or ProjectPaths.find().published / "figures.csv")
    contradicted = audit[audit["verdict"] == "contradiction"]
    for row in contradicted.to_dict("records"):
        name = "/".join(str(row[part]) for part in ("table", "row", "column", "stat"))
        repair = f"; {row['repair']}" if row["repair"] else ""
        typer.echo(f"contradiction: {name} printed {row['printed']}{repair}")
    for verdict, count in count_verdicts(audit).items():
        typer.echo(f"{verdict:<15} {count}")
    with written(out):
        out.mkdir(parents=True, exist_ok=True)
        typer.echo(f"verdicts  {write_audit(audit, out / AUDIT)}")
    return int(len(contradicted) > 0)


def recheck_stored_proofs() -> int:
    """Prove the stored minimal sets of the report's figures again, and return 0 when every one stands."""
    folder = ProjectPaths.find().published
    figures, rules = read_any_figures(folder / "figures.csv"), read_rules(folder / "rules.yaml")
    checked = recheck_proofs(figures, rules, folder / "proofs.json")
    stands = checked[["impossible", "minimal", "unchanged"]].all(axis=1)
    for row, good in zip(checked.to_dict("records"), stands, strict=True):
        verdict = "stands" if good else "does not stand"
        typer.echo(f"set {row['number']} of {row['size']} figures {verdict} ({row['method']})")
    typer.echo(f"{int(stands.sum())} of {len(checked)} proofs stand")
    return int(checked.empty or not stands.all())
