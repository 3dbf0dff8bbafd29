# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""list, show and search on files: the contract's JSON, and nothing touched but the file."""

import collections
import base64
import csv
import io
import json
import pathlib
import re
import tempfile
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from cli import CORPUS, Skip, main, run

ROSA = {"resourceType": "Patient", "id": "rosa", "birthDate": "1958-07-02", "gender": "female",
        "name": [{"given": ["Rosa"], "family": "Alvarez"}]}
ERROR = "entered-in-error"


def write(folder, name, text):
    path = pathlib.Path(folder) / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def bundle(*resources):
    return json.dumps({"resourceType": "Bundle", "type": "collection",
                       "entry": [{"resource": resource} for resource in resources]})


def about(kind, name, **members):
    return {"resourceType": kind, "id": name, "subject": {"reference": "Patient/rosa"}, **members}


def resources(node):
    """The resources of a file, those of Bundles within Bundles too, read by Python's own parser."""
    if node.get("resourceType") != "Bundle":
        yield node
        return
    for entry in node.get("entry", []):
        if "resource" in entry:
            yield from resources(entry["resource"])


def is_error(resource):
    codes = [resource.get(member) for member in ("status", "docStatus", "lifecycleStatus")]
    codes += [coding.get("code") for coding in (resource.get("verificationStatus") or {}).get("coding", [])]
    return ERROR in codes


def records(answer):
    for person in answer.json()["persons"]:
        for section in person["sections"]:
            yield from section["records"]


TYPES = set(re.findall(r'TYPE \("(\w+)"', (pathlib.Path(__file__).parents[2] / "src/core/types.c").read_text()))
NOTHING = {"", "unknown", "null", "undefined", "n/a", "none", "-"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def is_loinc(text):
    """Whether "4548-4" has the check digit of a LOINC code, which a dose of "4-6 tablets" has not
    (LOINC Users' Guide, appendix C: mod 10)."""
    number, check = text.split("-")
    doubled = "".join(str(int(c) * 2) if i % 2 == 0 else c for i, c in enumerate(reversed(number)))
    return len(number) > 2 and -sum(map(int, doubled)) % 10 == int(check)


def check_row(record, codes):
    """Rules G1 and G2 for one row of a list."""
    title, where = record["title"], (record["ref"], record["title"], record.get("subtitle"))
    assert title.strip().casefold() not in NOTHING and title not in TYPES, where
    # "father" may be both an id and a word; what holds a digit is no word.
    assert title not in codes and not (title == record["ref"].rsplit("/", 1)[1] and re.search(r"\d", title)), where
    for words in (title, record.get("subtitle", "")):
        assert not re.search(r"https?://|urn:|\|", words) and not UUID.search(words), where
        assert not any(is_loinc(code) for code in re.findall(r"\b\d{1,5}-\d\b", words)), where


def bare_codes(resource):
    """The codes of a resource that nobody would read as a name: LOINC, SNOMED CT, ICD, RxNorm, …"""
    if isinstance(resource, dict):
        if isinstance(resource.get("code"), str) and re.search(r"\d", resource["code"]):
            yield resource["code"]
        resource = list(resource.values())
    for child in resource if isinstance(resource, list) else []:
        yield from bare_codes(child)


def check_errors(answer, errors):
    """What was entered in error is not listed; the notes of the sections count it."""
    notes = [section.get("note", "") for person in answer.json()["persons"] for section in person["sections"]]
    counts = [re.search(r"(\d+) records? that (?:its|their) source", note) for note in notes]
    assert sum(int(count.group(1)) for count in counts if count) == errors, (errors, notes)


def check_file(path):
    text = path.read_text(encoding="utf-8-sig")
    whole = list(resources(json.loads(text, parse_float=str, parse_int=str)))
    source = [r for r in whole if not is_error(r)]
    answer = run("list", "--format", "json", path)
    assert answer.status == 0, (path, answer.err)
    assert answer.err == "" and answer.left == [], (path, answer.err, answer.left)
    listed = list(records(answer))
    count = collections.Counter(r["resourceType"] for r in source)
    assert collections.Counter(r["type"] for r in listed) == count, (path, count)
    check_errors(answer, len(whole) - len(source))
    codes = set(bare_codes(whole))
    for record in listed:
        check_row(record, codes)
    digits = collections.Counter(r["valueQuantity"]["value"] for r in source
                                 if r["resourceType"] == "Observation" and "value" in r.get("valueQuantity", {}))
    shown = collections.Counter(r["value"]["number"] for r in listed if "number" in r.get("value", {}))
    assert not digits - shown, (path, digits - shown)
    return [(record["type"], record["title"]) for record in listed]


# Records without a single word or picture of what they are: nothing can name them but their kind.
NAMELESS = {"Consent", "Device", "DeviceRequest", "DeviceUseStatement", "List", "Medication", "MedicationRequest",
            "Observation", "Parameters", "Patient", "PractitionerRole"}


def check_unnamed(titles):
    """Rule G1's last resort is the last: who has words is called by them."""
    unnamed = collections.Counter(kind for kind, title in titles if title.startswith("Unnamed "))
    assert set(unnamed) <= NAMELESS and sum(unnamed.values()) <= max(2, len(titles) // 100), unnamed


def check_folder(name):
    folder = pathlib.Path(CORPUS) / name
    if not CORPUS or not folder.is_dir():
        raise Skip(f"KEEPWELL_CORPUS holds no {name}")
    titles = [title for path in sorted(folder.rglob("*.json")) for title in check_file(path)]
    assert titles
    check_unnamed(titles)


def every_record_of_synthea_is_listed():
    check_folder("synthea")


def every_record_of_us_core_is_listed():
    check_folder("uscore")


def every_other_example_is_listed():
    for name in ("r4examples", "ips"):
        check_folder(name)


CDA = "{urn:hl7-org:v3}"
# What an entry of these says in words of its own; no more is known of the others.
TEN_SECTIONS = {"48765-2", "10160-0", "11450-4", "30954-2", "8716-3", "11369-6", "47519-4", "46240-8", "29762-2",
                "18776-5"}
# What programs write where they have nothing to say.
NO_WORDS = re.compile(r"^$|^Unknown$|^no (data|information)|^no .*(applicable|indicated|recorded|available|documented)$"
                      r"|not available$|not documented$", re.IGNORECASE)
NO_TITLE = re.compile(r"^[\d.\-]*$|://|^urn:|^\d+(\.\d+){3,}", re.IGNORECASE)


def says_nothing(entry, ids):
    """Whether no code, no name, no value and no day stands in an entry; words may stand elsewhere."""
    words = {ids[key] for part in entry.iter(CDA + "reference") if (key := part.get("value", "").removeprefix("#")) in ids}
    if "nullFlavor" in entry.attrib or words and all(NO_WORDS.search(word) for word in words):
        return True
    if words:
        return False
    told = {"templateId", "id", "statusCode", "author", "assignedEntity"}
    skipped = {inner for part in entry.iter() if part.tag.removeprefix(CDA) in told for inner in part.iter()}
    skipped |= {frame.find(CDA + "code") for frame in entry.iter(CDA + "act") if frame.find(CDA + "entryRelationship") is not None}
    for part in entry.iter():
        if part in skipped or "nullFlavor" in part.attrib:
            continue
        if part.tag.removeprefix(CDA) in ("low", "high", "center", "name") or "displayName" in part.attrib:
            return False
    return True


def check_document(path):
    root = ElementTree.fromstring(path.read_bytes().removeprefix(b"\xef\xbb\xbf").strip())
    answer = run("list", "--format", "json", path)
    assert (answer.status, answer.err, answer.left) == (0, "", []), (path, answer.status, answer.err)
    assert len(answer.json()["persons"]) == 1, path
    listed = {record["ref"].rpartition("/")[2]: record for record in records(answer)}
    for record in listed.values():
        assert not NO_TITLE.search(record["title"]), (path, record["ref"], record["title"])
        # Rule G1: who has a place, a person or results is called by them.
        bare = not {fact["label"] for fact in record["facts"]} & {"Place", "With", "Results"}
        assert bare or not record["title"].startswith("Unnamed "), (path, record["ref"])
    unnamed = sum(record["title"].startswith("Unnamed ") for record in listed.values())
    places = {"-".join(place.split("-")[:2]) for place in listed}
    ids = {part.get("ID"): " ".join("".join(part.itertext()).split()) for part in root.iter() if part.get("ID")}
    wanted, numbers = 0, collections.Counter()
    for i, section in enumerate(root.iter(CDA + "section"), 1):
        code = section.find(CDA + "code")
        if code is None or code.get("code") not in TEN_SECTIONS:
            continue
        for j, entry in enumerate(section.findall(CDA + "entry"), 1):
            assert f"s{i}-{j}" in places or says_nothing(entry, ids), (path, f"s{i}-{j}")
            wanted += f"s{i}-{j}" in places
        for result in section.iterfind(f"{CDA}entry/{CDA}organizer/{CDA}component/{CDA}observation"):
            value = result.find(CDA + "value")
            kind = value.get("{http://www.w3.org/2001/XMLSchema-instance}type") if value is not None else None
            if kind == "PQ" and re.fullmatch(r"-?\d+(\.\d+)?", value.get("value", "")):
                numbers[value.get("value")] += 1
    shown = collections.Counter(record["value"]["number"] for record in listed.values() if "number" in record.get("value", {}))
    for record in listed.values():
        if record["title"] == "Blood pressure":
            shown.update(record["value"]["text"].split()[0].split("/"))
    assert not numbers - shown, (path, numbers - shown)
    return wanted, unnamed


def every_entry_of_a_ccda_is_listed():
    folder = pathlib.Path(CORPUS) / "ccda"
    if not CORPUS or not folder.is_dir():
        raise Skip("KEEPWELL_CORPUS holds no ccda")
    documents = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in (".xml", ".ccd", ".txt")
                 and b"ClinicalDocument" in path.read_bytes()[:16384]]
    counted = [check_document(path) for path in documents]
    assert len(counted) == 44, len(counted)
    assert sum(wanted for wanted, _ in counted) > 750, counted
    assert sum(unnamed for _, unnamed in counted) <= 6, counted


def as_xml(name, node, beside=None):
    """FHIR's XML of a member of FHIR's JSON (R4 2.6.1): the inverse of what the program does."""
    if isinstance(node, list) or isinstance(beside, list):
        longest = max(len(node or []), len(beside or []))
        pairs = ((part[i] if part and i < len(part) else None for part in (node, beside)) for i in range(longest))
        return "".join(as_xml(name, *pair) for pair in pairs)
    if name == "div":
        return node
    if isinstance(node, dict) and "resourceType" in node:
        kind = node["resourceType"]
        return f"<{name}>{as_xml(kind, {k: v for k, v in node.items() if k != 'resourceType'})}</{name}>"
    attributes = "" if node is None or isinstance(node, dict) else f" value={quoteattr(word(node))}"
    members = node if isinstance(node, dict) else beside or {}
    inner = ""
    for key in dict.fromkeys(key.removeprefix("_") for key in members):
        if key == "id" and not name[0].isupper() or key == "url" and name in ("extension", "modifierExtension"):
            attributes += f" {key}={quoteattr(members[key])}"
        else:
            inner += as_xml(key, members.get(key), members.get("_" + key))
    return f"<{name}{attributes}>{inner}</{name}>"


def word(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def xml_reads_as_its_json_does():
    """Every example of R4 told as XML: the same rows, facts and digits."""
    folder = pathlib.Path(CORPUS) / "r4examples"
    if not CORPUS or not folder.is_dir():
        raise Skip("KEEPWELL_CORPUS holds no r4examples")
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(folder.rglob("*.json"))]
    entries = ",".join('{"resource": ' + text + "}" for text in texts)
    whole = '{"resourceType": "Bundle", "entry": [' + entries + "]}"
    told = as_xml("Bundle", {k: v for k, v in json.loads(whole, parse_float=str, parse_int=str).items()
                             if k != "resourceType"})
    with tempfile.TemporaryDirectory() as folder:
        answers = [run("list", "--format", "json", write(folder, name, text)) for name, text in
                   (("a.json", whole), ("a.xml", told.replace("<Bundle", '<Bundle xmlns="http://hl7.org/fhir"', 1)))]
    assert [answer.status for answer in answers] == [0, 0], [answer.err for answer in answers]
    # A resource without an id is called by the digest of its bytes, which are others in XML.
    ours, theirs = ({record["ref"].partition("/")[2]: record for record in records(answer)
                     if "/content-" not in record["ref"]} for answer in answers)
    assert set(ours) == set(theirs), set(ours) ^ set(theirs)
    assert len(ours) > 300, len(ours)
    for ref, record in ours.items():
        for member in ("title", "subtitle", "when", "status", "value", "range", "flag", "facts"):
            assert record.get(member) == theirs[ref].get(member), (ref, member, record.get(member),
                                                                   theirs[ref].get(member))


def json_is_as_the_contract_says():
    potassium = about("Observation", "k", status="final", code={"text": "Potassium"},
                      effectiveDateTime="2026-02",
                      category=[{"coding": [{"code": "laboratory"}]}],
                      valueQuantity={"value": 5, "unit": "mmol/L"},
                      interpretation=[{"coding": [{"code": "H"}]}],
                      referenceRange=[{"low": {"value": 3, "unit": "mmol/L"}, "high": {"value": 4, "unit": "mmol/L"}}])
    text = bundle(ROSA, potassium).replace('"value": 5,', '"value": 5.10,').replace('"value": 3,', '"value": 3.50,')
    with tempfile.TemporaryDirectory() as folder:
        answer = run("list", "--section", "labs", "--format", "json", write(folder, "a.json", text))
    assert answer.status == 0, answer.err
    whole = answer.json()
    assert whole["format"] == "keepwell-list/1"
    (person,) = whole["persons"]
    assert person["person"] == {"name": "Rosa Alvarez", "birthDate": "1958-07-02", "sex": "female"}
    assert [source["name"] for source in person["sources"]] == ["a.json"]
    (section,) = person["sections"]
    assert (section["id"], section["state"]) == ("labs", "complete")
    (record,) = section["records"]
    assert record["ref"].endswith("/Observation/k") and record["type"] == "Observation"
    assert record["title"] == "Potassium"
    assert record["when"] == {"label": "Collected", "text": "February 2026", "iso": "2026-02"}
    assert record["status"]["code"] == "final"
    assert record["value"] == {"text": "5.10 mmol/L", "number": "5.10", "unit": "mmol/L"}
    assert (record["range"]["low"], record["range"]["high"]) == ("3.50", "4")
    assert (record["flag"]["code"], record["flag"]["from"]) == ("above", "lab")
    assert {fact["label"] for fact in record["facts"]} >= {"Result", "Collected"}
    assert record["source"] == person["sources"][0]["id"]


def show_lists_all_results_of_a_test():
    def glucose(number, value, unit, when):
        return about("Observation", number, status="final", code={"coding": [{"system": "http://loinc.org", "code": "2345-7", "display": "Glucose"}]},
                     category=[{"coding": [{"code": "laboratory"}]}], effectiveDateTime=when,
                     valueQuantity={"value": value, "unit": unit})
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "a.json", bundle(ROSA, glucose("1", 90, "mg/dL", "2020"), glucose("2", 110, "mg/dL", "2021-05"),
                                              glucose("3", 6, "mmol/L", "2022")))
        text = run("show", "Observation/1", path).out.decode()
        series = run("show", "--format", "json", "Observation/1", path).json()["trend"]
    assert "All results of this test, newest first" in text
    assert "mg/dL: 2 results, 2020 to May 2021, from 90 to 110 mg/dL. Newest: 110 mg/dL." in text, text
    assert text.index("May 2021: 110 mg/dL") < text.index("2020: 90 mg/dL")
    assert "In another unit: about 5.0 mmol/L, converted" in text
    assert [(each["unit"], len(each["results"])) for each in series] == [("mg/dL", 2), ("mmol/L", 1)]
    assert series[0]["results"][0]["value"] == "110 mg/dL" and series[0]["sentence"].startswith("2 results")


def a_list_on_paper_says_what_is_not_final():
    def potassium(number, status, value, when):
        return about("Observation", number, status=status, effectiveDateTime=when,
                     code={"coding": [{"system": "http://loinc.org", "code": "2823-3", "display": "Potassium"}]},
                     category=[{"coding": [{"code": "laboratory"}]}], valueQuantity={"value": value, "unit": "mmol/L"})
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "a.json", bundle(ROSA, potassium("1", "preliminary", 6, "2021-01-01T08:00:00Z"),
                                              potassium("2", "final", 5, "2021-01-01T08:00:00Z"),
                                              potassium("3", "corrected", 4, "2020-01-01T08:00:00Z"),
                                              potassium("4", "preliminary", 3, "2019-01-01T08:00:00Z")))
        answer = run("export", "--format", "text", "--section", "labs", "-o", folder + "/a.txt", path)
        assert answer.status == 0, answer.err
        rows = [line for line in pathlib.Path(folder, "a.txt").read_text().splitlines() if "Potassium" in line]
    said = {"6 mmol/L": "Replaced by the lab.", "5 mmol/L": None, "4 mmol/L": "Corrected.", "3 mmol/L": "Preliminary."}
    for value, word in said.items():
        (row,) = [line for line in rows if value in line]
        assert word is None or word in row, row
        assert word is not None or not any(other in row for other in said.values() if other), row


def ranges_in_words_give_limits_only_where_they_are_clear():
    def potassium(number, text):
        return about("Observation", number, status="final", code={"text": "Potassium"},
                     category=[{"coding": [{"code": "laboratory"}]}], referenceRange=[{"text": text}],
                     valueQuantity={"value": int(number), "unit": "mmol/L"})
    texts = {"6": ("3.5 - 5.1 mmol/L", "3.5", "5.1", "above"), "7": ("3,500-5,100", None, None, None),
             "8": (">0.4 Positive; <0.3 Negative", None, None, None), "9": ("<=9", None, "9", "in-range")}
    with tempfile.TemporaryDirectory() as folder:
        text = bundle(ROSA, *(potassium(number, row[0]) for number, row in texts.items()))
        answer = run("list", "--section", "labs", "--format", "json", write(folder, "a.json", text))
    records = answer.json()["persons"][0]["sections"][0]["records"]
    assert len(records) == len(texts)
    for record in records:
        text, low, high, flag = texts[record["ref"].split("/")[-1]]
        assert record["range"]["text"] == text
        assert (record["range"].get("low"), record["range"].get("high")) == (low, high), record
        assert record.get("flag", {}).get("code") == flag, record


def what_people_call_it_stands_beside_the_name():
    """Rule G4, on paper and in JSON: a specialist's word, and what people say."""
    hypertension = about("Condition", "h", code={"text": "Essential hypertension"}, recordedDate="2020")
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "a.json", bundle(ROSA, hypertension))
        (record,) = [one for one in records(run("list", "--format", "json", path)) if one["type"] == "Condition"]
        text = run("list", path).out.decode()
        found = run("search", "high blood pressure", "--format", "json", "--", path)
    assert (record["title"], record["layName"]) == ("Essential hypertension", "high blood pressure")
    assert "Essential hypertension – high blood pressure\n" in text, text
    assert [one["title"] for one in records(found)] == ["Essential hypertension"]


def a_component_is_text_and_facts():
    part = [{"code": {"coding": [{"system": "http://loinc.org", "code": code}]},
             "valueQuantity": {"value": value, "unit": "mmHg"}} for code, value in (("8480-6", 120), ("8462-4", 80))]
    with tempfile.TemporaryDirectory() as folder:
        answer = run("list", "--format", "json", write(folder, "a.json", bundle(ROSA, about(
            "Observation", "bp", status="final", category=[{"coding": [{"code": "vital-signs"}]}],
            code={"coding": [{"system": "http://loinc.org", "code": "85354-9", "display": "Blood pressure"}]},
            component=part))))
    (record,) = [record for record in records(answer) if record["type"] == "Observation"]
    assert record["value"] == {"text": "120/80 mmHg"}
    facts = {fact["text"] for fact in record["facts"]}
    assert {"120 mmHg", "80 mmHg"} <= facts, facts
    assert record["when"] == {"text": "Date not stated"}


def people_of_one_file_are_kept_apart():
    tom = {"resourceType": "Patient", "id": "tom", "name": [{"text": "Tom Lee"}]}
    flag = {"resourceType": "Flag", "id": "f", "subject": {"reference": "Patient/tom"}, "code": {"text": "Falls"}}
    with tempfile.TemporaryDirectory() as folder:
        answer = run("list", "--format", "json", write(folder, "a.json", bundle(ROSA, tom, flag)))
    people = answer.json()["persons"]
    assert [person["person"]["name"] for person in people] == ["Rosa Alvarez", "Tom Lee"]
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "a.json", bundle(ROSA, tom, flag))
        one = run("--person", "tom lee", "list", "--format", "json", path).json()
        nobody = run("--person", "Ada", "list", path)
    assert [person["person"]["name"] for person in one["persons"]] == ["Tom Lee"]
    assert nobody.status == 1 and nobody.out == b"" and "Ada" in nobody.err
    titles = [[r["title"] for s in person["sections"] for r in s["records"] if r["type"] == "Flag"] for person in people]
    assert titles == [[], ["Falls"]], titles


def files_of_one_person_are_one_person():
    with tempfile.TemporaryDirectory() as folder:
        one = write(folder, "a.json", bundle(ROSA, about("Condition", "c", code={"text": "Gout"}, recordedDate="2020")))
        two = write(folder, "b.json", bundle(ROSA, about("Condition", "c", code={"text": "Asthma"}, recordedDate="2021")))
        tom = write(folder, "c.json", json.dumps({"resourceType": "Patient", "id": "rosa", "name": [{"text": "Tom Lee"}]}))
        whole = run("list", "--format", "json", one, two, tom).json()
        text = run("list", "--section", "conditions", one, two).out.decode()
        rows = run("list", "--section", "conditions", "--format", "csv", one, two).out.decode().splitlines()
    rosa, other = whole["persons"]
    assert [source["name"] for source in rosa["sources"]] == ["a.json", "b.json"]
    (conditions,) = [section for section in rosa["sections"] if section["id"] == "conditions"]
    assert [r["title"] for r in conditions["records"]] == ["Asthma", "Gout"] and conditions["state"] == "complete"
    assert len({r["ref"] for s in rosa["sections"] for r in s["records"]}) == 4
    assert other["person"] == {"name": "Tom Lee"}
    assert text.count("Rosa Alvarez") == 1 and "Conditions (2)" in text, text
    assert len(rows) == 3, rows


def an_empty_section_says_why():
    def empty(code, reason):
        return {"code": {"coding": [{"code": code}]}, "emptyReason": {"coding": [{"code": reason}]}}
    summary = about("Composition", "s", title="Summary", section=[
        empty("48765-2", "nilknown"), empty("11450-4", "withheld"), empty("10160-0", "notasked")])
    with tempfile.TemporaryDirectory() as folder:
        (person,) = run("list", "--format", "json", write(folder, "a.json", bundle(ROSA, summary))).json()["persons"]
    states = {section["id"]: section["state"] for section in person["sections"]}
    assert (states["allergies"], states["conditions"], states["medications"]) == ("none-known", "suppressed", "not-asked"), states


def what_was_entered_in_error_is_not_listed():
    wrong = {"coding": [{"code": ERROR}]}
    with tempfile.TemporaryDirectory() as folder:
        answer = run("list", "--format", "json", write(folder, "a.json", bundle(
            ROSA, about("Observation", "o", status=ERROR, code={"text": "Wrong"}),
            about("Condition", "c", verificationStatus=wrong, code={"text": "Wrong"}),
            about("DocumentReference", "d", status="current", docStatus=ERROR, description="Wrong"))))
    assert [record["type"] for record in records(answer)] == ["Patient"]
    notes = {section["id"]: section.get("note", "") for person in answer.json()["persons"]
             for section in person["sections"]}
    for kind in ("other", "conditions", "documents"):
        assert "1 record that its source calls a mistake is not listed" in notes[kind], notes


def a_count_that_lies_and_a_message_among_matches_lose_nothing():
    potassium = about("Observation", "k", status="final", code={"text": "Potassium"},
                      valueQuantity={"value": 4, "unit": "mmol/L"})
    outcome = {"resourceType": "OperationOutcome", "issue": [
        {"severity": "warning", "code": "not-supported", "diagnostics": "Some records were left out"}]}
    found = {"resourceType": "Bundle", "type": "searchset", "total": 0, "entry": [
        {"resource": ROSA}, {"search": {"mode": "match"}, "resource": potassium},
        {"search": {"mode": "outcome"}, "resource": outcome}]}
    with tempfile.TemporaryDirectory() as folder:
        answer = run("list", "--format", "json", write(folder, "a.json", json.dumps(found)))
    titles = {record["type"]: record["title"] for record in records(answer)}
    assert titles == {"Patient": "Rosa Alvarez", "Observation": "Potassium",
                      "OperationOutcome": "Some records were left out"}, titles


def csv_is_a_table():
    with tempfile.TemporaryDirectory() as folder:
        answer = run("list", "--format", "csv", write(folder, "a.json", bundle(
            ROSA, about("Condition", "c", code={"text": "Pain, \"bad\"\nat night"}),
            about("Condition", "x", code={"text": "=1+1"}))))
    rows = list(csv.DictReader(io.StringIO(answer.out.decode(), newline="")))
    titles = {row["title"] for row in rows if row["section"] == "conditions"}
    assert "'=1+1" in titles, titles
    assert any(title.startswith('Pain, "bad"') for title in titles), titles
    assert {row["person"] for row in rows} == {"Rosa Alvarez"}


def text_says_it_in_words_and_moves_no_cursor():
    with tempfile.TemporaryDirectory() as folder:
        answer = run("list", write(folder, "a.json", bundle(
            ROSA, about("Condition", "c", code={"text": "Gout \u001b[2J\u202eof the toe"}))))
    text = answer.out.decode()
    assert "Rosa Alvarez, born 2 July 1958" in text and "Conditions (1)" in text
    assert "\u001b" not in text and "\u202e" not in text and "Gout" in text, text


def show_gives_the_source_bytes():
    body = '{"resourceType":"Flag",  "id":"f","note": 1.10 , "code":{"text":"Falls"}}'
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "a.json", "[" + body + "]")
        raw = run("show", "Flag/f", "--format", "raw", path)
        whole = run("show", "file/Flag/f", "--format", "json", path).json()
        text = run("show", "Flag/f", path)
        none = run("show", "Flag/none", path)
        nothing = run("show")
    assert raw.out.decode() == body
    assert whole["title"] == "Falls" and whole["type"] == "Flag"
    assert text.status == 0 and "Falls" in text.out.decode()
    assert none.status == 1 and none.out == b"" and "There is no such record" in none.err
    assert nothing.status == 2


def show_gives_the_words_of_a_note():
    """A note's words in lines, and nothing in them that a terminal obeys; what is no text says so."""
    def note(name, kind, data):
        return about("DocumentReference", name, status="current", description="Note", content=[
            {"attachment": {"contentType": kind, "data": base64.b64encode(data).decode()}}])
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "a.json", bundle(
            ROSA, note("h", "text/html", b"<h1>Plan</h1><script>x()</script><p>Rest &amp; water\xe2\x80\xae!</p>"),
            note("p", "application/pdf", b"%PDF-1.4")))
        text = run("show", "DocumentReference/h", path).out.decode()
        whole = run("show", "DocumentReference/h", "--format", "json", path).json()
        other = run("show", "DocumentReference/p", path).out.decode()
    assert "The text of the document:\n    Plan\n\n    Rest & water!\n" in text, text
    assert whole["attachments"] == [{"contentType": "text/html", "text": "Plan\n\nRest & water!"}], whole
    assert "A file that is not text, or is not here." in other, other


def show_says_what_a_test_is():
    """Rules G6 and G6b: our own sentences, as ours, or that there are none."""
    known = about("Observation", "k", status="final", code={"text": "Potassium"}, category=[{"coding": [{"code": "laboratory"}]}])
    other = about("Observation", "o", status="final", code={"text": "Zebra stripe index"}, category=[{"coding": [{"code": "laboratory"}]}])
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "a.json", bundle(ROSA, known, other))
        text = run("show", "Observation/k", path).out.decode()
        none = run("show", "Observation/o", path).out.decode()
        whole = run("show", "Observation/k", "--format", "json", path).json()
        nothing = run("show", "Observation/o", "--format", "json", path).json()
    assert "What is this? (words of Keepwell) Potassium is a salt in the blood." in text, text
    assert "Keepwell has no explanation of this test." in none
    assert whole["explanation"].startswith("Potassium is a salt") and "explanation" not in nothing
    assert all("Potassium is" not in fact["text"] for fact in whole["facts"])


def search_finds_in_files():
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "a.json", bundle(
            ROSA, about("Condition", "c", code={"text": "Hypertension"}), about("Condition", "d", code={"text": "Gout"})))
        found = run("search", "hypert", "--format", "json", "--", path)
        none = run("search", "zebra", "--", path)
        nothing = run("search", "--", path)
    assert found.status == 0, found.err
    assert [record["title"] for record in records(found)] == ["Hypertension"]
    assert none.status == 0 and "Gout" not in none.out.decode()
    assert nothing.status == 2


def bad_files_are_one_sentence():
    cases = {
        "empty.json": (b"", "This file is empty"),
        "blank.json": (b" \n", "This file is empty"),
        "page.html": (b"<html>", "not a health record"),
        "comma.json": (b'{"resourceType":\n"Flag",,}', "line 2, column 8"),
        "cut.json": (b'{"resourceType":"Flag","id":"f', "ends too early"),
        "other.json": (b'{"name":"Rosa"}', "not a health record"),
        "deep.json": (b'[' * 100000, "not a health record"),
        "lines.ndjson": (b'{"resourceType":"Flag","id":"f"}\n{"resourceType":}\n', "line 2"),
    }
    with tempfile.TemporaryDirectory() as folder:
        good = write(folder, "good.json", json.dumps(ROSA))
        for name, (content, words) in cases.items():
            answer = run("list", good, write(folder, name, content))
            assert answer.status == 1 and answer.out == b"", (name, answer.status, answer.out)
            assert name in answer.err and words in answer.err, (name, answer.err)
            assert answer.left == [], (name, answer.left)
        huge = write(folder, "huge.json", "{}")
        with open(huge, "r+b") as file:
            file.truncate(2 * 1024 ** 3)
        answer = run("list", huge)
        assert answer.status == 1 and "larger than Keepwell can read" in answer.err, answer.err
        answer = run("list", folder + "/none.json")
        assert answer.status == 1 and "could not be read" in answer.err, answer.err


def usage_is_two():
    for arguments in ([], ["fly"], ["list", "--format", "pdf"], ["list", "--section", "Labs"], ["list", "--wings"]):
        answer = run(*arguments)
        assert answer.status == 2, (arguments, answer.status)
    answer = run("--help")
    assert answer.status == 0 and "search WORDS" in answer.out.decode()
    assert run("list", "--help").status == 0
    assert run("--version").status == 0


main(every_record_of_synthea_is_listed, every_record_of_us_core_is_listed, every_other_example_is_listed, xml_reads_as_its_json_does,
     every_entry_of_a_ccda_is_listed, json_is_as_the_contract_says,
     a_list_on_paper_says_what_is_not_final, show_lists_all_results_of_a_test, ranges_in_words_give_limits_only_where_they_are_clear,
     a_component_is_text_and_facts, people_of_one_file_are_kept_apart,
     files_of_one_person_are_one_person, an_empty_section_says_why, what_was_entered_in_error_is_not_listed,
     csv_is_a_table, what_people_call_it_stands_beside_the_name, text_says_it_in_words_and_moves_no_cursor, show_gives_the_source_bytes,
     show_gives_the_words_of_a_note, show_says_what_a_test_is,
     search_finds_in_files, bad_files_are_one_sentence, usage_is_two)
