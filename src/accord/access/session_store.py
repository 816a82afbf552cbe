"""Django's sessions in the database, read by one plain statement: every page begins with it."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db

from accord.privileges.prepared import prepared_cursor

READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"


class SessionStore(db.SessionStore):
    """Reads without the object mapper (0.3 ms of the 3 that a page takes); writes as Django does."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, and no key, where it is not known or is over."""
        with prepared_cursor() as cursor:
            cursor.execute(READ, [self.session_key])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
