"""Accounts, factors and sessions, the access log, who looks after whom, held forms and submissions."""

from accord.access.models.accounts import User
from accord.access.models.alerts import Alert, GivenReason, LookReview
from accord.access.models.attempts import SignInAttempt
from accord.access.models.held_forms import HeldForm
from accord.access.models.notices import Notice, NoticePutAway
from accord.access.models.passkeys import Passkey
from accord.access.models.reads import AccessLog
from accord.access.models.relationships import CareRelationship
from accord.access.models.seals import Seal, SignedHead
from accord.access.models.second_factors import Authenticator, RecoveryCode
from accord.access.models.sessions import Session
from accord.access.models.submissions import Submission
from accord.access.models.systems import System, SystemAllowance, SystemToken, UsedAssertion

__all__ = [
    "AccessLog",
    "Alert",
    "Authenticator",
    "CareRelationship",
    "GivenReason",
    "HeldForm",
    "LookReview",
    "Notice",
    "NoticePutAway",
    "Passkey",
    "RecoveryCode",
    "Seal",
    "Session",
    "SignInAttempt",
    "SignedHead",
    "Submission",
    "System",
    "SystemAllowance",
    "SystemToken",
    "UsedAssertion",
    "User",
]
