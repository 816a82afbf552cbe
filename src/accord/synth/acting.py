"""What is done by the real actions as a region is loaded: drafts begun, paper forms seen, and admissions."""

from __future__ import annotations

from uuid import UUID

from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import DRAFT_HELD, PartName
from accord.domain.plan.wishes import Scope
from accord.plans.actions import drafts, moves, reports
from accord.plans.actions.reports import PaperSeen
from accord.plans.queries.drafts import view
from accord.synth.placing import Placing
from accord.synth.stories import OpenDraft, SeenPaper, Story


def act(person_id: UUID, story: Story, placing: Placing) -> None:
    """Do what somebody did here of late for a person."""
    if story.paper is not None:
        _see_paper(person_id, story.paper, placing)
    if story.admitted_later is not None:
        stay, by = story.admitted_later, placing.actor(story.versions[-1].signer)
        moves.admit(person_id=person_id, site_id=placing.site_id(stay.site.code), at=stay.start, by=by)
    if story.draft is not None:
        _begin(person_id, story.draft, placing)


def _see_paper(person_id: UUID, seen: SeenPaper, placing: Placing) -> None:
    paper = PaperSeen(
        words=seen.words, cpr=CprRecommendation.NOT_FOR_CPR, decided_by=seen.decided_by, location=seen.location
    )
    reports.report_paper(person_id=person_id, paper=paper, by=placing.actor(seen.by))


def _begin(person_id: UUID, begun: OpenDraft, placing: Placing) -> None:
    by = placing.actor(begun.by)
    draft_id = drafts.open(person_id=person_id, scope=Scope.ENDURING, by=by)
    held = view(draft_id).parts
    for part in DRAFT_HELD:
        value = getattr(begun.plan, part.value)
        if value is not None and part is not PartName.SETTING:
            seen = held[part].revision if part in held else 0
            drafts.save_part(draft_id=draft_id, part=part, value=value, expected_revision=seen, by=by)
