"""From a person to their story: with plans, or with conversations alone, or with nothing recorded yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from accord.domain.authority import Grade, Role
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.documents import Plan
from accord.domain.plan.wishes import CprWish, Scope
from accord.domain.statements import Says, Speaker
from accord.synth import decisions, talks, wishes
from accord.synth.dice import Dice, Weights
from accord.synth.histories import draw_history
from accord.synth.outlines import World, draw_outline, reasons
from accord.synth.people import Person, SiteStay
from accord.synth.stories import HeldTalk, OpenDraft, PostedStatement, SeenPaper, Story
from accord.synth.workforce import StaffMember

_SAYS: Weights[tuple[Says, str]] = Weights.of(
    {
        (Says.WISHES_TO_TALK, "statement_talk"): 50,
        (Says.WANTS_CPR, "statement_wants"): 25,
        (Says.REFUSES_CPR, "statement_refuses"): 20,
    }
)
_HEARD = Weights.of({Speaker.PERSON: 60, Speaker.CARER: 25, Speaker.STAFF: 15})
_ANSWERS = (
    "Talked it through the same day; the plan has been looked at again.",
    "Seen and listened to; wishes the plan to stand.",
)

_PAPERS = (
    "Not for CPR. Signed, and dated last year.",
    "DNACPR, indefinite; the reason reads “frailty, heart failure”.",
    "CPR not to be attempted. For hospital and antibiotics.",
)


def with_plan(person: Person, world: World, dice: Dice) -> Story:
    """Return the story of somebody with a plan."""
    history = draw_history(person, world, dice)
    alive = person.record.death is None
    story = Story(
        person=person,
        versions=tuple(history.versions),
        talks=tuple(history.held),
        legal=history.legal,
        legal_by=history.versions[0].signer if history.versions else None,
    )
    if dice.chance(world.rarity):
        story = replace(story, admitted_later=_admitted_later(story))
    rolled = dice.roll()
    if alive and rolled < 0.02:
        adrt = bool(history.legal.advance_decisions)
        return replace(story, statement=_statement(person, world, dice, has_adrt=adrt))
    if alive and 0.02 <= rolled < 0.02 + 0.02 * world.rarity:
        return replace(story, draft=OpenDraft(plan=begun_plan(person, world, dice), by=_doctor(person, world, dice)))
    if alive and 0.04 <= rolled < 0.04 + 0.01 * world.rarity:
        return replace(story, paper=_paper(person, world, dice))
    return story


def without_plan(person: Person, world: World, dice: Dice) -> Story:
    """Return the story of somebody with no plan: a few have talked of what matters, or have a draft begun."""
    rolled, seldom = dice.roll(), dice.chance(world.rarity)
    if person.record.death is not None or person.traits.index == 0 or rolled > 0.16:
        return Story(person=person)
    if rolled > 0.035:
        return Story(person=person, talks=_talks(person, world, dice))
    if rolled > 0.02 and seldom:
        begun = OpenDraft(plan=begun_plan(person, world, dice), by=_doctor(person, world, dice))
        return Story(person=person, talks=_talks(person, world, dice), draft=begun)
    if 0.012 < rolled <= 0.02 and seldom:
        return Story(person=person, paper=_paper(person, world, dice))
    if 0.009 < rolled <= 0.012:
        return Story(person=person, statement=_statement(person, world, dice, has_adrt=False))
    return Story(person=person)


def _admitted_later(story: Story) -> SiteStay | None:
    """Return the admission that came after all plans: nobody has yet asked whether they still stand."""
    admission = story.person.admission
    if admission is None or any(version.scope is Scope.EPISODE for version in story.versions):
        return None
    signed = [version.document.signature.signed_at for version in story.versions]
    return admission if story.current and max(signed) < admission.start else None


def begun_plan(person: Person, world: World, dice: Dice) -> Plan:
    """Return a plan with some parts filled."""
    outline = draw_outline(person, world, dice)
    matters = wishes.draw_what_matters(person, dice, lacks=outline.lacks, wish=CprWish.NOT_KNOWN)
    if dice.chance(0.5):
        return Plan(what_matters=matters)
    told = replace(outline, recommendation=CprRecommendation.NONE, signed_at=world.now)  # nobody has signed it yet
    return Plan(what_matters=matters, understanding=decisions.understanding(told), sharing=wishes.sharing(told))


def _talks(person: Person, world: World, dice: Dice) -> tuple[HeldTalk, ...]:
    held = []
    for _ in range(dice.pick((1, 1, 1, 2))):
        by = _carer(person, world, dice) or _nurse(person, world, dice)
        at = world.now - timedelta(days=dice.number(1, 400), minutes=dice.number(0, 500))
        declined = dice.chance(0.15)
        talk = talks.lone_talk(person, at, by.name, dice, declined=declined)
        held.append(HeldTalk(conversation=talk, by=by, recorded_at=at + timedelta(minutes=30)))
    return tuple(sorted(held, key=lambda each: each.recorded_at))


def _statement(person: Person, world: World, dice: Dice, *, has_adrt: bool) -> PostedStatement:
    says, rule = dice.weigh(_SAYS)
    if has_adrt and dice.chance(0.4):
        says, rule = Says.WITHDRAWS_ADRT, "statement_withdraws"
    answered = dice.chance(0.5)
    by = _carer(person, world, dice) or _nurse(person, world, dice)
    at = world.now - timedelta(hours=dice.number(60, 2000) if answered else dice.number(1, 60))
    return PostedStatement(
        says=says,
        words=reasons().say(rule, dice, {"first": person.first}),
        heard_from=dice.weigh(_HEARD),
        by=by,
        at=at,
        answer=dice.pick(_ANSWERS) if answered else "",
        answered_by=_doctor(person, world, dice) if answered else None,
        answered_at=at + timedelta(minutes=dice.number(20, 2000)) if answered else None,
    )


def _paper(person: Person, world: World, dice: Dice) -> SeenPaper:
    by = _carer(person, world, dice) or _nurse(person, world, dice)
    return SeenPaper(
        words=dice.pick(_PAPERS),
        location=reasons().say("paper", dice),
        decided_by="A hospital doctor; the name cannot be read",
        by=by,
    )


def _carer(person: Person, world: World, dice: Dice) -> StaffMember | None:
    """Return a carer where the person lives or is cared for."""
    site = person.traits.site
    staff = (
        []
        if site is None
        else [each for each in world.workforce.at[site.code] if each.roles[0].role is Role.CARE_STAFF]
    )
    return dice.pick(staff) if staff else None


def _nurse(person: Person, world: World, dice: Dice) -> StaffMember:
    return dice.pick(world.workforce.with_grades(person.traits.practice.code, {Grade.NURSE}))


def _doctor(person: Person, world: World, dice: Dice) -> StaffMember:
    return dice.pick(world.workforce.with_grades(person.traits.practice.code, {Grade.GP}))
