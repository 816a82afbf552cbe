"""An account: how a member of staff signs in. What they may do is their role's to say, never the account's."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower, Now


class UserManager(BaseUserManager["User"]):
    """Finds accounts by user name, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the account with this user name."""
        return self.get(username=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A user name and a password for one member of staff. There is no superuser and no group."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    username = models.CharField(max_length=80, unique=True, db_collation="C")
    staff = models.OneToOneField("organisations.StaffMember", on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "username"

    objects = UserManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(username=Lower("username")), name="access_username_lower_case"),
        )

    def __str__(self) -> str:
        return str(self.pk)
