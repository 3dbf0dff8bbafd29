# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person wrote about a record stands beside the hospital's words in every format, and changes none of them."""

import csv
import io
import json
import os
import subprocess
import sys

from cli import Home, main

WRITER = sys.argv[2]
WORDS = "I never took it, \"really\"."
PILL = {"resourceType": "MedicationRequest", "id": "m", "status": "active", "intent": "order",
        "subject": {"reference": "Patient/rosa"}, "medicationCodeableConcept": {"text": "Lisinopril 10 mg"}}
ROSA = {"resourceType": "Patient", "id": "rosa", "birthDate": "1958-07-02", "name": [{"text": "Rosa Alvarez"}]}


def with_remark(home):
    answer = home.run("import", home.write("a.json", [ROSA, PILL]))
    assert answer.status == 0, answer.err
    listed = home.run("list", "--format", "json").json()
    records = [r for s in listed["persons"][0]["sections"] for r in s["records"]]
    ref = next(r["ref"] for r in records if r["type"] == "MedicationRequest")
    subprocess.run([WRITER, home.data, ref, WORDS], env={**os.environ, **home.keyring()}, check=True)
    return ref, len(records)


def export(home, kind, *more):
    path = os.path.join(home.path, "out." + kind)
    answer = home.run("export", "--format", kind, *more, "-o", path)
    assert answer.status == 0, answer.err
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def lists_have_it_beside_the_record():
    with Home() as home:
        ref, count = with_remark(home)
        listed = home.run("list", "--format", "json").json()
        records = [r for s in listed["persons"][0]["sections"] for r in s["records"]]
        # A remark is no record of its own, and a question neither.
        assert len(records) == count, records
        assert [r.get("remark") for r in records if r["ref"] == ref] == ["My remark: " + WORDS]
        text = home.run("list").out.decode()
        assert "Lisinopril 10 mg" in text and "My remark: " + WORDS in text, text


def every_export_has_it():
    with Home() as home:
        ref, _ = with_remark(home)
        rows = list(csv.DictReader(io.StringIO(export(home, "csv"))))
        assert [r["remark"] for r in rows if r["ref"] == ref] == ["My remark: " + WORDS]
        assert "My remark: " + WORDS in export(home, "text")
        bundle = json.loads(export(home, "fhir"))
        types = sorted(e["resource"]["resourceType"] for e in bundle["entry"])
        assert types == ["Communication", "Communication", "MedicationRequest", "Patient"], types
        assert json.loads(json.dumps(PILL)) in [e["resource"] for e in bundle["entry"]]
        remark = next(e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Communication")
        assert remark["about"][0]["identifier"]["value"] == ref and remark["payload"][0]["contentString"] == WORDS


def a_part_has_the_words_about_that_part():
    with Home() as home:
        with_remark(home)
        assert export(home, "ndjson", "--section", "medications").count('"Communication"') == 2
        assert export(home, "ndjson", "--section", "labs").count('"Communication"') == 0


main(lists_have_it_beside_the_record, every_export_has_it, a_part_has_the_words_about_that_part)
