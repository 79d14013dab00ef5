"""The description says what is really sent: real answers are held against it."""

import jsonschema
import pytest
from django.test import Client

from kenes.api.description import api
from tests.api.conftest import written
from tests.appeals.test_portal import closed
from tests.appeals.test_shown import published, sent

pytestmark = pytest.mark.django_db
HTTP = {"get", "post"}


@pytest.fixture
def described(town, program):
    return program.get("/openapi.json").json()


def schema_of(described, method, path, answer):
    """How the description says that this answer looks."""
    told = described["paths"][f"/api/v1{path}"][method]["responses"][str(answer.status_code)]
    kind = answer["Content-Type"].partition(";")[0]
    return {**told["content"][kind]["schema"], "components": described["components"]}


def holds(described, method, path, answer):
    schema = schema_of(described, method, path, answer)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(answer.json())
    # And nothing is sent that is not described.
    name = schema.get("$ref", "").rpartition("/")[2]
    if name:
        assert set(answer.json()) <= set(described["components"]["schemas"][name]["properties"])


def test_every_answer_is_as_described(town, program, described, visitor, secretary):
    for path in ("/challenge", "/kinds", "/states", "/topics", "/districts"):
        holds(described, "get", path, program.get(path))
    said = sent(visitor, town)
    closed(secretary, "2025-0001", "resolved", answer="Сделано.")
    published(secretary)
    receipt = program.post("/appeals", written(town))
    holds(described, "post", "/appeals", receipt)
    holds(described, "get", "/appeals", program.get("/appeals"))
    holds(described, "get", "/appeals", program.get("/appeals?limit=1"))
    one = "/appeals/{number}"
    holds(described, "get", one, program.get("/appeals/2025-0001"))
    holds(described, "get", one, program.get("/appeals/2025-0002"))
    for number, code in (("2025-0001", said["code"]), ("2025-0002", receipt.json()["code"])):
        own = program.post("/appeals/track", {"number": number, "code": code})
        assert own.status_code == 200
        holds(described, "post", "/appeals/track", own)


def test_every_problem_is_as_described(town, program, described, settings):
    holds(described, "get", "/appeals", program.get("/appeals?topic=x"))
    holds(described, "get", "/appeals/{number}", program.get("/appeals/2024-1"))
    holds(described, "post", "/appeals", program.post("/appeals", "{"))
    holds(described, "post", "/appeals", program.post("/appeals", {}))
    holds(described, "post", "/appeals", program.client.post("/api/v1/appeals", "x", "text/x"))
    wrong = {"number": "2025-0001", "code": "x"}
    for said in (wrong, {}, "{"):
        holds(described, "post", "/appeals/track", program.post("/appeals/track", said))
    settings.KENES_APPEALS_AN_HOUR = 0
    holds(described, "post", "/appeals", program.post("/appeals", written(town)))


def test_its_examples_are_such_as_it_describes(described):
    schemas = described["components"]["schemas"]
    bodies = [
        each["requestBody"]["content"]["application/json"]["schema"]
        for operations in described["paths"].values()
        for each in operations.values()
        if "requestBody" in each
    ]
    found = [each for each in [*schemas.values(), *bodies] if "examples" in each]
    assert len(found) >= 7
    for schema in found:
        whole = {**schema, "components": described["components"]}
        for example in schema["examples"]:
            jsonschema.Draft202012Validator(whole).validate(example)


def test_it_is_whole(described):
    """Each address has a name, says what it does and what may go wrong; each field what it is."""
    jsonschema.Draft202012Validator.check_schema(described["components"]["schemas"])
    names = []
    for operations in described["paths"].values():
        for method, each in operations.items():
            assert method in HTTP
            names.append(each["operationId"])
            assert each["summary"].endswith((".", "!"))
            assert each["tags"]
    assert len(set(names)) == len(names) == 9
    assert described["openapi"].startswith("3.1")


def test_nothing_is_fetched_from_elsewhere(town, program):
    """The pages that the library draws with scripts of others are switched off."""
    assert api.docs_url is None
    assert program.get("/docs").status_code == 404
    assert "http" not in program.get("/openapi.json").content.decode().replace("https://kenes", "")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_page_explains_it(town, language):
    client = Client(HTTP_HOST="almaty.localhost")
    page = client.get(f"/{language}/api/").content.decode()
    assert page.count("<pre") == page.count("curl http://") + page.count('curl "http://') == 3
    assert f"Accept-Language: {language}" in page
    assert "http://almaty.localhost/api/v1/openapi.json" in page
    assert f'"topic": "{town.topic.code}"' in page
    assert f'href="/{language}/api/"' in client.get(f"/{language}/").content.decode()
