"""Pages that take one step with a plan: review, endorse, suspend, cancel, post a statement, answer one."""
