"""Messages to staff: that something waits for them, as numbers. They say nothing of anybody."""

from __future__ import annotations

from accord.domain.choices import Choice


class NoticeKind(Choice):
    """What a message is about."""

    NEW_QUESTIONS = "new_questions", "New questions"
    SAFEGUARDING = "safeguarding", "Safeguarding"
