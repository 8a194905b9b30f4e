"""Who stands behind an answer: what the plans of vendors promise, ask, and do with your text."""
