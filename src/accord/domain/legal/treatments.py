"""Treatments as legal documents name them: in the person's own words, and whether each sustains life.

A layman's terms are enough to refuse a treatment (MCA 2005 s 24(2)), so a treatment is words first; the code says
which of our interventions it is, where somebody has matched it.
"""

from __future__ import annotations

from dataclasses import dataclass

from accord.domain.choices import Answer
from accord.domain.sentences import within_sentence

CPR = "cpr"
ALWAYS_SUSTAINS_LIFE = frozenset(
    {CPR, "chest_compressions", "defibrillation", "intubation", "invasive_ventilation", "arrest_medicines"}
)
"""Codes of treatments that are given to keep somebody alive whatever the circumstances."""
PARTS_OF_CPR = frozenset({"chest_compressions", "defibrillation", "arrest_medicines"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedTreatment:
    """One treatment that is refused: the words of the document, our code for it, and whether it sustains life."""

    words: str
    code: str = ""
    life_sustaining: Answer = Answer.UNKNOWN

    @property
    def sustains_life(self) -> Answer:
        """Whether the treatment sustains life; for CPR it always does, whatever was ticked."""
        return Answer.YES if self.code in ALWAYS_SUSTAINS_LIFE else self.life_sustaining

    @property
    def name(self) -> str:
        """What the treatment is called."""
        return "CPR" if self.code == CPR else self.words or self.code.replace("_", " ")

    @property
    def said(self) -> str:
        """The treatment as it reads in a sentence."""
        return within_sentence(self.name)

    def covers(self, code: str) -> bool:
        """Whether a refusal of this treatment is a refusal of the treatment `code`."""
        return self.code == code or (self.code == CPR and code in PARTS_OF_CPR)


CPR_TREATMENT = RefusedTreatment(words="Cardiopulmonary resuscitation", code=CPR, life_sustaining=Answer.YES)
