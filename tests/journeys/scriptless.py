"""Somebody whose browser runs no scripts."""

from __future__ import annotations

import re

from playwright.sync_api import Page
from tests.journeys.accessibility import check_page
from tests.journeys.screens import Screen

_SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)


class ScriptlessScreen(Screen):
    """Scripts are off: axe, which is one, looks at the same page in a second browser, with the page's own taken out."""

    def __init__(self, page: Page, address: str) -> None:
        super().__init__(page, address)
        assert page.context.browser is not None
        self.mirror = page.context.browser.new_page(viewport=page.viewport_size)
        self.mirror.goto(f"{address}/signed-out")

    def check(self) -> None:
        """Check what the page is without scripts."""
        self.mirror.set_content(_SCRIPTS.sub("", self.page.content()))
        check_page(self.mirror)

    def close(self) -> None:
        """Close both pages."""
        self.mirror.close()
        super().close()
