# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of medicines (M1 to M10) on the program's own output, each by its number.

How rows are made is tests/library/test-medicines.c; M4 to M6 are tests/core/test-words-dosage.c too; what only a window
can show is tests/app.
"""

import json
import re
import subprocess
import tempfile
import pathlib

from cli import Home, main, run

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
PATIENT = {"resourceType": "Patient", "id": "rosa", "birthDate": "1958-07-02", "name": [{"text": "Rosa Alvarez"}]}
SUBJECT = {"subject": {"reference": "Patient/rosa"}}


def order(name, title, status="active", **members):
    return {"resourceType": "MedicationRequest", "id": name, "status": status, "intent": "order",
            "medicationCodeableConcept": {"text": title}, **SUBJECT, **members}


def taken(name, title, status="active", **members):
    return {"resourceType": "MedicationStatement", "id": name, "status": status,
            "medicationCodeableConcept": {"text": title}, **SUBJECT, **members}


def bundle(folder, *resources):
    path = pathlib.Path(folder) / "a.json"
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection",
                                "entry": [{"resource": one} for one in (PATIENT, *resources)]}), encoding="utf-8")
    return path


def ask(*resources):
    """The medicines by their id."""
    with tempfile.TemporaryDirectory() as folder:
        answer = run("list", "--section", "medications", "--format", "json", bundle(folder, *resources))
    assert answer.status == 0, answer.err
    return {record["ref"].split("/")[-1]: record for person in answer.json()["persons"]
            for section in person["sections"] for record in section["records"]}


def export(*resources):
    """The summary on paper, as text."""
    with tempfile.TemporaryDirectory() as folder:
        answer = run("export", "--format", "text", "-o", "-", bundle(folder, *resources))
    assert answer.status == 0, answer.err
    return answer.out.decode()


def m1_current_stands_first_and_the_others_apart():
    text = export(order("a", "Past one", "stopped"), order("b", "Held one", "on-hold"), order("c", "Current one"))
    places = [text.index(words) for words in ("Current medicines", "Current one", "On hold", "Held one", "Past medicines",
                                              "Past one")]
    assert places == sorted(places), places


def m2_a_status_is_one_of_few_words():
    words = {"active": "Current", "on-hold": "On hold", "completed": "Finished", "stopped": "Stopped",
             "cancelled": "Stopped", "draft": "Planned", "unknown": "Not stated", "perhaps": "Not stated"}
    records = ask(*(order(status, f"Drug {number}", status) for number, status in enumerate(words)))
    assert {name: record["status"]["text"] for name, record in records.items()} == words
    for record in records.values():
        (status,) = [fact["text"] for fact in record["facts"] if fact["label"] == "Status"]
        assert re.fullmatch(r"[^.]+\. [^.]+\.", status), status


def m3_name_and_strength_then_how_then_what_for():
    medication = {"resourceType": "Medication", "id": "pill", "code": {"text": "Warfarin"}, "ingredient": [
        {"itemCodeableConcept": {"text": "Warfarin"}, "strength": {"numerator": {"value": 2, "unit": "mg"},
                                                                   "denominator": {"value": 1, "unit": "1"}}}]}
    how = {"dosageInstruction": [{"text": "1 tablet at night"}]}
    records = ask(medication, order("a", "Amlodipine 5 mg", reasonCode=[{"text": "Gout"}], **how), order("b", "Aspirin", **how),
                  {**order("c", ""), "medicationCodeableConcept": None, "medicationReference": {"reference": "Medication/pill"}},
                  {**order("d", ""), "medicationCodeableConcept": None, "contained": [{**medication, "id": "in"}],
                   "medicationReference": {"reference": "#in"}})
    assert (records["a"]["title"], records["a"]["subtitle"]) == ("Amlodipine 5 mg", "1 tablet at night · For: Gout")
    assert records["b"]["subtitle"] == "1 tablet at night"
    assert records["c"]["title"] == records["d"]["title"] == "Warfarin 2 mg"
    gout = {"resourceType": "Condition", "id": "gout", "code": {"text": "Gout"}, **SUBJECT}
    pointing = order("e", "Colchicine 0.5 mg", reasonReference=[{"reference": "Condition/gout"}], **how)
    assert ask(gout, pointing)["e"]["subtitle"] == "1 tablet at night · For: Gout"
    text = export(gout, pointing)
    assert "Gout" in text[text.index("Current medicines"):text.index("Current conditions")], text


def m4_how_to_take_it_is_as_written_and_without_latin_where_it_is_ours():
    ours = {"timing": {"code": {"coding": [{"code": "BID"}]}}, "route": {"text": "PO"},
            "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "TAB"}}]}
    records = ask(order("a", "A", dosageInstruction=[{"text": "1 tab PO BID"}]), order("b", "B", dosageInstruction=[ours]),
                  order("c", "C", dosageInstruction=[{"text": "1 tab", "patientInstruction": "With food",
                                                      "asNeededBoolean": True}]))
    assert records["a"]["subtitle"] == "1 tab PO BID"
    assert records["b"]["subtitle"] == "1 tablet, 2 times a day, by mouth", records["b"]["subtitle"]
    assert records["c"]["subtitle"] == "1 tab; With food; as needed"


def m5_our_numbers_are_safe_and_theirs_as_sent():
    def dose(value, unit):
        return {"dosageInstruction": [{"doseAndRate": [{"doseQuantity": {"value": value, "unit": unit}}]}]}
    records = ask(order("a", "A", **dose(1.0, "mg")), order("b", "B", **dose(0.5, "ug")), order("c", "C", **dose(1000, "[iU]")),
                  order("d", "D", dosageInstruction=[{"text": "1.0 mg or .5 mg, 100 IU"}]))
    assert [records[name]["subtitle"] for name in "abcd"] == ["1 mg", "0.5 mcg", "1,000 units", "1.0 mg or .5 mg, 100 IU"]


def m6_a_half_is_only_what_the_source_calls_one():
    rendered = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/rendered-value", "valueString": "½"}]}
    def half(**more):
        return {"dosageInstruction": [{"doseAndRate": [{"doseQuantity": {"value": 0.5, "unit": "TAB", **more}}]}]}
    records = ask(order("a", "A", **half()), order("b", "B", **half(_value=rendered)))
    assert (records["a"]["subtitle"], records["b"]["subtitle"]) == ("0.5 tablets", "½ tablet")


def m7_one_row_names_its_other_records_and_paper_has_one():
    how = {"dosageInstruction": [{"text": "1 a day"}]}
    resources = (order("a", "Lisinopril 10 mg", authoredOn="2024-01-01", **how),
                 order("b", "lisinopril 10 MG", authoredOn="2023-01-01", **how),
                 order("c", "Lisinopril 20 mg", authoredOn="2022-01-01", **how))
    records = ask(*resources)
    assert records["a"]["sameMedicine"] == ["file/MedicationRequest/b"]
    assert records["b"]["sameMedicine"] == ["file/MedicationRequest/a"] and "sameMedicine" not in records["c"]
    text = export(*resources)
    assert text.count("Lisinopril 10 mg (2 records)") == 1 and "lisinopril 10 MG" not in text
    assert "Lisinopril 20 mg" in text


def m8_brand_and_ingredient_find_it():
    medication = {"resourceType": "Medication", "id": "pill", "code": {"text": "Zestril", "coding": [
        {"system": RXNORM, "code": "104377", "display": "Lisinopril 10 MG Oral Tablet [Zestril]"}]}}
    resources = (medication, {**order("a", ""), "medicationCodeableConcept": None,
                              "medicationReference": {"reference": "Medication/pill"}},
                 {**order("b", ""), "medicationCodeableConcept": {"text": "Glucophage", "coding": [
                     {"system": RXNORM, "code": "861007", "display": "metformin 500 MG Oral Tablet"}]}})
    with tempfile.TemporaryDirectory() as folder:
        path = bundle(folder, *resources)
        for words, name in (("zestril", "a"), ("lisinopril", "a"), ("glucophage", "b"), ("metformin", "b")):
            answer = run("search", words, "--format", "json", "--", path)
            found = [record["ref"] for section in answer.json()["persons"][0]["sections"] for record in section["records"]]
            assert f"file/MedicationRequest/{name}" in found, (words, found)


def m9_a_list_says_whom_to_ask_and_gives_no_advice():
    text = export(order("a", "Warfarin 5 mg"), order("b", "Aspirin 100 mg"), order("c", "Ibuprofen 400 mg"))
    assert re.search(r"List from your records on \d+ \w+ \d{4}\. Confirm with your clinician or\s+pharmacist\.", text), text
    assert not re.search(r"interact|should not|do not take|avoid|risk", text, re.IGNORECASE), text


def m10_each_kind_of_record_stands_where_it_belongs():
    ward = {"category": [{"coding": [{"code": "inpatient"}]}]}
    given = {"resourceType": "MedicationAdministration", "id": "given", "status": "completed", **SUBJECT,
             "medicationCodeableConcept": {"text": "F"}, "effectiveDateTime": "2024-01-01"}
    handed = {"resourceType": "MedicationDispense", "id": "handed", "status": "completed", **SUBJECT,
              "medicationCodeableConcept": {"text": "G"}, "whenHandedOver": "2024-01-01"}
    records = ask(order("now", "A"), order("hold", "B", "on-hold"), order("past", "C", "completed"),
                  order("not", "D", doNotPerform=True), order("ward", "E", **ward), given, handed,
                  {**order("plan", "H"), "intent": "plan"}, {**order("proposal", "I"), "intent": "proposal"},
                  {**order("off", "J", "cancelled"), "intent": "plan"}, order("draft", "K", "draft"),
                  order("told", "L", reportedBoolean=True), order("unsaid", "M", "unknown"),
                  taken("taken", "N", informationSource={"reference": "Patient/rosa"}), taken("never", "O", "not-taken"),
                  taken("later", "P", "intended"), order("strange", "Q", modifierExtension=[{"url": "x"}]))
    assert {name: record["group"] for name, record in records.items()} == {
        "now": "current", "hold": "on-hold", "past": "past", "not": "do-not-take", "ward": "in-hospital",
        "given": "in-hospital", "handed": "not-stated", "plan": "planned", "proposal": "planned", "off": "past",
        "draft": "planned", "told": "current", "unsaid": "not-stated", "taken": "current", "never": "past",
        "later": "planned", "strange": "current"}
    titles = {name: record["title"] for name, record in records.items()}
    assert (titles["not"], titles["never"], titles["strange"]) == ("Do not take: D", "Not taken: O", "Q (with a condition)")
    for name in ("told", "taken"):
        assert "Reported by the patient" in records[name]["subtitle"], records[name]
    assert records["handed"]["status"]["text"] == "Handed out"


def m10_an_order_whose_end_has_passed_says_so_and_stays_current():
    def until(day):
        return {"dosageInstruction": [{"text": "1 a day", "timing": {"repeat": {"boundsPeriod": {"end": day}}}}]}
    records = ask(order("over", "A", **until("2019-03-05")), order("coming", "B", **until("2999-01")),
                  order("ended", "C", "completed", **until("2019-03-05")), taken("period", "D", effectivePeriod={"end": "2019"}),
                  order("open", "E", dosageInstruction=[*until("2019")["dosageInstruction"], {"text": "2 a day"}]))
    assert records["over"]["group"] == "current" and "Was to end 5 March 2019" in records["over"]["subtitle"]
    assert "To end January 2999" in records["coming"]["subtitle"]
    assert "end" not in records["ended"]["subtitle"] and "end" not in records["open"]["subtitle"]
    assert records["period"]["group"] == "current" and "Was to end 2019" in records["period"]["subtitle"]


def allergy(name, title, **members):
    return {"resourceType": "AllergyIntolerance", "id": name, "patient": {"reference": "Patient/rosa"},
            "code": {"text": title}, **members}


def hospitals(home, **files):
    """Imports one file for each hospital into one record."""
    for name, resources in files.items():
        path = home.write(f"{name}.json", {"resourceType": "Bundle", "type": "collection",
                                           "entry": [{"resource": one} for one in (PATIENT, *resources)]})
        answer = home.run("import", path)
        assert answer.status == 0, answer.err


def m7b_and_a1b_hospitals_that_disagree_are_facts_without_advice():
    none = allergy("none", "No known allergies", recordedDate="2019-03")
    none["code"]["coding"] = [{"system": "http://snomed.info/sct", "code": "716186003"}]
    how = {"dosageInstruction": [{"text": "1 a day"}]}
    with Home() as home:
        hospitals(home, riverside=(allergy("nuts", "Nuts", criticality="high"),
                                   order("ten", "Lisinopril 10 mg", authoredOn="2024-01-01", **how),
                                   order("on", "Warfarin 5 mg", authoredOn="2023-01-01", **how)),
                  city=(none, order("twenty", "Lisinopril 20 mg", authoredOn="2023-01-01", **how),
                        order("off", "Warfarin 5 mg", "stopped", authoredOn="2022-01-01", **how)))
        (person,) = home.run("list", "--format", "json").json()["persons"]
        found = person["disagreements"]
        assert [(one["kind"], one["section"], one["title"]) for one in found] == [
            ("none-known", "allergies", "Allergies"), ("dose", "medications", "Lisinopril 10 mg"),
            ("stopped", "medications", "Warfarin 5 mg")], found
        assert [line["text"] for line in found[1]["says"]] == [
            "riverside.json: Lisinopril 10 mg · Current · 1 a day · Prescribed 1 January 2024",
            "city.json: Lisinopril 20 mg · Current · 1 a day · Prescribed 1 January 2023"], found
        (only,) = home.run("list", "--section", "allergies", "--format", "json").json()["persons"]
        assert [one["kind"] for one in only["disagreements"]] == ["none-known"]
        text = home.run("list").out.decode()
        paper = home.run("export", "--format", "text", "-o", "-").out.decode()
        for words in (text, paper):
            part = words[words.index("Where your hospitals disagree"):]
            assert "Ask your clinic" in part and "city.json: No known allergies · Recorded March 2019" in part, part
            assert not re.search(r"should|must|stop taking|avoid|danger", part), part
        assert "Where your hospitals disagree" not in home.run("search", "lisinopril").out.decode()


def d3_what_a_pharmacy_handed_out_is_not_called_given():
    """Nobody says that it was taken: the list of a terminal, of a script and of a spreadsheet, the page and paper."""
    packet = {"resourceType": "MedicationDispense", "id": "packet", "status": "completed", **SUBJECT,
              "medicationCodeableConcept": {"text": "Lisinopril 10 mg"}, "whenPrepared": "2024-01-01",
              "whenHandedOver": "2024-01-02"}
    ready = {**packet, "id": "ready", "medicationCodeableConcept": {"text": "Metformin"}, "status": "in-progress"}
    del ready["whenHandedOver"]
    with tempfile.TemporaryDirectory() as folder:
        path = bundle(folder, packet, ready)
        rows = {record["ref"].rpartition("/")[2]: record["when"] for person in
                run("list", "--format", "json", path).json()["persons"] for section in person["sections"]
                for record in section["records"]}
        text, spread, page = (run(*arguments, path).out.decode() for arguments in
                              (("list",), ("list", "--format", "csv"), ("show", "MedicationDispense/packet")))
        paper = run("export", "--format", "text", "-o", "-", path).out.decode()
        pdf = run("export", "--format", "pdf", "-o", folder + "/a.pdf", path)
        assert pdf.status == 0, pdf.err
        printed = subprocess.run(["pdftotext", folder + "/a.pdf", "-"], capture_output=True, text=True,
                                 check=True).stdout
    assert rows["packet"] == {"label": "Handed out", "text": "2 January 2024", "iso": "2024-01-02"}, rows
    assert rows["ready"] == {"label": "Prepared", "text": "1 January 2024", "iso": "2024-01-01"}, rows
    assert "Handed out 2 January 2024" in text and "Prepared 1 January 2024" in text, text
    assert ",Handed out,2 January 2024," in spread, spread
    assert "Handed out: 2 January 2024" in page and "Prepared: 1 January 2024" in page, page
    for words in (text, spread, page, paper, printed):
        assert "Lisinopril" in words and "Given" not in words, words
        assert re.search(r"2\s+January\s+2024", words), words
    assert re.search(r"Handed out 2\s+January\s+2024", printed), printed


main(m7b_and_a1b_hospitals_that_disagree_are_facts_without_advice, m1_current_stands_first_and_the_others_apart, m2_a_status_is_one_of_few_words,
     m3_name_and_strength_then_how_then_what_for, m4_how_to_take_it_is_as_written_and_without_latin_where_it_is_ours,
     m5_our_numbers_are_safe_and_theirs_as_sent, m6_a_half_is_only_what_the_source_calls_one,
     m7_one_row_names_its_other_records_and_paper_has_one, m8_brand_and_ingredient_find_it,
     m9_a_list_says_whom_to_ask_and_gives_no_advice, m10_each_kind_of_record_stands_where_it_belongs,
     d3_what_a_pharmacy_handed_out_is_not_called_given,
     m10_an_order_whose_end_has_passed_says_so_and_stays_current)
