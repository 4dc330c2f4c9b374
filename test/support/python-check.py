"""Judges programs in Python by the project's SDK, reading both and running neither.

    python-check.py FOLDER-OF-THE-SDK PROGRAM...
"""

import ast
import pathlib
import sys


def names_in(arguments):
    return {one.arg for one in [*arguments.args, *arguments.kwonlyargs]}


class Sdk:
    """What the modules of a package export, and what each takes."""

    def __init__(self, folder):
        self.takes = {}
        self.members = {}
        self.properties = set()
        for file in pathlib.Path(folder).glob("*.py"):
            for node in ast.parse(file.read_text()).body:
                if isinstance(node, ast.FunctionDef):
                    self.takes[node.name] = names_in(node.args)
                elif isinstance(node, ast.ClassDef):
                    self.add_class(node)

    def add_class(self, node):
        starts = [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"]
        self.takes.setdefault(node.name, set()).update(*(names_in(one.args) for one in starts))
        self.members[node.name] = {one.targets[0].id for one in node.body if isinstance(one, ast.Assign)}
        if node.name.endswith("ArgsDict"):
            self.properties |= {one.target.id for one in node.body if isinstance(one, ast.AnnAssign)}

    def faults(self, tree):
        wix = {
            alias.asname
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
            if alias.name == "pulumi_wix"
        }
        of_wix = lambda node: (
            isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in wix
        )
        for node in ast.walk(tree):
            if of_wix(node) and node.attr not in self.takes:
                yield f"there is no {node.attr}"
            elif isinstance(node, ast.Attribute) and of_wix(node.value):
                if node.value.attr in self.members and node.attr not in {*self.members[node.value.attr], "get"}:
                    yield f"{node.value.attr} has no {node.attr}"
            elif isinstance(node, ast.Call) and of_wix(node.func) and node.func.attr in self.takes:
                yield from self.faults_of_call(node)

    def faults_of_call(self, call):
        for given in call.keywords:
            if given.arg not in self.takes[call.func.attr]:
                yield f"{call.func.attr} takes no {given.arg}"
            for part in ast.walk(given.value):
                for key in part.keys if isinstance(part, ast.Dict) else []:
                    if isinstance(key, ast.Constant) and key.value not in self.properties:
                        yield f"{call.func.attr}: nothing has a property {key.value}"


sdk = Sdk(sys.argv[1])
for name in sys.argv[2:]:
    program = ast.parse(pathlib.Path(name).read_text(), name)
    for fault in sdk.faults(program):
        print(fault, file=sys.stderr)
