"""The access log's heads and proofs over HTTP, for whoever watches it (in the shape of RFC 9162, section 5)."""
