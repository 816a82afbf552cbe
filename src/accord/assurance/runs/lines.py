"""The rows of `measures.csv` (design/dataset.md), and their limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from accord.assurance.statistics.intervals import wilson
from accord.assurance.statistics.numbers import Floats, Whole, floats
from accord.soundness.measures.definitions import Measure

SCHEMA = pa.schema(
    {
        "measure_id": pa.string(),
        "breakdown": pa.string(),
        "value": pa.string(),
        "numerator": pa.int64(),
        "denominator": pa.int64(),
        "not_recorded": pa.int64(),
        "proportion": pa.float64(),
        "lower": pa.float64(),
        "upper": pa.float64(),
    }
)
ORDER = [("measure_id", "ascending"), ("breakdown", "ascending"), ("value", "ascending")]


def limits(numerator: Whole, denominator: Whole) -> dict[str, Floats]:
    """Return the share of each group with its 95% limits by Wilson; empty where there is nobody to share among."""
    found = wilson(numerator, denominator)
    with np.errstate(invalid="ignore", divide="ignore"):
        proportion = numerator / denominator
    return {"proportion": proportion, "lower": found.lower, "upper": found.upper}


def lines(
    measure: Measure, breakdown: str, groups: Sequence[str], counts: Mapping[str, Whole], shares: Mapping[str, Floats]
) -> pa.Table:
    """Return one row a group."""
    rows = len(groups)
    columns = {
        "measure_id": pa.array([measure.id] * rows, pa.string()),
        "breakdown": pa.array([breakdown] * rows, pa.string()),
        "value": pa.array(list(groups), pa.string()),
        **{name: pa.array(values, pa.int64()) for name, values in counts.items()},
        **{name: pa.array(floats(values), pa.float64(), from_pandas=True) for name, values in shares.items()},
    }
    return pa.table(columns, schema=SCHEMA)
