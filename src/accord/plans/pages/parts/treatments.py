"""The form for treatments: the focus, the escalation category, and one recommendation an intervention."""

from __future__ import annotations

from typing import Any

from accord.domain.plan.clinical import Advice, Escalation, Focus, Intervention, Treatment, Treatments
from accord.plans.pages.parts.bases import PartForm, ask, ask_line
from accord.web.fields import ChoiceField, Reveal

FIRST = (
    Intervention.HOSPITAL,
    Intervention.ORAL_ANTIBIOTICS,
    Intervention.INTRAVENOUS_ANTIBIOTICS,
    Intervention.OXYGEN,
    Intervention.FLUIDS,
    Intervention.ARTIFICIAL_NUTRITION,
    Intervention.NON_INVASIVE_VENTILATION,
    Intervention.INTENSIVE_CARE,
)
"""What a crew or a care home most often needs to know, asked before the rest."""

REST = tuple(each for each in Intervention if each not in FIRST)


class TreatmentsForm(PartForm):
    """Every intervention can be left unanswered: what is not decided is not shown as refused."""

    part_type = Treatments
    guidance = "Say what could help this person, and what would not. Leave out what has not been talked about."
    focus = ChoiceField("What is the focus of treatment?", items=Focus.pairs(), required=False)
    escalation = ChoiceField("Escalation", items=Escalation.pairs(), required=False)
    guidance_words = ask(
        "Guidance for an emergency, in words",
        "What may or may not be wanted or helpful: hospital, critical care, life support",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for intervention in Intervention:
            self._ask_about(intervention)

    def _ask_about(self, intervention: Intervention) -> None:
        advice, condition, words = (f"{each}_{intervention.value}" for each in ("advice", "condition", "words"))
        self.fields[advice] = ChoiceField(
            intervention.words,
            items=Advice.pairs(),
            required=False,
            small=True,
            reveals=[
                Reveal(Advice.CONDITIONAL, [condition]),
                Reveal([Advice.RECOMMENDED, Advice.CONDITIONAL, Advice.NOT_RECOMMENDED], [words]),
            ],
        )
        self.fields[condition] = ask_line(f"{intervention.words}: under what condition?")
        self.fields[words] = ask_line("Which treatment?" if intervention is Intervention.OTHER else "Anything to add")

    @classmethod
    def beginning(cls, part: Any) -> dict[str, Any]:
        """Spread the recommendations over their fields."""
        if part is None:
            return {}
        shown: dict[str, Any] = {"focus": part.focus, "escalation": part.escalation, "guidance_words": part.guidance}
        for each in part.recommendations:
            name = each.intervention.value
            shown |= {f"advice_{name}": each.advice, f"condition_{name}": each.condition}
            shown[f"words_{name}"] = each.other_name or each.words
        return shown

    def clean(self) -> dict[str, Any] | None:
        """Ask for the condition of a conditional recommendation, at its field."""
        for intervention in Intervention:
            name = intervention.value
            condition = f"condition_{name}"
            if self.cleaned_data.get(f"advice_{name}") == Advice.CONDITIONAL and not self.cleaned_data.get(condition):
                self.add_error(
                    condition,
                    f"Say under what condition “{intervention.words}” is recommended, or choose another answer",
                )
        return super().clean()

    def read(self, before: Any = None) -> Treatments:
        """Gather the recommendations; an unanswered intervention is none."""
        answers = self.cleaned_data
        found = [self._read_one(each) for each in Intervention if answers.get(f"advice_{each.value}")]
        return Treatments(
            focus=answers["focus"],
            escalation=answers["escalation"],
            guidance=answers["guidance_words"],
            recommendations=tuple(found),
        )

    def _read_one(self, intervention: Intervention) -> Treatment:
        name = intervention.value
        words = self.cleaned_data[f"words_{name}"]
        other = intervention is Intervention.OTHER
        return Treatment(
            intervention=intervention,
            advice=self.cleaned_data[f"advice_{name}"],
            condition=self.cleaned_data[f"condition_{name}"],
            words="" if other else words,
            other_name=words if other else "",
        )

    @property
    def first(self) -> tuple[str, ...]:
        """The names of the fields that are asked before the rest."""
        return tuple(f"advice_{each.value}" for each in FIRST)

    @property
    def rest(self) -> tuple[str, ...]:
        """The names of the fields for the other treatments."""
        return tuple(f"advice_{each.value}" for each in REST)
