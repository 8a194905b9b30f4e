"""How capable models are by one index, and when a closed one first was as capable."""
