"""The answers of the files that ship, byte for byte those of CPython, in each browser engine."""

import json

import pytest

from tests.browser.conftest import ASK_WORKER
from tests.browser.runtime_site import Site
from tests.golden.cases import requests
from tests.golden.cpython import answer as answer_of
from tools.engines import Browser

pytestmark = pytest.mark.browser


def test_every_engine_answers_as_cpython_does(browser: Browser, whole_site: Site) -> None:
    whole_site.requested.clear()
    asked = requests()
    browser.open(whole_site.url + "glossary/")
    worker = f"{whole_site.url}assets/calculators/worker.js"
    answers = browser.run(ASK_WORKER, [worker, asked])
    assert len(answers) == len(asked)
    for request, answer in zip(asked, answers, strict=True):
        assert answer == answer_of(request), json.loads(request)
    sets = {path.split("/")[3] for path in whole_site.requested if path.count("/") == 4}
    assert sets == {"fast"}
