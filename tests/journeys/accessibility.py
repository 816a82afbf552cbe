"""What every page must meet: axe's WCAG 2.2 AA rules, one heading that names it, and no sideways scroll."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path("node_modules/axe-core/axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROW = 400
"""At or under this width nothing may stand beside the page: it is a telephone, or a screen at 400% zoom."""
_RUN = """
async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return found.violations.map((each) => ({
    rule: each.id, help: each.help, where: each.nodes.map((node) => node.target.join(" ") + "\\n    " + node.html)
  }));
}
"""
_OVERFLOW = """
() => {
  const wide = document.scrollingElement.clientWidth;
  const over = [...document.querySelectorAll("body *")].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.right > wide + 1 && box.width > 1 && getComputedStyle(each).position !== "absolute";
  });
  const scrolls = document.scrollingElement.scrollWidth > wide + 1;
  return scrolls ? over.slice(-3).map((each) => each.outerHTML.slice(0, 200)).concat("the page scrolls sideways") : [];
}
"""
_passed: set[str] = set()
_CHANGING = re.compile(r' (?:href|value|nonce|action|content|data-[a-z-]+-url)="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}')
_TEXT = re.compile(r">\s*[^<\s][^<]*<")
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_LIKE = re.compile(r"(<(tr|li)\b(?:(?!</\2>).)*</\2>)(?:\s*\1)+", re.DOTALL)
"""Rows of one shape that follow each other."""
ONE = r"\1"


@cache
def axe_source() -> str:
    """Return axe, as npm installed it."""
    return AXE.read_text(encoding="utf-8")


def check_page(page: Page) -> None:
    """Raise AssertionError naming everything on this page that keeps somebody from using it."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    keys = _fingerprints(page, width)
    if keys <= _passed:
        return
    found = [*_violations(page), *_shape(page)]
    if width <= NARROW:
        found += [f"at {width} px: {where}" for where in page.evaluate(_OVERFLOW)]
    assert not found, "\n".join([f"{page.title()} ({page.url})", *found])
    _passed.update(keys)


def _fingerprints(page: Page, width: int) -> set[str]:
    """Return what two pages share that differ in words, addresses and the number of like rows alone.

    What stands in the page and what stands around it (the menu of a role) are told apart: where both passed, in
    whatever company, there is nothing new to look at.
    """
    shape = _TEXT.sub(">words<", _CHANGING.sub("", page.content()))
    within = _MAIN.search(shape)
    parts = [within.group(), _MAIN.sub("", shape)] if within else [shape]
    return {hashlib.sha256(f"{width}{_LIKE.sub(ONE, each)}".encode()).hexdigest() for each in parts}


def _violations(page: Page) -> list[str]:
    page.evaluate(axe_source())
    found: list[dict[str, Any]] = page.evaluate(_RUN, TAGS)
    return [f"{each['rule']}: {each['help']}\n  " + "\n  ".join(each["where"]) for each in found]


def _shape(page: Page) -> list[str]:
    headings = page.locator("h1").count()
    said = [] if headings == 1 else [f"{headings} h1 headings"]
    return said if page.title() else [*said, "no title"]
