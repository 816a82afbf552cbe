"""What the decisions of some sites show of each rule of audit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from accord.assurance.queries import stores
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope
from accord.soundness.catalogue import RULES
from accord.soundness.expectations import Outcome, Rule

KEPT = 64
_COUNTS = """
SELECT rule_id, outcome, sum(decisions)::BIGINT FROM rules_by_site
WHERE breakdown = 'site' AND (?::VARCHAR[] IS NULL OR list_contains(?::VARCHAR[], value)) GROUP BY ALL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One rule: how many decisions show that it was met, how many that it was not, and how many neither."""

    rule: Rule
    met: int
    not_met: int
    not_evidenced: int


@lru_cache(maxsize=KEPT)
def of(run: CurrentRun, scope: Scope) -> tuple[Shown, ...]:
    """Return each rule that was asked of decisions within a scope, in the order of the catalogue."""
    codes = None if scope.site_codes is None else sorted(scope.site_codes)
    found: dict[str, dict[str, int]] = {}
    for rule_id, outcome, decisions in stores.ask(run.folder, _COUNTS, [codes, codes]):
        found.setdefault(rule_id, {})[outcome] = decisions
    return tuple(
        Shown(
            rule=rule,
            met=found[rule.id].get(Outcome.MET, 0),
            not_met=found[rule.id].get(Outcome.NOT_MET, 0),
            not_evidenced=found[rule.id].get(Outcome.NOT_EVIDENCED, 0),
        )
        for rule in RULES
        if rule.id in found
    )
