# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A vault of ten thousand records: the sample of the tests of the window and years of measurements."""

import datetime
import json
import pathlib
import subprocess

from driver import environment

RECORDS = 10000
FIRST_DAY = datetime.date(2006, 1, 1)
BASE = "https://fhir.riverside.example/r4"
LOINC = "http://loinc.org"
# Three measurements for each day, until there are enough.
KINDS = (("8867-4", "Heart rate", "/min", 60, 40), ("29463-7", "Body weight", "kg", 68, 9),
         ("9279-1", "Respiratory rate", "/min", 12, 8))


def coding(code, name):
    return {"coding": [{"system": LOINC, "code": code, "display": name}], "text": name}


def category(code):
    return [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": code}]}]


def observation(number, kind, day):
    code, name, unit, low, spread = kind
    return {"resourceType": "Observation", "id": f"v{number}", "status": "final", "category": category("vital-signs"),
            "code": coding(code, name), "subject": {"reference": "Patient/rosa"}, "effectiveDateTime": day.isoformat(),
            "valueQuantity": {"value": low + number % spread, "unit": unit, "system": "http://unitsofmeasure.org",
                              "code": unit}}


def covid():
    name = "SARS-CoV-2 (COVID-19) RNA"
    return {"resourceType": "Observation", "id": "covid", "status": "final", "category": category("laboratory"),
            "code": coding("94500-6", name), "subject": {"reference": "Patient/rosa"}, "effectiveDateTime": "2026-02-11",
            "valueCodeableConcept": {"text": "Not detected"}}


def resources(sample):
    yield covid()
    for number in range(RECORDS - 1 - sample):
        day = FIRST_DAY + datetime.timedelta(days=number // len(KINDS))
        yield observation(number, KINDS[number % len(KINDS)], day)


def import_into(build, data):
    """Ten thousand records in the vault `data`, put there by keepwellctl."""
    fixture = pathlib.Path(__file__).parent.parent / "app/fixtures/rosa.json"
    bundle = json.loads(fixture.read_text(encoding="utf-8"))
    for resource in resources(len(bundle["entry"])):
        address = f"{BASE}/{resource['resourceType']}/{resource['id']}"
        bundle["entry"].append({"fullUrl": address, "resource": resource})
    assert len(bundle["entry"]) == RECORDS
    path = pathlib.Path(data).parent / "record.json"
    path.write_text(json.dumps(bundle), encoding="utf-8")
    subprocess.run([pathlib.Path(build) / "src/cli/keepwellctl", "--data-dir", data, "import", path], check=True,
                   env=environment(build), stdout=subprocess.DEVNULL)
