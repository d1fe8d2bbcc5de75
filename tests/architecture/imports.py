"""The imports of the project, read from the source and not by importing it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("gateway", "notify_portal", "portal_apps", "sandbox")


@dataclass(frozen=True)
class Import:
    importer: str  # dotted module
    imported: str  # dotted module or name
    line: int
    inside_function: bool

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"


def modules(*packages: str) -> Iterator[tuple[str, Path]]:
    for package in packages or PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def imports(*packages: str) -> list[Import]:
    return [
        found for name, path in modules(*packages) for found in _imports_of(name, ast.parse(path.read_text()))
    ]


def _imports_of(module: str, tree: ast.AST) -> Iterator[Import]:
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, alias.name, node.lineno, id(node) in inside)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield Import(module, f"{node.module}.{alias.name}", node.lineno, id(node) in inside)


def begins_with(name: str, *prefixes: str) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)
