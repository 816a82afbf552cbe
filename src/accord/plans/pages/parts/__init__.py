"""One form for each part of a plan that a draft holds."""
