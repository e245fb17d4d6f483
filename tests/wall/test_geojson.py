"""GeoJSON: geojson-pydantic reads it; what has no place is told so."""

import json

from geojson_pydantic import FeatureCollection

from tests.wall.conftest import exported


def test_it_is_a_collection_of_features(case):
    raw = exported(case, "geojson")
    read = FeatureCollection.model_validate_json(raw)

    assert len(read.features) == len(json.loads(raw)["features"])
    assert all(f.geometry.type in ("Point", "MultiPoint") for f in read.features)


def test_every_claim_and_count_is_on_the_map_or_listed_as_without_a_place(case):
    found = json.loads(exported(case, "geojson"))
    placed = {f["id"] for f in found["features"]}
    without = {*found["without_place"]["claims"], *found["without_place"]["counts"]}

    assert placed.isdisjoint(without)
    assert placed | without == {r.id for r in (*case.claims(), *case.tallies())}


def test_it_says_how_precise_a_place_is(case):
    for f in json.loads(exported(case, "geojson"))["features"]:
        points = f["geometry"]["coordinates"]
        many = 1 if f["geometry"]["type"] == "Point" else len(points)
        assert len(f["properties"]["precision_km"]) == many
        assert all(n >= 0 for n in f["properties"]["precision_km"])
