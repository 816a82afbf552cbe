"""Reading plans: drafts, versions, history, what is current, work, and the dataset."""
