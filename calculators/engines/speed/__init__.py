"""How fast a machine computes and reads a model, and how much of both a task takes."""
