"""`accord accounts`: open, list and close the accounts with which staff sign in, and take a lost second factor away."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated
from uuid import UUID

import typer

from accord.access.actions import accounts as actions
from accord.access.actions import second_factors
from accord.access.actions.accounts import NewAccount
from accord.access.actions.second_factors import WhyRemoved
from accord.access.queries import accounts as queries
from accord.access.queries.accounts import Account
from accord.config.commands.options import AsJson, Data
from accord.config.commands.reports import say
from accord.config.commands.stores import up_to_date
from accord.domain.errors import Refused
from accord.organisations.queries import staff
from accord.web.words import say_date

app = typer.Typer(no_args_is_help=True, help="Open, list and close accounts; take a lost second factor away.")

Username = Annotated[str, typer.Argument(metavar="USER_NAME", help="The user name of the account.")]
StaffCode = Annotated[str, typer.Option("--staff", metavar="STAFF_CODE", help="Whose account it is.")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the first password from standard input, and do not ask for it.")
]
Why = Annotated[WhyRemoved, typer.Option("--reason", help="Why: it is recorded.")]


@app.callback()
def accounts() -> None:
    """Open, list and close accounts; take a lost second factor away."""


@app.command(name="open")
def open_account(
    username: Username,
    staff_code: StaffCode,
    password_stdin: FromInput = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Open an account for a member of staff, with a first password that they then change."""
    password = _password(from_input=password_stdin)
    with up_to_date():
        staff_id = staff.by_staff_code(staff_code)
        if staff_id is None:
            wrong = f"no member of staff has the code '{staff_code}'."
            raise Refused.one("--staff", wrong, "Load staff with `accord import staff`.")
        account = NewAccount(staff_id=staff_id, username=username, password=password)
        actions.open_accounts(accounts=[account], by=None)
        opened = queries.by_username(username)
    say([f"The account {opened.username} is open."], {"username": opened.username, "id": opened.id}, as_json=as_json)


@app.command()
def close(username: Username, data: Data = None, as_json: AsJson = False) -> None:
    """Close an account; its sessions end at once. Whoever signs in with an identity provider is shut out as well."""
    with up_to_date():
        account = queries.by_username(username)
        actions.close(user_id=account.id, by=None)
    say([f"The account {account.username} is closed."], {"username": account.username}, as_json=as_json)


@app.command(name="list")
def show(data: Data = None, as_json: AsJson = False) -> None:
    """List the accounts: whose each is, whether it is open, and what second factor it has."""
    with up_to_date():
        rows = queries.all_of_them()
        codes = staff.codes_of([row.staff_id for row in rows])
    say(_lines(rows, codes), [_row(row, codes) for row in rows], as_json=as_json)


@app.command()
def remove_factor(username: Username, reason: Why, data: Data = None, as_json: AsJson = False) -> None:
    """Take a second factor away that its owner cannot use any more; they sign in with the password and set one up."""
    with up_to_date():
        account = queries.by_username(username)
        if account.factor_since is None:
            raise Refused.one("USER_NAME", "this account has no second factor.")
        second_factors.remove(user_id=account.id, by=None, why=reason)
    words = f"The second factor of {account.username} is removed, and their sessions are ended."
    say([words], {"username": account.username, "reason": reason.value}, as_json=as_json)


def _password(*, from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\n")
    return str(typer.prompt("First password", hide_input=True, confirmation_prompt=True))


def _lines(rows: Sequence[Account], codes: dict[UUID, str]) -> Iterator[str]:
    for row in rows:
        state = "open" if row.is_active else "closed"
        factor = f"app since {say_date(row.factor_since)}" if row.factor_since else "no second factor of ours"
        yield f"{row.username}  {codes.get(row.staff_id, '')}  {state}  {factor}"
    if not rows:
        yield "There is no account."


def _row(row: Account, codes: dict[UUID, str]) -> dict[str, object]:
    return {
        "username": row.username,
        "staff_code": codes.get(row.staff_id, ""),
        "open": row.is_active,
        "password": row.has_password,
        "factor_since": row.factor_since.isoformat() if row.factor_since else None,
    }
