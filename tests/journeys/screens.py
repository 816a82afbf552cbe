"""One person at one screen: what they can see and do, while every page they meet is checked."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, expect
from tests.journeys.accessibility import check_page

READY = "navigator.serviceWorker.ready.then(() => null)"
"""Waits until pages open with no network."""
EXPECTED_LOG = "Failed to load resource"
"""What Chromium logs of any answer but 200; those of 500 and of missing files are watched for themselves."""


class Screen:
    """A page of a browser of its own."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.on("request", self._watch_request)
        page.on("response", self._watch_response)
        page.on("console", self._watch_console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    @property
    def path(self) -> str:
        """The path of the page."""
        return urlsplit(self.page.url).path

    @property
    def main(self) -> Locator:
        """What the page is about."""
        return self.page.locator("main")

    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(f"{self.address}{path}")
        self.arrive()

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press the button, or follow the link, of this name, and arrive where it leads."""
        with self.page.expect_navigation():
            self.act(self.find(name, within))
        self.arrive()

    def find(self, name: str, within: Locator | None = None) -> Locator:
        """Find what is pressed by its name, whole or at its beginning."""
        place = within or self.page.locator("body")
        exact = place.get_by_role("button", name=name, exact=True).or_(place.get_by_role("link", name=name, exact=True))
        if exact.count():
            return exact.first
        return place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name)).first

    def act(self, target: Locator) -> None:
        """Press something."""
        target.click()

    def fill(self, label: str, text: str, within: Locator | None = None) -> None:
        """Type into the field of this label."""
        self.type_into((within or self.page).get_by_label(label, exact=True).first, text)

    def type_into(self, field: Locator, text: str) -> None:
        """Replace what a field holds."""
        field.fill(text)

    def choose(self, question: str, *answers: str) -> None:
        """Choose answers to a question: radios or checkboxes."""
        for answer in answers:
            self.tick(self.answers(question).get_by_label(answer, exact=True))

    def tick(self, box: Locator) -> None:
        """Choose one radio or checkbox."""
        box.check()

    def pick(self, label: str, option: str) -> None:
        """Choose from a drop-down."""
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def date(self, question: str, when: date | datetime | str) -> None:
        """Type a date into its boxes, and a time where there is one; or three words as they are."""
        group = self.group(question)
        parts = when.split() if isinstance(when, str) else [str(when.day), str(when.month), str(when.year)]
        for box, text in zip(("Day", "Month", "Year"), parts, strict=True):
            self.fill(box, text, group)
        if isinstance(when, datetime):
            self.type_into(group.locator("input[name$='-time']"), f"{when:%H:%M}")

    def group(self, question: str) -> Locator:
        """The group of fields that asks one question."""
        return self.page.get_by_role("group", name=question, exact=True).first

    def answers(self, question: str) -> Locator:
        """The answers to a question: its own, and not those of what an answer opens."""
        return self.group(question).locator("xpath=./div/div[contains(@class, '__item')]")

    def open_details(self, summary: str) -> None:
        """Open what is folded."""
        self.act(self.page.locator("summary", has_text=summary))

    def sees(self, *words: str) -> None:
        """Check that the page says these words."""
        for each in words:
            expect(self.main).to_contain_text(each)

    def sees_not(self, *words: str) -> None:
        """Check that the page does not say these words."""
        for each in words:
            expect(self.main).not_to_contain_text(each)

    def sees_error(self, label: str, words: str) -> None:
        """Check that an error stands in the summary, and at its field."""
        expect(self.page.locator(".nhsuk-error-summary")).to_contain_text(words)
        field = self.page.get_by_label(label, exact=True).or_(self.page.get_by_role("group", name=label, exact=True))
        group = self.page.locator(".nhsuk-form-group--error").filter(has=field)
        expect(group.first.locator(".nhsuk-error-message").first).to_contain_text(words)
        assert self.page.title().startswith("Error: "), self.page.title()

    def sees_typed(self, label: str, text: str) -> None:
        """Check that a field holds what was typed."""
        expect(self.page.get_by_label(label, exact=True).first).to_have_value(text)

    def arrive(self) -> None:
        """Check the page that has just been reached."""
        self.page.wait_for_load_state("load")
        self.check()

    def check(self) -> None:
        """Check the page for everybody who has to use it."""
        check_page(self.page)

    def close(self) -> None:
        """Close the page."""
        self.page.close()

    def _watch_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.complaints.append(f"asked another host: {request.url}")

    def _watch_response(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status >= 500 or (response.status == 404 and not is_page):
            self.complaints.append(f"{response.status} from {response.url}")

    def _watch_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED_LOG):
            self.complaints.append(f"console: {message.text} ({self.page.url})")
