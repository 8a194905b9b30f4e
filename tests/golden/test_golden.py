import json

from calculators.browser import respond
from tests.golden.cases import ANSWERS, recorded_requests


def test_cpython_gives_the_recorded_answers() -> None:
    recorded = ANSWERS.read_text("utf-8").splitlines()
    for request, expected in zip(recorded_requests(), recorded, strict=True):
        given = respond(request)
        assert json.loads(given) == json.loads(expected)
        assert given == expected
