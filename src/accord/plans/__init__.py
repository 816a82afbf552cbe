"""The heart: drafts, signing, versions, endorsement, review, cancellation, and what is current for a person."""
