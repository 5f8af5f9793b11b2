"""When firms finish: starts at once or in groups, with lead times that spread."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import special

from dianalysis.estimation.clustered import estimate_share_clustered
from dianalysis.estimation.estimate import Estimate, FloatArray, normal_quantile
from dianalysis.planning.inputs import Scenario, TimelineInputs
from dianalysis.planning.phase_one import PhaseOne
from dianalysis.studies.rows import Record, Settings, row

METHOD = "simulated programme; middle one and interval over programmes"
MONTH = "month"
FEWEST_TIMES = 10  # own lead times are used from so many companies
STARTS = ("once", "groups")
MOST = 0.9  # of those that finish
LATER = 1.5  # the page looks so many times the length of a phase ahead
NAMED = {"population": "registered"}
MAX_SIMULATED = 1000  # a share is then known to two hundredths


@dataclass(frozen=True)
class LeadTimes:
    """Months a firm needs from start to last form.

    Parameters
    ----------
    shortest, usual, longest
        Ends and, where known, the top of a triangle; without it every time is as likely.
    observed
        Own lead times that are drawn from instead; empty for none.
    """

    shortest: float
    usual: float | None
    longest: float
    observed: tuple[float, ...] = ()

    def draw(self, rng: np.random.Generator, shape: tuple[int, ...]) -> FloatArray:
        """Draw lead times in months."""
        if self.observed:
            return np.asarray(self.observed)[rng.integers(0, len(self.observed), shape)]
        if self.usual is None:
            return rng.uniform(self.shortest, self.longest, shape)
        return rng.triangular(self.shortest, self.usual, self.longest, shape)


def lead_times_of(phase: PhaseOne, scenario: Scenario, *, own_data: bool) -> LeadTimes:
    """Return the lead times: those of own exports, or else what the scenario and its facts say.

    Notes
    -----
    Between the two printed dates firms were recruited too, so the longest lead time is what recruitment
    leaves of it.
    """
    inputs = scenario.timeline
    shortest = scenario.amount(inputs.shortest_fact)
    longest = max(cut_off_of(scenario) - inputs.recruitment, shortest)
    observed = tuple(sorted(float(value) for value in phase.lead_months["months"])) if own_data else ()
    usual = None if inputs.usual is None else min(max(inputs.usual, shortest), longest)
    return LeadTimes(shortest, usual, longest, observed if len(observed) >= FEWEST_TIMES else ())


def cut_off_of(scenario: Scenario) -> float:
    """Return the months from the first day of phase one to its cut-off, as printed."""
    return scenario.months_between(*scenario.timeline.longest_facts)


def finish_months(
    sizes: tuple[int, ...],
    times: LeadTimes,
    inputs: TimelineInputs,
    *,
    starts: str,
    n_simulated: int,
    seed: int,
) -> FloatArray:
    """Simulate in which month every firm would finish if it did.

    Parameters
    ----------
    sizes
        Firms of each partner.
    times, inputs
        Lead times; groups, months between them, months of recruitment and spread over partners.
    starts
        `once`: every firm starts in the months of recruitment; `groups`: the firms of each partner start in
        groups.
    n_simulated, seed
        Programmes, and start of the random numbers.

    Returns
    -------
    Array (programmes, firms) in months from the start of the programme.
    """
    rng = np.random.default_rng(seed)
    shape = (n_simulated, sum(sizes))
    partner = np.repeat(np.arange(len(sizes)), sizes)
    groups = np.concatenate([np.arange(size) * inputs.cohorts // size for size in sizes])
    begin = inputs.recruitment * rng.random(shape)
    if starts == "groups":
        begin += inputs.months_between * groups
    slow = inputs.partner_spread * rng.standard_normal((n_simulated, len(sizes)))
    lead = times.draw(rng, shape) + slow[:, partner]
    return begin + np.maximum(lead, 0.0)


def timeline_records(
    phase: PhaseOne, scenario: Scenario, planned: tuple[int, ...], settings: Settings, *, own_data: bool
) -> Iterator[Record]:
    """Give the rows on time: part of all firms done by each month and by the deadline, both ways to start.

    Parameters
    ----------
    phase, scenario
        Phase one, and the plan.
    planned
        Firms of each partner in phase two.
    settings, own_data
        What the caller chose; whether lead times are observed.

    Notes
    -----
    A firm finishes at all with the share of registered companies of phase one that were complete, drawn once
    per programme from its interval over partners; the others never count as done. `done_at_cut_off` runs the
    same simulation for phase one itself, beside the share that was complete.
    """
    if not phase.partners["complete"].sum():
        return
    times, deadline = lead_times_of(phase, scenario, own_data=own_data), deadline_of(scenario)
    yield from _lead_rows(times)
    yield row("deadline", Estimate(deadline, method="printed length of a phase"), **NAMED)
    number = min(max(settings.n_resamples, 1), MAX_SIMULATED)
    completed = _completion(phase, number, settings)
    yield from _check_rows(phase, scenario, times, completed, settings)
    n, inputs = float(phase.partners["registered"].sum()), scenario.timeline
    for starts in STARTS:
        finished = finish_months(
            planned, times, inputs, starts=starts, n_simulated=number, seed=settings.seed
        )
        for month in range(0, math.ceil(deadline * LATER) + 1):
            part = _over(completed * (finished <= month).mean(axis=1), n, settings)
            yield row("done", part, group_name=MONTH, group_level=f"{month:02d}", term=starts, **NAMED)
        done = completed * (finished <= deadline).mean(axis=1)
        yield row("done_by_deadline", _over(done, n, settings), term=starts, **NAMED)
        late = np.quantile(finished, MOST, axis=1, method="inverted_cdf")
        yield row("months_to_most", _over(late, n, settings), term=starts, **NAMED)
    meeting = float(np.median(planned)) / 2
    for starts, groups in (("once", 1), ("groups", inputs.cohorts)):
        size = Estimate(meeting / groups, method="half of the middle lot, over the groups")
        yield row("meeting_size", size, term=starts, **NAMED)


def deadline_of(scenario: Scenario) -> float:
    """Return the printed length of a phase in months."""
    return scenario.amount(scenario.timeline.deadline_fact)


def _check_rows(
    phase: PhaseOne, scenario: Scenario, times: LeadTimes, completed: FloatArray, settings: Settings
) -> Iterator[Record]:
    """Part done at the cut-off of phase one, in its data and as this simulation has it."""
    sizes = tuple(int(size) for size in phase.partners["registered"])
    complete, n = float(phase.partners["complete"].sum()), float(sum(sizes))
    finished = finish_months(
        sizes, times, scenario.timeline, starts="once", n_simulated=completed.size, seed=settings.seed
    )
    done = completed * (finished <= cut_off_of(scenario)).mean(axis=1)
    seen = Estimate(complete / n, n=n, method="complete over registered companies")
    yield row("done_at_cut_off", seen, term="phase_one", **NAMED)
    yield row("done_at_cut_off", _over(done, n, settings), term="simulated", **NAMED)


def _lead_rows(times: LeadTimes) -> Iterator[Record]:
    """The ends of the lead times; no numbers where own ones are drawn from."""
    for term in ("shortest", "usual", "longest"):
        value = None if times.observed else getattr(times, term)
        months = Estimate(math.nan if value is None else value, method="from facts and scenario")
        yield row("lead_months", months, term=term, **NAMED)


def _completion(phase: PhaseOne, number: int, settings: Settings) -> FloatArray:
    """The share of firms that finish, one a programme: normal on the logit, with phase one's interval."""
    complete, registered = (phase.partners[name].to_numpy(float) for name in ("complete", "registered"))
    share = estimate_share_clustered(complete, registered, conf_level=settings.conf_level)
    if math.isnan(share.low) or not 0 < share.low <= share.value <= share.high < 1:
        return np.full(number, share.value)
    ends = special.logit([share.low, share.value, share.high])
    error = (ends[2] - ends[0]) / 2 / normal_quantile(settings.conf_level)
    chance = np.random.default_rng([settings.seed, 1]).standard_normal(number)
    return np.asarray(special.expit(ends[1] + error * chance), dtype=np.float64)


def _over(values: FloatArray, n: float, settings: Settings) -> Estimate:
    tails = [(1 - settings.conf_level) / 2, (1 + settings.conf_level) / 2]
    low, high = np.quantile(values, tails)
    return Estimate(
        float(np.median(values)), float(low), float(high), settings.conf_level, n=n, method=METHOD
    )
