"""The calculators, one folder each."""
