"""The answers of the files that ship, in Chromium, byte for byte those of CPython."""

import json

import pytest

from calculators.browser import respond
from tests.browser.conftest import Visit, ask_worker
from tests.golden.cases import requests

pytestmark = pytest.mark.browser


def test_chromium_answers_as_cpython_does(visit: Visit) -> None:
    asked = requests()
    answers = ask_worker(visit("glossary/"), asked)
    assert len(answers) == len(asked)
    for request, answer in zip(asked, answers, strict=True):
        assert answer == respond(request), json.loads(request)
