"""Plans from elsewhere: shown at once as reported, never refused for contradicting themselves, confirmed by signing."""

import json
from datetime import date
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.corpus_files import corpus_text

from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Source
from accord.domain.standing import EffectiveCpr
from accord.plans.actions import reports
from accord.plans.actions.reports import PaperSeen, RespectRead
from accord.plans.models import TaskKind
from accord.plans.queries import records, standing, work
from accord.plans.queries.drafts import view

PAPER = PaperSeen(
    words="Lilac form: DNACPR, indefinite.",
    cpr=CprRecommendation.NOT_FOR_CPR,
    decided_on=date(2024, 5, 1),
    decided_by="Dr Reed",
    location="Blue folder by the door",
)


def read(person: UUID) -> RespectRead:
    return reports.import_respect(person_id=person, document=corpus_text("openehr/respect_flat_2.json"), by=drafts.gp())


def test_paper_seen_by_care_staff_is_on_the_sheet_and_is_no_plan(person: UUID) -> None:
    reports.report_paper(person_id=person, paper=PAPER, by=drafts.carer())
    sheet = standing.sheet(person)
    assert sheet is not None
    assert sheet["reported"][0]["cpr"] == "not_for_cpr"
    assert drafts.effective(person) is EffectiveCpr.NO_PLAN_KNOWN


def test_paper_says_something(person: UUID) -> None:
    with pytest.raises(Refused, match=r"paper\.words"):
        reports.report_paper(person_id=person, paper=PaperSeen(words=" "), by=drafts.carer())


def test_paper_is_confirmed_by_signing_the_draft_made_from_it(person: UUID) -> None:
    report = reports.report_paper(person_id=person, paper=PAPER, by=drafts.carer())
    draft_id = reports.draft(report_id=report, by=drafts.gp())
    assert view(draft_id).parts[PartName.SETTING].value.source is Source.EXISTING_PAPER
    drafts.sign(draft_id, drafts.gp())
    assert records.of(person).reports == ()
    assert TaskKind.CONFIRM_REPORT not in {task.kind for task in work.for_person(person)}
    assert drafts.effective(person) is EffectiveCpr.NOT_FOR_CPR


def test_respect_form_names_contradictions_and_what_found_no_place(person: UUID) -> None:
    found = read(person)
    (report,) = records.of(person).reports
    assert found.contradictions
    assert found.unplaced
    assert report.contradictions == tuple(each.words for each in found.contradictions)


def test_respect_form_makes_a_draft_to_confirm_it(person: UUID) -> None:
    draft_id = read(person).draft_id
    assert draft_id is not None
    parts = view(draft_id).parts
    assert parts[PartName.SETTING].value.source is Source.CONFIRMED_REPORT
    assert parts[PartName.CPR].value.recommendation is CprRecommendation.NOT_FOR_CPR


def test_same_form_again_is_the_same_report(person: UUID) -> None:
    assert read(person).report_id == read(person).report_id
    assert len(records.of(person).reports) == 1


def test_report_never_touches_a_draft_that_somebody_writes(person: UUID) -> None:
    draft_id = drafts.draft_of(person, drafts.nurse())
    before = view(draft_id).seen
    assert read(person).draft_id is None
    assert view(draft_id).seen == before


def test_report_stands_beside_what_the_current_plan_says(person: UUID) -> None:
    drafts.signed(person, parts={PartName.CPR: drafts.cpr(CprRecommendation.FOR_CPR)})
    draft_id = read(person).draft_id
    assert draft_id is not None
    part = view(draft_id).parts[PartName.CPR]
    assert part.value.recommendation is CprRecommendation.FOR_CPR
    assert part.other is not None
    assert part.other.value.recommendation is CprRecommendation.NOT_FOR_CPR


def test_care_staff_import_without_a_draft(person: UUID) -> None:
    document = json.dumps({"respect/cpr_decision/cpr_decision|code": "at0005"})
    found = reports.import_respect(person_id=person, document=document, by=drafts.carer())
    assert found.draft_id is None
    assert len(records.of(person).reports) == 1


def test_broken_form_is_refused(person: UUID) -> None:
    with pytest.raises(Refused, match="is not JSON"):
        reports.import_respect(person_id=person, document="[", by=drafts.gp())


def test_dismissed_report_stands_no_more(person: UUID) -> None:
    report = reports.report_paper(person_id=person, paper=PAPER, by=drafts.carer())
    reports.dismiss(report_id=report, why="It is her sister's form.", by=drafts.gp())
    assert records.of(person).reports == ()
    with pytest.raises(Conflict, match="settled already"):
        reports.dismiss(report_id=report, why="Again.", by=drafts.gp())


def test_dismissing_needs_a_clinician_and_a_reason(person: UUID) -> None:
    report = reports.report_paper(person_id=person, paper=PAPER, by=drafts.carer())
    with pytest.raises(NotPermitted):
        reports.dismiss(report_id=report, why="No.", by=drafts.carer())
    with pytest.raises(Refused, match="why"):
        reports.dismiss(report_id=report, why="", by=drafts.gp())


def test_paper_from_before_birth_is_refused() -> None:
    person = who.recorded(birth_date=date(2000, 1, 1))
    with pytest.raises(Refused, match=r"paper\.decided_on: is before"):
        reports.report_paper(
            person_id=person, paper=PaperSeen(words="x", decided_on=date(1999, 1, 1)), by=drafts.carer()
        )
