"""Run inside Pyodide: compile `sources`, a JSON object of names and texts, with less in them.

Left out are docstrings, annotations but those of classes (dataclasses and records are made from
them), and which line each instruction is from: a traceback names the file and the function. This is
a fifth of the archive on the wire, and less to read at each start. A dataclass keeps a mark for a
docstring: without any, `dataclass` makes one out of the signature, which takes a third of the time
of an import.

The value of this program is a JSON object of names and bytecode files in base64. They are never
compared with a source file (hash-based and unchecked, PEP 552), so no time of day is in them.
"""

import ast
import base64
import importlib._bootstrap_external
import json
from types import CodeType

ARCHIVE = "/lib/python314.zip/"
NO_SOURCE = bytes(8)


MARK = "."
INSTRUCTION_BYTES = 2
NO_LINE = 0b1_1111_000
"""An entry of such a table, for as many instructions as its last three bits say, and one more."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DOCUMENTED = (ast.Module, ast.ClassDef, *FUNCTIONS)


def shortened(source: str) -> ast.Module:
    """The program without what it runs as well without."""
    tree = ast.parse(source)
    Unannotated().visit(tree)
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED):
            kept = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
            mark = [ast.Expr(ast.Constant(MARK))] if is_dataclass(node) else []
            node.body = [*mark, *kept] or [ast.Pass()]
    return ast.fix_missing_locations(tree)


class Unannotated(ast.NodeTransformer):
    """Takes annotations away, but not those that stand in the body of a class."""

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """The fields stay as they are."""
        fields = (ast.AnnAssign,)
        node.body = [each if isinstance(each, fields) else self.visit(each) for each in node.body]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """An assignment, or nothing where nothing is assigned."""
        return ast.Assign([node.target], self.visit(node.value)) if node.value else ast.Pass()

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """The name of a parameter."""
        return ast.arg(node.arg)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        """Parameters and body."""
        node.returns = None
        return self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef


def is_dataclass(node: ast.AST) -> bool:
    """Whether a decorator says so."""
    return isinstance(node, ast.ClassDef) and any(
        "dataclass" in ast.unparse(each) for each in node.decorator_list
    )


def without_lines(code: CodeType) -> CodeType:
    """The code, and all code in it, with a table that says of every instruction: no line."""
    parts = (without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    eights, rest = divmod(len(code.co_code) // INSTRUCTION_BYTES, 8)
    table = bytes([NO_LINE | 7] * eights + [NO_LINE | rest - 1] * bool(rest))
    return code.replace(co_linetable=table, co_consts=tuple(parts))


def bytecode(name: str, source: str) -> str:
    """A .pyc file; tracebacks will name the file's place in the archive."""
    code = compile(shortened(source), ARCHIVE + name, "exec", dont_inherit=True, optimize=1)
    to_pyc = importlib._bootstrap_external._code_to_hash_pyc  # type: ignore[attr-defined]
    packed = to_pyc(without_lines(code), NO_SOURCE, False)
    return base64.b64encode(packed).decode()


texts = json.loads(sources)  # type: ignore[name-defined]  # noqa: F821
json.dumps({name + "c": bytecode(name, text) for name, text in texts.items()})
