"""The OpenAPI document: what Litestar reads off the handlers, made to say what holds here."""

from litestar._openapi.schema_generation import SchemaCreator
from litestar._openapi.schema_generation.plugins.struct import StructSchemaPlugin
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, Schema, SecurityScheme
from litestar.typing import FieldDefinition


class ClosedStructs(StructSchemaPlugin):
    """What takes no unknown field says so."""

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: SchemaCreator) -> Schema:
        schema = super().to_openapi_schema(field_definition, schema_creator)
        if field_definition.annotation.__struct_config__.forbid_unknown_fields:
            schema.additional_properties = False
        return schema


DOCUMENT = OpenAPIConfig(
    title="Chợ Phiên",
    version="1",
    description="Errors are problem documents (RFC 9457) in the language of `Accept-Language`. PUT states the whole "
    "resource under an id made by the caller: 201 the first time, 200 for the same again. Records (listings, demands, "
    "fairs) are revised with `If-Match`; acts are not: 409 `id_reused`.",
    path="/api",
    render_plugins=[JsonRenderPlugin()],
    use_handler_docstrings=True,
    components=Components(security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}),
)
