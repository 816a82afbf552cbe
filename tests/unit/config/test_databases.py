"""Two roles, whatever the database."""

import pytest

from accord.config.configurations import Configuration, ConfigurationError
from accord.config.databases import Database, databases


def made(**environment: str) -> dict[str, Database]:
    return databases(Configuration.read(environment))


def test_embedded_database_has_a_login_for_each_role() -> None:
    both = made(ACCORD_DATA="/srv/accord")
    assert (both["default"]["USER"], both["owner"]["USER"]) == ("accord_app", "accord_owner")
    assert both["default"]["HOST"] == "/srv/accord/socket"


def test_single_url_takes_the_app_role_on() -> None:
    both = made(DATABASE_URL="postgresql://admin:secret@db.example:6432/care")
    assert both["default"]["OPTIONS"]["options"] == "-c role=accord_app -c TimeZone=UTC"
    assert "options" not in both["owner"]["OPTIONS"]
    assert both["owner"] | {"OPTIONS": {}} == both["default"] | {"OPTIONS": {}}


def test_url_of_the_app_role_needs_no_change_of_role() -> None:
    both = made(DATABASE_URL="postgresql://accord_app@h/care", DATABASE_OWNER_URL="postgresql://admin@h/care")
    assert both["default"]["OPTIONS"]["options"] == "-c TimeZone=UTC"
    assert both["owner"]["USER"] == "admin"


def test_options_of_a_url_are_kept() -> None:
    default = made(DATABASE_URL="postgresql://me@h/care?sslmode=require&options=-c%20jit%3Doff")["default"]
    assert default["OPTIONS"]["sslmode"] == "require"
    assert default["OPTIONS"]["options"] == "-c jit=off -c role=accord_app -c TimeZone=UTC"


@pytest.mark.parametrize("url", ["postgresql://host:5432/", "postgresql://h/care?colour=blue"])
def test_unusable_url_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="DATABASE_URL"):
        made(DATABASE_URL=url)
