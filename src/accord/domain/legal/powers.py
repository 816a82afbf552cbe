"""What a lasting power of attorney gives authority over now, requirement by requirement.

Restrictions are never computed: they are shown in the donor's own words to whoever decides.
"""

from __future__ import annotations

from accord.domain.choices import Answer
from accord.domain.legal.findings import Finding, Outcome, Requirement, worst
from accord.domain.legal.lpa import AttorneyStatus, LastingPower, LifeSustaining, LpaKind, LpaStatus
from accord.domain.legal.treatments import RefusedTreatment
from accord.domain.sentences import within_sentence


def authority(power: LastingPower, treatment: RefusedTreatment) -> Finding:
    """Return whether `power` gives its attorneys authority to refuse `treatment` for a donor who lacks capacity."""
    requirements = (
        _donor(power),
        _kind(power),
        _registered(power),
        _life_sustaining(power, treatment),
        _attorney(power),
    )
    outcome = worst(requirement.outcome for requirement in requirements)
    words = {
        Outcome.MET: f"This LPA gives its attorneys authority over {treatment.said}.",
        Outcome.NOT_MET: f"This LPA gives no authority over {treatment.said}.",
        Outcome.NOT_KNOWN: f"This record does not show that this LPA gives authority over {treatment.said}.",
    }[outcome]
    return Finding(outcome=outcome, words=words, requirements=requirements)


def covers(power: LastingPower, treatment: RefusedTreatment) -> Answer:
    """Whether the power, by its donor, its kind and its option, is over `treatment` at all, registered or not."""
    outcome = worst((_donor(power).outcome, _kind(power).outcome, _life_sustaining(power, treatment).outcome))
    return {Outcome.MET: Answer.YES, Outcome.NOT_MET: Answer.NO, Outcome.NOT_KNOWN: Answer.UNKNOWN}[outcome]


def _donor(power: LastingPower) -> Requirement:
    doubts = " ".join(problem.words for problem in power.donor_problems)
    unsettled = "Until it is known whether this is the person's own LPA, it gives no power here."
    return Requirement(
        code="donor",
        says="Its donor is this person",
        outcome=Outcome.NOT_KNOWN if doubts else Outcome.MET,
        words=f"{doubts} {unsettled}" if doubts else "Nothing recorded here says that its donor is somebody else.",
        section="section 9(1)",
    )


def _kind(power: LastingPower) -> Requirement:
    is_welfare = power.kind is LpaKind.PERSONAL_WELFARE
    return Requirement(
        code="welfare",
        says="It is a health and welfare LPA",
        outcome=Outcome.MET if is_welfare else Outcome.NOT_MET,
        words="It is for health and welfare."
        if is_welfare
        else "It is for property and financial affairs, and gives no say about treatment.",
        section="section 9(1)(a)",
    )


def _registered(power: LastingPower) -> Requirement:
    if power.is_registered:
        on = f" since {power.registered_on:%-d %B %Y}" if power.registered_on else "; the date is not recorded"
        outcome, words = Outcome.MET, f"It is registered with the Office of the Public Guardian{on}."
    elif power.status is LpaStatus.UNKNOWN:
        outcome = Outcome.NOT_KNOWN
        words = (
            "No status is recorded: nothing here shows that it is registered, so it gives no power here. "
            "The Office of the Public Guardian can say."
        )
    else:
        outcome = Outcome.NOT_MET
        words = f"It is not registered (status: {within_sentence(power.status.words)}), so it gives no power."
    return Requirement(
        code="registered",
        says="It is registered with the Office of the Public Guardian",
        outcome=outcome,
        words=words,
        section="section 9(2)",
    )


def _life_sustaining(power: LastingPower, treatment: RefusedTreatment) -> Requirement:
    if treatment.sustains_life is Answer.NO:
        outcome, words = Outcome.MET, f"Not needed for {treatment.said}, which does not sustain life."
    else:
        words = f"{power.life_sustaining.words}."
        outcome = {LifeSustaining.OPTION_A: Outcome.MET, LifeSustaining.OPTION_B: Outcome.NOT_MET}.get(
            power.life_sustaining, Outcome.NOT_KNOWN
        )
        if outcome is Outcome.NOT_MET and treatment.sustains_life is Answer.UNKNOWN:
            outcome, words = Outcome.NOT_KNOWN, f"{words} Whether {treatment.said} sustains life is not recorded."
    return Requirement(
        code="life_sustaining",
        says="It says that the attorneys may decide about life-sustaining treatment",
        outcome=outcome,
        words=words,
        section="section 11(8)",
    )


def _attorney(power: LastingPower) -> Requirement:
    if power.active_attorneys:
        names = ", ".join(attorney.name or "an attorney with no name here" for attorney in power.active_attorneys)
        outcome, words = Outcome.MET, f"Who may act: {names}. {power.deciding.words}."
    elif any(attorney.status is AttorneyStatus.UNKNOWN for attorney in power.attorneys):
        outcome, words = Outcome.NOT_KNOWN, "This record does not show which attorneys may act now."
    else:
        outcome, words = Outcome.NOT_MET, "It names no attorney who may act now."
    return Requirement(
        code="attorney", says="Somebody may act under it now", outcome=outcome, words=words, section="section 10"
    )
