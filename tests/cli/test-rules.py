# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of words, dates and values on the program's own output, each by its number.

G10 is tests/house/reading_level.py. G7, G11 and what only a window can show are tests of the window.
"""

import base64
import json
import os
import pathlib
import re
import tempfile

from cli import CORPUS, Skip, main, run

LOINC, SNOMED, CVX = "http://loinc.org", "http://snomed.info/sct", "http://hl7.org/fhir/sid/cvx"
PATIENT = {"resourceType": "Patient", "id": "rosa", "birthDate": "1958-07-02", "name": [{"text": "Rosa Alvarez"}]}
LAB = {"category": [{"coding": [{"code": "laboratory"}]}], "status": "final"}
TYPES = re.findall(r'TYPE \("(\w+)"', (pathlib.Path(os.environ["G_TEST_SRCDIR"]) / "../src/core/types.c").read_text())


def about(kind, name, **members):
    whose = "patient" if kind in ("AllergyIntolerance", "Immunization") else "subject"
    return {"resourceType": kind, "id": name, whose: {"reference": "Patient/rosa"}, **members}


def coded(text=None, **coding):
    return {**({"text": text} if text else {}), **({"coding": [coding]} if coding else {})}


def ask(*resources, verb="list", words=(), **variables):
    """What the program says of the resources: the records by their id."""
    bundle = {"resourceType": "Bundle", "type": "collection",
              "entry": [{"resource": one} for one in (PATIENT, *resources)]}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a.json"
        path.write_text(json.dumps(bundle), encoding="utf-8")
        answer = run(verb, *words, "--format", "json", *(["--"] if verb == "search" else []), path, **variables)
    assert answer.status == 0, answer.err
    return {record["ref"].split("/")[-1]: record for person in answer.json()["persons"]
            for section in person["sections"] for record in section["records"]}


def facts(record):
    """The first fact of each label."""
    return {fact["label"]: fact["text"] for fact in reversed(record["facts"])}


def g1_a_title_is_never_a_type_a_code_or_empty():
    records = ask(
        about("Condition", "text", code=coded("Gout")),
        about("Condition", "display", code=coded(system=SNOMED, code="90560007", display="Gout")),
        about("Condition", "selected", code={"coding": [
            {"system": "urn:local", "code": "1", "display": "Gout, left"},
            {"system": SNOMED, "code": "90560007", "display": "Gout", "userSelected": True}]}),
        about("MedicationRequest", "contained", contained=[{"resourceType": "Medication", "id": "m", "code": coded("Aspirin")}],
              medicationReference={"reference": "#m"}),
        {"resourceType": "Medication", "id": "med", "code": coded("Ibuprofen 200 mg")},
        about("MedicationRequest", "referenced", medicationReference={"reference": "Medication/med"}),
        about("Immunization", "cvx", status="completed", vaccineCode=coded(system=CVX, code="141")),
        about("Observation", "loinc", code=coded(system=LOINC, code="777-3"), **LAB),
        about("Observation", "strange", code=coded(system=LOINC, code="99999-9")),
        about("Condition", "typename", code=coded("Encounter")),
        about("Condition", "null", code=coded("unknown")),
        about("Condition", "oid", code=coded("2.16.840.1.113883")),
        about("Condition", "nothing"))
    assert {name: record["title"] for name, record in records.items() if name not in ("rosa", "med")} == {
        "text": "Gout", "display": "Gout", "selected": "Gout", "contained": "Aspirin", "referenced": "Ibuprofen 200 mg",
        "cvx": "Flu vaccine", "loinc": "Platelets", "strange": "Unnamed result", "typename": "Unnamed condition",
        "null": "Unnamed condition", "oid": "Unnamed condition", "nothing": "Unnamed condition"}


def g1_and_g2_hold_for_records_of_other_hands():
    files = [path for name in ("synthea", "uscore", "ips", "r4examples") if CORPUS
             for path in sorted((pathlib.Path(CORPUS) / name).rglob("*.json"))]
    if not files:
        raise Skip("KEEPWELL_CORPUS holds no records")
    wrong = re.compile(r"https?://|urn:|\||\b\d{3,5}-\d\b(?!/)")
    count = 0
    for start in range(0, len(files), 40):
        answer = run("list", "--format", "json", *files[start:start + 40])
        assert answer.status == 0 and answer.err == "", answer.err
        for record in (record for person in answer.json()["persons"] for section in person["sections"]
                       for record in section["records"]):
            title, subtitle = record["title"], record.get("subtitle", "")
            assert title.strip() and title not in TYPES, record["ref"]
            assert title.lower() not in ("unknown", "null", "undefined", "none"), record["ref"]
            assert not re.fullmatch(r"[\d.:/-]+|[0-9a-f-]{30,}", title), (title, record["ref"])
            assert not wrong.search(title), (title, record["ref"])
            assert not re.search(r"https?://|urn:", subtitle), (subtitle, record["ref"])
            count += 1
    assert count > 1000, count


def g2_the_plain_name_is_the_title_and_the_original_a_fact():
    official = "Potassium [Moles/volume] in Serum or Plasma"
    record = ask(about("Observation", "k", code=coded(official, system=LOINC, code="2823-3", display=official), **LAB))["k"]
    assert record["title"] == "Potassium in Serum or Plasma"
    assert facts(record)["Original wording"] == official
    assert "2823-3" not in record["title"] + record.get("subtitle", "")


def g3_an_abbreviation_is_spelled_out():
    records = ask(about("Observation", "w", code=coded("WBC"), **LAB), about("Condition", "c", code=coded("Stage 3 CKD")),
                  about("Immunization", "t", status="completed", vaccineCode=coded("Tdap")))
    assert records["w"]["title"] == "White blood cells (WBC)"
    assert records["c"]["title"] == "Stage 3 chronic kidney disease (CKD)"
    assert records["t"]["title"] == "Tetanus, diphtheria and whooping cough (Tdap)"


def g4_the_lay_word_finds_and_is_seen():
    resources = (
        about("Observation", "lipid", code=coded("Lipid panel"), **LAB),
        about("Observation", "covid", code=coded("SARS-CoV-2 rna ql naa+probe~pcr", system=LOINC, code="94500-6"), **LAB),
        about("Observation", "biopsy", code=coded("Surgical pathology"), **LAB),
        about("Observation", "germ", code=coded("Microbiology"), **LAB),
        about("Immunization", "zoster", status="completed", vaccineCode=coded("zoster recombinant", system=CVX, code="187")),
        about("Immunization", "flu", status="completed", vaccineCode=coded("Influenza, split virus", system=CVX, code="140")),
        about("Condition", "pressure", code=coded("Hypertension")))
    for word, name in (("cholesterol", "lipid"), ("COVID-19", "covid"), ("biopsy", "biopsy"), ("infection", "germ"),
                       ("shingles", "zoster"), ("flu", "flu"), ("high blood pressure", "pressure")):
        found = ask(*resources, verb="search", words=(word,))
        assert name in found, (word, list(found))
        assert word.lower() in found[name]["layName"].lower(), (word, found[name])


def g5_what_is_not_said_is_not_shown():
    record = ask(about("Observation", "o", code=coded("Glucose")))["o"]
    assert not {"value", "range", "flag", "status"} & record.keys(), record
    assert record["when"] == {"text": "Date not stated"}
    record = ask(about("MedicationRequest", "m", medicationCodeableConcept=coded("Lisinopril 10 mg")))["m"]
    assert not {"What for", "How to take it", "Status"} & facts(record).keys(), record


def g8_who_recorded_it():
    """The order of the rule: asserter, recorder, requester, informationSource, performer, author."""
    someone = {name: {"display": f"Dr. {name.title()}"} for name in ("asserter", "recorder", "requester", "performer", "author")}
    records = ask(
        about("Condition", "c", code=coded("Gout"), asserter=someone["asserter"], recorder=someone["recorder"]),
        about("Condition", "r", code=coded("Gout"), recorder=someone["recorder"]),
        about("MedicationRequest", "q", medicationCodeableConcept=coded("Aspirin"), requester=someone["requester"],
              recorder=someone["recorder"]),
        about("MedicationStatement", "own", medicationCodeableConcept=coded("Aspirin"),
              informationSource={"reference": "Patient/rosa"}),
        about("Observation", "p", code=coded("Glucose"), performer=[someone["performer"]]),
        about("DocumentReference", "d", type=coded("Letter"), author=[someone["author"]]))
    who = {name: facts(record).get("Recorded by") for name, record in records.items()}
    assert (who["c"], who["r"], who["p"], who["d"]) == ("Dr. Asserter", "Dr. Recorder", "Dr. Performer", "Dr. Author"), who
    assert who["q"] in ("Dr. Recorder", "Dr. Requester") and who["own"] is not None, who
    assert all(record["source"] for record in records.values())


def g9_a_mistake_is_no_fact_and_ruled_out_says_so():
    records = ask(
        about("Condition", "mistake", code=coded("Cancer"), verificationStatus=coded(code="entered-in-error")),
        about("Observation", "wrong", status="entered-in-error", code=coded("Glucose")),
        about("Condition", "out", code=coded("Lyme disease"), clinicalStatus=coded(code="resolved"),
              verificationStatus=coded(code="refuted")))
    assert records.keys() == {"rosa", "out"}, records.keys()
    assert records["out"]["status"]["text"] == "Ruled out" and "Ruled out" in records["out"]["subtitle"]


def d1_a_day_is_never_moved():
    for zone in ("America/Los_Angeles", "UTC", "Pacific/Auckland"):
        records = ask(about("Condition", "y", code=coded("Gout"), onsetDateTime="2019"),
                      about("Condition", "m", code=coded("Gout"), onsetDateTime="2019-03"),
                      about("Condition", "d", code=coded("Gout"), onsetDateTime="2019-03-05"),
                      about("Condition", "z", code=coded("Gout"), onsetDateTime="2019-03-05T00:00:00Z"), TZ=zone)
        assert {name: records[name]["when"]["text"] for name in "ymdz"} == {
            "y": "2019", "m": "March 2019", "d": "5 March 2019", "z": "5 March 2019"}, zone
        assert facts(records["rosa"])["Born"] == "2 July 1958", zone


def d2_what_has_no_date_is_there_and_says_so():
    clinical = ("AllergyIntolerance", "CarePlan", "CareTeam", "Condition", "Consent", "Coverage", "Device", "DiagnosticReport",
                "DocumentReference", "Encounter", "FamilyMemberHistory", "Flag", "Goal", "ImagingStudy", "Immunization",
                "MedicationAdministration", "MedicationDispense", "MedicationRequest", "MedicationStatement", "NutritionOrder",
                "Observation", "Procedure", "QuestionnaireResponse", "ServiceRequest", "Communication", "Media", "List",
                "Composition", "Account", "Claim", "ExplanationOfBenefit", "Appointment")
    records = ask(*(about(kind, kind.lower()) for kind in clinical))
    assert records.keys() == {"rosa", *(kind.lower() for kind in clinical)}
    for name, record in records.items():
        if name != "rosa":
            assert record["when"]["text"] == "Date not stated" and "iso" not in record["when"], record
    text = json.dumps(records)
    assert "1970" not in text and "undefined" not in text


def d3_a_date_says_what_it_means():
    records = ask(
        about("Observation", "lab", code=coded("Glucose"), effectiveDateTime="2026-02-03", category=[coded(code="laboratory")]),
        about("Immunization", "shot", status="completed", vaccineCode=coded("Flu"), occurrenceDateTime="2026-02-03"),
        about("MedicationRequest", "rx", medicationCodeableConcept=coded("Aspirin"), authoredOn="2026-02-03"),
        about("Condition", "started", code=coded("Gout"), onsetDateTime="2020", recordedDate="2026-02-03", abatementDateTime="2021"),
        about("Condition", "recorded", code=coded("Gout"), recordedDate="2026-02-03"),
        about("Condition", "age", code=coded("Gout"), onsetAge={"value": 72, "unit": "years", "code": "a"}))
    labels = {name: record["when"].get("label") for name, record in records.items()}
    assert (labels["lab"], labels["shot"], labels["rx"], labels["started"], labels["recorded"]) == (
        "Collected", "Given", "Prescribed", "Started", "Recorded"), labels
    said = facts(records["started"])
    assert (said["Started"], said["Ended"], said["Recorded"]) == ("2020", "2021", "3 February 2026")
    assert (records["age"]["when"]["label"], records["age"]["when"]["text"]) == ("Started", "at age 72")
    assert "72 years" not in json.dumps(records["age"])


def d5_an_appointment_is_by_the_clock_of_the_clinic():
    visit = {"resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-12-01T10:00:00-05:00",
             "description": "Heart check", "participant": [{"actor": {"reference": "Patient/rosa"}}]}
    assert ask(visit, TZ="America/New_York")["a"]["when"]["text"] == "1 December 2026, 10:00"
    assert ask(visit, TZ="Pacific/Auckland")["a"]["when"]["text"] == "1 December 2026, 10:00 (clinic time)"


def l10_a_quantity_is_as_it_was_sent():
    for number, unit, words in (("5.0", "%", "5.0 %"), ("0.004", "ng/mL", "0.004 ng/mL"), ("1.10", "mg/dL", "1.10 mg/dL"),
                                ("12345.678", "U/L", "12345.678 U/L"), ("1e3", "mg", "1e3 mg"), ("100", "mm[Hg]", "100 mmHg")):
        body = about("Observation", "q", code=coded("Test"), valueQuantity={"value": "NUMBER", "unit": unit})
        text = json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": PATIENT}, {"resource": body}]})
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "a.json"
            path.write_text(text.replace('"NUMBER"', number), encoding="utf-8")
            answer = run("list", "--section", "labs", "--format", "json", path).json()
        (record,) = [record for section in answer["persons"][0]["sections"] for record in section["records"]]
        assert (record["value"]["text"], record["value"]["number"]) == (words, number), record["value"]


def l11_every_kind_of_value_is_shown():
    kinds = {
        "Quantity": ({"value": 5, "unit": "mg"}, "5 mg"), "CodeableConcept": ({"text": "Detected"}, "Detected"),
        "String": ("No growth", "No growth"), "Boolean": (True, "Yes"), "Integer": (0, "0"),
        "Range": ({"low": {"value": 2, "unit": "mg"}, "high": {"value": 4, "unit": "mg"}}, "2–4 mg"),
        "Ratio": ({"numerator": {"value": 1}, "denominator": {"value": 160}}, "1:160"),
        "SampledData": ({"origin": {"value": 0, "unit": "mV"}, "period": 10, "dimensions": 1, "data": "1 2 3"},
                        "A series of measurements: 1 2 3 mV"),
        "Time": ("14:05:00", "14:05:00"), "DateTime": ("2019-03", "March 2019"),
        "Period": ({"start": "2019", "end": "2020"}, "2019 to 2020")}
    records = ask(*(about("Observation", kind, code=coded("Test"), **{"value" + kind: value}, **LAB)
                    for kind, (value, _) in kinds.items()),
                  about("Observation", "absent", code=coded("Test"), dataAbsentReason=coded(code="masked"), **LAB),
                  about("Observation", "parts", code=coded("Blood pressure"), component=[
                      {"code": coded(system=LOINC, code=code), "valueQuantity": {"value": value, "unit": "mmHg"}}
                      for code, value in (("8480-6", 120), ("8462-4", 80))], **LAB))
    said = {name: record["value"]["text"] for name, record in records.items() if name != "rosa"}
    assert said == {**{kind: words for kind, (_, words) in kinds.items()}, "absent": "Kept private by the source",
                    "parts": "120/80 mmHg"}, said


def l16_what_the_lab_remarked_is_with_the_result():
    remark = "Seen under the microscope. " * 40 + "The end."
    record = ask({"resourceType": "Specimen", "id": "s", "type": coded("Urine, clean catch"),
                  "subject": {"reference": "Patient/rosa"}},
                 about("Observation", "o", code=coded("Culture"), valueString="Growth", note=[{"text": remark}, {"text": "Call us."}],
                       performer=[{"display": "Riverside Laboratory"}], specimen={"reference": "Specimen/s"}, **LAB))["o"]
    assert [fact["text"] for fact in record["facts"] if fact["label"] == "Note"] == [remark, "Call us."], record["facts"]
    said = facts(record)
    assert (said["Recorded by"], said["Specimen"]) == ("Riverside Laboratory", "Urine, clean catch"), said


def m8_a_medicine_is_found_by_either_name():
    """The order and the typing in the list of medicines are a test of the window."""
    resources = (
        about("MedicationRequest", "both", medicationCodeableConcept={"text": "Lipitor 20 mg tablet", "coding": [
            {"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "617318",
             "display": "atorvastatin 20 MG Oral Tablet [Lipitor]"}]}),
        about("MedicationRequest", "other", medicationCodeableConcept=coded("Lisinopril 10 mg")))
    for word in ("Lipitor", "lipi", "atorvastatin"):
        assert ask(*resources, verb="search", words=(word,)).keys() == {"both"}, word


def v3_a_weight_in_grams_is_in_kilograms_too():
    def weight(name, value, **coding):
        return about("Observation", name, code={"text": "Weight", "coding": [{"system": LOINC, "code": "29463-7"}]}, status="final",
                     category=[{"coding": [{"code": "vital-signs"}]}], valueQuantity={"value": value, **coding})
    records = ask(weight("g", 70500, unit="g"), weight("coded", 3402, unit="grams", system="http://unitsofmeasure.org", code="g"),
                  weight("none", 70500))
    said = [records[name]["value"]["text"] for name in ("g", "coded", "none")]
    assert said == ["70.50 kg (converted)", "3402 grams", "70500"], said
    assert facts(records["g"])["As sent"] == "70500 g"
    assert records["g"]["value"]["number"] == "70500"
    assert facts(records["coded"])["In another unit"] == "about 3.402 kg, converted"
    assert "In another unit" not in facts(records["none"])


def document(name, *files, **members):
    """A note with files, each a type and its bytes or the members of its attachment."""
    return about("DocumentReference", name, status="current", type=coded("H&P note"), date="2024-03-01", **members, content=[
        {"attachment": {**({"contentType": kind} if kind else {}),
                        **(data if isinstance(data, dict) else {"data": base64.b64encode(data).decode()})}}
        for kind, data in files])


def shown(resource, *others):
    """What the program shows of a note: the whole in words, and its attachments."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a.json"
        path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [
            {"resource": one} for one in (PATIENT, resource, *others)]}), encoding="utf-8")
        ref = "DocumentReference/" + resource["id"]
        text, whole = run("show", ref, path), run("show", ref, "--format", "json", path)
    assert text.status == whole.status == 0 and not text.err + whole.err, text.err
    return text.out.decode(), whole.json()["attachments"]


def o1_every_file_ends_in_its_words_or_in_why_not():
    no_text, cda = "A file that is not text, or is not here.", b'<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Plan</title></ClinicalDocument>'
    files = [("text/html; charset=utf-8", b"<p>Rest</p>", "Rest"), ("TEXT/HTML", b"<p>Rest</p>", "Rest"),
             ("text/rtf", b"{\\rtf1 Rest}", "Rest"), ("text/plain", b"Rest", "Rest"), (None, b"Rest", "Rest"),
             ("application/octet-stream", b"Rest", "Rest"), ("application/xml", b"<a>Rest</a>", "Rest"),
             ("application/hl7-v3+xml", cda, "Plan"), ("text/plain;charset=iso-8859-1", b"Caf\xe9", "Caf\u00e9"),
             ("application/pdf", b"%PDF-1.4", no_text), ("image/jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", no_text),
             ("image/png", b"\x89PNG\r\n\x1a\n\0\0\0", no_text), ("image/tiff", b"II*\0\0\0\0", no_text),
             ("application/dicom", b"\0" * 128 + b"DICM", no_text), ("application/octet-stream", b"\1\2\3\0\0", no_text),
             ("text/plain", {}, "This file was not sent with the record."),
             ("text/plain", {"url": "Binary/none"}, "This file was not sent with the record."),
             ("text/plain", b"  \n ", "This file has no words in it."), ("text/plain", {"data": "!!!"}, no_text)]
    text, attachments = shown(document("all", *((kind, data) for kind, data, _ in files)))
    assert len(attachments) == len(files)
    for (kind, data, words), said in zip(files, attachments):
        assert words in (said.get("text"), said.get("note")) and len({"text", "note"} & set(said)) == 1, (kind, data, said)
        assert words in text, (words, text)


def o1_a_file_that_stands_beside_the_note_is_found():
    binary = {"resourceType": "Binary", "id": "b", "contentType": "text/plain", "data": base64.b64encode(b"Rest").decode()}
    _, (one,) = shown(document("d", ("text/plain", {"url": "Binary/b"})), binary)
    assert one["text"] == "Rest" and "note" not in one, one


def o3_several_formats_of_one_note_are_one_row():
    records = ask(document("d", ("text/rtf", b"{\\rtf1 Rest}"), ("text/html", b"<p>Rest</p>")))
    assert [name for name in records if name != "rosa"] == ["d"]


def o4_a_note_says_its_kind_its_day_and_who_wrote_it():
    note = ask(document("d", ("text/plain", b"Rest"), author=[{"display": "Dr. Marsh"}]))["d"]
    assert note["title"] == "History and physical (H&P) note" and note["when"]["text"] == "1 March 2024", note
    assert note["when"]["label"] == "Written" and "Dr. Marsh" in note["subtitle"], note
    assert facts(note)["Original wording"] == "H&P note"


def o7_the_words_of_a_note_are_not_rewritten():
    words = "Pt c/o SOB & CP, HTN. WBC 5.0; take 1.0 mg BID.\nNKDA"
    text, (one,) = shown(document("d", ("text/plain", words.encode())))
    assert one["text"] == words and words.split("\n")[0] in text, one


def g8_who_recorded_it_may_stand_in_another_record():
    """A Provenance points at what it is about; one who only passed it on did not record it."""
    def source(name, agents, **members):
        return {"resourceType": "Provenance", "id": name, "target": [{"reference": "Condition/a"}],
                "recorded": "2026-01-05", "agent": agents, **members}
    agent = lambda name, kind=None, **members: {"who": {"display": name}, **members, **(
        {"type": {"coding": [{"code": kind}]}} if kind else {})}
    about = {"subject": {"reference": "Patient/rosa"}}
    everything = [
        {"resourceType": "Patient", "id": "rosa", "name": [{"text": "Rosa Alvarez"}]},
        {"resourceType": "Condition", "id": "a", "code": {"text": "Asthma"}, **about},
        {"resourceType": "Condition", "id": "b", "code": {"text": "Gout"}, **about},
        source("1", [agent("City Exchange", "transmitter"),
                     agent("Dr. Ana Lim", "author", onBehalfOf={"display": "Riverside Clinic"})]),
        source("2", [agent("North Exchange", "transmitter")], recorded="2026-01-06"),
        source("3", [agent("North Exchange", "transmitter")], recorded="2026-01-06"),
        source("4", [agent("Nurse Roe")], target=[{"reference": "Condition/b/_history/2"}, {"reference": "Condition/z"}]),
        source("5", [], target=[{"reference": "Condition/b"}],
               entity=[{"role": "source", "what": {"display": "Summary of 2020"}}])]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a.json"
        path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection",
                                    "entry": [{"resource": one} for one in everything]}))
        said = {name: [(fact["label"], fact["text"]) for fact in
                       run("show", "--format", "json", "Condition/" + name, path).json()["facts"]
                       if fact["label"] in ("Recorded by", "Source")] for name in ("a", "b")}
        text = run("show", "Condition/a", path).out.decode()
    assert sorted(said["a"]) == [("Recorded by", "Dr. Ana Lim · Riverside Clinic · 5 January 2026"),
                                 ("Source", "North Exchange · 6 January 2026")], said
    assert sorted(said["b"]) == [("Recorded by", "Nurse Roe · 5 January 2026"),
                                 ("Source", "Summary of 2020 · 5 January 2026")], said
    assert "Recorded by: Dr. Ana Lim · Riverside Clinic · 5 January 2026" in text, text


main(g1_a_title_is_never_a_type_a_code_or_empty, g1_and_g2_hold_for_records_of_other_hands,
     g2_the_plain_name_is_the_title_and_the_original_a_fact, g3_an_abbreviation_is_spelled_out,
     g4_the_lay_word_finds_and_is_seen, g5_what_is_not_said_is_not_shown, g8_who_recorded_it,
     g8_who_recorded_it_may_stand_in_another_record,
     g9_a_mistake_is_no_fact_and_ruled_out_says_so, d1_a_day_is_never_moved, d2_what_has_no_date_is_there_and_says_so,
     d3_a_date_says_what_it_means, d5_an_appointment_is_by_the_clock_of_the_clinic, l10_a_quantity_is_as_it_was_sent,
     l11_every_kind_of_value_is_shown, l16_what_the_lab_remarked_is_with_the_result, m8_a_medicine_is_found_by_either_name,
     v3_a_weight_in_grams_is_in_kilograms_too, o1_every_file_ends_in_its_words_or_in_why_not,
     o1_a_file_that_stands_beside_the_note_is_found, o3_several_formats_of_one_note_are_one_row,
     o4_a_note_says_its_kind_its_day_and_who_wrote_it, o7_the_words_of_a_note_are_not_rewritten)
