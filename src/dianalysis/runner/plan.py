"""What a run makes of the catalogue: one execution per notebook, or one per partner."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dianalysis.runner.catalogue import Catalogue, Entry, require_known


@dataclass(frozen=True)
class Execution:
    """One notebook to run once.

    Parameters
    ----------
    entry
        The notebook.
    parameters
        The value of its `foreach`, by parameter name; empty for a notebook that runs once.
    """

    entry: Entry
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name of the execution and stem of its files, such as `partner_profile-metaalunie`."""
        return "-".join((self.entry.id, *self.parameters.values()))


def plan_executions(
    catalogue: Catalogue, *, only: Iterable[str] = (), partners: Iterable[str] = ()
) -> list[Execution]:
    """Return what to run, in catalogue order.

    Parameters
    ----------
    catalogue
        The notebooks.
    only
        Ids to run, with whatever they depend on; empty for all.
    partners
        Partners to run the partner notebooks for; empty for all. Other notebooks are not affected.

    Raises
    ------
    ParameterError
        When an id or a partner does not exist; the message names the nearest that does.
    """
    wanted, chosen = list(only), list(partners)
    require_known(wanted, catalogue.ids, what="notebook")
    require_known(chosen, [value.slug for value in catalogue.values["partner"]], what="partner")
    selected = _with_dependencies(catalogue, wanted) if wanted else set(catalogue.ids)
    plan: list[Execution] = []
    for entry in catalogue.entries:
        if entry.id not in selected:
            continue
        if not entry.foreach:
            plan.append(Execution(entry))
            continue
        slugs = [value.slug for value in catalogue.values[entry.foreach]]
        plan += [Execution(entry, {entry.foreach: slug}) for slug in slugs if not chosen or slug in chosen]
    return plan


def leave_out(
    executions: Sequence[Execution], *, has: Collection[str]
) -> tuple[list[Execution], list[Execution]]:
    """Divide executions in those a run can make and those it leaves out.

    Parameters
    ----------
    executions
        From `plan_executions`.
    has
        What belongs to the data of the run: keys of `NEEDS`.

    Returns
    -------
    The executions to run, and those that need something else.
    """
    kept = [one for one in executions if not one.entry.needs or one.entry.needs in has]
    return kept, [one for one in executions if one not in kept]


def _with_dependencies(catalogue: Catalogue, wanted: Iterable[str]) -> set[str]:
    selected: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in selected:
            selected.add(name)
            waiting += catalogue.entry(name).depends
    return selected
