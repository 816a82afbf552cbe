"""Django's sessions in the database, read by one plain statement: every page begins with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib import auth
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError

from accord.access import sessions
from accord.access.models import Session
from accord.privileges.prepared import prepared_cursor

READ = "SELECT session_data FROM access_session WHERE session_key = %s AND expire_date > now()"


class SessionStore(db.SessionStore):
    """Reads without the object mapper (0.3 ms of the 3 that a page takes); writes as Django does, with whose it is.

    The key is in the browser alone; the database, and a copy of it, holds its hash.
    """

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table of ours."""
        return Session

    @property
    def key_salt(self) -> str:
        """Return what a session is signed with beside our secret: its own key, so that it fits no other's row."""
        return f"accord.access.session:{self.session_key}"

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row, with whose session it is beside what it holds."""
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        row.session_key = sessions.kept_as(row.session_key)
        if sessions.HANDLE in data:
            row.handle = data[sessions.HANDLE]
            row.account_id = data[auth.SESSION_KEY]
            row.begun_at = datetime.fromtimestamp(data[sessions.BEGUN], UTC)
            row.seen_at = datetime.fromtimestamp(data[sessions.CHECKED], UTC)
            row.browser = data[sessions.BROWSER]
            row.provider_key = data.get(sessions.PROVIDER_KEY, "")
        return row

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, and no key, where it is not known or is over."""
        key = self.session_key
        with prepared_cursor() as cursor:
            cursor.execute(READ, [sessions.kept_as(key) if key else None])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])

    def exists(self, session_key: str) -> bool:
        """Return whether there is a session with this key."""
        return super().exists(sessions.kept_as(session_key))

    def delete(self, session_key: str | None = None) -> None:
        """Remove the session with this key; this one, where none is given."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(sessions.kept_as(key))

    def save(self, must_create: bool = False) -> None:
        """Keep the session. Where the database could not, say so: Django would answer that the session had ended."""
        try:
            super().save(must_create)
        except UpdateError as failed:
            wrong = failed.__context__
            if isinstance(wrong, DatabaseError) and wrong.__cause__ is not None:  # the driver's, and not Django's own
                raise wrong from wrong.__cause__
            raise
