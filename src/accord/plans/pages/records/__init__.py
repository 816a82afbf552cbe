"""Pages of the person's own records: conversations, legal documents, what the person now says."""
