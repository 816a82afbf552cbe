"""Organisations, their dated roles and relationships, staff and their dated roles."""

from accord.organisations.models.organisations import Organisation, OrganisationRole
from accord.organisations.models.relationships import Relationship
from accord.organisations.models.staff import StaffMember, StaffRole

__all__ = ["Organisation", "OrganisationRole", "Relationship", "StaffMember", "StaffRole"]
