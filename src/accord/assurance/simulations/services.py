"""The kinds of service in a region, and what is published or assumed of each.

Published: people with a DNACPR decision, 74.3% in nursing homes and 19.8% in all other adult social care at 16 March
2020 (CQC, reference/review-facts.md 1.1, Q4, and Q2 less Q4); nursing homes hold 16% of the people. The split of the
19.8% over the other services, sizes, lengths of stay and the shares of conditions are ours, in broad strokes.
"""

from __future__ import annotations

from dataclasses import dataclass

NURSING_RATE = 7_009 / 9_434
OTHER_CARE_RATE = 9_867 / 49_840
ALL_CARE_RATE = 16_876 / 59_274


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One kind of service: how common, how large, who is there how long, and how many have a DNACPR decision.

    `rate` is the point prevalence; `early` of the decisions are made about `early_days` after arrival, the others in
    the course of `late_days`. `inpatient`: it has its own doctors, the others are looked after by a practice.
    """

    site_type: str
    share: float
    places: float
    spread: float
    stay: float
    rate: float
    early: float
    early_days: float
    late_days: float
    age: tuple[float, float, int]
    dementia: float
    learning_disability: float
    palliative: float
    frailty: float
    female: float
    dies: float
    inpatient: bool = False
    social_care: bool = False


SERVICES = (
    Service(site_type="nursing_home", share=0.08, places=45, spread=0.4, stay=480, rate=NURSING_RATE, early=0.72,
            early_days=18, late_days=250, age=(86, 8.5, 48), dementia=0.62, learning_disability=0.03, palliative=0.3,
            frailty=7.1, female=0.69, dies=0.85, social_care=True),
    Service(site_type="residential_home", share=0.30, places=26, spread=0.5, stay=800, rate=0.37, early=0.5,
            early_days=40, late_days=500, age=(86.5, 7.5, 52), dementia=0.58, learning_disability=0.05,
            palliative=0.12, frailty=6.2, female=0.70, dies=0.7, social_care=True),
    Service(site_type="supported_living", share=0.195, places=8, spread=0.5, stay=2_500, rate=0.05, early=0.15,
            early_days=90, late_days=1_500, age=(47, 15, 18), dementia=0.06, learning_disability=0.72,
            palliative=0.02, frailty=4.2, female=0.42, dies=0.35, social_care=True),
    Service(site_type="home_care", share=0.22, places=45, spread=0.5, stay=500, rate=0.085, early=0.2,
            early_days=60, late_days=500, age=(82, 9.5, 30), dementia=0.24, learning_disability=0.02,
            palliative=0.08, frailty=5.6, female=0.62, dies=0.45, social_care=True),
    Service(site_type="gp_practice", share=0.11, places=60, spread=0.3, stay=700, rate=0.30, early=0.35,
            early_days=30, late_days=400, age=(81, 11, 18), dementia=0.3, learning_disability=0.03,
            palliative=0.35, frailty=6.0, female=0.57, dies=0.8),
    Service(site_type="acute_hospital", share=0.015, places=30, spread=0.2, stay=9, rate=0.20, early=1.0,
            early_days=2, late_days=9, age=(79, 13, 18), dementia=0.25, learning_disability=0.02, palliative=0.1,
            frailty=5.6, female=0.53, dies=0.06, inpatient=True),
    Service(site_type="community_hospital", share=0.02, places=20, spread=0.3, stay=25, rate=0.45, early=0.9,
            early_days=3, late_days=15, age=(83, 9, 30), dementia=0.33, learning_disability=0.02, palliative=0.2,
            frailty=6.4, female=0.58, dies=0.08, inpatient=True),
    Service(site_type="mental_health", share=0.02, places=18, spread=0.3, stay=60, rate=0.12, early=0.6,
            early_days=8, late_days=60, age=(68, 17, 18), dementia=0.4, learning_disability=0.05, palliative=0.03,
            frailty=5.2, female=0.5, dies=0.03, inpatient=True),
    Service(site_type="hospice", share=0.012, places=14, spread=0.2, stay=15, rate=0.85, early=1.0, early_days=1,
            late_days=5, age=(73, 13, 18), dementia=0.12, learning_disability=0.02, palliative=1.0, frailty=7.2,
            female=0.5, dies=0.75, inpatient=True),
    Service(site_type="other", share=0.028, places=12, spread=0.4, stay=400, rate=0.1, early=0.3, early_days=30,
            late_days=400, age=(70, 16, 18), dementia=0.2, learning_disability=0.05, palliative=0.05, frailty=5,
            female=0.55, dies=0.3),
)  # fmt: skip
"""Practices are here with the people on their registers of frailty and palliative care, not with everyone they serve;
acute hospitals with their wards for older people."""

SITE_TYPES = tuple(each.site_type for each in SERVICES)
NURSING, RESIDENTIAL, SUPPORTED, HOME_CARE, PRACTICE, ACUTE = range(6)
HOSPICE = SITE_TYPES.index("hospice")
HOMES = (NURSING, RESIDENTIAL)
