"""Regions of decisions drawn from a seed, with planted events and honest look-alikes, to try detectors on."""
