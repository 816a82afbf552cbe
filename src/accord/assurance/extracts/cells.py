"""One column of a file as SQL: its text, the value that the canonical table takes, and why a text gives none.

A text gives a value, or is blank, or is rejected: nothing else can happen to it, for every kind of column alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from accord.assurance.extracts import times
from accord.assurance.extracts.kinds import LONGEST_CODE, LONGEST_TEXT, Kind, cells_of, kind_of, values_of
from accord.assurance.extracts.masks import MASKED, may_hold_number
from accord.assurance.extracts.words import quoted
from accord.domain.dataset import Column


@dataclass(frozen=True, slots=True)
class Cell:
    """One column: `text` is where its text stands, and `shown` what the file says; None where it has no such column."""

    column: Column
    text: str | None
    shown: str | None = None

    @property
    def kind(self) -> Kind:
        """How the column is read."""
        return kind_of(self.column)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that it fills."""
        return cells_of(self.column)

    def types(self) -> tuple[str, ...]:
        """Return the types in which the columns are stored."""
        if self.kind is Kind.CHOICE:
            return (f"ENUM({', '.join(map(quoted, values_of(self.column)))})",)
        is_words = self.kind in {Kind.IDENTIFIER, Kind.CODE, Kind.TEXT}
        return tuple("VARCHAR" if is_words else "BIGINT" for _ in self.names)

    def steps(self) -> list[dict[str, str]]:
        """Return what is computed of the text, step by step: each step may use the columns of the one before."""
        if self.text is None:
            return [{name: f"NULL::{kind}" for name, kind in zip(self.names, self.types(), strict=True)}]
        return {
            Kind.MOMENT: self._moment,
            Kind.DATE: self._date,
            Kind.MONTH: self._month,
            Kind.INTEGER: self._integer,
            Kind.CHOICE: self._choice,
            Kind.TEXT: self._free,
        }.get(self.kind, self._words)()

    def is_wrong(self) -> str | None:
        """Return when the cell is rejected, or None where it never can be."""
        nothing = f"{self.names[0]} IS NULL"
        if self.text is None:
            return None
        return nothing if self.column.required else f"({nothing} AND tidy({self.text}) IS NOT NULL)"

    def _moment(self) -> list[dict[str, str]]:
        return times.moment(self.text or "", *self.names)

    def _date(self) -> list[dict[str, str]]:
        words = f"words_{self.names[0]}"
        return [{words: f"tidy({self.text})"}, {self.names[0]: times.day_or_midnight(words)}]

    def _month(self) -> list[dict[str, str]]:
        month = f"CASE WHEN regexp_full_match(tidy({self.text}), '[0-9]{{4}}-[0-9]{{2}}')"
        return [{self.names[0]: f"{month} THEN day_read(tidy({self.text}) || '-01') END"}]

    def _integer(self) -> list[dict[str, str]]:
        number, name = f"number_{self.names[0]}", self.names[0]
        # a whole number, as a spreadsheet or a data frame may write it: 81 or 81.0
        read = f"regexp_extract(tidy({self.text}), '^(-?[0-9]{{1,9}})([.]0+)?$', 1)"
        limits = f"{number} >= {self.column.least or 0}"
        if self.column.most is not None:
            limits += f" AND {number} <= {self.column.most}"
        return [{number: f"TRY_CAST({read} AS BIGINT)"}, {name: f"CASE WHEN {limits} THEN {number} END"}]

    def _choice(self) -> list[dict[str, str]]:
        kind = self.types()[0]
        is_letters = self.column.name == "ethnicity"
        folded = f"upper(tidy({self.text}))" if is_letters else f"lower(tidy({self.text}))"
        tries = [self.text or "", folded, *([f"lower(tidy({self.text}))"] if is_letters else [])]
        return [{self.names[0]: f"coalesce({', '.join(f'TRY_CAST({each} AS {kind})' for each in tries)})"}]

    def _words(self) -> list[dict[str, str]]:
        return [{self.names[0]: f"CASE WHEN length(tidy({self.text})) <= {LONGEST_CODE} THEN tidy({self.text}) END"}]

    def _free(self) -> list[dict[str, str]]:
        name, words = self.names[0], f"words_{self.names[0]}"
        masked = f"CASE WHEN {may_hold_number(words)} THEN {MASKED}({words}) ELSE {words} END"
        is_list = self.column.name == "rationale_codes"
        return [
            {
                words: f"lower(regexp_replace(tidy({self.text}), ' *; *', ';', 'g'))"
                if is_list
                else f"tidy({self.text})"
            },
            {name: f"CASE WHEN length({words}) <= {LONGEST_TEXT} THEN {masked} END"},
        ]
