"""What the rules of signing ask beyond the dataset: the reasons, the conversation and who was consulted."""

from __future__ import annotations

from accord.domain.facts.decisions import RECORDED
from accord.domain.facts.kinds import code_list, integer, moment, yes_no
from accord.domain.rationales import EXCEPTIONS, INCONVENIENCE, LIMITS

WHEN = (
    moment("as_at", "When these facts were taken: at signing, the moment of signing; on a later look, that moment."),
    moment("signed_at", "When this version was signed here; for a draft that is about to be signed, now."),
)

REASONS = (
    yes_no(
        "limits_treatment",
        "yes: a treatment other than CPR is conditional or not recommended. no: treatments are filled and none is.",
    ),
    yes_no("urgent", "yes: the signer says that the decision could not wait. no: the signer says that it could."),
    yes_no(
        "rationale_recorded",
        "yes: there is a reason in free text and it has been read for phrases. unknown: there is none. Never no.",
    ),
    integer("rationale_length", "Characters in the reason, without spaces at its ends; empty where there is none."),
    integer(
        "rationale_other_words",
        "Words of the reason left when grounds and filling words are taken out (rationales.other_words); empty where"
        " there is no reason.",
    ),
    integer(
        "same_rationale_people",
        "Other people whose current plan carries the same rationale_hash; empty where nobody has looked.",
    ),
    code_list(
        "cpr_text_limits",
        tuple(LIMITS),
        "Limits on other treatment found in the words of the CPR recommendation (rationales.limit_codes).",
    ),
    yes_no(
        "guidance_statement",
        "yes: the plan is shown with the words that it is guidance, does not bind by itself and does not cover a"
        " reversible cause. Every plan made here is. unknown: a plan recorded from paper or elsewhere.",
    ),
)

INVOLVING = (
    code_list(
        "involvement_options",
        ("a", "b", "c1", "c2", "c3", "d"),
        "The options of ReSPECT section 6 that are ticked (domain.plan InvolvementOption).",
    ),
    yes_no("involvement_reason", f"The reason that options C1, C2 or D ask for. {RECORDED}"),
    yes_no("not_involved_explained", f"Words for the reason why the person was not involved. {RECORDED}"),
    code_list(
        "exception_text_codes",
        tuple(EXCEPTIONS),
        "What those words speak of (rationales.exception_codes).",
    ),
    yes_no(
        "discussion_offered",
        "yes: a conversation with the person, or an offer that they declined, is recorded. no: answered that none was.",
    ),
    yes_no(
        "asked_again_after_declining",
        "yes: a conversation about CPR with the person is recorded after one that they declined, and nothing says that"
        " they asked for it. no: they declined, and none is. unknown: they have declined nothing.",
    ),
    yes_no("interpreter_needed", "The person's record says that an interpreter is needed."),
    yes_no(
        "interpreter_used",
        "yes: an interpreter is named in a conversation about this decision. no: conversations are recorded, and none"
        " is named.",
    ),
    yes_no("conversation_place", "yes: where it was held is written. no: a conversation is recorded without it."),
    yes_no("conversation_understood", "yes: what was understood is written. no: one is recorded without it."),
    yes_no("participation_encouraged", f"How a person who lacks capacity was helped to take part. {RECORDED}"),
)

CONSULTING = (
    yes_no(
        "nobody_to_consult",
        "yes: the signer says that there is nobody appropriate to consult (paid carers do not count). no: there is.",
    ),
    yes_no("not_consulted_explained", f"Why it was not practicable or appropriate to consult. {RECORDED}"),
    code_list(
        "not_consulted_text_codes",
        tuple(INCONVENIENCE),
        "Whether those words speak of the hour or of convenience (rationales.inconvenience_codes).",
    ),
    yes_no(
        "attempts_detailed",
        "yes: each attempt has who, when and how. no: an attempt lacks one. unknown: no attempt is recorded.",
    ),
    yes_no(
        "named_consultee_consulted",
        "yes: everyone whom the person named to be consulted was. no: somebody was not. unknown: nobody was named.",
    ),
    yes_no("consultee_told_they_advise", f"Those consulted were told that they advise and do not decide. {RECORDED}"),
)
