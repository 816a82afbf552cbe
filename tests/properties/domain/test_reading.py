"""Reading other people's documents: nothing vanishes, nothing but a named refusal is raised, no location escapes."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.builders.legal import lasting_power
from tests.builders.pds import patient, restricted

from accord.domain.errors import Refused
from accord.domain.legal.lpa_documents import read_lpa
from accord.domain.legal.lpa_updates import apply_update
from accord.domain.nhs_numbers import Acceptance
from accord.domain.pds.reading import read_document, read_patient
from accord.domain.respect_flat.places import CONTEXT, LEGACY, PLACES
from accord.domain.respect_flat.reading import read_respect

plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
json_values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
endings = st.sampled_from([*(place.ends for place in PLACES), *CONTEXT, *LEGACY, "something/new", "time", "role|code"])
sections = st.sampled_from(["a4._x/", "a6._x/involvement_respect/", "a7._x/service:1/", "a9._x/service:0/", ""])
codes = st.sampled_from(
    ["at0003", "at0004", "at0005", "at9999", "2024-05-01", "2024-05-01T10:00:00Z", "A. Yes", "yes", ""]
)
flat_paths = st.builds(lambda section, ending: f"form/respect_headings/{section}{ending}", sections, endings)
flat_forms = st.dictionaries(
    flat_paths, codes | plain.filter(lambda v: not isinstance(v, str)), min_size=1, max_size=12
)

PATIENT_FIELDS = [*patient(), "extension", "contact", "link", "deceasedDateTime", "managingOrganization", "photo"]
SECRET = "Elm Row 17"
places = st.sampled_from(["line", "value", "extension", "url", "address", "system", "text"])
located = st.recursive(
    st.just(SECRET),
    lambda inner: st.lists(inner, min_size=1, max_size=2) | st.dictionaries(places, inner, min_size=1, max_size=2),
    max_leaves=4,
)


def refused_or_read(read: Any, document: object) -> Any:
    try:
        return read(document)
    except Refused as refused:
        named = [error.field and error.wrong for error in refused.errors]
    assert all(named)
    return None


@given(flat_forms)
def test_no_item_of_a_form_vanishes(document: dict[str, Any]) -> None:
    plan = read_respect(document)
    accounted = [*plan.placed, *plan.context, *(each.path for each in plan.unplaced)]
    assert sorted(accounted) == sorted(document)


@given(json_values)
def test_form_that_is_anything_at_all_is_read_or_refused(document: object) -> None:
    refused_or_read(read_respect, document)


@given(json_values)
def test_patient_document_that_is_anything_at_all_is_read_or_refused(document: object) -> None:
    refused_or_read(read_document, document)


@given(st.sampled_from(PATIENT_FIELDS), json_values)
def test_patient_with_any_value_in_a_field_is_read_or_refused(name: str, value: object) -> None:
    refused_or_read(lambda document: read_document(document, accept=Acceptance.TEST), {**patient(), name: value})


@given(st.sampled_from([name for name in PATIENT_FIELDS if name not in {"name", "id", "meta", "gender"}]), located)
def test_no_location_of_a_restricted_patient_is_kept(name: str, value: object) -> None:
    found = refused_or_read(
        lambda document: read_patient(document, accept=Acceptance.TEST), {**restricted(), name: value}
    )
    assert SECRET not in repr(found)


@given(json_values)
def test_lpa_that_is_anything_at_all_is_read_or_refused(document: object) -> None:
    refused_or_read(read_lpa, document)


@given(json_values, st.sampled_from(["OPG_STATUS_CHANGE", "DONOR_WITHDRAW_LPA", "CORRECTION"]))
def test_update_that_is_anything_at_all_is_applied_or_refused(changes: object, kind: str) -> None:
    refused_or_read(lambda update: apply_update(lasting_power(), update), {"type": kind, "changes": changes})
