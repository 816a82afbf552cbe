"""What is raised where the database is gone."""

from __future__ import annotations

import psycopg
from django.db import InterfaceError, OperationalError

UNREACHED = (OperationalError, InterfaceError, psycopg.OperationalError)
"""Django's errors, and the driver's where Django does not stand between."""
