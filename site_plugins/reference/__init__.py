"""What programs may rely on: the calculators by their declarations, and a record of their names."""
