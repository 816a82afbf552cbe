"""Job roles of the national directory (SDS), and which of our roles somebody who holds one may work in.

An organisation says in our directory what somebody does with the record; the national job role only narrows it, so that
whoever comes as an administrator does not work as a clinician. A job role never proves that somebody may sign: their
registration and competence do (rule SIG-05). Codes: UKCore-SDSJobRoleName, written alone (`R0260`) or as the last of
three (`S0030:G0100:R0260`).
"""

from __future__ import annotations

from accord.domain.authority import NOT_STAFF, Role

CLINICAL = frozenset(
    {
        Role.CLINICIAN,
        Role.SENIOR_RESPONSIBLE_CLINICIAN,
        Role.SECOND_OPINION_CLINICIAN,
        Role.AMBULANCE,
        Role.CARE_STAFF,
        Role.PROVIDER_MANAGER,
        Role.RESPONSIBLE_OFFICER,
        Role.REVIEWER,
        Role.ASSURANCE_LEAD,
        Role.SPEAK_UP_GUARDIAN,
    }
)
CARING = frozenset({Role.CARE_STAFF, Role.SOCIAL_WORKER, Role.IMCA, Role.ADVOCATE})
OFFICE = frozenset(
    {Role.ADMINISTRATOR, Role.PROVIDER_MANAGER, Role.ASSURANCE_LEAD, Role.REVIEWER, Role.SPEAK_UP_GUARDIAN}
)
EVERY_STAFF_ROLE = frozenset(Role) - NOT_STAFF

_DOCTORS = ("R0050", "R0110", "R0260", "R0270", "R6200")
_NURSES = ("R0570", "R0600", "R0610", "R0620", "R0700", "R8001")
_OTHER_CLINICIANS = ("R1090", "R1100", "R8000")  # paramedic manager, paramedic specialist, clinical practitioner
ROLES: dict[str, frozenset[Role]] = {
    **dict.fromkeys((*_DOCTORS, *_NURSES, *_OTHER_CLINICIANS), CLINICAL),
    "R8003": CLINICAL | CARING,  # health professional
    "R1330": CARING | {Role.PROVIDER_MANAGER},  # social worker
    "R1690": frozenset({Role.AMBULANCE}),  # call operator
    "R8006": OFFICE,  # medical secretary
    "R8008": OFFICE,  # administrative and clinical support
    "R0001": frozenset({Role.PRIVACY_OFFICER}),
}


def roles_of(code: str) -> frozenset[Role]:
    """Return the roles that a job role may work in. One that is not listed narrows nothing: the directory decides."""
    return ROLES.get(code.rpartition(":")[2], EVERY_STAFF_ROLE - {Role.PRIVACY_OFFICER})
