"""Signing in with the identity provider: the way there, the way back, once more before signing, and the end."""
