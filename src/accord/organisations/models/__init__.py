"""Organisations, their dated roles and relationships, staff, their dated roles, and what they are trained in."""

from accord.organisations.models.competence import CompetenceRecord
from accord.organisations.models.organisations import Organisation, OrganisationRole
from accord.organisations.models.relationships import Relationship
from accord.organisations.models.staff import StaffMember, StaffRole

__all__ = ["CompetenceRecord", "Organisation", "OrganisationRole", "Relationship", "StaffMember", "StaffRole"]
