"""A worker that is killed between sending and keeping it: the next one sends again, with the same number."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from uuid import UUID

from django.conf import settings
from django.db import connection
from tests.builders import drafts
from tests.builders.fhir_clients import FhirClient
from tests.builders.subscribers import LONGEST, Receiver, subscribe, until

from accord.config.tellers import tell_until
from accord.sharing.deliveries.telling import Teller
from accord.sharing.models import Delivery, Subscription

KEYS = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


@contextmanager
def worker_process() -> Iterator[None]:
    """Tell in a process of its own, which is killed at the end of the block."""
    told = {key: value for key, value in connection.settings_dict.items() if key in KEYS}
    said = {"database": told, "secret": settings.SECRET_KEY, "keys": settings.ACCORD_FACTOR_KEYS}
    with subprocess.Popen([sys.executable, "-m", "tests.builders.tellers"], stdin=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(json.dumps(said).encode())
        process.stdin.close()
        try:
            yield
        finally:
            process.kill()


@contextmanager
def worker_thread() -> Iterator[None]:
    """Tell in a thread, as the worker does."""
    stopping, teller = Event(), Teller()
    thread = Thread(target=tell_until, args=(stopping, teller, 0.05))
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        teller.wake.set()
        thread.join(LONGEST)


def test_killed_between_sending_and_keeping_sends_again_under_the_same_number(
    client: FhirClient, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    number = subscribe(client, receiver.address)
    teller.drain()
    receiver.gate.clear()
    drafts.signed(person)
    with worker_process():
        until(lambda: receiver.numbers == [1])
    assert Delivery.objects.get(subscription_id=number).state == "waiting"
    receiver.gate.set()
    with worker_thread():
        until(lambda: Delivery.objects.get(subscription_id=number).state == "sent")
    assert receiver.numbers == [1, 1]


def test_worker_is_woken_and_tells_whatever_is_signed(client: FhirClient, receiver: Receiver, person: UUID) -> None:
    with worker_thread():
        number = subscribe(client, receiver.address)
        until(lambda: Subscription.objects.get(pk=number).status == "active")
        drafts.signed(person)
        drafts.signed(person)
        until(lambda: receiver.numbers == [1, 2, 3])


def test_one_worker_tells_at_a_time(client: FhirClient, receiver: Receiver, person: UUID) -> None:
    with worker_thread(), worker_thread():
        number = subscribe(client, receiver.address)
        until(lambda: Subscription.objects.get(pk=number).status == "active")
        for _ in range(3):
            drafts.signed(person)
        until(lambda: receiver.numbers == [1, 2, 3, 4, 5])
