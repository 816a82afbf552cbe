"""People, their numbers, names, places, needs, contacts and stays. Every table carries `person_id`."""

from accord.people.models.contacts import Contact
from accord.people.models.details import Address, Name, Telecom
from accord.people.models.held import HeldPerson
from accord.people.models.needs import Characteristics, Needs
from accord.people.models.numbers import NhsNumber
from accord.people.models.people import Person
from accord.people.models.search import SearchKey
from accord.people.models.stays import Stay

__all__ = [
    "Address",
    "Characteristics",
    "Contact",
    "HeldPerson",
    "Name",
    "Needs",
    "NhsNumber",
    "Person",
    "SearchKey",
    "Stay",
    "Telecom",
]
