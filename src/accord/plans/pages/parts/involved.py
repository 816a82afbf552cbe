"""Forms for who took part: involvement, capacity, best interests, under-18s."""

from __future__ import annotations

from typing import Any

from accord.domain.plan.people_involved import (
    Ability,
    BestInterests,
    Capacity,
    HasCapacity,
    Imca,
    Involvement,
    InvolvementOption,
    NotInvolvedReason,
    YoungPerson,
)
from accord.plans.pages.parts.bases import PartForm, ask, ask_line, ask_yes_no, show_answers
from accord.web.fields import ChoiceField, DateField, DateTimeField, MultiChoiceField, Reveal


class InvolvementForm(PartForm):
    """How the person, and those who speak with or for them, took part."""

    part_type = Involvement
    guidance = (
        "Each conversation has its own record, under “Conversations”. Here is how, taken together, people took part."
    )
    options = MultiChoiceField(
        "How was this plan made?",
        items=InvolvementOption.pairs(),
        required=False,
        reveals=[Reveal([InvolvementOption.D, InvolvementOption.C1, InvolvementOption.C2], ["reason_words"])],
    )
    reason_words = ask("What is the reason?", rows=3)
    took_part_words = ask(
        "How did the person take part?", "A person who lacks capacity still takes part, as far as they can", rows=3
    )
    not_involved_reason = ChoiceField(
        "If the person was not involved, why?",
        hint="Leave this empty if they were involved.",
        items=NotInvolvedReason.pairs(),
        required=False,
        reveals=[Reveal(list(NotInvolvedReason), ["not_involved_words"])],
    )
    not_involved_words = ask("Say more: what harm, what was offered, or what could not wait", rows=3)
    people_involved = ask("Names and roles of everybody who was involved", rows=3)
    nobody_to_consult = ask_yes_no(
        "Is there nobody appropriate to consult, other than paid carers?",
        "If so, and the person lacks capacity, an IMCA is instructed before the decision unless it is urgent",
    )
    not_consulted_why = ask_line("If somebody who should be consulted was not, why?")
    adjustments_made = ask_yes_no(
        "Were reasonable adjustments or an interpreter used?", reveals=[Reveal("yes", ["adjustments_words"])]
    )
    adjustments_words = ask_line("Which?")
    information_given = ask_yes_no(
        "Was information given in a form that the person can keep?", reveals=[Reveal("yes", ["information_format"])]
    )
    information_format = ask_line("In what form?", "For example: leaflet in large print, easy read, recording")
    discussion_location = ask_line("Where is the full record of the discussions?")


ABILITIES = ("understand", "retain", "weigh", "communicate")


class CapacityForm(PartForm):
    """Capacity for this decision, at this time: the functional test first, then its cause."""

    part_type = Capacity
    guidance = (
        "Capacity is assumed unless there is reason to doubt it. It is about this decision, at this time. First what "
        "the person can do, with support; then, only if something is missing, its cause."
    )
    doubted = ask_yes_no("Is there reason to doubt their capacity for this decision?")
    outcome = ChoiceField("Does the person have capacity for this decision?", items=HasCapacity.pairs(), required=False)
    decision = ask_line("Which decision is this about?")
    about_this_decision = ask_yes_no("Was it assessed for this decision, and not in general?")
    assessed_at = DateTimeField("When was it assessed?", required=False, past=True)
    assessor = ask_line("Who assessed it?", "Name and role")
    support_given = ask("What support was given to help them decide?", rows=3)
    understand_able = ask_yes_no("Can they understand the information about this decision?")
    understand_evidence = ask("How do you know?", rows=2)
    retain_able = ask_yes_no("Can they retain it long enough to decide?")
    retain_evidence = ask("How do you know that they can or cannot retain it?", rows=2)
    weigh_able = ask_yes_no("Can they use or weigh it?")
    weigh_evidence = ask("How do you know that they can or cannot weigh it?", rows=2)
    communicate_able = ask_yes_no("Can they communicate their decision, by any means?")
    communicate_evidence = ask("How do you know that they can or cannot communicate it?", rows=2)
    impairment = ask_line("If any is “no”: what impairment or disturbance of the mind or brain is there?")
    causal_link = ask_yes_no("Is that the cause?", reveals=[Reveal("yes", ["causal_words"])])
    causal_words = ask("How is it the cause?", rows=2)
    likely_to_regain = ask_yes_no("Are they likely to regain capacity?", reveals=[Reveal("yes", ["regain_words"])])
    regain_words = ask_line("When, and can the decision wait?")
    formal_assessment = ask_yes_no(
        "Is there a formal assessment elsewhere?", reveals=[Reveal("yes", ["assessment_location"])]
    )
    assessment_location = ask_line("Where is it?")

    @classmethod
    def beginning(cls, part: Any) -> dict[str, Any]:
        """Spread each ability over its two fields."""
        shown = super().beginning(part)
        for name in ABILITIES:
            ability = shown.pop(name, None)
            if ability is not None:
                shown |= {f"{name}_{each}": answer for each, answer in show_answers(ability).items()}
        return shown

    def read(self, before: Any = None) -> Any:
        """Gather each ability from its two fields."""
        answers = dict(self.cleaned_data)
        for name in ABILITIES:
            able = answers.pop(f"{name}_able", None)
            evidence = answers.pop(f"{name}_evidence", "")
            answers[name] = Ability(able=able, evidence=evidence) if able else Ability(evidence=evidence)
        self.cleaned_data = answers
        return super().read(before)


class BestInterestsForm(PartForm):
    """The record of a best-interests decision, with the IMCA's part."""

    part_type = BestInterests
    guidance = "Only for somebody who lacks capacity for this decision (Mental Capacity Act 2005, section 4)."
    options = ask("What options were considered?", rows=3)
    benefits_and_burdens = ask("The benefits and burdens of each", rows=3)
    wishes_and_feelings = ask("Their past and present wishes and feelings", rows=3)
    beliefs_and_values = ask("Their beliefs and values", rows=3)
    written_statements_considered = ask_yes_no("Was anything that they wrote when they had capacity considered?")
    person_took_part = ask("How was the person helped to take part?", rows=3)
    not_consulted_why = ask_line("If somebody was not consulted, why not?")
    least_restrictive = ask_line("Is there a less restrictive way?")
    not_motivated_by_death = ask_yes_no(
        "Is it confirmed that the decision is not motivated by a desire to bring about death?"
    )
    decision = ask("What was decided, and why it is best for this person", rows=3)
    dissent = ask("Did anybody disagree? What did they say?", rows=3)
    decision_maker = ask_line("Who made the decision?")
    decided_on = DateField("Date of the decision", required=False, past=True)
    imca = ChoiceField(
        "Independent Mental Capacity Advocate (IMCA)",
        items=Imca.pairs(),
        required=False,
        reveals=[
            Reveal([Imca.INSTRUCTED], ["imca_name", "imca_instructed_on", "imca_report_on", "imca_report_used"]),
            Reveal([Imca.NEEDED, Imca.NEEDED_URGENT], ["imca_why"]),
        ],
    )
    imca_why = ask_line("Why was it not done before the decision?")
    imca_name = ask_line("Name and organisation of the IMCA")
    imca_instructed_on = DateField("Date instructed", required=False, past=True)
    imca_report_on = DateField("Date of the report", required=False, past=True)
    imca_report_used = ask_line("How was the report used?")


class YoungPersonForm(PartForm):
    """What a plan for somebody under 18 adds."""

    part_type = YoungPerson
    has_maturity = ask_yes_no(
        "Do they have enough maturity and understanding to decide?", reveals=[Reveal("yes", ["maturity_words"])]
    )
    maturity_words = ask_line("How do you know?")
    views = ask("What are their own views?", rows=3)
    parents_agree = ask_yes_no("Do those with parental responsibility agree?")
    court_order = ask_line("Is there a court order?")
