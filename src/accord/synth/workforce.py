"""Staff: who works where, in which role and grade, on which register; and one for each role to sign in as."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from accord.domain.authority import Grade, Register, Registration, Role
from accord.domain.organisations import SiteType
from accord.domain.plan.keeping import Signatory
from accord.synth import codes, names
from accord.synth.dice import Dice
from accord.synth.organisations import Area, Directory, Organisation


@dataclass(frozen=True, slots=True)
class Post:
    """A kind of post, and how many of them a site has."""

    role: Role
    grade: Grade
    register: Register | None
    number: int
    title: str = ""


_SRC, _CLINICIAN, _CARE = Role.SENIOR_RESPONSIBLE_CLINICIAN, Role.CLINICIAN, Role.CARE_STAFF
_MANAGER = Post(Role.PROVIDER_MANAGER, Grade.OTHER, None, 1)
_CLERK = Post(Role.ADMINISTRATOR, Grade.ADMIN, None, 1)
_OFFICER = Post(Role.PRIVACY_OFFICER, Grade.OTHER, None, 1)
POSTS: dict[SiteType, tuple[Post, ...]] = {
    SiteType.GP_PRACTICE: (
        Post(_SRC, Grade.GP, Register.GMC, 4, "Dr"),
        Post(_CLINICIAN, Grade.ADVANCED_PRACTITIONER, Register.NMC, 1),
        Post(_CLINICIAN, Grade.REGISTRAR, Register.GMC, 1, "Dr"),
        Post(_CLINICIAN, Grade.NURSE, Register.NMC, 1),
        _CLERK,
        _OFFICER,
    ),
    SiteType.ACUTE_HOSPITAL: (
        Post(_SRC, Grade.CONSULTANT, Register.GMC, 6, "Dr"),
        Post(_CLINICIAN, Grade.REGISTRAR, Register.GMC, 4, "Dr"),
        Post(_CLINICIAN, Grade.JUNIOR_DOCTOR, Register.GMC, 4, "Dr"),
        Post(_CLINICIAN, Grade.SENIOR_NURSE, Register.NMC, 2),
        _CLERK,
        _OFFICER,
    ),
    SiteType.COMMUNITY_HOSPITAL: (
        Post(_SRC, Grade.CONSULTANT, Register.GMC, 1, "Dr"),
        Post(_CLINICIAN, Grade.SPECIALTY_DOCTOR, Register.GMC, 2, "Dr"),
        Post(_CLINICIAN, Grade.SENIOR_NURSE, Register.NMC, 2),
    ),
    SiteType.MENTAL_HEALTH: (Post(_SRC, Grade.CONSULTANT, Register.GMC, 2, "Dr"),),
    SiteType.HOSPICE: (
        Post(_SRC, Grade.CONSULTANT, Register.GMC, 2, "Dr"),
        Post(_SRC, Grade.NURSE_CONSULTANT, Register.NMC, 2),
        Post(_CLINICIAN, Grade.SENIOR_NURSE, Register.NMC, 2),
    ),
    SiteType.AMBULANCE: (Post(Role.AMBULANCE, Grade.PARAMEDIC, Register.HCPC, 12),),
    SiteType.NURSING_HOME: (
        Post(_CLINICIAN, Grade.NURSE, Register.NMC, 2),
        Post(_CARE, Grade.CARE_STAFF, None, 2),
        _MANAGER,
    ),
    SiteType.RESIDENTIAL_HOME: (Post(_CARE, Grade.CARE_STAFF, None, 2), _MANAGER),
    SiteType.SUPPORTED_LIVING: (Post(_CARE, Grade.CARE_STAFF, None, 1), _MANAGER),
    SiteType.HOME_CARE: (Post(_CARE, Grade.CARE_STAFF, None, 2), _MANAGER),
}
_LEAD = Post(Role.ASSURANCE_LEAD, Grade.OTHER, None, 1)
_BOARD_POSTS = (
    _LEAD,
    Post(Role.REVIEWER, Grade.OTHER, None, 1),
    Post(Role.SECOND_OPINION_CLINICIAN, Grade.CONSULTANT, Register.GMC, 1, "Dr"),
    Post(Role.SOCIAL_WORKER, Grade.OTHER, None, 1),
    Post(Role.IMCA, Grade.OTHER, None, 1),
    Post(Role.ADVOCATE, Grade.OTHER, None, 1),
    Post(Role.RESPONSIBLE_OFFICER, Grade.OTHER, None, 1),
    Post(Role.SPEAK_UP_GUARDIAN, Grade.OTHER, None, 1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRole:
    """One role of a member of staff at an organisation."""

    organisation: str
    role: Role
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody who works with the record. `staff_id` stands in documents until the directory gives its own."""

    code: str
    staff_id: UUID
    name: str
    registration: Registration | None
    roles: tuple[StaffRole, ...]

    @property
    def grade(self) -> Grade:
        """The grade of the first role."""
        return self.roles[0].grade


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """A member of staff whom somebody trying the software signs in as, to see one role."""

    role: Role
    username: str
    staff_code: str
    organisation: str
    """The code of where they work."""


@dataclass(slots=True)
class Workforce:
    """All staff, and who works where."""

    organisations: dict[str, Organisation]
    staff: list[StaffMember] = field(default_factory=list)
    at: dict[str, list[StaffMember]] = field(default_factory=lambda: defaultdict(list))

    def with_grades(self, site: str, grades: Iterable[Grade]) -> Sequence[StaffMember]:
        """Return those at a site who hold one of these grades."""
        wanted = frozenset(grades)
        return [member for member in self.at.get(site, ()) if member.grade in wanted]

    def signatory(self, member: StaffMember) -> Signatory:
        """Return a member of staff as they sign, for the organisation of their first role."""
        post = member.roles[0]
        return Signatory(
            staff_id=member.staff_id,
            name=member.name,
            grade=post.grade,
            organisation_code=post.organisation,
            organisation_name=self.organisations[post.organisation].name,
            registration=member.registration,
        )


def employ(seed: int, directory: Directory) -> Workforce:
    """Return the staff of every organisation in the directory."""
    dice = Dice(seed, 2)
    workforce = Workforce({each.code: each for each in directory.organisations})
    boards = {area.board for area in directory.areas}
    for organisation in directory.organisations:
        posts = _BOARD_POSTS if organisation.code in boards else POSTS.get(organisation.site_type, ())
        if organisation.primary_role == "RO197" and organisation.site_type is not SiteType.AMBULANCE:
            posts = ()  # the trust's people work at its sites
        for post in posts:
            for _ in range(post.number):
                _engage(workforce, organisation, post, dice)
    _second_roles(workforce, directory.areas)
    for area in directory.areas:  # after all the others, whom they leave as they are
        _engage(workforce, workforce.organisations[area.board], _LEAD, dice)
        _engage(workforce, area.practices[0], _MANAGER, dice)
    for place in (directory.ambulance, *(area.hospitals[0] for area in directory.areas)):
        _engage(workforce, place, _MANAGER, dice)
    return workforce


def _engage(workforce: Workforce, organisation: Organisation, post: Post, dice: Dice) -> None:
    number = len(workforce.staff) + 1
    member = StaffMember(
        code=f"SYN{number:05d}",
        staff_id=dice.uuid(),
        name=names.staff_name(post.title, dice),
        registration=codes.registration(post.register, number) if post.register else None,
        roles=(StaffRole(organisation=organisation.code, role=post.role, grade=post.grade),),
    )
    workforce.staff.append(member)
    workforce.at[organisation.code].append(member)


def _second_roles(workforce: Workforce, areas: Sequence[Area]) -> None:
    """Let one GP of each area work at the hospice too, so that a choice of roles is there to be made."""
    for area in areas:
        doctor = workforce.at[area.practices[0].code][1]
        second = StaffRole(organisation=area.hospice.code, role=Role.CLINICIAN, grade=Grade.SPECIALTY_DOCTOR)
        both = StaffMember(
            code=doctor.code,
            staff_id=doctor.staff_id,
            name=doctor.name,
            registration=doctor.registration,
            roles=(*doctor.roles, second),
        )
        workforce.staff[workforce.staff.index(doctor)] = both
        workforce.at[area.practices[0].code][1] = both


def sign_ins(workforce: Workforce, directory: Directory) -> tuple[SignIn, ...]:
    """Return a sign-in for each role, several for some of them, all in the first area: they meet the same people."""
    area = directory.areas[0]
    hospital = area.hospitals[0].code
    home = area.homes[SiteType.NURSING_HOME][0].code
    where = {
        Role.CLINICIAN: ("clinician", area.practices[0].code),
        Role.SENIOR_RESPONSIBLE_CLINICIAN: ("doctor", area.practices[0].code),
        Role.CARE_STAFF: ("carer", home),
        Role.AMBULANCE: ("paramedic", directory.ambulance.code),
        Role.PROVIDER_MANAGER: ("manager", home),
        Role.ADMINISTRATOR: ("administrator", area.practices[0].code),
        Role.ASSURANCE_LEAD: ("assurance", area.board),
        Role.REVIEWER: ("reviewer", area.board),
        Role.PRIVACY_OFFICER: ("privacy", area.practices[0].code),
        Role.SECOND_OPINION_CLINICIAN: ("second", area.board),
        Role.SOCIAL_WORKER: ("social", area.board),
        Role.IMCA: ("imca", area.board),
        Role.ADVOCATE: ("advocate", area.board),
        Role.RESPONSIBLE_OFFICER: ("officer", area.board),
        Role.SPEAK_UP_GUARDIAN: ("guardian", area.board),
    }
    several = [(role, *each) for role, each in where.items()]
    # a signal is answered by the signer's practice too, and a concern is closed by a second lead
    several += [(Role.PROVIDER_MANAGER, "practice", area.practices[0].code), (Role.ASSURANCE_LEAD, "lead", area.board)]
    # people are admitted to a hospital, and a ward or a station keeps a downtime pack
    several += [(Role.CLINICIAN, "ward", hospital), (Role.ADMINISTRATOR, "records", hospital)]
    several += [(Role.PROVIDER_MANAGER, "matron", hospital)]
    several += [(Role.PROVIDER_MANAGER, "station", directory.ambulance.code)]
    employed = {site: list(workforce.at[site]) for _, _, site in several}
    return tuple(
        SignIn(role=role, username=username, staff_code=_take(employed[site], role), organisation=site)
        for role, username, site in several
    )


def _take(staff: list[StaffMember], role: Role) -> str:
    """Return the first in a role, who is then taken."""
    found = next(member for member in staff if member.roles[0].role is role)
    staff.remove(found)
    return found.code
