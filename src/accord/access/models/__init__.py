"""Accounts, attempts to sign in, the access log, held forms and submissions."""

from accord.access.models.accounts import User
from accord.access.models.attempts import SignInAttempt
from accord.access.models.held_forms import HeldForm
from accord.access.models.reads import AccessLog
from accord.access.models.submissions import Submission

__all__ = ["AccessLog", "HeldForm", "SignInAttempt", "Submission", "User"]
