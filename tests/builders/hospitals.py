"""A hospital's system that tells of moves in HL7 v2."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.utils import timezone
from tests.builders.systems import OtherSystem
from tests.builders.who import BORN

from accord.sharing.moves.listening import answer

_controls = itertools.count(1)
SCOPES = "system/Encounter.cru"


def stamp(moment: datetime | None) -> str:
    """Write a moment as HL7 does, with its zone."""
    return moment.strftime("%Y%m%d%H%M%S%z") if moment else ""


@dataclass
class Hospital:
    """A hospital whose system is registered; each message has a number of its own, and goes about one visit."""

    code: str = "R9901"
    scopes: str = SCOPES
    visit: str = field(default_factory=lambda: uuid4().hex[:12])
    began: datetime = field(default_factory=lambda: timezone.now() - timedelta(hours=6))
    system_id: UUID = field(init=False)

    def __post_init__(self) -> None:
        self.system_id = UUID(OtherSystem().register(self.scopes, self.code).id)

    def message(self, event: str, number: str, hours: float = 0, **changed: str) -> str:
        """Return a message about something so many hours after the visit began; `changed` names fields (`pv1_3`)."""
        at = self.began + timedelta(hours=hours)
        said = {
            "msh_10": f"M{next(_controls):06}",
            "msh_11": "P",
            "msh_12": "2.4",
            "evn_2": stamp(at),
            "evn_6": stamp(at),
            "pid_3": f"{number}^^^NHS^NH~77^^^{self.code}^MR" if number else "77^^^R9901^MR",
            "pid_5": "HARTLEY^ROSE",
            "pid_7": f"{BORN:%Y%m%d}",
            "pv1_2": "I",
            "pv1_3": f"W1^B1^1^{self.code}",
            "pv1_19": self.visit,
            "pv1_44": "",
            "pv1_45": stamp(at) if event == "A03" else "",
        } | changed
        visit = ["PV1", "1", said["pv1_2"], said["pv1_3"], *[""] * 15, said["pv1_19"], *[""] * 24]
        lines = [
            f"MSH|^~\\&|PAS|{self.code}|ACCORD|X|{stamp(at)}||ADT^{event}|{said['msh_10']}|{said['msh_11']}|{said['msh_12']}",
            f"EVN|{event}|{said['evn_2']}||||{said['evn_6']}",
            f"PID|1||{said['pid_3']}||{said['pid_5']}||{said['pid_7']}|F",
            "|".join([*visit, said["pv1_44"], said["pv1_45"]]),
        ]
        return "\r".join(lines) + "\r"

    def send(self, message: str) -> list[list[str]]:
        """Send a message; return the answer's segments, each as its fields."""
        return [line.split("|") for line in answer(message.encode(), self.system_id).decode().split("\r") if line]

    def tell(self, event: str, number: str, hours: float = 0, **changed: str) -> str:
        """Send a message made of these, and return how it was answered."""
        return self.send(self.message(event, number, hours, **changed))[1][1]
