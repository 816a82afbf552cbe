"""Notices of national services that something changed about somebody: kept, ordered, and followed reversibly."""
