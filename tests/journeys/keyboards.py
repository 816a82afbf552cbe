"""Somebody at a screen with a keyboard and nothing else."""

from __future__ import annotations

from playwright.sync_api import Locator
from tests.journeys.screens import Screen

MOST_STOPS = 300
_HAS_FOCUS = "element => element === document.activeElement"
_IS_SEEN = """
element => {
  const lined = (styles) => styles.outlineStyle !== "none" && styles.outlineWidth !== "0px";
  const seen = (styles) => styles.boxShadow !== "none" || lined(styles);
  const label = element.labels && element.labels[0];
  return seen(getComputedStyle(element)) || (label && seen(getComputedStyle(label, "::before")));
}
"""
_SHARES_GROUP = "element => element.type === 'radio' && document.activeElement.name === element.name"


class KeyboardScreen(Screen):
    """Every step is Tab, an arrow, Space, Enter or typing; where the focus is can be seen at every stop."""

    def act(self, target: Locator) -> None:
        """Press with Enter, as a button and a link both understand it."""
        self.tab_to(target)
        self.page.keyboard.press("Enter")

    def type_into(self, field: Locator, text: str) -> None:
        """Replace what stands in a field."""
        self.tab_to(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def tick(self, box: Locator) -> None:
        """Choose with the arrows among radios, with Space otherwise."""
        self.tab_to(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")

    def pick(self, label: str, option: str) -> None:
        """Choose from a drop-down by the beginning of its words."""
        self.tab_to(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(option)

    def tab_to(self, target: Locator) -> None:
        """Press Tab until the focus is there; among the radios of one question, the arrow."""
        wanted = target.element_handle()
        for _ in range(MOST_STOPS):
            if wanted.evaluate(_HAS_FOCUS):
                break
            self.page.keyboard.press("ArrowDown" if wanted.evaluate(_SHARES_GROUP) else "Tab")
        assert wanted.evaluate(_HAS_FOCUS), f"the keyboard does not reach {target}"
        assert wanted.evaluate(_IS_SEEN), f"nothing shows that the focus is at {target}"
