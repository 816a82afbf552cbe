"""A pack as one file: a page that any browser opens from a disk, with all it needs in it, and nothing to send anything.

Its policy allows its own script and its own styles by their hashes, and no request to anybody.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from accord.domain.errors import Refused
from accord.sharing.copies import codes
from accord.sharing.downtime import packs
from accord.sharing.downtime.logs import Why
from accord.sharing.downtime.packs import Pack

HOLDS = re.compile(r'<script type="application/json" id="pack">([^<]*)</script>')
PLACE = re.compile(r"\{\{([a-z]+)\}\}")
REASON = (
    '<div class="choice"><input type="radio" name="why" id="why-{0}" value="{0}"{2}>'
    ' <label for="why-{0}">{1}</label></div>'
)
NOTHING_ELSE = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src {style}; script-src {script}"
)
NOT_A_PACK = "Give the file as it was downloaded; its name begins with downtime-pack."


def name_of(pack: Pack) -> str:
    """Return what the file is called: when it was made, and nothing of whom it holds."""
    return f"downtime-pack-{pack.cover.made_at:%Y%m%d-%H%M}-{codes.shown(pack.cover.code)}.html"


def write(pack: Pack) -> str:
    """Return the file."""
    held = json.dumps(pack.as_json(), ensure_ascii=True).replace("<", "\\u003c")
    return PLACE.sub(lambda found: {**_page(), "pack": held}[found.group(1)], _asset("page.html"))


def read(text: str) -> Pack:
    """Return the pack in a file. Raises Refused where it holds none."""
    found = HOLDS.search(text)
    try:
        told: Any = json.loads(found.group(1)) if found else None
    except ValueError as wrong:
        raise Refused.one("pack", packs.CHANGED) from wrong
    if told is None:
        raise Refused.one("pack", "this is no downtime pack.", NOT_A_PACK)
    return packs.from_json(told)


@cache
def _page() -> dict[str, str]:
    style, script = _built("downtime.css"), _built("downtime.js")
    reasons = (REASON.format(each.value, each.words, " checked" if each is Why.EMERGENCY else "") for each in Why)
    return {
        "policy": NOTHING_ELSE.format(style=_hash(style), script=_hash(script)),
        "style": style,
        "script": script,
        "reasons": "\n".join(reasons),
    }


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _built(name: str) -> str:
    """Return what was built of our own styles and scripts, as it can stand within a page."""
    text = (files("accord.web") / "static" / "web" / name).read_text(encoding="utf-8").strip()
    return re.sub(r"</(?=script|style)", r"<\\/", text, flags=re.IGNORECASE)


def _asset(name: str) -> str:
    return (files("accord.sharing.downtime") / name).read_text(encoding="utf-8")
