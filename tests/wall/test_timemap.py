"""TimeMap: each layer has the fields, all of the kind, that its own checks ask for."""

import json

import jsonschema
import pytest

from tests.wall.conftest import all_bytes

WORDS = {"type": "string"}
LIST = {"type": "array", "items": WORDS}


def layer(required, *, words=(), lists=()):
    fields = {**dict.fromkeys(words, WORDS), **dict.fromkeys(lists, LIST)}
    one = {"type": "object", "properties": fields, "required": required}
    return {"type": "array", "items": {**one, "additionalProperties": False}}


LAYERS = {
    "events": layer(
        ["description", "associations"],
        words=(
            *("id", "description", "date", "time", "time_precision", "location", "latitude"),
            *("longitude", "type", "category", "comments", "time_display"),
        ),
        lists=("associations", "sources"),
    ),
    "associations": layer(
        ["id", "title", "mode"], words=("id", "title", "desc", "mode"), lists=["filter_paths"]
    ),
    "sources": layer(
        ["id", "paths"],
        words=(
            *("id", "title", "thumbnail", "type", "url", "description", "parent", "author"),
            *("date", "notes"),
        ),
        lists=("paths", "affil_s"),
    ),
    "sites": layer(
        ["id", "description", "site", "latitude", "longitude"],
        words=("id", "description", "site", "latitude", "longitude", "enabled"),
    ),
}


@pytest.fixture
def layers(case, tmp_path):
    found = all_bytes(case, "timemap", tmp_path)
    return {name.removesuffix(".json"): json.loads(raw) for name, raw in found.items()}


def test_every_layer_is_as_its_checks_ask(layers):
    assert set(layers) == set(LAYERS)
    for name, rows in layers.items():
        jsonschema.validate(rows, LAYERS[name])


def test_an_event_has_a_day_or_a_place_and_a_place_has_both_degrees(layers):
    for e in layers["events"]:
        assert e["date"] or e["latitude"]
        assert bool(e["latitude"]) is bool(e["longitude"])


def test_what_an_event_points_at_is_there(layers):
    known = {k: {row["id"] for row in layers[k]} for k in ("sources", "associations")}

    for e in layers["events"]:
        assert set(e["sources"]) <= known["sources"]
        assert set(e["associations"]) <= known["associations"]
