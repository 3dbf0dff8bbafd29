# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rule V2: the person's own units are in CSV, text and PDF as on the screen, marked, and the source's digits stay."""

import csv
import io
import json
import os
import subprocess
import tempfile

import cli

# The build compiles its schema beside the program's folder.
SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(cli.PROGRAM)), "..", "..", "data")
PATIENT = {"resourceType": "Patient", "id": "rosa", "name": [{"text": "Rosa Alvarez"}]}
WEIGHT = {"resourceType": "Observation", "id": "w", "status": "final", "subject": {"reference": "Patient/rosa"},
          "category": [{"coding": [{"code": "vital-signs"}]}], "effectiveDateTime": "2026-01-05",
          "code": {"text": "Weight", "coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
          "valueQuantity": {"value": 70.0, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"}}


def run(units, *arguments):
    """A home whose settings say @units."""
    with tempfile.TemporaryDirectory() as home:
        folder = os.path.join(home, "glib-2.0", "settings")
        os.makedirs(folder)
        with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as file:
            file.write(f"[io/github/keepwell/Keepwell]\nunits='{units}'\n")
        path = os.path.join(home, "record.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump([PATIENT, WEIGHT], file)
        out = os.path.join(home, "out.pdf")
        answer = cli.run(*[out if a == "OUT" else a for a in arguments], path, GSETTINGS_BACKEND="keyfile",
                         GSETTINGS_SCHEMA_DIR=SCHEMAS, XDG_CONFIG_HOME=home, GIO_USE_VFS="local")
        if os.path.exists(out):
            answer.out = subprocess.run(["pdftotext", out, "-"], capture_output=True, check=True).stdout
        assert answer.status == 0, answer.err
        return answer.out.decode()


def csv_says_the_own_unit_and_keeps_the_source():
    rows = list(csv.DictReader(io.StringIO(run("us", "list", "--format", "csv"))))
    row = next(row for row in rows if "Weight" in row.values())
    assert "154 lb (converted)" in row.values(), row
    assert "70.0" in row.values(), row
    assert "kg" in row.values(), row


def text_says_the_own_unit():
    assert "154 lb (converted)" in run("us", "list", "--format", "text")
    assert "70.0 kg" in run("metric", "list", "--format", "text")
    assert "70.0 kg" in run("as-sent", "list", "--format", "text")


def pdf_says_the_own_unit():
    assert "154 lb (converted)" in run("us", "export", "--format", "pdf", "-o", "OUT")


cli.main(csv_says_the_own_unit_and_keeps_the_source, text_says_the_own_unit, pdf_says_the_own_unit)
