"""Signing in with an identity provider by OpenID Connect, as NHS CIS2 does it."""
