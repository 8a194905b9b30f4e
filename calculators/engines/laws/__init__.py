"""Which rules of law bear on a use of AI, from which day: records, and what they say of a case."""
