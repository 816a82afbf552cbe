"""Who may decide for somebody, and what binds: advance decisions, lasting powers of attorney, deputies (MCA 2005)."""
