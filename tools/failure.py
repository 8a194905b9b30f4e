"""The one error of the set-up: a sentence that says what is wrong and what to do."""


class Failure(Exception):
    """Printed as it is, without a traceback; the command ends with exit code 1."""
