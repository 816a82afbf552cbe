"""Signing in and out, choosing a role, and coming back to a form that was held."""
