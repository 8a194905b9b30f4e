"""Run inside Pyodide before its memory is kept: import all that may be, and leave nothing over.

`requests` holds a JSON list of requests; answering them fills what the calculators keep by the way.
"""

import gc
import importlib
import json
from zipimport import zipimporter

from calculators.browser import respond

ARCHIVE = "/lib/python314.zip"

for name in sorted(zipimporter(ARCHIVE)._get_files()):  # type: ignore[attr-defined]
    if name.endswith(".pyc"):
        module = name.removesuffix(".pyc").replace("/", ".").removesuffix(".__init__")
        importlib.import_module(module)
for request in json.loads(requests):  # type: ignore[name-defined]  # noqa: F821
    respond(request)
del requests, name, module  # type: ignore[name-defined]  # noqa: F821
gc.collect()
