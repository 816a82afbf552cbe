"""FLAT paths of openEHR, `form/section/service:1/name/use|code`, as segments, indices and an attribute."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FlatPath:
    """One path: the names of its segments without indices, their indices, and the attribute after the bar."""

    full: str
    names: tuple[str, ...]
    indices: tuple[int, ...]
    attribute: str

    def ends_with(self, tail: str) -> bool:
        """Whether the path ends with the segments of `tail` (`cpr_decision/cpr_decision|code`)."""
        segments, _, attribute = tail.partition("|")
        wanted = tuple(segments.split("/"))
        return attribute == self.attribute and self.names[-len(wanted) :] == wanted

    def is_in(self, section: str) -> bool:
        """Whether any segment is, or begins with, `section`."""
        return any(name == section or name.startswith(section) for name in self.names)

    def index_of(self, names: tuple[str, ...]) -> int:
        """Return the index of the first segment that has one of `names`; 0 where none has."""
        return next((index for name, index in zip(self.names, self.indices, strict=True) if name in names), 0)


def read_path(full: str) -> FlatPath:
    """Return a FLAT path taken apart."""
    before, _, attribute = full.partition("|")
    names, indices = [], []
    for segment in before.split("/"):
        name, _, index = segment.partition(":")
        names.append(name)
        indices.append(int(index) if index.isdecimal() and index.isascii() else 0)
    return FlatPath(full=full, names=tuple(names), indices=tuple(indices), attribute=attribute)
