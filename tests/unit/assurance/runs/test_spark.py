"""DuckDB and Spark give the same, to the last figure. Skipped where PySpark or Java is not installed."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from tests.unit.assurance.runs.conftest import Ran
from tests.unit.assurance.runs.drawn import AS_OF, SINCE

from accord.assurance.runs import findings, measuring
from accord.assurance.runs.engines import Engine, open_spark, write_parquet
from accord.domain.errors import Refused
from accord.domain.facts import day_of

HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
ORDER = [("decision_id", "ascending"), ("rule_id", "ascending")]
WITH_SPARK = pytest.mark.skipif(not HAS_SPARK, reason="PySpark 4.0 (accord-care[spark]) or Java is not installed")


@pytest.fixture(scope="module")
def spark(ran: Ran, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("spark")
    write_parquet(ran.database, folder)
    with open_spark(folder, as_of=day_of(AS_OF) or date.max, since=day_of(SINCE)) as engine:
        yield engine


@WITH_SPARK
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_spark_gives_what_duckdb_gives(ran: Ran, spark: Engine) -> None:
    found = measuring.workings(spark, ran.asked)
    assert measuring.measured(found).equals(ran.measured)
    expected = findings.findings(ran.workings[0], ran.asked).to_pyarrow().sort_by(ORDER)
    assert pa.table(findings.findings(found[0], ran.asked).to_pyarrow()).sort_by(ORDER).equals(expected)


@pytest.mark.skipif(HAS_SPARK, reason="PySpark is installed")
def test_without_pyspark_the_engine_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"accord-care\[spark\]"), open_spark(tmp_path, as_of=date(2026, 11, 1)):
        pass
