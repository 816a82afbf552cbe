"""Say beside each address for other systems what a system must be allowed to use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from accord.access.allowances import ALLOWANCES
from accord.access.pages.guards import open_to_all
from accord.access.queries import systems
from accord.domain.system_scopes import SystemScope, read_scope
from accord.privileges.claims import acting_as

_More = ParamSpec("_More")
View = Callable[Concatenate[HttpRequest, _More], HttpResponseBase]
LONGEST = 200


@dataclass(frozen=True, slots=True)
class NotLetIn:
    """Why a system is not let in: 401, 403 or 429, the error of RFC 6750, and the scope that it would need."""

    status: int
    error: str
    scope: str = ""
    wait: int = 0
    """For how many seconds."""

    @property
    def challenge(self) -> str:
        """What the header WWW-Authenticate says."""
        said = [f'{name}="{value}"' for name, value in (("error", self.error), ("scope", self.scope)) if value]
        return " ".join(["Bearer", ", ".join(said)]).strip()


Refusing = Callable[[NotLetIn], HttpResponseBase]


def refuse_plainly(why: NotLetIn) -> HttpResponseBase:
    """Answer in JSON that a system is not let in."""
    return JsonResponse({"error": why.error or "unauthorized"}, status=why.status)


def system_permitted(
    scope: str, *, refusing: Refusing = refuse_plainly, is_urgent: bool = False, by_name: bool = False
) -> Callable[[View[_More]], View[_More]]:
    """Let in a system whose token allows `scope` (RFC 6750); `request.actor` is then the system, for its organisation.

    The database is told so as well: a system reaches what the role `system` does, whatever cookie comes with it.
    `refusing` makes the answer to one that is not let in.

    A system that asks too often is told to wait, except where it `is_urgent`.

    Where it is asked for `by_name`, a scope for every kind of resource is not enough.

    A session of somebody's lets nobody in here: cookies are not read, so that no other site can send them along.
    """
    wanted = read_scope(scope)

    def guard(view: View[_More]) -> View[_More]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: _More.args, **kwargs: _More.kwargs) -> HttpResponseBase:
            named: Any = request
            named.actor = named.staff_id = None
            found = _who(request, wanted, by_name=by_name)
            if isinstance(found, NotLetIn):
                response = refusing(found)
                response.headers["WWW-Authenticate"] = found.challenge
                return response
            named.actor = found.actor
            if seconds := 0 if is_urgent else ALLOWANCES.wait(found.actor.staff_id, found.a_minute):
                response = refusing(NotLetIn(429, "slow_down", wait=seconds))
                response.headers["Retry-After"] = str(seconds)
                return response
            with acting_as(found.actor):
                return view(request, *args, **kwargs)

        return csrf_exempt(open_to_all(guarded))

    return guard


def _who(request: HttpRequest, wanted: SystemScope, *, by_name: bool = False) -> systems.Bearer | NotLetIn:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not 0 < len(token) <= LONGEST:
        return NotLetIn(401, "")
    bearer = systems.bearer(token)
    if bearer is None:
        return NotLetIn(401, "invalid_token")
    is_named = not by_name or any(each.resource == wanted.resource for each in bearer.scopes)
    return bearer if is_named and bearer.may(wanted) else NotLetIn(403, "insufficient_scope", str(wanted))
