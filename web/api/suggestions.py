"""Words as they are typed into a search box."""

from typing import Annotated

from litestar import Response
from litestar.params import Parameter

from shared.contracts.searching import CompleteWords, Completions
from shared.contracts.values import Language
from web.api.answers import answer_as_said
from web.api.operations import reading_openly
from web.visitor import Visitor


@reading_openly("/suggestions")
async def suggest(
    visitor: Visitor, q: Annotated[str, Parameter(max_length=200)] = "", lang: Language | None = None
) -> Response[Completions]:
    """Terms that have listings, products and co-ops that begin so."""
    return answer_as_said(await visitor.ask_raw(CompleteWords(q=q, lang=lang)))


HANDLERS = (suggest,)
