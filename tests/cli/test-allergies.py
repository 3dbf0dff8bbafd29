# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of allergies, conditions and vaccines (A1 to A4) on the program's own output, each by its number.

Two hospitals that disagree are test-medicines.py and tests/library/test-disagreement.c; the sentence above the allergies
is tests/library/test-status.c.
"""

import json
import pathlib
import tempfile

from cli import CORPUS, Skip, main, run

SNOMED = "http://snomed.info/sct"
PATIENT = {"resourceType": "Patient", "id": "rosa", "birthDate": "1958-07-02", "name": [{"text": "Rosa Alvarez"}]}


def about(kind, name, **members):
    whose = "patient" if kind in ("AllergyIntolerance", "Immunization") else "subject"
    return {"resourceType": kind, "id": name, whose: {"reference": "Patient/rosa"}, **members}


def code(value):
    return {"coding": [{"code": value}]}


def allergy(name, title, **members):
    return about("AllergyIntolerance", name, code={"text": title}, **members)


def answer(verb, *resources, words=()):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a.json"
        path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection",
                                    "entry": [{"resource": one} for one in (PATIENT, *resources)]}), encoding="utf-8")
        done = run(verb, *words, path)
    assert done.status == 0, done.err
    return done


def ask(*resources):
    person = answer("list", *resources, words=("--format", "json")).json()["persons"][0]
    return {record["ref"].split("/")[-1]: record for section in person["sections"] for record in section["records"]}, {
        section["id"]: section["state"] for section in person["sections"]}


def paper(*resources):
    return answer("export", *resources, words=("--format", "text", "-o", "-")).out.decode()


EMPTY = "No allergy records received. This does not mean that there are no allergies."


def a1_none_is_said_only_where_it_is_stated():
    nothing = answer("list").out.decode()
    assert EMPTY in nothing and "known allerg" not in nothing
    for stated in ({"text": "No known allergies"}, {"text": "NKA"},
                   {"coding": [{"system": SNOMED, "code": "716186003", "display": "No known allergy"}]},
                   {"text": "None known", "coding": [{"code": "no-known-allergies"}]}):
        record = about("AllergyIntolerance", "none", code=stated, recordedDate="2019-03", clinicalStatus=code("active"))
        records, states = ask(record)
        assert (records["none"]["group"], states["allergies"]) == ("none-known", "none-known"), (stated, records, states)
        text = paper(record)
        assert "states: " in text and "(March 2019)" in text and EMPTY not in text, text


def a1_not_on_file_is_no_allergy_and_no_statement():
    for unsaid in ({"coding": [{"system": SNOMED, "code": "1631000175102", "display": "Not on File"}]}, {"text": "Not on file"},
                   {"coding": [{"code": "no-allergy-info"}]}, {"text": "Unknown"}):
        record = about("AllergyIntolerance", "unsaid", code=unsaid, clinicalStatus=code("active"),
                       verificationStatus=code("confirmed"))
        records, states = ask(record)
        assert "group" not in records["unsaid"] and states["allergies"] != "none-known", (unsaid, records["unsaid"], states)
        text = answer("list", record).out.decode()
        assert EMPTY in text and "states: No" not in text, text
        assert EMPTY.split(".", maxsplit=1)[0] in paper(record)


def a1_reaction_severity_and_risk_are_words():
    reaction = {"reaction": [{"manifestation": [{"text": "Hives"}, {"text": "Short of breath"}], "severity": "mild"},
                             {"manifestation": [{"text": "Swelling"}], "severity": "severe"}]}
    records, _ = ask(allergy("both", "Nuts", criticality="high", **reaction), allergy("low", "Eggs", criticality="low"),
                     allergy("open", "Latex", criticality="unable-to-assess"), allergy("plain", "Milk"),
                     allergy("said", "Soy", reaction=[{"description": "itchy mouth"}]))
    assert records["both"]["subtitle"] == "Hives, Short of breath, Swelling · Severe, high risk", records["both"]
    assert records["low"]["subtitle"] == "Low risk" and records["open"]["subtitle"] == "Risk not known"
    assert "subtitle" not in records["plain"] and records["said"]["subtitle"] == "itchy mouth"
    text = paper(allergy("plain", "Milk"))
    assert "not stated" in text, text


def a1_allergies_come_first_and_a_mistake_is_none():
    resources = (about("Condition", "c", code={"text": "Gout"}), allergy("a", "Penicillin"),
                 allergy("wrong", "Eggs", verificationStatus=code("entered-in-error")))
    for text in (answer("list", *resources).out.decode(), paper(*resources)):
        assert text.index("Penicillin") < text.index("Gout") and "Eggs" not in text, text


def a1_past_suspected_and_ruled_out_say_so_beside_the_name():
    resources = (allergy("past", "Latex", clinicalStatus=code("resolved")),
                 allergy("may", "Eggs", clinicalStatus=code("active"), verificationStatus=code("unconfirmed")),
                 allergy("both", "Soy", clinicalStatus=code("inactive"), verificationStatus=code("unconfirmed")),
                 allergy("not", "Milk", clinicalStatus=code("active"), verificationStatus=code("refuted")))
    records, _ = ask(*resources)
    assert {name: record["group"] for name, record in records.items() if name != "rosa"} == {
        "past": "allergy", "may": "allergy", "both": "allergy", "not": "ruled-out"}
    text = paper(*resources)
    for words in ("Latex (past)", "Eggs (suspected)", "Soy (suspected, past)"):
        assert words in text, text
    assert text.index("Ruled out") < text.index("Milk")


def a1_the_ips_samples_that_state_none():
    files = [path for path in pathlib.Path(CORPUS).rglob("ips/**/*.json")] if CORPUS else []
    found = 0
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        if '"no-known-allergies"' not in text and '"716186003"' not in text and '"no-allergy-info"' not in text:
            continue
        listed = run("list", "--section", "allergies", path)
        assert listed.status == 0, listed.err
        out = listed.out.decode()
        assert "states: No" in out or EMPTY in out, (path, out)
        found += 1
    if not found:
        raise Skip("KEEPWELL_CORPUS holds no IPS sample that states it")


def a2_conditions_are_current_in_remission_past_or_ruled_out():
    resources = [about("Condition", name, code={"text": name.title()}, clinicalStatus=code(name))
                 for name in ("active", "recurrence", "relapse", "remission", "inactive", "resolved")]
    resources += [about("Condition", "maybe", code={"text": "Gout"}, verificationStatus=code("provisional")),
                  about("Condition", "or", code={"text": "Flu"}, verificationStatus=code("differential")),
                  about("Condition", "not", code={"text": "Lupus"}, verificationStatus=code("refuted"))]
    records, _ = ask(*resources)
    assert {name: record["group"] for name, record in records.items() if name != "rosa"} == {
        "active": "current", "recurrence": "current", "relapse": "current", "remission": "in-remission", "inactive": "past",
        "resolved": "past", "maybe": "current", "or": "current", "not": "ruled-out"}
    for name, word in (("maybe", "Suspected"), ("or", "Suspected"), ("not", "Ruled out")):
        assert records[name]["status"]["text"] == word, records[name]


def a3_a_vaccine_that_was_not_given_says_so_and_the_newest_is_first():
    def shot(name, day, **members):
        return about("Immunization", name, status="completed", occurrenceDateTime=day, vaccineCode={"text": "Influenza"}, **members)
    records, _ = ask(shot("old", "2019-10-01"), shot("new", "2024-10-01"), {**shot("not", "2021-10-01"), "status": "not-done"})
    assert [name for name in records if name in ("old", "new", "not")] == ["new", "not", "old"]
    assert records["not"]["title"] == "Not given: Influenza" and records["new"]["layName"] == "flu vaccine", records
    assert (records["new"]["when"]["label"], records["not"]["when"]["label"]) == ("Given", "Date")


def a3_doses_of_one_vaccine_are_grouped():
    cvx, snomed = "http://hl7.org/fhir/sid/cvx", "http://snomed.info/sct"
    def shot(name, day, text, *codings, status="completed", **members):
        return about("Immunization", name, status=status, occurrenceDateTime=day, **members, vaccineCode={
            "text": text, "coding": [{"system": system, "code": value} for system, value in codings]})
    resources = (
        shot("flu24", "2024-10-01", "Influenza 2024", (cvx, "140")), shot("flu20", "2020-10-01", "Flu shot", (cvx, "140")),
        shot("flu-not", "2022-10-01", "Flu shot", (cvx, "140"), status="not-done"),
        shot("flu-not-2", "2022-10-02", "Flu shot", (cvx, "140"), status="not-done"),
        shot("flu-wrong", "2021-10-01", "Flu shot", (cvx, "140"), status="entered-in-error"),
        shot("flu-words", "2018-10-01", "Flu shot"),
        shot("mmr", "2023-01-01", "MMR", (cvx, "03"), (snomed, "871831003")), shot("mmr-short", "1960-01-01", "MMR II", (cvx, "3")),
        shot("mmr-snomed", "1961-01-01", "Mumps vaccine", (snomed, "871831003")),
        shot("a1", "2019-01-01", "Hepatitis", (cvx, "52")), shot("a2", "2017-01-01", "Hepatitis", (cvx, "43")),
        shot("a-words", "2016-01-01", "Hepatitis"),
        shot("unknown-1", "2015-01-01", "unknown", (cvx, "999")), shot("unknown-2", "2014-01-01", "unknown", (cvx, "999")))
    records, _ = ask(*resources)
    same = {name: [ref.split("/")[-1] for ref in record["sameVaccine"]] for name, record in records.items()
            if "sameVaccine" in record}
    assert same == {"flu24": ["flu20", "flu-words"], "flu20": ["flu24", "flu-words"], "flu-words": ["flu24", "flu20"],
                    "mmr": ["mmr-snomed", "mmr-short"], "mmr-snomed": ["mmr", "mmr-short"],
                    "mmr-short": ["mmr", "mmr-snomed"]}, same
    assert answer("list", *resources).out.decode().count("3 records of this vaccine") == 6
    for text in (paper(*resources), answer("list", *resources).out.decode()):
        assert "Flu vaccine – Influenza 2024" in text and "Not given: Flu shot" in text, text
    text = paper(*resources)
    rows = [text.index(words) for words in ("1 October 2024", "1 October 2020", "1 October 2018", "1 January 2023",
                                            "1 January 1961", "1 January 1960", "2 October 2022", "1 January 2019",
                                            "1 January 2017", "1 January 2014")]
    assert rows == sorted(rows), text


def a4_the_newest_comes_first_and_the_undated_last():
    records, _ = ask(*(about("Condition", f"c{year}", code={"text": "Gout"}, **({"recordedDate": year} if year else {}))
                       for year in ("2019", "", "2024", "2001")))
    assert [name for name in records if name.startswith("c")] == ["c2024", "c2019", "c2001", "c"]


main(a1_none_is_said_only_where_it_is_stated, a1_not_on_file_is_no_allergy_and_no_statement,
     a1_reaction_severity_and_risk_are_words, a1_allergies_come_first_and_a_mistake_is_none,
     a1_past_suspected_and_ruled_out_say_so_beside_the_name, a1_the_ips_samples_that_state_none,
     a2_conditions_are_current_in_remission_past_or_ruled_out,
     a3_a_vaccine_that_was_not_given_says_so_and_the_newest_is_first, a3_doses_of_one_vaccine_are_grouped,
     a4_the_newest_comes_first_and_the_undated_last)
