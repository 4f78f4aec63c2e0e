"""The served document against the standard, and its examples against its own schemas."""
import copy

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012


def validator(document, schema):
    registry = Registry().with_resource(
        "urn:api", Resource.from_contents(document, default_specification=DRAFT202012))
    absolute = rebased(copy.deepcopy(schema))
    return Draft202012Validator(absolute, registry=registry, format_checker=FormatChecker())


def rebased(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str) and node["$ref"].startswith("#"):
            node["$ref"] = "urn:api" + node["$ref"]
        for child in node.values():
            rebased(child)
    elif isinstance(node, list):
        for child in node:
            rebased(child)
    return node


def examples(node, path="#"):
    """Every example with the schema it belongs to."""
    if isinstance(node, list):
        for index, child in enumerate(node):
            yield from examples(child, f"{path}/{index}")
        return
    if not isinstance(node, dict):
        return
    schema = node.get("schema", node)
    if "example" in node:
        yield path, schema, node["example"]
    found = node.get("examples")
    if isinstance(found, list):
        for value in found:
            yield path, schema, value
    elif isinstance(found, dict):
        for name, value in found.items():
            yield f"{path}/{name}", schema, value["value"]
    for key, child in node.items():
        if key not in ("example", "examples"):
            yield from examples(child, f"{path}/{key}")


def test_it_is_openapi_31(document):
    assert document["openapi"] == "3.1.0"
    errors = [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()]
    assert errors == []


def test_examples_fit_their_schemas(document):
    found = list(examples(document))
    assert len(found) >= 25
    for path, schema, value in found:
        faults = [f"{path}: {e.message}" for e in validator(document, schema).iter_errors(value)]
        assert faults == []


def test_examples_that_do_not_fit_would_be_seen(document):
    schema = {"$ref": "#/components/schemas/RequestMove"}
    assert list(validator(document, schema).iter_errors({"move": "refuse", "version": 1}))
    assert not list(validator(document, schema).iter_errors({"move": "accept", "version": 1}))


def documented(document, schema):
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].split("/")[-1]]
    return schema


def undescribed(document, schema, value, path):
    """Members of an answer that its schema does not know."""
    schema = documented(document, schema)
    if isinstance(value, dict):
        for key, child in value.items():
            if key not in schema["properties"]:
                yield f"{path}.{key}"
            else:
                yield from undescribed(document, schema["properties"][key], child, f"{path}.{key}")
    elif isinstance(value, list):
        for child in value:
            yield from undescribed(document, schema["items"], child, path)


@pytest.mark.parametrize("path, name", [
    ("/requests?limit=200", "RequestPage"), ("/requests/queue?limit=200", "RequestPage"),
    ("/services", "Service"),
])
def test_answers_hold_nothing_that_is_not_described(document, dispatcher, path, name):
    value = dispatcher.get(path).json()
    schema = {"$ref": "#/components/schemas/" + name}
    if isinstance(value, list):
        schema = {"type": "array", "items": schema}
    assert list(undescribed(document, schema, value, name)) == []
    assert not list(validator(document, schema).iter_errors(value))


def test_every_request_of_the_demo_fits_its_schema(document, dispatcher):
    rows = dispatcher.get("/requests/queue?limit=200").json()["requests"]
    assert len(rows) >= 100
    schema = {"$ref": "#/components/schemas/Request"}
    check = validator(document, schema)
    for row in rows:
        value = dispatcher.get("/requests/" + row["service_request_id"]).json()
        assert list(undescribed(document, schema, value, "Request")) == []
        assert [error.message for error in check.iter_errors(value)] == []
