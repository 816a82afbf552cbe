"""An open page hears at once that what it shows has changed, never misses it, and only in its own session and role."""

import asyncio
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.builders.browsers import Browser

from accord.access.models import Session
from accord.domain.lifecycle import CancelReason
from accord.plans.actions import cancellations
from accord.plans.actions.signing import Signed
from accord.sharing.streams.hubs import ALIVE, ENDED, Hub, Stream
from accord.sharing.streams.keeping import Streams
from accord.sharing.streams.listening import Listener
from accord.sharing.streams.responses import BEGINNING, OpenResponse

WORD = re.compile(rb"data: (\w+)")
PLACE = re.compile(r'data-stands="([^"]+)"')


def address(browser: Browser, person: UUID, page: str = "") -> str:
    found = PLACE.search(browser.open(f"/people/{person}{page}"))
    assert found
    return found.group(1)


def opened(browser: Browser, at: str, **headers: str) -> OpenResponse:
    answer = browser.get(at, headers=headers)
    assert isinstance(answer, OpenResponse)
    return answer


class Loop:
    """A loop that does at once what it is asked to."""

    def is_closed(self) -> bool:
        return False

    def call_soon_threadsafe(self, what: Callable[[], None]) -> None:
        what()


class Watching:
    """A hub with its listener, which looks when it is told to."""

    def __init__(self) -> None:
        self.hub = Hub()
        loop: Any = Loop()
        self.listener = Listener(self.hub, loop)
        self.listener.alive.next_at = float("inf")

    def add(self, response: OpenResponse) -> Stream:
        made = Stream(response.watched, response.mark)
        self.hub.add(made)
        return made

    def look(self) -> None:
        self.listener.signed_in.next_at = 0.0
        self.listener.round(is_woken=True)


@pytest.fixture
def watching() -> Watching:
    return Watching()


def said(stream: Stream) -> list[str]:
    held = [stream.waiting.get_nowait() for _ in range(stream.waiting.qsize())]
    names = {ALIVE: "alive", ENDED: "ended", None: "over"}
    return list(dict.fromkeys(names[each] if each in names else WORD.findall(each)[0].decode() for each in held))


def cancel(signed: Signed) -> None:
    cancellations.cancel(version_id=signed.version_id, reason=CancelReason.PERSON_CHANGED_MIND, by=drafts.gp())


@pytest.mark.parametrize("page", ["", "/plan", "/emergency"])
def test_open_page_hears_that_its_plan_was_cancelled(
    gp: Browser, person: UUID, signed: Signed, watching: Watching, page: str
) -> None:
    at = f"/emergency/{person}" if page == "/emergency" else f"/people/{person}{page}"
    found = PLACE.search(gp.open(at))
    assert found
    stream = watching.add(opened(gp, found.group(1)))
    watching.look()
    assert said(stream) == ["alive"]
    cancel(signed)
    watching.look()
    assert said(stream) == ["cancelled"]


def test_what_happened_before_it_connected_is_told(
    gp: Browser, person: UUID, signed: Signed, watching: Watching
) -> None:
    at = address(gp, person)
    cancel(signed)
    stream = watching.add(opened(gp, at))
    watching.look()
    assert said(stream) == ["cancelled"]


def test_browser_that_comes_again_says_what_it_knows(
    gp: Browser, person: UUID, signed: Signed, watching: Watching
) -> None:
    first, at = watching.add(opened(gp, address(gp, person))), address(gp, person)
    cancel(signed)
    watching.look()
    again = watching.add(opened(gp, at, last_event_id=first.mark))
    behind = watching.add(opened(gp, at, last_event_id="?" * 16))
    watching.look()
    assert (said(again), said(behind)) == (["alive"], ["cancelled"])


def test_what_happens_to_others_is_not_told(gp: Browser, person: UUID, signed: Signed, watching: Watching) -> None:
    stream = watching.add(opened(gp, address(gp, person)))
    drafts.signed(drafts.person_with_talk())
    watching.look()
    assert said(stream) == ["alive"]


def test_signing_out_ends_it(gp: Browser, person: UUID, signed: Signed, watching: Watching) -> None:
    stream = watching.add(opened(gp, address(gp, person)))
    watching.look()
    said(stream)
    gp.send("/sign-out", {}, page="/")
    watching.look()
    assert said(stream)[-2:] == ["ended", "over"]


def test_session_that_is_idle_ends_it(gp: Browser, person: UUID, signed: Signed, watching: Watching) -> None:
    stream = watching.add(opened(gp, address(gp, person)))
    Session.objects.update(seen_at=drafts.yesterday())
    watching.look()
    assert "ended" in said(stream)


def test_address_of_somebody_else_opens_nothing(gp: Browser, person: UUID, signed: Signed) -> None:
    at, other = address(gp, person), Browser()
    assert other.get(at).status_code == 302
    other.sign_in(who.open_account("s-care"))
    assert other.get(at).status_code == 204
    assert gp.get(f"{at}x").status_code == 204


def test_page_tells_nothing_of_whom(gp: Browser, person: UUID, signed: Signed) -> None:
    answer = opened(gp, address(gp, person))
    assert answer.content.decode() == BEGINNING
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_stream_is_kept_open_until_its_reader_leaves(gp: Browser, person: UUID, signed: Signed) -> None:
    response, sent, streams = opened(gp, address(gp, person)), list[dict[str, Any]](), Streams()
    streams.listener = Watching().listener

    async def run() -> None:
        left = asyncio.Event()

        async def receive() -> dict[str, Any]:
            await left.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        kept = asyncio.ensure_future(streams.keep(response, receive, send))
        await asyncio.sleep(0.01)
        streams.hub.keep_alive()
        await asyncio.sleep(0.01)
        assert (streams.hub.count, sent[-1]["body"]) == (1, ALIVE)
        left.set()
        await kept

    asyncio.run(run())
    assert (streams.hub.count, sent[0]["status"], sent[-1]["more_body"]) == (0, 200, False)
    assert b"content-length" not in dict(sent[0]["headers"])
