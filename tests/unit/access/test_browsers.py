"""A browser in a few words."""

import pytest

from accord.access import browsers

GECKO = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
BLINK = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
EDGE = BLINK.replace("Linux; Android 15", "Windows NT 10.0") + " Edg/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (GECKO, "Firefox on Windows"),
        (BLINK, "Chrome on Android"),
        (EDGE, "Edge on Windows"),
        (PHONE, "Safari on iPhone"),
        ("<script>", browsers.UNKNOWN),
        ("", browsers.UNKNOWN),
    ],
)
def test_browser_is_named(said: str, words: str) -> None:
    assert browsers.describe(said) == words
