"""Training an adapter: the memory of a run, its hours, and dated facts about cards and trainers."""
