"""Versions and their facts, what is current, drafts, and the person's own records that plans are made of."""

from accord.plans.models.conversations import ConversationRecord
from accord.plans.models.currency import Current, Standing
from accord.plans.models.drafts import Draft, DraftPart, DraftState, KeptTyping
from accord.plans.models.legal import InstrumentKind, InstrumentSource, LegalInstrument
from accord.plans.models.reidentification import (
    ReidentificationDecision,
    ReidentificationRequest,
    ReidentificationShown,
)
from accord.plans.models.reports import Reported, ReportKind, Settlement
from accord.plans.models.statements import StatementAnswer, StatementRecord
from accord.plans.models.tasks import Task, TaskKind
from accord.plans.models.versions import Fact, Version

__all__ = [
    "ConversationRecord",
    "Current",
    "Draft",
    "DraftPart",
    "DraftState",
    "Fact",
    "InstrumentKind",
    "InstrumentSource",
    "KeptTyping",
    "LegalInstrument",
    "ReidentificationDecision",
    "ReidentificationRequest",
    "ReidentificationShown",
    "ReportKind",
    "Reported",
    "Settlement",
    "Standing",
    "StatementAnswer",
    "StatementRecord",
    "Task",
    "TaskKind",
    "Version",
]
