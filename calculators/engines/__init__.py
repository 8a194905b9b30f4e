"""Formulas and the records they rest on, for programs: no words for readers, no forms."""
