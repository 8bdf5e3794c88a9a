"""Time and charge of flights, what a battery must hold to come home, charging and wear.

Nothing else knows how long a path takes or what it costs. In calm air level flight at 10 m/s takes the charge
100 % / (usable share x endurance) per unit of time; hovering, climbing, speed and wind take more (`power`), so a
flight's charge is never less than its time in the air stands for.
"""

from planner.drones.energy.charging import charged, seconds_to
from planner.drones.energy.flying import Flown, flown, per_metre
from planner.drones.energy.power import climb_share, pct_per_s, still_share
from planner.drones.energy.reserve import home_pct, lowest_on_way, needed_pct
from planner.drones.energy.timing import climb_s, corner_s, corners_s, descent_s, legs_s, stop_s
from planner.drones.energy.wind import CALM, Wind, Winds, WindTooStrong, gust_limit_mps, may_fly_in

__all__ = [
    "CALM",
    "Flown",
    "Wind",
    "WindTooStrong",
    "Winds",
    "charged",
    "climb_s",
    "climb_share",
    "corner_s",
    "corners_s",
    "descent_s",
    "flown",
    "gust_limit_mps",
    "home_pct",
    "legs_s",
    "lowest_on_way",
    "may_fly_in",
    "needed_pct",
    "pct_per_s",
    "per_metre",
    "seconds_to",
    "still_share",
    "stop_s",
]
