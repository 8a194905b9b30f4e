"""What machines cost to own and to rent."""
