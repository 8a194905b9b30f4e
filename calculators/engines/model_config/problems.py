"""What is wrong with a config.json, in plain sentences."""


class ConfigError(Exception):
    """Raised when a config.json cannot be used; `problems` holds one sentence per finding."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep the findings in the order they were made."""
        self.problems = problems
        super().__init__("\n".join(problems))
