"""What the rules of signing ask beyond the dataset: capacity, best interests, and what the law lets bind."""

from __future__ import annotations

from accord.domain.facts.kinds import choice, code_list, moment, yes_no
from accord.domain.ground_terms import GROUNDS

CAPACITY_TEST = (
    yes_no("can_understand", "The person can understand the information, as assessed for this decision."),
    yes_no("can_retain", "The person can retain it long enough, as assessed."),
    yes_no("can_weigh", "The person can use or weigh it, as assessed."),
    yes_no("can_communicate", "The person can communicate a decision, as assessed."),
    yes_no("capacity_causal_link", "An impairment of mind or brain is the cause of what the person cannot do."),
    yes_no("capacity_reason_recorded", "yes: in what way the person lacks capacity is written. unknown: it is not."),
    code_list("capacity_text_codes", tuple(GROUNDS), "The phrases found in those words (rationales.phrase_codes)."),
    moment("capacity_changed_at", "When capacity was last recorded as regained or otherwise changed, after signing."),
    yes_no("not_motivated_by_death", "yes: the decision maker declares no desire to bring about death. no: does not."),
)

ADVANCE_DECISION = (
    yes_no("adrt_life_sustaining", "The advance decision refuses a life-sustaining treatment. CPR always is one."),
    yes_no("adrt_refuses_cpr", "The advance decision refuses CPR."),
    yes_no("adrt_adult", "The person was 18 or over when they made it."),
    yes_no("adrt_had_capacity", "The person had capacity when they made it."),
    yes_no("adrt_specific", "It says which treatment is refused."),
    yes_no("adrt_written", "It is in writing."),
    yes_no("adrt_signed", "It is signed by the person, or by another in their presence and at their direction."),
    yes_no("adrt_witnessed", "The signature was made or acknowledged before a witness, who signed."),
    yes_no("adrt_even_if_life_at_risk", "It says that it applies even if life is at risk."),
    choice(
        "adrt_circumstances",
        ("all", "specified", "not_recorded"),
        "Whether it is for all circumstances or for those that it describes.",
    ),
    choice(
        "adrt_lpa_order",
        ("no_lpa", "lpa_earlier", "lpa_later_covers", "lpa_later_does_not_cover", "between_signing_and_registration",
         "not_recorded"),
        "How the advance decision stands to a lasting power that covers the same treatment. Made between the power's"
        " signing and its registration: a conflict that is shown and never computed.",
    ),
)  # fmt: skip

ATTORNEY = (
    choice(
        "refusing_proxy",
        ("attorney", "deputy", "other", "not_recorded"),
        "On whose refusal the plan relies, where its basis is one.",
    ),
    choice(
        "lpa_kind",
        ("health_and_welfare", "property_and_affairs", "not_recorded"),
        "The kind of lasting power relied on.",
    ),
    yes_no("lpa_registered", "The power is registered with the Office of the Public Guardian, and in force."),
    yes_no("lpa_life_sustaining", "It gives authority over life-sustaining treatment (option A)."),
    choice(
        "attorneys_act",
        ("alone", "jointly", "jointly_and_severally", "jointly_for_some", "not_recorded"),
        "How the attorneys make decisions.",
    ),
    yes_no("all_attorneys_refuse", "Every active attorney refuses."),
)

YOUNG = (
    yes_no(
        "parental_responsibility",
        "Under 18: yes: who holds parental responsibility is written. unknown: it is not, or the person is 18 or over.",
    ),
)
