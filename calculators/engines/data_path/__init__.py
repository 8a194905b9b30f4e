"""Where a text goes: who can see it on its way, what is kept of it, whether it is trained on."""
