"""How open a release of a model is: what of it was released, and what that may be called."""
