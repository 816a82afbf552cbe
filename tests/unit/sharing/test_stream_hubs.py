"""What each open page is told, and when it is let go of."""

import asyncio
from uuid import UUID, uuid4

from accord.domain.became import Became
from accord.plans.pages.standing_marks import Watched
from accord.sharing.streams.hubs import ALIVE, ENDED, WAITING, Hub, Stream

PERSON = UUID(int=7)
BECAME = {PERSON: {"a": Became.CANCELLED}}


def stream(hub: Hub, mark: str = "a", person: UUID = PERSON) -> Stream:
    watched = Watched(person_id=person, mark=mark, session=uuid4(), staff_role_id=uuid4())
    made = Stream(watched, mark)
    hub.add(made)
    return made


def said(held: Stream) -> list[bytes | None]:
    return [held.waiting.get_nowait() for _ in range(held.waiting.qsize())]


def test_change_is_told_once_to_those_who_watch_that_person() -> None:
    hub = Hub()
    first, second, other = stream(hub), stream(hub), stream(hub, person=uuid4())
    hub.tell({PERSON: "b"}, BECAME)
    hub.tell({PERSON: "b"}, BECAME)
    assert said(first) == said(second) == [b"id: b\nevent: changed\ndata: cancelled\n\n", ALIVE]
    assert said(other) == []


def test_page_that_is_further_behind_hears_that_something_changed() -> None:
    hub = Hub()
    held = stream(hub, mark="z")
    hub.tell({PERSON: "b"}, BECAME)
    assert said(held) == [b"id: b\nevent: changed\ndata: changed\n\n"]


def test_what_is_told_holds_nothing_of_whom() -> None:
    hub = Hub()
    held = stream(hub)
    hub.tell({PERSON: "b"}, BECAME)
    assert str(PERSON).encode() not in b"".join(each for each in said(held) if each)


def test_page_that_knows_is_only_told_that_it_is_told() -> None:
    hub = Hub()
    held = stream(hub, mark="b")
    hub.tell({PERSON: "b"}, BECAME)
    assert said(held) == [ALIVE]


def test_session_or_role_that_is_over_ends_its_streams_alone() -> None:
    hub = Hub()
    signed_out, lost, other = stream(hub), stream(hub), stream(hub)
    hub.end({signed_out.watched.session}, {lost.watched.staff_role_id})
    assert said(signed_out) == said(lost) == [ENDED, None]
    assert said(other) == []


def test_reader_who_does_not_keep_up_is_let_go_of() -> None:
    hub = Hub()
    held = stream(hub)
    for _ in range(WAITING + 1):
        hub.keep_alive()
    assert said(held) == [None]


def test_there_is_room_for_so_many_and_none_once_it_stops() -> None:
    hub = Hub(most=2)
    held = [stream(hub), stream(hub)]
    assert not hub.has_room
    hub.remove(held[0])
    hub.remove(held[0])
    assert (hub.count, hub.has_room) == (1, True)
    hub.end_all()
    assert (said(held[1]), hub.has_room) == ([None], False)


def test_streams_need_a_loop_only_where_they_wait() -> None:
    async def wait() -> bytes | None:
        hub = Hub()
        held = stream(hub)
        asyncio.get_running_loop().call_later(0.01, hub.tell, {PERSON: "b"}, BECAME)
        return await held.waiting.get()

    assert asyncio.run(wait()) == b"id: b\nevent: changed\ndata: cancelled\n\n"
