"""The record locator, in the shape of the National Record Locator: who in a region holds which document about whom."""
