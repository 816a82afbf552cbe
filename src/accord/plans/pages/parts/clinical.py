"""Forms for the clinical parts: understanding, CPR, medicines and devices."""

from __future__ import annotations

from accord.domain.plan.clinical import (
    Basis,
    Cpr,
    CprRecommendation,
    IcdState,
    MedicinesDevices,
    Prognosis,
    Understanding,
)
from accord.plans.pages.parts.bases import PartForm, ask, ask_line, ask_yes_no
from accord.web.fields import ChoiceField, DateField, DateTimeField, Item, Reveal, WholeNumberField


class UnderstandingForm(PartForm):
    """The shared understanding of the person's health and current condition."""

    part_type = Understanding
    summary = ask("Summary of their health and current condition", "In words that the person would recognise")
    person_understands = ask("How does the person understand it?", rows=3)
    main_diagnosis = ask_line("Main diagnosis")
    conditions = ask("Other conditions that matter here", rows=3)
    prognosis = ChoiceField("How long may they live, as far as can be judged?", items=Prognosis.pairs(), required=False)
    prognosis_words = ask_line("Anything to add about that")
    frailty = WholeNumberField(
        "Clinical Frailty Scale",
        hint="1 to 9. Never a reason on its own, and not for people under 65 or with a stable long-term disability.",
        least=1,
        greatest=9,
        required=False,
    )


RECOMMENDATIONS = [
    Item(CprRecommendation.FOR_CPR, CprRecommendation.FOR_CPR.words),
    Item(CprRecommendation.NOT_FOR_CPR, CprRecommendation.NOT_FOR_CPR.words),
    Item(CprRecommendation.MODIFIED_CPR, CprRecommendation.MODIFIED_CPR.words, "Usually for a child. Say how below."),
    Item(
        CprRecommendation.NONE,
        CprRecommendation.NONE.words,
        "Nothing has to be decided about CPR. Where an arrest is not foreseen, there is no need to raise it.",
        divider="or",
    ),
]

DECIDED = [CprRecommendation.FOR_CPR, CprRecommendation.NOT_FOR_CPR, CprRecommendation.MODIFIED_CPR]
LIMITED = [CprRecommendation.NOT_FOR_CPR, CprRecommendation.MODIFIED_CPR]
"""What the listed reasons can be for: each of them speaks against CPR, or against some of it."""


class CprForm(PartForm):
    """The recommendation about CPR, why, and what was weighed."""

    part_type = Cpr
    guidance = "This is about CPR alone. It never limits any other treatment: those have a page of their own."
    recommendation = ChoiceField(
        "What is recommended about CPR?",
        items=RECOMMENDATIONS,
        required=False,
        reveals=[
            Reveal(DECIDED, ["decided_at"]),
            Reveal(LIMITED, ["basis"]),
            Reveal(CprRecommendation.MODIFIED_CPR, ["modified_words"]),
        ],
    )
    decided_at = DateTimeField("When was this decided?", required=False, past=True)
    modified_words = ask("How is CPR modified?", rows=3)
    basis = ChoiceField("What is the reason?", items=Basis.pairs(), required=False)
    rationale = ask(
        "The reason, for this person",
        "Their own condition and circumstances. A diagnosis, disability, age or address is not a reason in itself.",
    )
    form_reason = ask_line("The reason as the paper form words it", "Only when you are recording an existing form")
    burdens = ask("Burdens and risks that were weighed", rows=3)
    benefits = ask("Benefits that were weighed", rows=3)
    foreseeable_arrest = ask_yes_no(
        "Is a cardiac arrest foreseeable for this person?", reveals=[Reveal("yes", ["foreseeable_words"])]
    )
    foreseeable_words = ask_line("Why is it foreseeable?")
    team_discussed = ask_yes_no("Has the care team discussed it?", reveals=[Reveal("yes", ["team_words"])])
    team_words = ask_line("Who, and when?")
    urgent = ask_yes_no("Did this have to be decided urgently?")


class MedicinesDevicesForm(PartForm):
    """Anticipatory medicines and where they are; an implanted defibrillator; allergies."""

    part_type = MedicinesDevices
    anticipatory = ask_yes_no(
        "Are anticipatory medicines in place?",
        "Medicines kept ready for symptoms such as pain or breathlessness",
        reveals=[Reveal("yes", ["medicines_location", "authorisation_location", "issued_on"])],
    )
    medicines_location = ask_line("Where are the medicines?", "For example: kitchen, top cupboard, locked box")
    authorisation_location = ask_line("Where is the authorisation to give them?")
    issued_on = DateField("Date issued", required=False, past=True)
    icd = ChoiceField(
        "Do they have an implanted defibrillator (ICD)?",
        items=IcdState.pairs(),
        required=False,
        reveals=[Reveal(IcdState.DEACTIVATED, ["icd_deactivated_on"])],
    )
    icd_deactivated_on = DateField("Date the shocks were switched off", required=False, past=True)
    icd_words = ask_line("Anything to add about the ICD", "For example: who to call to have it switched off")
    pacemaker_words = ask_line("Pacemaker or other device")
    allergies = ask_line("Allergies")
