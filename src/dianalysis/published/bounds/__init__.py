"""What cannot be told from print: the range of each linear result over all data sets that fit the figures.

A data set fits when, for the companies with all forms,

1. it gives every printed figure as the reconstruction settled it: contradictions out (`exclusions.csv`, with
   proof), lost cells recovered where only one arrangement fits (`recovered.csv`), means and shares as printed
   after rounding half up;
2. it keeps the two statements of the text on satisfaction (section `text` of `association.yaml`): at how many
   partners at least 80 % chose C or D, and where every company chose D;
3. it keeps what the report says of its profiles: the outcomes printed are those with the highest means, the
   combinations printed are the most frequent ones (equal ones may have been left out);
4. it keeps the form: every company has one partner, one start, one end, one answer to each question that
   print counts for all companies, and works on an indicator only where it works on its aspect.

Nothing else is asked. Not used are the choices of the reconstruction: how answers go together, who is which
company, that every company works on an aspect and in every aspect on an indicator, and that ties were
printed. So the ranges can be wider than those over the draws, never narrower.

Counts over partners × categories are bounded by integer programming with a proven optimum. Results that are
no sum over the counts (medians, p-values, correlations, reliability, pooled means), results of the
registration, and how many companies had how many indicators are not bounded here: their range stays the one
over the draws.
"""

from dianalysis.published.bounds.compute import Facts, compute_bounds, make_blocks, sample_bounds
from dianalysis.published.bounds.programme import Block, Bound, Reading, Solver, Target
from dianalysis.published.bounds.store import bound_key, inputs_hash, read_bounds, write_bounds

__all__ = [
    "Block",
    "Bound",
    "Facts",
    "Reading",
    "Solver",
    "Target",
    "bound_key",
    "compute_bounds",
    "inputs_hash",
    "make_blocks",
    "read_bounds",
    "sample_bounds",
    "write_bounds",
]
