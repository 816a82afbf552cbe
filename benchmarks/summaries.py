"""Emergency summaries for another system: `python -m benchmarks summaries`.

wrk posts NHS numbers to the real `accord serve` over 32 connections, with a token that was given for a signed
assertion; each look is written to the access log and committed before it is answered. In turn with it pgbench calls the
same three functions for one look at a time, over as many connections; and then for as many at once as a batch of ours
mostly holds.
The system is an ambulance service with no relationship to anybody: each first look of a person raises an alert.
"""

from __future__ import annotations

import json
import os
import time
import urllib.request
from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.utils import timezone
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from accord.access.actions.systems import NewSystem, register
from accord.access.queries.systems import actor_of, hashed
from accord.access.systems.assertions import TYPE
from accord.config.commands.stores import close_connections
from accord.domain.authority import Actor
from accord.domain.organisations import SiteType
from accord.domain.system_scopes import read_scopes
from accord.organisations.queries import directory
from accord.projections.fhir.systems import NHS_NUMBER
from accord.sharing.queries.summaries import software
from benchmarks import regions
from benchmarks.figures import Figure, Spread
from benchmarks.hurried_senders import hurry
from benchmarks.peers import TOKEN, sekmet
from benchmarks.runs import CONSOLE, Settings, run
from benchmarks.servers import Server, serving
from benchmarks.statements import acting_script, run_pgbench
from benchmarks.trials import Person, sample

CONNECTIONS, TOGETHER = 32, 16
SECONDS, QUICK_SECONDS = 10, 2
LOOKS, QUICK_LOOKS = 24_000, 3_200
A_SECOND, P99 = 8_000.0, 20.0
SCOPE = "system/Patient.r"
ADDRESS = "/fhir/R4/Patient/$emergency-summary"
KEY = ECKey.generate_key("P-384", {"kid": "bench"})
SAME = """\\set drawn random(1, {last})
SELECT array_agg(person)::text AS people, array_agg(readers[1])::text AS readers, count(*) AS found
  FROM accord_find_emergencies(ARRAY(SELECT number::text FROM bench_people WHERE n BETWEEN :drawn AND :drawn + {more}),
    array_fill('{token}'::text, ARRAY[{more} + 1]), ARRAY['', '{code}|', '{code}|none'], '{software}', '{system}',
    ARRAY['{organisation}'::uuid], ARRAY['{code}'], '{today}')
\\gset
SELECT (accord_open_several(
  (:people)::uuid[], array_fill('outside'::text, ARRAY[(:found)::int]), 'emergency', 'bench'))[1] AS ticket
\\gset
SELECT n, stamp, body FROM accord_read_summaries(:ticket, (:readers)::text[]);
"""


def measure(settings: Settings) -> Sequence[Figure]:
    """Look everybody up once, so that their summaries are kept; then measure ours and pgbench in turn."""
    regions.load(settings.data, settings.people)
    with serving(settings.data, settings.workers) as server:
        try:
            people = sample(settings.data)
            by, token = _system(server)
            bodies = [urlencode({"identifier": f"{NHS_NUMBER}|{number}"}) for _, number in people]
            _look_at_all(server, bodies, token)
            peer = _peer(settings, people, bodies)
            turns = [_turn(server, settings, people, bodies, by) for _ in range(settings.repeat)]
        finally:
            close_connections()
    return (*_figures(sorted(turns, key=lambda turn: turn[0].a_second)[len(turns) // 2]), peer)


def _system(server: Server) -> tuple[Actor, str]:
    """Return an ambulance service's system, with a token."""
    (service,) = directory.sites(kinds=[SiteType.AMBULANCE], on=timezone.localdate())
    keys = json.loads(json.dumps(KeySet([KEY]).as_dict(private=False)))
    new = NewSystem(name="Dispatch", organisation_code=service.code, scopes=read_scopes(SCOPE), keys=keys)
    by = actor_of(register(system=new, by=None))
    assert by is not None
    return by, _token(server, by.staff_id)


def _token(server: Server, system_id: UUID) -> str:
    """Take a token for an assertion that is signed with ES384."""
    now, audience = int(time.time()), f"http://{server.host}:{server.port}/oauth/token"
    said = {"iss": str(system_id), "sub": str(system_id), "aud": audience, "exp": now + 240, "jti": str(uuid4())}
    assertion = jwt.encode({"alg": "ES384", "kid": "bench"}, said, KEY, algorithms=["ES384"])
    form = {"grant_type": "client_credentials", "client_assertion_type": TYPE, "client_assertion": assertion}
    with urllib.request.urlopen(audience, urlencode(form).encode()) as answer:
        return str(json.load(answer)["access_token"])


def _look_at_all(server: Server, bodies: Sequence[str], token: str) -> None:
    for body in bodies:
        request = urllib.request.Request(f"http://{server.host}:{server.port}{ADDRESS}", body.encode())
        request.add_header("Authorization", f"Bearer {token}")
        with urllib.request.urlopen(request) as answer:  # noqa: S310  (our own address)
            answer.read()


def _peer(settings: Settings, people: Sequence[Person], bodies: Sequence[str]) -> Figure:
    """Return how many looks another server answers in the same run: less is asked of it, and nothing is logged."""
    with sekmet(settings.data / "sekmet", people) as address:
        seconds = QUICK_SECONDS if settings.quick else SECONDS
        theirs = hurry(address, bodies, TOKEN, connections=CONNECTIONS, seconds=seconds)
    CONSOLE.print(f"sekmet-fhir {theirs.a_second:,.0f} a second (p99 {theirs.p99:.0f} ms), unlogged")
    return Figure(
        name=f"sekmet-fhir: Patient by NHS number, unlogged, {CONNECTIONS} connections",
        unit="a second",
        value=theirs.a_second,
        spread=theirs,
        more_is_better=True,
    )


def _turn(
    server: Server, settings: Settings, people: Sequence[Person], bodies: Sequence[str], by: Actor
) -> tuple[Spread, Spread, Spread]:
    """Return ours, pgbench's for one look at a time, and pgbench's for several at once (as looks)."""
    seconds, looks = (QUICK_SECONDS, QUICK_LOOKS) if settings.quick else (SECONDS, LOOKS)
    token = _token(server, by.staff_id)  # it lasts for five minutes
    address = f"http://{server.host}:{server.port}{ADDRESS}"
    hurry(address, bodies, token, connections=CONNECTIONS, seconds=1)
    ours = hurry(address, bodies, token, connections=CONNECTIONS, seconds=seconds)
    single, several = (
        run_pgbench(
            _script(by, token, size, len(people)),
            settings.data,
            clients=CONNECTIONS // size,
            transactions=looks // size,
            variables={"acted": 0},
        )
        for size in (1, TOGETHER)
    )
    CONSOLE.print(
        f"ours {ours.a_second:,.0f} a second (p99 {ours.p99:.1f} ms), pgbench {single.a_second:,.0f},"
        f" {TOGETHER} at once {several.a_second * TOGETHER:,.0f}; load average {os.getloadavg()[0]:.1f}"
    )
    return ours, single, several


def _script(by: Actor, token: str, size: int, people: int) -> str:
    """Return a script of pgbench in which so many are looked up at once. Who acts is said once a client."""
    script = SAME.format(
        last=max(people - size, 1),
        more=size - 1,
        token=hashed(token),
        code=by.organisation_code,
        software=software(),
        system=by.staff_id,
        organisation=by.organisation_id,
        today=timezone.localdate(),
    )
    return "\\if :acted = 0\n" + acting_script(by) + "\\set acted 1\n\\endif\n" + script


def _figures(turn: tuple[Spread, Spread, Spread]) -> Sequence[Figure]:
    ours, single, several = turn
    at_once = several.a_second * TOGETHER
    name = f"Emergency summaries by NHS number, {CONNECTIONS} connections"
    return (
        Figure(
            name=name,
            unit="a second",
            value=ours.a_second,
            spread=ours,
            bound=single.a_second,
            bound_by="pgbench, the same functions",
            target=A_SECOND,
            more_is_better=True,
        ),
        Figure(
            name="The same beside pgbench in batches",
            unit="a second",
            value=ours.a_second,
            bound=at_once,
            bound_by=f"pgbench, {TOGETHER} looks in each call",
            more_is_better=True,
        ),
        Figure(name=f"{name}, p99", unit="ms", value=ours.p99, bound=single.p99, bound_by="pgbench", target=P99),
    )


if __name__ == "__main__":
    run(measure)
