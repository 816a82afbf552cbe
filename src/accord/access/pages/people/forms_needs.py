"""What somebody needs to take part, and what equality monitoring counts."""

from __future__ import annotations

from typing import Any

from accord.domain.choices import Answer
from accord.domain.people import Characteristics, Needs
from accord.web.fields import LongTextField, SelectField, TextField, WholeNumberField, YesNoField
from accord.web.forms import Form

ANSWERS = (Answer.YES, Answer.NO, Answer.UNKNOWN)
ETHNICITIES = (
    ("", "Not recorded"),
    ("A", "White: British"),
    ("B", "White: Irish"),
    ("C", "White: any other"),
    ("gypsy_roma_traveller", "Gypsy, Roma or Traveller"),
    ("D", "Mixed: White and Black Caribbean"),
    ("E", "Mixed: White and Black African"),
    ("F", "Mixed: White and Asian"),
    ("G", "Mixed: any other"),
    ("H", "Asian: Indian"),
    ("J", "Asian: Pakistani"),
    ("K", "Asian: Bangladeshi"),
    ("L", "Asian: any other"),
    ("M", "Black: Caribbean"),
    ("N", "Black: African"),
    ("P", "Black: any other"),
    ("R", "Chinese"),
    ("arab", "Arab"),
    ("S", "Any other ethnic group"),
    ("Z", "Not stated: the person prefers not to say"),
)
"""NHS Data Dictionary ethnic category codes, with the two groups that the list lacks (design/dataset.md)."""


class NeedsForm(Form):
    """Communication, adjustments, language."""

    communication = LongTextField(
        "Communication needs",
        required=False,
        most=4_000,
        rows=3,
        hint="How the person best understands and is understood: hearing, sight, speech, signs, pictures, time",
    )
    adjustments = LongTextField(
        "Reasonable adjustments", required=False, most=4_000, rows=3, hint="What must be done differently, always"
    )
    language = TextField("Language", required=False, most=60, width=20)
    interpreter = YesNoField("Is an interpreter needed?", required=False, values=ANSWERS)
    written_format = TextField(
        "Format for anything written", required=False, most=60, width=20, hint="For example, easy read or braille"
    )
    contact_preference = TextField("How the person prefers to be reached", required=False, most=60, width=20)
    contact_times = TextField("When", required=False, most=200)

    def needs(self) -> Needs:
        """Return what the form says."""
        said = self.cleaned_data
        return Needs(**{**said, "interpreter": said["interpreter"] or Answer.UNKNOWN})


class CharacteristicsForm(Form):
    """Protected characteristics and what bears on frailty; each may be left not recorded."""

    ethnicity = SelectField("Ethnic group", items=ETHNICITIES, required=False)
    religion = TextField("Religion or belief", required=False, most=60, width=20)
    sexual_orientation = TextField("Sexual orientation", required=False, most=60, width=20)
    learning_disability = YesNoField("Learning disability", required=False, values=ANSWERS)
    downs_syndrome = YesNoField("Down’s syndrome", required=False, values=ANSWERS)
    autism = YesNoField("Autism", required=False, values=ANSWERS)
    dementia = YesNoField("Dementia", required=False, values=ANSWERS)
    mental_illness = YesNoField("Mental illness", required=False, values=ANSWERS)
    physical_disability = YesNoField("Physical disability", required=False, values=ANSWERS)
    sensory_impairment = YesNoField("Sensory impairment", required=False, values=ANSWERS)
    palliative_register = YesNoField("On a palliative care register", required=False, values=ANSWERS)
    frailty = WholeNumberField("Clinical Frailty Scale", required=False, least=1, greatest=9, hint="1 to 9")
    imd_decile = WholeNumberField(
        "Deprivation decile", required=False, least=1, greatest=10, hint="1 is most deprived; of the last own home"
    )

    def characteristics(self) -> Characteristics:
        """Return what the form says."""
        said: dict[str, Any] = dict(self.cleaned_data)
        for name, field in self.fields.items():
            if isinstance(field, YesNoField):
                said[name] = said[name] or Answer.UNKNOWN
        said["ethnicity"] = said["ethnicity"] or ""
        return Characteristics(**said)
