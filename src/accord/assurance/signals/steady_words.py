"""The steady copier: one signer's words that stand on several of that signer's people, held against other signers.

`same_text` holds words against the signer's own use, so that a text which somebody writes for half of their people all
year stands out in no window. Here the question is put to the whole time: for how many of a signer's people does the
reason stand on others of theirs too? Forms' phrases are removed; words count that five people or more of theirs have,
unless others write them half as often or more: those are everybody's. The null gives each person the largest share of

- what other signers have, in the same setting (hospitals apart; indirect standardisation, the signer left out);
- what colleagues of the same practice or trust have, so that a template which they share is no question of anybody;
- how often others write those very words.

The tail is the funnel's (Spiegelhalter's over-dispersion among signers, beta-binomial), learned from the others where
these are few, so that nobody widens their own limits. Upper side only; what is compared counts as tested.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from accord.assurance.signals.case_mix import EXPRESSIONS
from accord.assurance.signals.decisions import day_of
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Signal, SignalKind
from accord.assurance.statistics.numbers import Floats, Whole, floats
from accord.assurance.statistics.shares import share_funnel
from accord.assurance.statistics.standardisation import expect
from accord.assurance.statistics.tails import binomial_upper, proportions_upper

Names = npt.NDArray[np.str_]

FEWEST = 5
"""A signer is compared from so many people on; words on fewer of them are no steady use.

With fewer, those who sign for many would stand out: of hundreds of reasons, some three are alike by chance.
"""
COMMON = 0.5
"""Words that others write so often, beside a signer's own use, are everybody's."""
SMALL = 0.05
"""What is likelier than this is not raised; it counts as a test all the same."""
FEW = 200
"""Among more signers, one widens nobody's limits: the spread is then learned once, from all."""
BELIEF = 5.0
"""The peers' share counts among colleagues as if so many more people of theirs had followed it."""

# A person counts once for each signer, with the words that are repeated where there are any.
_TAKE = """
CREATE TEMP TABLE steady AS
WITH signed AS (
    SELECT *, SETTING AS setting FROM worded WHERE signer_id IS NOT NULL AND day >= $since
), everybody AS (
    SELECT count(DISTINCT (signer_id, person_id)) AS people FROM signed
), theirs AS (
    SELECT signer_id, count(DISTINCT person_id) AS people FROM signed GROUP BY signer_id
), uses AS (
    SELECT signer_id, words, count(DISTINCT person_id) AS uses, sum(uses) OVER (PARTITION BY words) - uses AS elsewhere
    FROM signed WHERE words IS NOT NULL GROUP BY signer_id, words
), again AS (
    SELECT signer_id, words, elsewhere / greatest(everybody.people - theirs.people, 1) AS share
    FROM uses JOIN theirs USING (signer_id) CROSS JOIN everybody
    WHERE uses >= $fewest AND share < $common * uses / theirs.people
)
SELECT signed.*, again.words IS NOT NULL AS repeated, again.share
FROM signed LEFT JOIN again ON again.signer_id = signed.signer_id AND again.words = signed.words
QUALIFY row_number() OVER (
    PARTITION BY signed.signer_id, person_id ORDER BY again.words IS NULL, day, decision_id
) = 1
"""
_CELLS = """
SELECT signer_id AS signer, setting, count(*)::BIGINT AS people, count_if(repeated)::BIGINT AS repeated
FROM steady GROUP BY ALL ORDER BY ALL
"""
_PRACTICES = """
SELECT signer_id AS signer, coalesce(mode(signer_org_code), '') AS practice FROM steady GROUP BY ALL ORDER BY ALL
"""
_ELSEWHERE = """
SELECT signer_id AS signer, sum(share)::DOUBLE AS share
FROM (SELECT DISTINCT signer_id, words, share FROM steady WHERE repeated) GROUP BY ALL ORDER BY ALL
"""
_NAMED = """
SELECT signer_id, CASE WHEN min(site_code) = max(site_code) THEN min(site_code) END,
    CASE WHEN min(area_code) = max(area_code) THEN min(area_code) END,
    CASE WHEN min(signer_org_code) = max(signer_org_code) THEN min(signer_org_code) END,
    list(decision_id ORDER BY decision_id), min(day), max(day), count(DISTINCT words), count(DISTINCT whole)
FROM steady WHERE repeated AND signer_id IN (SELECT unnest(?)) GROUP BY signer_id ORDER BY signer_id
"""


@dataclass(frozen=True, slots=True)
class Signers:
    """An entry a signer (or a setting of theirs, in `cells`): people, and those whose words are repeated."""

    names: Names
    unit: Whole
    setting: Whole
    cells: tuple[Floats, Floats]
    practice: Whole
    """0 where none is recorded."""
    elsewhere: Floats

    @property
    def people(self) -> Floats:
        """How many people each signer signed for."""
        return floats(np.bincount(self.unit, self.cells[0]))

    @property
    def repeated(self) -> Floats:
        """For how many of them the words are repeated."""
        return floats(np.bincount(self.unit, self.cells[1]))

    def without(self, place: int) -> Signers:
        """Return the others: what one signer has is taken out."""
        kept = self.unit != place
        people, repeated = (np.where(kept, each, 0.0) for each in self.cells)
        return replace(self, cells=(people, repeated))

    def shares(self) -> Floats:
        """Return the share that the null gives each signer's people."""
        people, repeated = self.cells
        at_risk = self.people
        expected = expect(self.unit, self.setting, repeated, people, leave_one_out=True)
        peers = np.divide(expected, at_risk, out=np.zeros(len(at_risk)), where=at_risk > 0)
        peers = np.maximum(peers, 0.5 / (people.sum() - at_risk + 1))
        largest = np.maximum(np.maximum(peers, self._among_colleagues(peers)), self.elsewhere)
        return floats(np.minimum(largest, 1.0))

    def _among_colleagues(self, peers: Floats) -> Floats:
        """Return the share among each signer's colleagues, drawn towards the peers' where they are few."""
        others, repeated = (
            np.bincount(self.practice, all_)[self.practice] - all_ for all_ in (self.people, self.repeated)
        )
        return np.where(self.practice > 0, (repeated + BELIEF * peers) / (others + BELIEF), peers)


def find_steady(tables: duckdb.DuckDBPyConnection, since: int, seed: int) -> Findings:
    """Return a signal for each signer whose people share reasons far more often than other signers' people do.

    `tables`: with the table `worded` (`shared_words`); `since`: the first day that is asked about.
    """
    given = {"since": since, "fewest": FEWEST, "common": COMMON}
    tables.execute(_TAKE.replace("SETTING", EXPRESSIONS["setting"]), given)
    signers = _read(tables)
    if len(signers.names) < 2:
        return Findings([])
    share, people, repeated = signers.shares(), signers.people, signers.repeated
    several = repeated >= FEWEST
    likely = binomial_upper(repeated, people, share) > SMALL
    found, spread = {}, _spread_of(signers, seed)
    for place in np.flatnonzero(several & ~likely).tolist():
        p = _chance(signers, place, float(share[place]), spread)
        if p <= SMALL:
            found[str(signers.names[place])] = (float(repeated[place]), float(people[place]), float(share[place]), p)
    rows = tables.execute(_NAMED, [list(found)]).fetchall()
    return Findings([_signal(row, *found[row[0]]) for row in rows], tested=int((people >= FEWEST).sum()))


def likelihood_ratio(observed: float, people: float, expected: float) -> float:
    """Return the log likelihood ratio of the share seen to the share expected (statistics.md 4.4, Bernoulli)."""
    rest, expected_rest = people - observed, people - expected
    tail = rest * np.log(rest / expected_rest) if rest and expected_rest else 0.0
    return float(observed * np.log(observed / expected) + tail)


def _chance(signers: Signers, place: int, share: float, spread: Callable[[int], float]) -> float:
    """Return the upper tail of one signer, with the over-dispersion that the others show.

    No less than Fisher's exact test against them, which knows how few they may be.
    """
    people, repeated = signers.people, signers.repeated
    own, of_all = repeated[place], people[place]
    tail = binomial_upper(own, of_all, share, correlation=min(4 * spread(place), 0.999))
    exact = proportions_upper(own, of_all, repeated.sum() - own, people.sum() - of_all)
    return float(np.maximum(tail, exact))


def _spread_of(signers: Signers, seed: int) -> Callable[[int], float]:
    """Return how far signers differ beside chance (tau²), for each without that signer where there are few."""

    def spread(among: Signers) -> float:
        return share_funnel(among.repeated, among.people, among.shares() * among.people, seed=seed).dispersion.tau2

    if len(signers.names) <= FEW:
        return lambda place: spread(signers.without(place))
    of_all = spread(signers)
    return lambda _: of_all


def _read(tables: duckdb.DuckDBPyConnection) -> Signers:
    cells = tables.execute(_CELLS).fetchnumpy()
    names, units = np.unique(cells["signer"].astype(str), return_inverse=True)
    practices = tables.execute(_PRACTICES).fetchnumpy()["practice"].astype(str)
    _, practice = np.unique(np.append("", practices), return_inverse=True)
    common = tables.execute(_ELSEWHERE).fetchnumpy()
    elsewhere = np.zeros(len(names))
    elsewhere[np.searchsorted(names, common["signer"].astype(str))] = common["share"]
    return Signers(
        names=names,
        unit=units,
        setting=np.unique(cells["setting"].astype(str), return_inverse=True)[1],
        cells=(cells["people"].astype(np.float64), cells["repeated"].astype(np.float64)),
        practice=practice[1:],
        elsewhere=elsewhere,
    )


def _signal(row: tuple[Any, ...], observed: float, people: float, share: float, p: float) -> Signal:
    signer, site, area, practice, decisions, first, last, texts, wholes = row
    alike = "the same words" if wholes <= 1 else "nearly the same words" if texts == 1 else f"one of {texts} texts"
    return Signal(
        signal=SignalKind.SAME_TEXT,
        question=f"The reasons for {observed:.0f} of this signer's {people:.0f} people stand on others of them too,"
        f" where about {people * share:.1f} would be expected from other signers. A template can be good practice:"
        " what is each person's own in these reasons, and does each of the words hold for each of them?",
        decision_ids=tuple(decisions),
        observed=int(observed),
        expected=people * share,
        statistic=likelihood_ratio(observed, people, people * share),
        p_value=p,
        site_code=site,
        area_code=area,
        signer_id=signer,
        signer_org_code=practice,
        group=f"{observed:.0f} people with {alike}",
        begins=day_of(first),
        ends=day_of(last),
    )
