"""The small region with a second hospital, and a person with a number."""

from pathlib import Path
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.builders.hospitals import Hospital

from accord.organisations.actions import load_csv

SECOND = """ods_code,name,primary_role,roles,site_type,places,valid_from,valid_to
R9902,Beech Hospital,RO197,,acute_hospital,,2010-01-01,
R9903,Oak Hospital at Fenby,RO198,,acute_hospital,,2010-01-01,
"""
DESK = """staff_code,name,register,registration_number,ods_code,role,grade,valid_from,valid_to
s-desk,Kim Desk,,,R9901,administrator,admin,2020-01-01,
"""
WITHIN = """source_code,kind,target_code,valid_from,valid_to
R9903,part_of,R9901,2010-01-01,
"""


@pytest.fixture(autouse=True)
def _region(_database: None, tmp_path: Path) -> None:
    who.load_directory(tmp_path)
    second, within, desk = (tmp_path / f"{name}.csv" for name in ("second", "within", "desk"))
    second.write_text(SECOND)
    within.write_text(WITHIN)
    desk.write_text(DESK)
    load_csv(organisations=second, relationships=within, staff=desk, rejects=tmp_path / "rejects.csv", by=None)


@pytest.fixture
def person(number: str) -> UUID:
    return drafts.person_with_talk(nhs_number=number)


@pytest.fixture
def hospital() -> Hospital:
    return Hospital()
