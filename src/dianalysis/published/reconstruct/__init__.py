"""Company-level demo data that reproduce the printed figures of the report, made by integer programming."""

from dianalysis.published.reconstruct.association import realised_association
from dianalysis.published.reconstruct.draw import Draw, Settled, reconstruct_draw, settle_figures
from dianalysis.published.reconstruct.programme import Impossible
from dianalysis.published.reconstruct.store import draw_numbers, draw_path, read_draw, write_draws

__all__ = [
    "Draw",
    "Impossible",
    "Settled",
    "draw_numbers",
    "draw_path",
    "read_draw",
    "realised_association",
    "reconstruct_draw",
    "settle_figures",
    "write_draws",
]
