"""The reason for each decision in words: mostly the writer's own, some short, some on a template, and what events copy.

A reason of one's own is put together from fragments: an illness, what the person can do, its course, a figure, the
weighing of CPR, something of the person, who was there. Whole sentences are seldom the same, texts practically never.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from accord.assurance.simulations.courses import Sketch
from accord.assurance.simulations.draws import Column, Ints, choose, stream
from accord.assurance.simulations.recipes import RECIPES, Writing
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.stays import Stays

EMPTY = 0.03
"""The share of ordinary decisions without any reason in words."""
_ORDERS = (
    ("state", "course", "figure", "weighing", "person", "who", "ending"),
    ("figure", "state", "weighing", "course", "who", "person", "ending"),
    ("person", "state", "course", "weighing", "who", "figure", "ending"),
    ("state", "who", "person", "course", "figure", "weighing", "ending"),
)
_SENTENCES = {
    "course": ("trend", "since", "episode"),
    "weighing": ("act", "verdict", "because"),
    "person": ("opening", "value"),
    "who": ("spoke", "with_whom", "when"),
    "ending": ("endings",),
}
"""The fragments of each sentence."""
_LEFT_OUT = {"course": 0.25, "figure": 0.35, "person": 0.25, "who": 0.15, "ending": 0.4}
"""How often a sentence is left out: nobody writes of everything each time."""
_HABIT = 0.3
"""The share of signers who weigh CPR in a sentence that they always use, among words about the person."""


@cache
def rationales() -> dict[str, Any]:
    """Return the words of reasons."""
    path = files("accord.assurance.simulations").joinpath("words", "rationales.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def draw_writings(sketch: Sketch, stays: Stays, settings: RegionSettings) -> tuple[Ints, Column]:
    """Return how each reason was written, and its words (empty where none were)."""
    source = stream(settings.seed, "writings")
    count = len(sketch)
    way = np.zeros(count, dtype=np.int64)
    for number, recipe in enumerate(RECIPES):
        rows = np.flatnonzero(sketch.recipe == number)
        way[rows] = choose(source, recipe.writings, len(rows))
    text: Any = pa.nulls(count, pa.string())
    for writing in Writing:
        rows = np.flatnonzero(way == writing)
        if len(rows):
            said = _write(source, writing, sketch, stays, rows)
            text = pc.replace_with_mask(text, pa.array(way == writing), said)
    return way, _without_some(source, text, sketch.event < 0)


def _without_some(source: np.random.Generator, text: Any, ordinary: Any) -> Column:
    left_out = ordinary & (source.random(len(text)) < EMPTY)
    return pc.if_else(pa.array(left_out), pa.scalar(None, pa.string()), text)


def _write(source: np.random.Generator, writing: Writing, sketch: Sketch, stays: Stays, rows: Ints) -> Any:
    parts = rationales()["parts"]
    stay = sketch.stay[rows]
    key = np.where(sketch.text[rows] >= 0, sketch.text[rows], sketch.signer[rows])
    match writing:
        case Writing.OWN:
            return _own(source, stays, stay, sketch.signer[rows])
        case Writing.SHORT:
            return _join(_any(source, parts["short_first"], len(rows)), _any(source, parts["short_last"], len(rows)))
        case Writing.TEMPLATE:
            practice = key // 6
            middle = _own(source, stays, stay, sketch.signer[rows])
            return _join(_by_key(parts["template_first"], practice), middle, _by_key(parts["template_last"], practice))
        case Writing.COPIED:
            return _by_key(parts["copied"], key)
        case Writing.NEARLY_COPIED:
            return _join(_by_key(parts["copied"], key), _any(source, parts["nearly"], len(rows)))
        case Writing.LEARNING_DISABILITY:
            return _any(source, parts["learning_disability"], len(rows))
    return _any(source, parts["policy"], len(rows))


def _own(source: np.random.Generator, stays: Stays, stay: Ints, signer: Ints) -> Any:
    """Return a reason of one's own for each: sentences in one of several orders, some of them left out."""
    count = len(stay)
    said = {name: _sentence(source, fragments, count) for name, fragments in _SENTENCES.items()}
    habitual = _sentence(source, _SENTENCES["weighing"], int(signer.max(initial=0)) + 1)
    has_habit = pa.array(signer % 10 < 10 * _HABIT)
    said["weighing"] = pc.if_else(has_habit, habitual.take(pa.array(signer)), said["weighing"])
    said["state"] = _state(source, stays, stay)
    said["figure"] = _figures(source, stays, stay)
    for name, share in _LEFT_OUT.items():
        said[name] = pc.if_else(pa.array(source.random(count) < share), pa.scalar(None, pa.string()), said[name])
    order = source.integers(0, len(_ORDERS), count)
    text = pa.nulls(count, pa.string())
    for number, names in enumerate(_ORDERS):
        mask = pa.array(order == number)
        chosen = _join(*(said[name].filter(mask) for name in names), absent="skip")
        text = pc.replace_with_mask(text, mask, chosen)
    return _of_their_sex(text, stays.female[stay])


def _sentence(source: np.random.Generator, fragments: tuple[str, ...], count: int) -> Any:
    """Return a sentence for each, put together from a fragment of each list."""
    parts = rationales()["parts"]
    drawn = _any(source, parts[fragments[0]], count)
    for name in fragments[1:]:
        drawn = _join(drawn, _any(source, parts[name], count), sep=", " if name == "episode" else " ")
    return drawn if fragments == ("endings",) else _join(drawn, ".", sep="")


def _state(source: np.random.Generator, stays: Stays, stay: Ints) -> Any:
    """Return what each has: dementia where there is dementia, else another illness; what they can do; a trouble."""
    illnesses, parts = rationales()["illnesses"], rationales()["parts"]
    options = len(illnesses["dementia"])
    bank = np.where(stays.dementia[stay], 0, 1 + choose(source, (4, 2, 2, 2, 1.5), len(stay)))
    flat = pa.array([text for name in illnesses for text in illnesses[name]])
    illness = flat.take(pa.array(bank * options + source.integers(0, options, len(stay))))
    function, trouble = (_any(source, parts[name], len(stay)) for name in ("function", "trouble"))
    return _join(_join(illness, function, trouble, sep=", "), ".", sep="")


def _figures(source: np.random.Generator, stays: Stays, stay: Ints) -> Any:
    """Return a measured thing about each: a weight, a frailty score with falls, or a kidney function."""
    count = len(stay)
    weight = _texts(source.integers(36, 82, count))
    lost, months = _texts(source.integers(2, 15, count)), _texts(source.integers(2, 12, count))
    falls, score = _texts(source.integers(2, 9, count)), _texts(stays.frailty[stay])
    kidney, age = _texts(source.integers(9, 58, count)), _texts(stays.age[stay])
    said = (
        _join("Weight ", weight, " kg, down ", lost, " kg in ", months, " months.", sep=""),
        _join("Frailty score ", score, " with ", falls, " falls in ", months, " months.", sep=""),
        _join("Aged ", age, ", eGFR ", kidney, ", ", falls, " courses of antibiotics this year.", sep=""),
    )
    flat = pa.concat_arrays([_array(each) for each in said])
    return flat.take(pa.array(source.integers(0, 3, count) * count + np.arange(count)))


def _of_their_sex(text: Any, female: Any) -> Any:
    for slot, hers, his in (
        ("{She}", "She", "He"),
        ("{Her}", "Her", "His"),
        ("{she}", "she", "he"),
        ("{her}", "her", "his"),
        ("{him}", "her", "him"),
    ):
        women, men = pc.replace_substring(text, slot, hers), pc.replace_substring(text, slot, his)
        text = pc.if_else(pa.array(female), women, men)
    return text


def _any(source: np.random.Generator, options: list[str], count: int) -> Any:
    return pa.array(options).take(pa.array(source.integers(0, len(options), count)))


def _by_key(options: list[str], key: Ints) -> Any:
    return pa.array(options).take(pa.array(key % len(options)))


def _texts(numbers: Ints) -> Any:
    return pc.cast(pa.array(numbers), pa.string())


def _join(*parts: Any, sep: str = " ", absent: str = "emit_null") -> Any:
    return pc.binary_join_element_wise(*parts, sep, null_handling=absent)


def _array(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
