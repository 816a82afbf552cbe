"""What staff are trained in: the register of an organisation, one's own, and the cover of an area."""
