"""The list of parts (SBOM) of a release, as CycloneDX 1.6 JSON.

Usage: python scripts/sbom.py [FILE]      nothing in it depends on when or where it is made
"""

import json
import sys
import tomllib
import uuid
from pathlib import Path

from parts import Component, components, licence, product

_ROOT = Path(__file__).parents[1]
_VENDORED = _ROOT / "src/wellsourced/app/web/static/vendor/vendored.toml"
_SPACE = uuid.UUID("c1d9d1b6-0b0f-5d0a-9d5e-3c8f0a5f7a11")  # ours, for names of lists of parts


def bom() -> dict[str, object]:
    """Give the list."""
    own = product()
    found = components()
    direct = sorted({c.name for c in found} & _direct())
    root = {
        "type": "application",
        "bom-ref": f"pkg:pypi/{own.name}@{own.version}",
        "name": own.name,
        "version": own.version,
        "purl": f"pkg:pypi/{own.name}@{own.version}",
        "licenses": [{"license": {"id": licence(own)}}],
    }
    refs = {c.name: f"pkg:pypi/{c.name}@{c.version}" for c in found}
    parts = [*(_part(c) for c in found), *_vendored()]
    inside = [part["bom-ref"] for part in parts[len(found) :]]
    depends = [{"ref": root["bom-ref"], "dependsOn": [*(refs[n] for n in direct), *inside]}]
    depends += [
        {"ref": refs[c.name], "dependsOn": [refs[n] for n in c.requires if n in refs]}
        for c in found
    ]
    body = {"metadata": {"component": root}, "components": parts, "dependencies": depends}
    name = uuid.uuid5(_SPACE, json.dumps(body, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
    schema = {"$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json"}
    return {**schema, **head, "serialNumber": f"urn:uuid:{name}", **body}


def text() -> str:
    """Give the list as it is written."""
    return json.dumps(bom(), indent=1, ensure_ascii=False) + "\n"


def _direct() -> set[str]:
    settings = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*settings["dependencies"], *settings["optional-dependencies"]["signing"]]
    lines += settings["optional-dependencies"]["oidc"]
    names = (line.split("[")[0].split(">")[0].split("=")[0].split("<")[0] for line in lines)
    return {name.strip().lower().replace("_", "-") for name in names}


def _part(part: Component) -> dict[str, object]:
    found: dict[str, object] = {
        "type": "machine-learning-model" if part.name.startswith("en-core-web") else "library",
        "bom-ref": f"pkg:pypi/{part.name}@{part.version}",
        "name": part.name,
        "version": part.version,
        "purl": f"pkg:pypi/{part.name}@{part.version}",
    }
    if part.summary:
        found["description"] = part.summary
    if part.licence:
        found["licenses"] = [{"license": {"name": part.licence}}]
    return found


def _vendored() -> list[dict[str, object]]:
    """The files of others that lie within ours."""
    listed = tomllib.loads(_VENDORED.read_text("utf-8"))
    return [
        {
            "type": "library",
            "bom-ref": f"vendored:{row['file']}",
            "name": row["package"],
            "version": row["version"],
            "purl": f"pkg:npm/{row['package']}@{row['version']}",
            "description": f"served as {row['file']}",
            "licenses": [{"license": {"name": row["licence"]}}],
            "hashes": [{"alg": "SHA-256", "content": row["sha256"]}],
        }
        for row in listed["files"]
    ]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text(), "utf-8")
    else:
        print(text(), end="")
