"""What two or more questions share: groups of inputs, words about prices and work, what-if."""
