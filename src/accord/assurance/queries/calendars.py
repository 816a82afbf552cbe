"""The bank holidays of England and Wales, for what is due in working days."""

from __future__ import annotations

import holidays

BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")
"""Those of Wales are the same days (Banking and Financial Dealings Act 1971, schedule 1, paragraph 1)."""
