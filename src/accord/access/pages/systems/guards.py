"""Say beside each address for other systems what a system must be allowed to use it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from accord.access.pages.guards import open_to_all
from accord.access.queries import systems
from accord.domain.system_scopes import read_scope
from accord.privileges.claims import acting_as

_More = ParamSpec("_More")
View = Callable[Concatenate[HttpRequest, _More], HttpResponseBase]
LONGEST = 200


def system_permitted(scope: str) -> Callable[[View[_More]], View[_More]]:
    """Let in a system whose token allows `scope` (RFC 6750); `request.actor` is then the system, for its organisation.

    The database is told so as well: a system reaches what the role `system` does, whatever cookie comes with it.

    A session of somebody's lets nobody in here: cookies are not read, so that no other site can send them along.
    """
    wanted = read_scope(scope)

    def guard(view: View[_More]) -> View[_More]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: _More.args, **kwargs: _More.kwargs) -> HttpResponseBase:
            named: Any = request
            named.actor = named.staff_id = None
            kind, _, token = request.headers.get("Authorization", "").partition(" ")
            if kind.lower() != "bearer" or not 0 < len(token) <= LONGEST:
                return _refuse(401, "")
            bearer = systems.bearer(token)
            if bearer is None:
                return _refuse(401, "invalid_token")
            if not bearer.may(wanted):
                return _refuse(403, "insufficient_scope", scope)
            named.actor = bearer.actor
            with acting_as(bearer.actor):
                return view(request, *args, **kwargs)

        return csrf_exempt(open_to_all(guarded))

    return guard


def _refuse(status: int, error: str, scope: str = "") -> HttpResponseBase:
    said = [f'{name}="{value}"' for name, value in (("error", error), ("scope", scope)) if value]
    response = JsonResponse({"error": error or "unauthorized"}, status=status)
    response["WWW-Authenticate"] = " ".join(["Bearer", ", ".join(said)]).strip()
    return response
