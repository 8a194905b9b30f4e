"""Run inside Pyodide: compile `sources`, a JSON object of names and texts, without docstrings.

A dataclass keeps a mark for one: without any, `dataclass` makes one out of the signature, which
takes a third of the time of an import.

The value of this program is a JSON object of names and bytecode files in base64. They are never
compared with a source file (hash-based and unchecked, PEP 552), so no time of day is in them.
"""

import ast
import base64
import importlib._bootstrap_external
import json

ARCHIVE = "/lib/python314.zip/"
NO_SOURCE = bytes(8)


MARK = "."
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def shortened(source: str) -> ast.Module:
    """The program without its docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED):
            kept = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
            mark = [ast.Expr(ast.Constant(MARK))] if is_dataclass(node) else []
            node.body = [*mark, *kept] or [ast.Pass()]
    return ast.fix_missing_locations(tree)


def is_dataclass(node: ast.AST) -> bool:
    """Whether a decorator says so."""
    return isinstance(node, ast.ClassDef) and any(
        "dataclass" in ast.unparse(each) for each in node.decorator_list
    )


def bytecode(name: str, source: str) -> str:
    """A .pyc file; tracebacks will name the file's place in the archive."""
    code = compile(shortened(source), ARCHIVE + name, "exec", dont_inherit=True, optimize=1)
    to_pyc = importlib._bootstrap_external._code_to_hash_pyc  # type: ignore[attr-defined]
    packed = to_pyc(code, NO_SOURCE, False)
    return base64.b64encode(packed).decode()


texts = json.loads(sources)  # type: ignore[name-defined]  # noqa: F821
json.dumps({name + "c": bytecode(name, text) for name, text in texts.items()})
