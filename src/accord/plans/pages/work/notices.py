"""Messages in words."""

from __future__ import annotations

from datetime import datetime

from accord.access.queries.notices import Notice
from accord.domain.notices import NoticeKind
from accord.web.words import say_ago, say_count


def say_notice(notice: Notice, now: datetime) -> str:
    """Say what waits since when: "3 new questions about 2 sites, 5 hours ago"."""
    about = f" about {say_count(notice.sites, 'site')}" if notice.sites else ""
    ago = say_ago(notice.raised_at, now)
    if notice.kind is NoticeKind.SAFEGUARDING:
        questions = say_count(notice.questions, "question")
        return f"Safeguarding: {questions}{about} that {'does' if notice.questions == 1 else 'do'} not wait, {ago}"
    return f"{say_count(notice.questions, 'new question')}{about}, {ago}"
