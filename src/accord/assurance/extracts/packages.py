"""The Frictionless data package that describes given files of the dataset, as far as they have its columns."""

from __future__ import annotations

from typing import Any

from accord.assurance.extracts.recognitions import columns_of
from accord.assurance.extracts.sources import Sources
from accord.domain.dataset import datapackage

_NOT_OURS = {"type": "string", "description": "Not a column of the dataset."}


def describe(sources: Sources) -> dict[str, Any]:
    """Return the data package of the files: each with the columns that it has, in its order."""
    files = {table.name: path for table, path in sources.files()}
    package = datapackage({name: path.name for name, path in files.items()})
    for resource in package["resources"]:
        declared = {field["name"]: field for field in resource["schema"]["fields"]}
        names = columns_of(files[resource["name"]])
        resource["schema"]["fields"] = [{**declared.get(name.lower(), _NOT_OURS), "name": name} for name in names]
    return package
