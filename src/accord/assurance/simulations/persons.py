"""What stands about each person in decisions and population: what is true of them, where it is known."""

from __future__ import annotations

import numpy as np

from accord.assurance.simulations.draws import Column, Flags, Floats, numbers, stream, words, yes_no
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.sites import Sites
from accord.assurance.simulations.stays import ETHNICITIES, Stays

_CODED = (
    "learning_disability",
    "downs_syndrome",
    "autism",
    "dementia",
    "mental_illness",
    "physical_disability",
    "sensory_impairment",
    "palliative",
)
KNOWN_WHERE_TRUE, KNOWN_WHERE_NOT = 0.96, 0.86
MISSING = {"ethnicity": 0.12, "imd_decile": 0.06, "frailty": 0.3, "sex": 0.005}
"""How much is not recorded on average; some sites record nearly everything, others little."""


def draw_persons(stays: Stays, sites: Sites, settings: RegionSettings) -> dict[str, Column]:
    """Return the person columns of the dataset, one entry a stay."""
    source = stream(settings.seed, "persons")
    count = len(stays.site)
    careless = np.exp(0.7 * stream(settings.seed, "careless").standard_normal(len(sites.service)))[stays.site]
    absent = {name: source.random(count) < np.minimum(rate * careless, 0.95) for name, rate in MISSING.items()}
    return {
        "age": numbers(stays.age),
        "sex": words(("male", "female", "unknown"), np.where(absent["sex"], 2, stays.female.astype(np.int64))),
        "ethnicity": words(ETHNICITIES, stays.ethnicity, absent["ethnicity"]),
        "imd_decile": numbers(stays.imd, absent["imd_decile"]),
        **{_name(each): _coded(source, getattr(stays, each), careless) for each in _CODED},
        "frailty": numbers(stays.frailty, absent["frailty"]),
    }


def _coded(source: np.random.Generator, true: Flags, careless: Floats) -> Column:
    known = 1 - np.where(true, 1 - KNOWN_WHERE_TRUE, 1 - KNOWN_WHERE_NOT) * np.minimum(careless, 3)
    return yes_no(true, np.asarray(source.random(len(true)) < known, dtype=np.bool_))


def _name(each: str) -> str:
    return "palliative_register" if each == "palliative" else each
