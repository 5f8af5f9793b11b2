"""What was told in interviews, as figures."""

from dianalysis.figures.interviews.agreement import plot_agreement, plot_code_pairs
from dianalysis.figures.interviews.heat import plot_code_heat
from dianalysis.figures.interviews.joint import plot_joint
from dianalysis.figures.interviews.saturation import plot_saturation
from dianalysis.figures.interviews.shares import plot_code_robustness, plot_valences

__all__ = [
    "plot_agreement",
    "plot_code_heat",
    "plot_code_pairs",
    "plot_code_robustness",
    "plot_joint",
    "plot_saturation",
    "plot_valences",
]
