"""The answers of the files that ship, in Chromium, byte for byte those of CPython."""

import json

import pytest

from tests.browser.conftest import Visit, ask_worker
from tests.browser.runtime_site import Site
from tests.golden.cases import requests
from tests.golden.cpython import answer as answer_of

pytestmark = pytest.mark.browser


def test_chromium_answers_as_cpython_does(visit: Visit, whole_site: Site) -> None:
    asked = requests()
    answers = ask_worker(visit("glossary/"), asked)
    assert len(answers) == len(asked)
    for request, answer in zip(asked, answers, strict=True):
        assert answer == answer_of(request), json.loads(request)
    sets = {path.split("/")[3] for path in whole_site.requested if path.count("/") == 4}
    assert sets == {"fast"}
