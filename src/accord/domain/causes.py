"""Which diagnoses a text gives as the cause of the decision: "because of her learning disability".

A learning disability, Down's syndrome or autism is never a reason, also beside another one (NHS England, 4 March 2021
and 2023), so one that is given as the cause is told apart from one that merely stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.domain.phrases import Found, clause_before

NEVER_A_REASON = frozenset({"learning_disability", "downs_syndrome", "autism"})
GIVEN_AS_CAUSE = "diagnosis_as_cause"
"""The code for one of them given as the cause of the decision, where another reason stands beside it."""

_HAS = r"(?:he|she|they|pt|patient|the patient|mr \w+|mrs \w+) (?:has|is|have)"
_CAUSE = re.compile(
    rf"\b(?:because of|because {_HAS}|due to|owing to|on account of|in view of|given|as {_HAS}|grounds of|basis of)"
    r"(?: [\w']+){0,4}$"
)
_OF_ANOTHER_THING = re.compile(
    r"\b(?:capacity|communicat\w*|understand\w*|consent|discuss\w*|involve\w*|retain|weigh|decide|aware)\b"
)


def given_as_cause(sentences: Sequence[str], grounds: Sequence[Found]) -> Iterator[Found]:
    """Yield, of the grounds that sentences name, what is never a reason and is given as the cause of the decision."""
    for found in grounds:
        before = " ".join(clause_before(sentences[found.sentence], found))
        if found.code in NEVER_A_REASON and _CAUSE.search(before) and not _OF_ANOTHER_THING.search(before):
            yield Found(GIVEN_AS_CAUSE, found.words, found.sentence, found.start, found.end)
