"""Who may do what: roles, permissions and grades, as declared values.

A *role* is what somebody does with the record (and so what they may do); a *grade* is the seniority in which a
clinician signs, in the words of the dataset's `signer_role`. The employer neither qualifies nor disqualifies anyone
(rule SIG-05); registration does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from accord.domain.errors import NotPermitted


class Role(StrEnum):
    """What somebody, or another system, does with the record."""

    CLINICIAN = "clinician"
    SENIOR_RESPONSIBLE_CLINICIAN = "senior_responsible_clinician"
    SECOND_OPINION_CLINICIAN = "second_opinion_clinician"
    CARE_STAFF = "care_staff"
    AMBULANCE = "ambulance"
    SOCIAL_WORKER = "social_worker"
    IMCA = "imca"
    ADVOCATE = "advocate"
    PROVIDER_MANAGER = "provider_manager"
    ADMINISTRATOR = "administrator"
    ASSURANCE_LEAD = "assurance_lead"
    RESPONSIBLE_OFFICER = "responsible_officer"
    REVIEWER = "reviewer"
    SPEAK_UP_GUARDIAN = "speak_up_guardian"
    PRIVACY_OFFICER = "privacy_officer"
    PERSON = "person"
    PROXY = "proxy"
    FAMILY = "family"
    SYSTEM = "system"


NOT_STAFF = frozenset({Role.PERSON, Role.PROXY, Role.FAMILY, Role.SYSTEM})
"""Roles that no organisation gives to a member of its staff."""


class Grade(StrEnum):
    """The seniority in which somebody signs (dataset column `signer_role`)."""

    CONSULTANT = "consultant"
    GP = "gp"
    SPECIALTY_DOCTOR = "specialty_doctor"
    REGISTRAR = "registrar"
    JUNIOR_DOCTOR = "junior_doctor"
    NURSE_CONSULTANT = "nurse_consultant"
    ADVANCED_PRACTITIONER = "advanced_practitioner"
    SENIOR_NURSE = "senior_nurse"
    NURSE = "nurse"
    PARAMEDIC = "paramedic"
    CARE_STAFF = "care_staff"
    ADMIN = "admin"
    OTHER = "other"


class Register(StrEnum):
    """A professional register of the United Kingdom."""

    GMC = "gmc"
    NMC = "nmc"
    HCPC = "hcpc"


class Permission(StrEnum):
    """One thing that a role may allow."""

    FIND_PERSON = "find_person"
    VIEW_PLAN = "view_plan"
    VIEW_EMERGENCY = "view_emergency"
    EDIT_DRAFT = "edit_draft"
    RECORD_CONVERSATION = "record_conversation"
    POST_STATEMENT = "post_statement"
    ANSWER_STATEMENT = "answer_statement"
    REPORT_PAPER = "report_paper"
    SIGN_PLAN = "sign_plan"
    ENDORSE_PLAN = "endorse_plan"
    REVIEW_PLAN = "review_plan"
    CANCEL_PLAN = "cancel_plan"
    SUSPEND_PLAN = "suspend_plan"
    MOVE_PERSON = "move_person"
    EDIT_PERSON = "edit_person"
    EXPORT_DATASET = "export_dataset"
    VIEW_ACCESS_LOG = "view_access_log"
    REQUEST_REIDENTIFICATION = "request_reidentification"
    APPROVE_REIDENTIFICATION = "approve_reidentification"
    EDIT_COMPETENCE = "edit_competence"
    VIEW_TRAINING_COVER = "view_training_cover"
    RECORD_RELATIONSHIP = "record_relationship"
    VIEW_ASSURANCE = "view_assurance"
    FOLLOW_SIGNAL = "follow_signal"
    ANSWER_SIGNAL = "answer_signal"
    VIEW_REGISTERS = "view_registers"
    OPEN_LOOK_BACK = "open_look_back"
    PREPARE_PUBLICATION = "prepare_publication"
    RELEASE_PUBLICATION = "release_publication"
    KEEP_DOWNTIME_PACK = "keep_downtime_pack"
    CHASE_CANCELLATION = "chase_cancellation"
    MANAGE_SYSTEMS = "manage_systems"
    SEND_REPORT = "send_report"


_LISTENING = frozenset(
    {
        Permission.FIND_PERSON,
        Permission.VIEW_PLAN,
        Permission.RECORD_CONVERSATION,
        Permission.POST_STATEMENT,
        Permission.RECORD_RELATIONSHIP,
    }
)
"""Of those who hear what the person says and pass it on, and decide nothing."""
_CARE = frozenset(
    {
        Permission.FIND_PERSON,
        Permission.VIEW_PLAN,
        Permission.VIEW_EMERGENCY,
        Permission.EDIT_DRAFT,
        Permission.RECORD_CONVERSATION,
        Permission.POST_STATEMENT,
        Permission.REPORT_PAPER,
        Permission.MOVE_PERSON,
        Permission.RECORD_RELATIONSHIP,
    }
)
_CLINICAL = _CARE | {
    Permission.ANSWER_STATEMENT,
    Permission.SIGN_PLAN,
    Permission.REVIEW_PLAN,
    Permission.CANCEL_PLAN,
    Permission.SUSPEND_PLAN,
    Permission.EDIT_PERSON,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CLINICIAN: _CLINICAL,
    Role.SENIOR_RESPONSIBLE_CLINICIAN: _CLINICAL | {Permission.ENDORSE_PLAN, Permission.CHASE_CANCELLATION},
    Role.SECOND_OPINION_CLINICIAN: _LISTENING | {Permission.REPORT_PAPER},
    Role.CARE_STAFF: _CARE,
    Role.SOCIAL_WORKER: _LISTENING | {Permission.REPORT_PAPER},
    Role.IMCA: _LISTENING,
    Role.ADVOCATE: _LISTENING,
    Role.AMBULANCE: frozenset(
        {
            Permission.FIND_PERSON,
            Permission.VIEW_PLAN,
            Permission.VIEW_EMERGENCY,
            Permission.POST_STATEMENT,
            Permission.REPORT_PAPER,
            Permission.RECORD_CONVERSATION,
        }
    ),
    Role.PROVIDER_MANAGER: frozenset(
        {
            Permission.FIND_PERSON,
            Permission.VIEW_PLAN,
            Permission.POST_STATEMENT,
            Permission.REPORT_PAPER,
            Permission.EDIT_COMPETENCE,
            Permission.RECORD_RELATIONSHIP,
            Permission.VIEW_ASSURANCE,
            Permission.ANSWER_SIGNAL,
            Permission.VIEW_REGISTERS,
            Permission.KEEP_DOWNTIME_PACK,
            Permission.CHASE_CANCELLATION,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.FIND_PERSON,
            Permission.EDIT_PERSON,
            Permission.EDIT_COMPETENCE,
            Permission.RECORD_RELATIONSHIP,
            Permission.MANAGE_SYSTEMS,
        }
    ),
    Role.ASSURANCE_LEAD: frozenset(
        {
            Permission.EXPORT_DATASET,
            Permission.VIEW_TRAINING_COVER,
            Permission.REQUEST_REIDENTIFICATION,
            Permission.VIEW_ASSURANCE,
            Permission.FOLLOW_SIGNAL,
            Permission.VIEW_REGISTERS,
            Permission.OPEN_LOOK_BACK,
            Permission.PREPARE_PUBLICATION,
        }
    ),
    Role.RESPONSIBLE_OFFICER: frozenset(
        {
            Permission.APPROVE_REIDENTIFICATION,
            Permission.VIEW_ASSURANCE,
            Permission.ANSWER_SIGNAL,
            Permission.RELEASE_PUBLICATION,
        }
    ),
    Role.REVIEWER: frozenset(
        {Permission.REQUEST_REIDENTIFICATION, Permission.VIEW_ASSURANCE, Permission.VIEW_REGISTERS}
    ),
    Role.SPEAK_UP_GUARDIAN: frozenset(),
    Role.PRIVACY_OFFICER: frozenset({Permission.VIEW_ACCESS_LOG, Permission.APPROVE_REIDENTIFICATION}),
    Role.PERSON: frozenset(),
    Role.PROXY: frozenset(),
    Role.FAMILY: frozenset(),
    Role.SYSTEM: frozenset(
        {
            Permission.FIND_PERSON,
            Permission.VIEW_PLAN,
            Permission.VIEW_EMERGENCY,
            Permission.MOVE_PERSON,
            Permission.SEND_REPORT,
        }
    ),
}
"""What each role allows. Anything that is not here is refused."""

ROLE_NAMES: dict[Role, str] = {
    Role.CLINICIAN: "Clinician",
    Role.SENIOR_RESPONSIBLE_CLINICIAN: "Senior responsible clinician",
    Role.SECOND_OPINION_CLINICIAN: "Second-opinion clinician",
    Role.CARE_STAFF: "Care staff",
    Role.AMBULANCE: "Ambulance and 111",
    Role.SOCIAL_WORKER: "Social worker",
    Role.IMCA: "Independent mental capacity advocate (IMCA)",
    Role.ADVOCATE: "Advocate",
    Role.PROVIDER_MANAGER: "Provider manager",
    Role.ADMINISTRATOR: "Administrator",
    Role.ASSURANCE_LEAD: "Area assurance lead",
    Role.RESPONSIBLE_OFFICER: "Responsible officer",
    Role.REVIEWER: "Reviewer",
    Role.SPEAK_UP_GUARDIAN: "Speak-up guardian",
    Role.PRIVACY_OFFICER: "Privacy officer",
    Role.PERSON: "The person",
    Role.PROXY: "Proxy: attorney or deputy",
    Role.FAMILY: "Family or friend with no authority",
    Role.SYSTEM: "Another system",
}

GRADE_NAMES: dict[Grade, str] = {
    Grade.CONSULTANT: "Consultant",
    Grade.GP: "GP",
    Grade.SPECIALTY_DOCTOR: "Specialty doctor",
    Grade.REGISTRAR: "Registrar",
    Grade.JUNIOR_DOCTOR: "Resident doctor",
    Grade.NURSE_CONSULTANT: "Nurse consultant",
    Grade.ADVANCED_PRACTITIONER: "Advanced practitioner",
    Grade.SENIOR_NURSE: "Senior nurse",
    Grade.NURSE: "Nurse",
    Grade.PARAMEDIC: "Paramedic",
    Grade.CARE_STAFF: "Care staff",
    Grade.ADMIN: "Administrator",
    Grade.OTHER: "Other",
}

SENIOR_GRADES = frozenset({Grade.CONSULTANT, Grade.GP, Grade.NURSE_CONSULTANT})
"""Grades that are usually the senior responsible clinician (consultant, GP, suitably experienced nurse; SIG-01)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """An entry on a professional register; no registration number is ever a reason to stop in an emergency."""

    register: Register
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who is acting, in which role and for which organisation. Ids only, but for the name shown on what they sign."""

    staff_id: UUID
    staff_role_id: UUID
    role: Role
    grade: Grade
    organisation_id: UUID
    organisation_code: str
    name: str
    registration: Registration | None = None

    def may(self, permission: Permission) -> bool:
        """Return whether this actor's role allows `permission`."""
        return permission in GRANTS.get(self.role, frozenset())

    def must(self, permission: Permission) -> None:
        """Raise `NotPermitted` unless this actor's role allows `permission`."""
        if not self.may(permission):
            raise NotPermitted(f"{ROLE_NAMES[self.role]} may not {permission.replace('_', ' ')}")
