"""A fuzzer that follows coverage, for each door through which untrusted text gets into Python.

    python -m tools.fuzz config --runs 200000

`targets.py` says what is asked and what must hold; atheris, which is libFuzzer for Python, makes
the inputs. Its environment is its own (`requirements/fuzz.lock`), and not part of `make test`.
"""
