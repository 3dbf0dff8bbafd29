#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a record says is the same everywhere (rule P5): in the list of a script, of a terminal and of a spreadsheet,
on the record's page and on paper. Over every file of the corpus; of the largest a part that is always the same."""

import csv
import hashlib
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from cli import CORPUS, Skip, main, run

MAX_RECORDS = 400  # in one file
MAX_OF_ONE = 250  # of a file that has more: the longest would take all the time
NOT_OF_A_PERSON = {"Bundle", "Patient", "Person", "Group"}
# What a table on paper has a column for, by the section; a title and a date have all of them.
ON_PAPER = {
    "labs": ("value", "range", "flag"), "vitals": ("value",), "history-social": ("value",),
    "conditions": ("status",), "medications": ("status",), "immunizations": ("status",), "procedures": ("status",),
    "visits": ("status",), "documents": ("status",),
}
ROW = 500  # characters that a row on paper has at most besides its value and second line, without spaces
NO_VERDICT = "No range given by the lab"  # a script does without it
OWN_GROUPS = ("allergies", "medications", "conditions")  # what is in none of their groups is no row on paper


def resources(path):
    """What a file holds, its Bundles unpacked."""
    def unpack(resource):
        if resource.get("resourceType") != "Bundle":
            return [resource]
        return [inner for entry in resource.get("entry", []) if isinstance(entry.get("resource"), dict)
                for inner in unpack(entry["resource"])]
    found = [resource for resource in unpack(json.loads(path.read_bytes())) if "resourceType" in resource]
    key = lambda resource: hashlib.sha256(json.dumps(resource, sort_keys=True).encode()).digest()
    return found if len(found) <= MAX_OF_ONE else sorted(found, key=key)[:MAX_OF_ONE]


def of_one_person(resource):
    """The same as a record of Patient/all: several people cannot be on one paper."""
    text = re.sub(r'"reference": "[^"]*\bPatient/[^"]*"', '"reference": "Patient/all"', json.dumps(resource))
    return re.sub(r'("(?:subject|patient|beneficiary)": \{"reference": )"[^"#][^"]*"', r'\1"Patient/all"', text)


def bundles(folder):
    """The corpus in few files, each with every ref once."""
    files = [path for name in ("r4examples", "uscore", "ips", "synthea")
             for path in sorted((pathlib.Path(CORPUS) / name).rglob("*.json"))] if CORPUS else []
    if not files:
        raise Skip("KEEPWELL_CORPUS holds no records")
    made = []
    for path in files:
        for number, resource in enumerate(resources(path)):
            ref = (resource["resourceType"], resource.get("id", f"{path.name}-{number}"))
            if ref[0] in NOT_OF_A_PERSON:
                continue
            bundle = next((b for b in made if ref not in b and len(b) < MAX_RECORDS), None)
            if bundle is None:
                made.append(bundle := {})
            bundle[ref] = of_one_person(resource)
    for number, bundle in enumerate(made):
        path = pathlib.Path(folder) / f"{number}.json"
        path.write_text('{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient",'
                        '"id":"all"}},' + ",".join(f'{{"resource":{text}}}' for text in bundle.values()) + "]}",
                        encoding="utf-8")
        yield path


def documents():
    """C-CDA documents, several in one run."""
    files = sorted((pathlib.Path(CORPUS) / "ccda").rglob("*.xml"))
    return [files[at:at + 12] for at in range(0, len(files), 12)]


def listed(answer):
    assert answer.status == 0 and answer.err == "", answer.err
    return {record["ref"]: {**record, "section": section["id"]} for person in answer.json()["persons"]
            for section in person["sections"] for record in section["records"]}


def words(record):
    """The strings that must be the same."""
    return {"title": record["title"], "when": record["when"]["text"],
            **{name: record[name]["text"] for name in ("status", "value", "range", "flag")
               if record.get(name, {}).get("text")}}


def bare(text):
    """Without what a line break changes, and what a terminal must not get."""
    return re.sub(r"[\s\u00a0\u00ad\u2010\u202a-\u202e\u2066-\u2069-]|[\x00-\x1f\x7f-\x9f]", "", text)


def differences(where, wanted, found):
    return [f"{where}: {name}: {wanted[name]!r} is not in {found!r}" for name in wanted if wanted[name] not in found]


def check_csv(records, answer):
    """Each cell is the string of the list; a text that a spreadsheet would reckon has a quote before it."""
    for row in csv.DictReader(io.StringIO(answer.out.decode(), newline="")):
        record = records[row["ref"]]
        value, limits = record.get("value", {}), record.get("range", {})
        wanted = {"title": record["title"], "subtitle": record.get("subtitle"), "section": record["section"],
                  "when_label": record["when"].get("label"), "when": record["when"]["text"],
                  "iso": record["when"].get("iso"), "status": record.get("status", {}).get("text"),
                  "value": value.get("text"), "number": value.get("number"), "comparator": value.get("comparator"),
                  "unit": value.get("unit"), "range": limits.get("text"), "low": limits.get("low"),
                  "high": limits.get("high"), "flag": record.get("flag", {}).get("text")}
        for name, text in wanted.items():
            cell = row[name]
            if cell.startswith("'") and cell[1:2] in "=+-@\t":
                cell = cell[1:]
            if cell != (text or "") and (name, cell, text) != ("flag", NO_VERDICT, None):
                yield f"csv: {row['ref']}: {name}: {cell!r} is not {text!r}"


def check_text(records, answer):
    """The lines before a ref are those of its record."""
    blocks, lines = {}, []
    for line in answer.out.decode().splitlines():
        lines.append(line)
        if line.strip() in records:
            blocks[line.strip()] = bare("".join(lines))
            lines = []
    for ref, record in records.items():
        wanted = words(record)
        if record["when"].get("label", "Date") != "Date":
            wanted["when"] = record["when"]["label"] + wanted["when"]
        yield from differences(f"text: {ref}", {name: bare(text) for name, text in wanted.items()}, blocks[ref])


def check_page(records):
    """The page says the date by its meaning, the status, and the value with its range."""
    for ref, record in records.items():
        facts = record.get("facts", [])
        said = " \n ".join(fact["text"] for fact in facts)
        dates = [fact["text"] for fact in facts if fact["label"] == record["when"].get("label")]
        if "iso" in record["when"] and record["when"]["text"] not in dates:
            yield f"page: {ref}: {record['when']} is not in {dates}"
        wanted = {name: text for name, text in words(record).items() if name in ("status", "range")}
        yield from differences(f"page: {ref}", wanted, said)
        # Of several parts each is a fact of its own, under its name.
        value = record.get("value", {}).get("text", "")
        if value not in said and not all(part.split(": ")[-1] in said for part in value.split("; ")):
            yield f"page: {ref}: value: {value!r} is not in {said!r}"


def check_paper(records, text):
    """A row holds what its table has columns for. Several records of one medicine are one row (rule M7), a medicine
    that an order names is no row, and nothing known is a sentence."""
    paper = bare(text)
    for ref, record in records.items():
        if record["section"] in OWN_GROUPS and record.get("group") in (None, "none-known"):
            continue
        # A panel within another has its results there.
        if record["type"] == "Observation" and not {"value", "range", "flag"} & set(record):
            continue
        wanted = {name: bare(word) for name, word in words(record).items()
                  if name in ("title", "when", *ON_PAPER.get(record["section"], ()))}
        title = wanted.pop("title")
        size = ROW + len(record.get("value", {}).get("text", "")) + len(record.get("subtitle", ""))
        rows = [paper[at:at + size] for at in (found.start() for found in re.finditer(re.escape(title), paper))]
        if not rows:
            yield f"paper: {ref}: {record['title']!r} is not there"
        elif "sameMedicine" not in record and not any(all(word in row for word in wanted.values()) for row in rows):
            yield f"paper: {ref}: no row of {record['title']!r} has {wanted}"


def on_paper(path):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as out:
        answer = run("export", "--format", "pdf", "-o", out.name, path)
        assert answer.status == 0, answer.err
        return subprocess.run(["pdftotext", "-raw", "-nopgbrk", out.name, "-"], check=True, capture_output=True,
                              text=True).stdout


def check_lists(paths):
    records = listed(run("list", "--format", "json", *paths))
    return records, [*check_csv(records, run("list", "--format", "csv", *paths)),
                     *check_text(records, run("list", "--format", "text", *paths)), *check_page(records)]


def every_record_says_the_same_everywhere():
    wrong, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for path in bundles(folder):
            records, differ = check_lists([path])
            count += len(records)
            wrong += differ
            wrong += check_paper(records, on_paper(path))
    assert not wrong, f"{len(wrong)} of {count}:\n" + "\n".join(wrong)
    assert count > 1000, count


def every_entry_of_a_document_says_the_same_everywhere():
    wrong, count = [], 0
    if not CORPUS or not documents():
        raise Skip("KEEPWELL_CORPUS holds no documents")
    for paths in documents():
        records, differ = check_lists(paths)
        count += len(records)
        wrong += differ
        # On paper one of each lot: the first of its sources.
        first = {ref: record for ref, record in records.items() if record["source"] == "file"}
        wrong += check_paper(first, on_paper(paths[0]))
    assert not wrong, f"{len(wrong)} of {count}:\n" + "\n".join(wrong)
    assert count > 100, count


main(every_record_says_the_same_everywhere, every_entry_of_a_document_says_the_same_everywhere)
