"""The repeating groups of a part: people named, documents, medicines, attempts, copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from accord.domain.plan.clinical import AnticipatoryMedicine, OtherDocument
from accord.domain.plan.keeping import Copy
from accord.domain.plan.people_involved import Consulted, ContactAttempt, ConversationWith, Mode
from accord.domain.plan.restrictions import ReadingOrganisation
from accord.domain.plan.wishes import NamedPerson
from accord.plans.pages.parts.bases import ask_line, read_value, show_answers
from accord.web.fields import ChoiceField, DateField, DateTimeField, PhoneField, SelectField, TextField
from accord.web.forms import Form


class GroupForm(Form):
    """One of a repeating group; gives one value of the domain."""

    item_type: ClassVar[type]

    @classmethod
    def beginning(cls, item: Any) -> dict[str, Any]:
        """Return what the form begins with."""
        return show_answers(item)

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Any:
        """Return the item that these values make; an unanswered question keeps the item's own default."""
        return cls.item_type(**{name: read_value(value) for name, value in values.items() if value is not None})


class NamedPersonForm(GroupForm):
    """Somebody whom the person names."""

    item_type = NamedPerson
    name = TextField("Name")
    relationship = ask_line("Relationship to the person")
    telephone = PhoneField("Telephone", required=False)
    words = ask_line("In the person’s words, if they gave a reason")


class OrganisationForm(GroupForm):
    """An organisation, by its code; its name comes from the directory as it is saved."""

    item_type = ReadingOrganisation
    code = TextField("ODS code", hint="The code of a practice, trust, hospice or home, such as A81001", width=10)


class OtherDocumentForm(GroupForm):
    """Another care-planning document."""

    item_type = OtherDocument
    description = TextField("What is it?")
    location = ask_line("Where is it?")


class MedicineForm(GroupForm):
    """One medicine kept ready."""

    item_type = AnticipatoryMedicine
    name = TextField("Medicine")
    indication = ask_line("What for")
    dose = ask_line("Dose and route")
    location = ask_line("Where, if not with the others")


class AttemptForm(GroupForm):
    """One attempt to reach somebody."""

    item_type = ContactAttempt
    at = DateTimeField("When", past=True)
    who = TextField("Who was tried")
    how = SelectField("How", items=Mode.pairs(), required=False)
    outcome = ask_line("What came of it")


class ConsultedForm(GroupForm):
    """Somebody who was consulted about best interests."""

    item_type = Consulted
    name = TextField("Name")
    role = SelectField("Who they are", items=ConversationWith.pairs()[1:])
    at = DateTimeField("When", required=False, past=True)
    mode = ChoiceField("How", items=Mode.pairs(), required=False, inline=True)
    view = ask_line("Their view")


class CopyForm(GroupForm):
    """A copy of the plan outside this system."""

    item_type = Copy
    held_by = TextField("Who holds it")
    location = ask_line("Where it is kept")
    given_on = DateField("Date given", required=False, past=True)


class NameForm(GroupForm):
    """A name alone."""

    item_type = str
    name = TextField("Name and relationship")

    @classmethod
    def beginning(cls, item: Any) -> dict[str, Any]:
        """Show the name."""
        return {"name": item}

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Any:
        """Return the name."""
        return values["name"]


@dataclass(frozen=True, slots=True)
class Group:
    """A repeating group of a part: the part's field that it fills, its form, and its words."""

    field: str
    form: type[GroupForm]
    one: str
    title: str
    hint: str = ""
