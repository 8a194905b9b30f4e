"""The faults that can be put into a module: each a small change of one expression.

A comparison, a sign or a rounding the other way round, a number that is one more, a condition
negated, a result left out. Words stay as they are, and so do types, decorators and `__all__`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
}
FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any", "ceil": "floor"} | {
    "floor": "ceil"
}
SIMPLE = ast.Name | ast.Attribute | ast.Call | ast.BoolOp | ast.Constant
"""Conditions that are negated; in the others an operator is changed anyway."""
TESTED = ("test", "ifs")
LEFT_ALONE = ("annotation", "returns", "decorator_list", "type_params")


@dataclass(frozen=True)
class Edit:
    """One expression of a tree, and what takes its place."""

    parent: ast.AST
    field: str
    place: int | None
    """Where the field is a list: which of it."""
    old: ast.AST
    new: ast.AST
    function: str
    """The qualified name of the outermost function in whose body it stands; empty for none."""

    @property
    def line(self) -> int:
        """Where it stands, counted from 1."""
        return int(getattr(self.old, "lineno", 0))

    def __str__(self) -> str:
        return f"{ast.unparse(self.old)} → {ast.unparse(self.new)}"

    def apply(self) -> None:
        """Change the tree that it was found in."""
        new = ast.fix_missing_locations(ast.copy_location(self.new, self.old))
        if self.place is None:
            setattr(self.parent, self.field, new)
        else:
            getattr(self.parent, self.field)[self.place] = new


def edits(tree: ast.Module) -> list[Edit]:
    """All faults of a module, in the order of its lines: of the same source always the same."""
    return sorted(_edits(tree), key=lambda edit: edit.line)  # sorted() keeps ties in order


def functions_of(parent: ast.AST, outside: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """The outermost functions with their qualified names."""
    for child in ast.iter_child_nodes(parent):
        if isinstance(child, ast.FunctionDef):
            yield outside + child.name, child
        else:
            within = f"{outside}{child.name}." if isinstance(child, ast.ClassDef) else outside
            yield from functions_of(child, within)


def _edits(parent: ast.AST, function: str = "", outside: str = "") -> Iterator[Edit]:
    for field, value in ast.iter_fields(parent):
        if field in LEFT_ALONE:
            continue
        inside = function
        if isinstance(parent, ast.FunctionDef) and field == "body":
            inside = function or outside + parent.name
        children = value if isinstance(value, list) else [value]
        for place, child in enumerate(children):
            if not isinstance(child, ast.AST) or _unread(child):
                continue
            at = place if isinstance(value, list) else None
            for new in _variants(child, tested=field in TESTED):
                yield Edit(parent, field, at, child, new, inside)
            within = f"{outside}{child.name}." if isinstance(child, ast.ClassDef) else outside
            yield from _edits(child, inside, within)


def _unread(node: ast.AST) -> bool:
    """Whether its value plays no part when the module runs."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.JoinedStr():
            return True
    return False


def _variants(node: ast.AST, *, tested: bool) -> Iterator[ast.AST]:
    """What may stand in place of an expression or a statement."""
    match node:
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                yield _with(node, ops=[*ops[:place], COMPARISONS[type(op)](), *ops[place + 1 :]])
        case ast.BinOp(op=op, left=left) if type(op) in ARITHMETIC and not _is_text(left):
            yield _with(node, op=ARITHMETIC[type(op)]())
        case ast.AugAssign(op=op) if type(op) in ARITHMETIC:
            yield _with(node, op=ARITHMETIC[type(op)]())
        case ast.BoolOp(op=op):
            yield _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
        case ast.Return(value=ast.AST() as value) if not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
            yield _with(node, func=ast.Name(FUNCTIONS[name], ast.Load()))
        case ast.Call(func=ast.Attribute(attr=name, value=ast.Name(id="math"))) if (
            name in FUNCTIONS
        ):
            yield _with(node, func=_with(node.func, attr=FUNCTIONS[name]))
    if tested and isinstance(node, SIMPLE):
        yield ast.UnaryOp(ast.Not(), node)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    new = copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
