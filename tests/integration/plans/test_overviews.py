"""The overview on the person page says what the records themselves say."""

from __future__ import annotations

from uuid import UUID

from tests.builders import drafts

from accord.plans.actions import endorsements
from accord.plans.queries import overviews, records


def test_overview_says_what_the_records_say(person: UUID) -> None:
    drafts.signed(person)
    (version,), (layer,) = overviews.of(person).versions, records.of(person).layers
    signature = layer.document.signature
    assert (version.version_id, version.number, version.cpr) == (layer.version_id, 1, layer.layer.cpr)
    assert (version.signed_name, version.signed_at) == (signature.author.name, signature.signed_at)


def test_overview_counts_what_is_recorded(person: UUID) -> None:
    drafts.signed(person)
    overview, held = overviews.of(person), records.of(person)
    assert overview.conversations == len(held.conversations) > 0
    assert (overview.instruments, overview.reports) == (len(held.instruments), len(held.reports))


def test_overview_names_the_open_draft(person: UUID) -> None:
    draft_id = drafts.draft_of(person, drafts.gp())
    assert [each.draft_id for each in overviews.of(person).drafts] == [draft_id]


def test_overview_awaits_an_endorsement_until_it_is_given(person: UUID) -> None:
    version_id = drafts.signed(person, drafts.nurse(), details=drafts.JUNIOR).version_id
    before = overviews.of(person).versions[0].awaits_endorsement
    endorsements.endorse(version_id=version_id, by=drafts.gp())
    assert (before, overviews.of(person).versions[0].awaits_endorsement) == (True, False)


def test_overview_of_somebody_without_a_plan_is_empty(person: UUID) -> None:
    overview = overviews.of(person)
    assert (overview.versions, overview.statements, overview.drafts) == ((), (), ())
