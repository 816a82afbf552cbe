"""Verify the access log: every row against its seal, every seal against the tree, every head against both.

The rows are streamed in order of id beside the seals, and everything is computed anew here, where the database's owner
has no hand. Exported heads, kept by somebody else, are held against the tree too: so even a log that was rewritten
whole, with its seals, is found out. Run this in one transaction that sees one moment.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import cast

import psycopg
from psycopg import pq

from accord.access.queries.log_findings import Fault, Finding, Report
from accord.access.queries.log_heads import Head
from accord.access.queries.log_places import Place
from accord.access.queries.log_rows import ID, Connection, Run, id_of, last_id_given, rows_after, rows_within, runs_of
from accord.domain.transparency import leaf_hash
from accord.domain.transparency.trees import DIGEST

AT_ONCE = 32
"""Seals read together, with the rows that they seal."""
BLOCK = 1_024
LOWEST = -(2**63)
SEALS = """
    SELECT first, log_ids, leaves, highest, gaps FROM access_seal WHERE first >= %s ORDER BY first LIMIT %s
"""
HEADS = "SELECT size, root, at, key_id, signature FROM access_signedhead WHERE size > %s AND size <= %s ORDER BY size"
HEAD_AT = "SELECT root FROM access_signedhead WHERE size = %s"
BEYOND = "SELECT min(size) FROM access_signedhead WHERE size > %s"
WAITING = "SELECT count(*) FROM access_accesslog WHERE id > %s"
ABOVE = "SELECT min(id) FROM access_accesslog WHERE id > %s"
SEALED = "SELECT first + cardinality(log_ids) FROM access_seal ORDER BY first DESC LIMIT 1"
ROW_AT = "SELECT log_ids[%s - first + 1] FROM access_seal WHERE first <= %s ORDER BY first DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class SealRow:
    """A seal as the database holds it."""

    first: int
    ids: Sequence[int]
    packed: bytes
    highest: int
    gaps: tuple[Run, ...]

    @property
    def end(self) -> int:
        """The tree's size with this seal."""
        return self.first + len(self.ids)


class Found(Exception):
    """Something is not what it was."""

    def __init__(self, fault: Fault, *, place: int, row: int | None = None, size: int | None = None) -> None:
        super().__init__(fault)
        self.finding = Finding(fault=fault, place=place, row=row, size=size)


class Verification:
    """One verification of the log, from a place to its end."""

    def __init__(self, connection: Connection, *, trusted: Collection[str], exported: Sequence[Head] = ()) -> None:
        """Verify over `connection`; heads signed with one of `trusted` count, `exported` ones are held against it."""
        self._connection, self._trusted = connection, trusted
        self._exported = sorted(exported, key=lambda head: head.size)
        self._place = Place.beginning()
        self._fitting = 0  # the size of the last exported head that fits
        self._rows = self._heads = 0

    def run(
        self,
        start: Place | None = None,
        *,
        tell: Callable[[int, int], object] = lambda _done, _of: None,
        keep: Callable[[Place], object] = lambda _: None,
    ) -> Report:
        """Follow the log from `start`; `tell` hears of every stretch that holds, and `keep` is given its end."""
        self._place = start or Place.beginning()
        of, passed_over, findings = self._sealed(), self._pass_over(), []
        try:
            self._check_start()
            while seals := self._next_seals():
                self._check_stretch(seals)
                keep(self._place)
                tell(self._place.tree.size, of)
            self._check_end()
        except Found as found:
            findings.append(self._with_row(found.finding))
        tree = self._place.tree
        return Report(
            size=tree.size,
            root=tree.root().hex(),
            rows=self._rows,
            heads=self._heads,
            waiting=0 if findings else cast(int, self._one(WAITING, self._place.highest)),
            passed_over=passed_over,
            findings=findings,
        )

    def _pass_over(self) -> int:
        before = [head for head in self._exported if head.size <= self._place.tree.size]
        self._exported = self._exported[len(before) :]
        self._fitting = self._place.tree.size
        return len(before)

    def _check_start(self) -> None:
        """Whatever was verified before must still stand: the head at that size says so."""
        tree = self._place.tree
        if not tree.size:
            return
        root = self._one(HEAD_AT, tree.size)
        if self._sealed() < tree.size:
            raise Found(Fault.TRUNCATED, place=self._sealed(), size=tree.size)
        if root is None:
            raise Found(Fault.HEAD_MISSING, place=tree.size, size=tree.size)
        if root != tree.root():
            raise Found(Fault.HEAD_DIFFERS, place=0, size=tree.size)

    def _check_stretch(self, seals: Sequence[SealRow]) -> None:
        start, end = self._place, seals[-1].end
        heads = {head.size: head for head in self._heads_within(start.tree.size, end)}
        reader = Reader(self._connection, start, max(seal.highest for seal in seals))
        for seal in seals:
            try:
                self._check_seal(seal, reader, heads.pop(seal.end, None))
            except Found as found:
                reader.finish()
                raise _earlier(found, seal, reader.unclaimed(seal.highest, seal.gaps)) from None
        reader.finish()
        if added := reader.unclaimed(seals[-1].highest, seals[-1].gaps):
            raise Found(Fault.ROW_ADDED, place=end, row=added[0])
        if heads:
            raise Found(Fault.HEAD_ADDED, place=end, size=min(heads))

    def _check_seal(self, seal: SealRow, reader: Reader, head: Head | None) -> None:
        tree, first = self._place.tree.copy(), seal.ids[0] if seal.ids else None
        if seal.first != tree.size:
            raise Found(Fault.SEALS_MISSING, place=tree.size, row=first)
        if len(seal.packed) != DIGEST * len(seal.ids) or not seal.ids:
            raise Found(Fault.SEALS_CHANGED, place=seal.first, row=first)
        if seal.ids != sorted(set(seal.ids)):
            raise Found(Fault.ORDER_CHANGED, place=seal.first, row=first)
        leaves = [seal.packed[at : at + DIGEST] for at in range(0, len(seal.packed), DIGEST)]
        found = reader.claim(seal)
        if found != leaves:
            at = next(at for at, leaf in enumerate(leaves) if found[at] != leaf)
            fault = Fault.ROW_MISSING if found[at] is None else Fault.ROW_CHANGED
            raise Found(fault, place=seal.first + at, row=seal.ids[at])
        self._check_exported(seal, leaves)
        tree.extend(leaves)
        self._check_head(seal, head, tree.root())
        self._rows += len(leaves)
        self._place = Place(tree, seal.highest, seal.gaps)

    def _check_head(self, seal: SealRow, head: Head | None, root: bytes) -> None:
        if head is None:
            raise Found(Fault.HEAD_MISSING, place=seal.first, row=seal.ids[0], size=seal.end)
        if not head.is_signed_by_one_of(self._trusted):
            raise Found(Fault.HEAD_FORGED, place=seal.first, row=seal.ids[0], size=seal.end)
        if head.root != root:
            raise Found(Fault.HEAD_DIFFERS, place=seal.first, row=seal.ids[0], size=seal.end)
        self._heads += 1

    def _check_exported(self, seal: SealRow, leaves: Sequence[bytes]) -> None:
        """Hold exported heads against the tree, even at a size where no seal of this log ends."""
        while self._exported and self._exported[0].size <= seal.end:
            head = self._exported.pop(0)
            tree = self._place.tree.copy()
            tree.extend(leaves[: head.size - seal.first])
            if tree.root() != head.root:
                raise Found(Fault.HEAD_DIFFERS, place=self._fitting, size=head.size)
            self._fitting = head.size

    def _check_end(self) -> None:
        size = self._place.tree.size
        if self._exported:
            raise Found(Fault.TRUNCATED, place=size, size=self._exported[-1].size)
        if (beyond := self._one(BEYOND, size)) is not None:
            raise Found(Fault.TRUNCATED, place=size, size=cast(int, beyond))
        above = self._one(ABOVE, max(last_id_given(self._connection), self._place.highest))
        if above is not None:
            raise Found(Fault.ROW_ADDED, place=size, row=cast(int, above))

    def _next_seals(self) -> list[SealRow]:
        with _binary(self._connection) as cursor:
            rows = cursor.execute(SEALS, [self._place.tree.size, AT_ONCE]).fetchall()
        return [_seal(row) for row in rows]

    def _heads_within(self, low: int, high: int) -> Iterator[Head]:
        with _binary(self._connection) as cursor:
            for row in cursor.execute(HEADS, [low, high]):
                size, root, at, key_id, signature = cast(tuple[int, bytes, datetime, str, bytes], row)
                yield Head(size=size, root=root, at=at, key_id=key_id, signature=signature)

    def _with_row(self, finding: Finding) -> Finding:
        """Name the row at a finding's place; nothing can be asked while the rows are being read."""
        if finding.row is not None or finding.fault != Fault.HEAD_DIFFERS:
            return finding
        return replace(finding, row=cast(int | None, self._one(ROW_AT, finding.place, finding.place)))

    def _sealed(self) -> int:
        return cast(int, self._one(SEALED) or 0)

    def _one(self, query: str, *parameters: object) -> object:
        with _binary(self._connection) as cursor:
            row = cursor.execute(query, parameters).fetchone()
        return row[0] if row else None


class Reader:
    """The rows of a stretch, read in order of id only as far as they are asked for, as their leaf hashes."""

    def __init__(self, connection: Connection, start: Place, high: int) -> None:
        """Read what lies above the highest id of `start`, up to `high`, and what has appeared in its gaps."""
        self._read: dict[int, bytes] = {id_of(row): leaf_hash(row) for row in rows_within(connection, start.gaps)}
        low = start.highest if start.tree.size else LOWEST
        self._rows = rows_after(connection, low, high)
        self._last = low

    def claim(self, seal: SealRow) -> list[bytes | None]:
        """Return the leaf hash of each row of a seal, None where there is no such row."""
        while self._last < seal.highest:
            if not self._take_block():
                break
        take = self._read.pop
        return [take(each, None) for each in seal.ids]

    def unclaimed(self, highest: int, gaps: Sequence[Run]) -> list[int]:
        """Return the rows up to `highest` that no seal claimed and that cannot have come late."""
        left = sorted(each for each in self._read if each <= highest)
        return [each for each in left if not any(first <= each <= last for first, last in gaps)]

    def finish(self) -> None:
        """Read what is left: until then the connection can do nothing else."""
        while self._take_block():
            continue

    def _take_block(self) -> bool:
        block = list(islice(self._rows, BLOCK))
        if not block:
            return False
        # id_of and leaf_hash, without the cost of a call each: this is done for every row there ever was
        ids = [int.from_bytes(row[ID], "big", signed=True) for row in block]
        self._read.update(zip(ids, [sha256(b"\x00" + row).digest() for row in block], strict=True))
        self._last = ids[-1]
        return True


def _earlier(found: Found, seal: SealRow, unclaimed: Sequence[int]) -> Found:
    """Return what was found, or a row put in before it. Where seals are gone, their rows only look as if put in."""
    if found.finding.fault in {Fault.SEALS_MISSING, Fault.SEALS_CHANGED}:
        return found
    row, ours = found.finding.row, set(seal.ids)
    added = [each for each in unclaimed if each not in ours and (row is None or each < row)]
    return Found(Fault.ROW_ADDED, place=seal.first, row=added[0]) if added else found


def _binary(connection: Connection) -> psycopg.Cursor[tuple[object, ...]]:
    """Return a cursor that takes hashes as they are, not as text, whatever the connection makes otherwise."""
    cursor = psycopg.Cursor(connection)
    cursor.format = pq.Format.BINARY
    return cursor


def _seal(row: tuple[object, ...]) -> SealRow:
    first, ids, packed, highest, gaps = cast(tuple[int, list[int], bytes, int, list[int]], row)
    return SealRow(first, ids, packed, highest, tuple(runs_of(gaps)))
