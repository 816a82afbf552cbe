"""How much may be asked by those whom nobody knows: a bucket for each address, and one for all together.

A bucket holds so many questions and fills again at a steady rate. It lives in the process: several processes allow that
many times as much, and no question costs a row in the database. The one for all keeps those who watch the log from
slowing those who look after people, from however many addresses they come.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from math import ceil
from threading import Lock

MOST_PLACES = 10_000
"""Buckets that are remembered; the one that was asked from longest ago is forgotten, and is full again."""


@dataclass(slots=True)
class Bucket:
    """Questions that may still be asked, as they were at a time."""

    left: float
    at: float

    def take(self, *, burst: int, rate: float, now: float) -> int:
        """Take one question out and return 0, or return after how many seconds there will be one."""
        self.left = min(burst, self.left + (now - self.at) * rate)
        self.at = now
        if self.left >= 1:
            self.left -= 1
            return 0
        return ceil((1 - self.left) / rate)


class Allowance:
    """So many questions at once from each place, and so many a second in the long run."""

    def __init__(self, *, burst: int, rate: float) -> None:
        self._burst, self._rate = burst, rate
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()
        self._lock = Lock()

    def take(self, place: str, *, now: float) -> int:
        """Take one question of a place and return 0, or return after how many seconds to ask again."""
        with self._lock:
            bucket = self._buckets.pop(place, None) or Bucket(self._burst, now)
            self._buckets[place] = bucket
            if len(self._buckets) > MOST_PLACES:
                self._buckets.popitem(last=False)
            return bucket.take(burst=self._burst, rate=self._rate, now=now)
