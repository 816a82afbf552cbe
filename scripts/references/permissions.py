"""The reference of roles and permissions, made from `accord.domain.authority`."""

from __future__ import annotations

from scripts.references.tables import in_one_line, opening, table, text_of

from accord.domain.authority import GRADE_NAMES, GRANTS, ROLE_NAMES, SENIOR_GRADES, Grade, Permission, Role

ABOUT = """
A *role* is what somebody does with the record at one organisation, and so what they may do. Whoever holds several
chooses one at sign-in. Anything that is not in this table is refused, by the page and again by the action.
"""
SIGNING = """
An employer neither qualifies nor disqualifies anybody; a professional registration does. Whoever has none can write a
draft and cannot sign it.
"""
SHOWN = {role: name for role, name in ROLE_NAMES.items() if GRANTS[role]}


def roles_page() -> str:
    """Return the page of roles, permissions and grades."""
    lines = opening(
        "Roles, permissions and grades",
        ABOUT,
    )
    rows = [(_words(each), *("yes" if each in GRANTS[role] else "" for role in SHOWN)) for each in Permission]
    lines += table(("May", *SHOWN.values()), rows)
    waiting = [ROLE_NAMES[role] for role in Role if not GRANTS[role]]
    lines += [f"Declared, and open to nothing yet: {', '.join(waiting)}.", ""]
    lines += ["Nobody may list people who have no decision about CPR. There is no permission for it.", ""]
    lines += ["## Grades", "", "A *grade* is the seniority in which a clinician signs.", ""]
    lines += table(
        ("Grade", "Written as", "Usually the senior responsible clinician"),
        [(GRADE_NAMES[each], f"`{each}`", "yes" if each in SENIOR_GRADES else "") for each in Grade],
    )
    return text_of([*lines, in_one_line(SIGNING)])


def _words(permission: Permission) -> str:
    return permission.value.replace("_", " ").capitalize()
