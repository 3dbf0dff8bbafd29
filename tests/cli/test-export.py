# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""export: whole files or none, in the source's own bytes, for one person."""

import csv
import io
import json
import os
import stat
import subprocess

from cli import Home, main

ROSA = {"resourceType": "Patient", "id": "rosa", "birthDate": "1958-07-02", "name": [{"text": "Rosa Alvarez"}]}
TOM = {"resourceType": "Patient", "id": "tom", "name": [{"text": "Tom Lee"}]}


def observation(name, date, whose="rosa"):
    return ('{"resourceType":"Observation","id":"%s","status":"final","code":{"text":"Sugar"},\n "subject":{"reference":'
            '"Patient/%s"},%s "category":[{"coding":[{"code":"laboratory"}]}],"valueQuantity":{"value":1.10}}'
            % (name, whose, '"effectiveDateTime":"%s",' % date if date else ""))


def text(*more):
    return "[" + ",".join([json.dumps(ROSA), observation("old", "2020"), observation("new", "2026-02-03"),
                           observation("undated", None), *more]) + "]"


def out(home, name="out"):
    return os.path.join(home.path, name)


def read(home, name="out"):
    with open(out(home, name), "rb") as file:
        return file.read()


def fhir_is_a_bundle_of_the_source_bytes():
    with Home() as home:
        path = home.write("a.json", text())
        answer = home.run("export", "--format", "fhir", "-o", out(home), path)
        assert answer.status == 0 and answer.out == b"" and answer.err == "", answer.err
        bundle = json.loads(read(home))
        assert bundle["resourceType"] == "Bundle" and len(bundle["entry"]) == 4
        assert observation("new", "2026-02-03").encode() in read(home)
        assert stat.S_IMODE(os.stat(out(home)).st_mode) == 0o600
        assert not home.files()
        # What was exported can be read again, with the same records.
        again = home.run("list", "--format", "json", out(home)).json()
        assert sum(len(s["records"]) for s in again["persons"][0]["sections"]) == 4


def ndjson_is_a_resource_a_line():
    with Home() as home:
        answer = home.run("export", "--format", "ndjson", "--section", "labs", "-o", out(home), home.write("a.json", text()))
        assert answer.status == 0, answer.err
        lines = read(home).decode().splitlines()
        assert sorted(json.loads(line)["id"] for line in lines) == ["new", "old", "undated"]
        assert all('"value":1.10' in line for line in lines)


def csv_has_the_rows():
    with Home() as home:
        answer = home.run("export", "--format", "csv", "--section", "labs", "-o", "-", home.write("a.json", text()))
        rows = list(csv.DictReader(io.StringIO(answer.out.decode(), newline="")))
        assert [row["number"] for row in rows] == ["1.10"] * 3


def since_keeps_what_has_no_date():
    with Home() as home:
        path = home.write("a.json", text())
        answer = home.run("export", "--format", "ndjson", "--section", "labs", "--since", "2025", "-o", "-", path)
        assert sorted(json.loads(line)["id"] for line in answer.out.decode().splitlines()) == ["new", "undated"]
        assert home.run("export", "--format", "csv", "--since", "soon", "-o", "-", path).status == 2


def pdf_and_text_are_the_summary():
    with Home() as home:
        path = home.write("a.json", text())
        answer = home.run("export", "--format", "pdf", "-o", out(home), path)
        assert answer.status == 0 and read(home).startswith(b"%PDF-"), answer.err
        answer = home.run("export", "--format", "text", "-o", "-", path)
        assert answer.status == 0 and "Rosa Alvarez" in answer.out.decode() and "1.10" in answer.out.decode()
        info = subprocess.run(["pdfinfo", out(home)], capture_output=True, text=True, check=False)
        assert info.returncode == 0 and "Tagged:          yes" in info.stdout, info.stdout + info.stderr


def the_vault_is_exported_as_it_came():
    with Home() as home:
        assert home.run("import", home.write("a.json", text())).status == 0
        assert home.run("export", "--format", "fhir", "-o", out(home)).status == 0
        assert observation("old", "2020").encode() in read(home)


def one_export_is_about_one_person():
    with Home() as home:
        path = home.write("a.json", text(json.dumps(TOM), observation("tom", "2026", "tom")))
        assert home.run("export", "--format", "csv", "-o", "-", path).status == 2
        answer = home.run("--person", "Tom Lee", "export", "--format", "ndjson", "-o", "-", path)
        assert answer.status == 0 and answer.out.count(b"\n") == 2 and b"Alvarez" not in answer.out


def a_file_that_cannot_be_written_is_a_sentence():
    with Home() as home:
        path = home.write("a.json", text())
        answer = home.run("export", "--format", "csv", "-o", out(home, "none/out"), path)
        assert answer.status == 1 and "could not be" in answer.err, answer.err
        assert home.run("export", "--format", "csv", path).status == 2
        before = read(home, "a.json")
        bad = home.run("export", "--format", "csv", "-o", out(home, "a.json"), home.write("b.json", "{"))
        assert bad.status == 1 and read(home, "a.json") == before


main(fhir_is_a_bundle_of_the_source_bytes, ndjson_is_a_resource_a_line, csv_has_the_rows, pdf_and_text_are_the_summary,
     since_keeps_what_has_no_date, the_vault_is_exported_as_it_came, one_export_is_about_one_person,
     a_file_that_cannot_be_written_is_a_sentence)
