"""Those close to people: who they are, and whom to call first."""

from __future__ import annotations

from accord.domain.people import Contact, ContactRole, Gender
from accord.synth import codes, names
from accord.synth.dice import Dice, Weights
from accord.synth.sizes import Living
from accord.synth.traits import Traits

_CLOSE = Weights.of(
    {"spouse": 30, "daughter": 28, "son": 22, "sister": 5, "brother": 4, "niece": 4, "friend": 5, "neighbour": 2}
)
_YOUNG_CLOSE = Weights.of({"partner": 40, "mother": 22, "father": 10, "sister": 12, "brother": 8, "friend": 8})
_DISABLED_CLOSE = Weights.of({"mother": 35, "father": 15, "sister": 25, "brother": 20, "friend": 5})
_WOMEN = frozenset({"daughter", "sister", "niece", "mother", "wife"})
_MEN = frozenset({"son", "brother", "father", "husband"})
_SAME_FAMILY = frozenset({"wife", "husband", "son", "brother", "mother", "father"})
_KIN = frozenset({"wife", "husband", "partner", "daughter", "son", "mother", "father", "sister", "brother"})
_CALLS = (
    "Call at any time.",
    "Works nights: leave a message.",
    "Has a key.",
    "Lives abroad; text first.",
    "Prefers a call after six.",
)


def draw_contacts(traits: Traits, family: str, dice: Dice) -> tuple[Contact, ...]:
    """Return a person's contacts, the first to call first; some people have nobody but those paid to care."""
    if not traits.is_adult:
        return _parents(traits, family, dice)
    close = () if traits.alone else _close(traits, family, dice)
    if traits.living is Living.OWN_HOME or traits.site is None:
        return close
    return (*close, _paid(traits, dice, first=not close))


def _parents(traits: Traits, family: str, dice: Dice) -> tuple[Contact, ...]:
    mother = _contact("mother", family, traits, dice, (ContactRole.PARENT, ContactRole.PRIMARY, ContactRole.EMERGENCY))
    if dice.chance(0.3):
        return (mother,)
    return mother, _contact("father", family, traits, dice, (ContactRole.PARENT, ContactRole.EMERGENCY))


def _close(traits: Traits, family: str, dice: Dice) -> tuple[Contact, ...]:
    choices = _DISABLED_CLOSE if traits.learning_disability else _CLOSE if traits.age >= names.OLD else _YOUNG_CLOSE
    kinds = list(dict.fromkeys(dice.weigh(choices) for _ in range(dice.number(1, 3))))
    found = []
    for place, kind in enumerate(kinds):
        relationship = _spouse(traits.gender) if kind == "spouse" else kind
        roles = [ContactRole.PRIMARY, ContactRole.EMERGENCY] if place == 0 else [ContactRole.EMERGENCY]
        roles += [ContactRole.NEXT_OF_KIN] if relationship in _KIN and place == 0 else []
        roles += [ContactRole.CARER] if place == 0 and not traits.in_a_home and dice.chance(0.4) else []
        found.append(_contact(relationship, family, traits, dice, tuple(roles)))
    return tuple(found)


def _spouse(gender: Gender) -> str:
    return {Gender.FEMALE: "husband", Gender.MALE: "wife"}.get(gender, "partner")


def _contact(relationship: str, family: str, traits: Traits, dice: Dice, roles: tuple[ContactRole, ...]) -> Contact:
    of = traits.heritage
    woman = relationship in _WOMEN or (relationship not in _MEN and dice.chance(0.55))
    gender = Gender.FEMALE if woman else Gender.MALE
    age = traits.age + {"daughter": -28, "son": -28, "niece": -30, "mother": 28, "father": 30}.get(relationship, 0)
    last = family if relationship in _SAME_FAMILY else names.family_name(of, dice)
    return Contact(
        name=f"{names.given_name(of, gender, age, dice)} {last}",
        relationship=relationship.capitalize(),
        roles=roles,
        phone=codes.mobile(dice) if dice.chance(0.8) else codes.telephone(dice),
        notes=dice.pick(_CALLS) if dice.chance(0.15) else "",
        id=dice.uuid(),
    )


def _paid(traits: Traits, dice: Dice, *, first: bool) -> Contact:
    assert traits.site is not None
    roles = (ContactRole.PAID_CARER, ContactRole.PRIMARY, ContactRole.EMERGENCY) if first else (ContactRole.PAID_CARER,)
    return Contact(
        name=traits.site.name, relationship="Care provider", roles=roles, phone=codes.telephone(dice), id=dice.uuid()
    )
