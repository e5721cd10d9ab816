"""Calls in templates whose arguments are known when the template is compiled are made then, once for each language."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

Pure = Mapping[str, Callable[..., str]]
"""By the name that templates call them: functions that always give the same markup for the same arguments."""


class FoldingEnvironment(Environment):
    def __init__(self, pure: Pure, **options: Any) -> None:
        super().__init__(**options)
        self._pure = pure

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template: nodes.Template = _Folding(self._pure).visit(super()._parse(source, name, filename))
        return template


class _Folding(NodeTransformer):
    def __init__(self, pure: Pure) -> None:
        self._pure = pure

    def visit_Call(self, node: nodes.Call, *_: object, **__: object) -> nodes.Node:  # noqa: N802 - named by Jinja
        self.generic_visit(node)
        function = self._pure.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if function is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        known = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if len(known) < len(node.args):
            return node
        return nodes.TemplateData(str(function(*known)), lineno=node.lineno)
