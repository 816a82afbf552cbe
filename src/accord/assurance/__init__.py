"""The dataset in, measures, signals, findings and their follow-up. Hears of plans by events and dataset only."""
