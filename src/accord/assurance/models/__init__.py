"""The tables of assurance. They hold pseudonyms, codes and words of a follow-up; no table of a person."""

from accord.assurance.models.follow_ups import AgreedAction, CaseReview, SignalStep
from accord.assurance.models.look_backs import LookBack, LookBackAsked, LookBackClosing
from accord.assurance.models.publication_requests import PublicationAttempt, PublicationRefusal, PublicationRequest
from accord.assurance.models.publications import Publication, PublicationOutcome
from accord.assurance.models.runs import Run, Snapshot
from accord.assurance.models.signals import Sighting, Signal
from accord.assurance.models.tellings import SignalTold

__all__ = [
    "AgreedAction",
    "CaseReview",
    "LookBack",
    "LookBackAsked",
    "LookBackClosing",
    "Publication",
    "PublicationAttempt",
    "PublicationOutcome",
    "PublicationRefusal",
    "PublicationRequest",
    "Run",
    "Sighting",
    "Signal",
    "SignalStep",
    "SignalTold",
    "Snapshot",
]
