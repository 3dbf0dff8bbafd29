# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""import and people: whose record a file goes to, and what is in the vault afterwards."""

import os
import pathlib

from cli import Home, main


def patient(name, given, born="1958-07-02", sex="female"):
    return {"resourceType": "Patient", "id": name, "birthDate": born, "gender": sex,
            "name": [{"given": [given], "family": "Alvarez"}]}


def condition(name, whose, text):
    return {"resourceType": "Condition", "id": name, "subject": {"reference": f"Patient/{whose}"},
            "code": {"text": text}}


def bundle(*resources):
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": r} for r in resources]}


ROSA = patient("rosa", "Rosa")
TOM = patient("tom", "Tom", "2015-01-01", "male")


def names(home):
    return sorted(person["name"] for person in home.run("people", "--format", "json").json()["people"])


def titles(home, person):
    answer = home.run("--person", person, "list", "--section", "conditions", "--format", "json")
    assert answer.status == 0, answer.err
    return [r["title"] for s in answer.json()["persons"][0]["sections"] for r in s["records"]]


def a_file_makes_a_person_and_is_there_afterwards():
    with Home() as home:
        assert home.run("list").status == 1
        answer = home.run("import", home.write("a.json", bundle(ROSA, condition("c", "rosa", "Gout"))))
        assert answer.status == 0 and answer.out.decode() == "Rosa Alvarez: 2 new, 0 changed, 0 already here.\n", answer.err
        assert names(home) == ["Rosa Alvarez"] and titles(home, "Rosa Alvarez") == ["Gout"]
        found = home.run("search", "gout", "--format", "json").json()
        assert [r["title"] for s in found["persons"][0]["sections"] for r in s["records"]] == ["Gout"]
        (ref,) = [r["ref"] for s in found["persons"][0]["sections"] for r in s["records"]]
        assert b'"text": "Gout"' in home.run("show", ref, "--format", "raw").out


def the_same_file_twice_changes_nothing():
    with Home() as home:
        path = home.write("a.json", bundle(ROSA, condition("c", "rosa", "Gout")))
        assert home.run("import", path).status == 0
        before = home.run("list", "--format", "json").out
        answer = home.run("import", path)
        assert answer.status == 0 and "0 new, 0 changed, 2 already here" in answer.out.decode()
        assert home.run("list", "--format", "json").out == before


def a_ccda_is_imported_once():
    """The document's records, the document itself, and nothing twice."""
    document = pathlib.Path(__file__).parents[1] / "fixtures" / "ccda" / "rosa.xml"
    with Home() as home:
        answer = home.run("import", document)
        assert answer.status == 0 and answer.out.decode().startswith("Rosa M Alvarez: 33 new, 0 changed"), answer.out
        before = home.run("list", "--format", "json").out
        answer = home.run("import", document)
        assert answer.status == 0 and "0 new, 0 changed, 33 already here" in answer.out.decode(), answer.out
        assert home.run("list", "--format", "json").out == before
        assert titles(home, "Rosa M Alvarez").count("Asthma") == 1
        (section,) = [s for s in home.run("list", "--format", "json").json()["persons"][0]["sections"]
                      if s["id"] == "devices"]
        assert (section["state"], section["records"]) == ("not-offered", []), section


def people_of_one_file_go_to_their_own_records():
    with Home() as home:
        text = bundle(ROSA, TOM, condition("c", "rosa", "Gout"), condition("d", "tom", "Measles"))
        assert home.run("import", home.write("a.json", text)).status == 0
        assert names(home) == ["Rosa Alvarez", "Tom Alvarez"]
        assert titles(home, "rosa alvarez") == ["Gout"] and titles(home, "Tom Alvarez") == ["Measles"]
        # The next file finds them again.
        assert home.run("import", home.write("b.json", bundle(TOM, condition("e", "tom", "Mumps")))).status == 0
        assert names(home) == ["Rosa Alvarez", "Tom Alvarez"]
        assert sorted(titles(home, "Tom Alvarez")) == ["Measles", "Mumps"]
        several = home.run("list")
        assert several.status == 2 and "Rosa Alvarez" in several.err and "--person" in several.err


def somebody_elses_file_is_refused():
    with Home() as home:
        assert home.run("import", home.write("a.json", ROSA)).status == 0
        before = home.files()
        twin = home.run("--person", "Rosa Alvarez", "import", home.write("b.json", patient("r2", "Ruth")))
        assert twin.status == 1 and twin.out == b"", twin.err
        doubt = home.run("import", home.write("c.json", {"resourceType": "Patient", "id": "x", "name": [{"family": "Alvarez"}]}))
        assert doubt.status == 2 and "--person" in doubt.err
        nobody = home.run("import", home.write("d.json", condition("c", "x", "Gout")))
        assert nobody.status == 2 and "--person" in nobody.err
        wrong = home.run("--person", "Ada", "import", home.write("e.json", ROSA))
        assert wrong.status == 1 and "Nobody of that name" in wrong.err
        assert home.files() == before
        named = home.run("--person", "Rosa Alvarez", "import", home.write("f.json", condition("c", "x", "Gout")))
        assert named.status == 0 and titles(home, "Rosa Alvarez") == ["Gout"], named.err


def part_of_a_file_is_done_in_part():
    with Home() as home:
        assert home.run("import", home.write("a.json", ROSA)).status == 0
        both = bundle(ROSA, TOM, condition("c", "rosa", "Gout"), condition("d", "tom", "Measles"))
        answer = home.run("--person", "Rosa Alvarez", "import", home.write("b.json", both))
        assert answer.status == 3 and "Tom Alvarez" in answer.err
        assert names(home) == ["Rosa Alvarez"] and titles(home, "Rosa Alvarez") == ["Gout"]


def one_bad_file_stops_all_before_anything_is_written():
    with Home() as home:
        answer = home.run("import", home.write("a.json", ROSA), home.write("b.json", '{"resourceType":"Patient","id":'))
        assert answer.status == 1 and "b.json" in answer.err and "ends too early" in answer.err
        assert not os.path.exists(home.data) and names(home) == []
        assert home.run("import").status == 2


def nothing_in_the_folder_can_be_read_from_outside():
    with Home() as home:
        assert home.run("import", home.write("a.json", bundle(ROSA, condition("c", "rosa", "Canarygout")))).status == 0
        stored = b"".join(home.files().values()) + "".join(home.files()).encode()
        assert stored and b"Canarygout" not in stored and b"Alvarez" not in stored


def without_the_keyring_it_says_so():
    with Home() as home:
        assert home.run("import", home.write("a.json", ROSA)).status == 0
        answer = home.run("list", SECRET_FILE_TEST_PASSWORD="wrong")
        assert answer.status in (1, 5) and answer.out == b"" and answer.err.count("\n") <= 2, answer.err


main(a_file_makes_a_person_and_is_there_afterwards, the_same_file_twice_changes_nothing, a_ccda_is_imported_once,
     people_of_one_file_go_to_their_own_records, somebody_elses_file_is_refused, part_of_a_file_is_done_in_part,
     one_bad_file_stops_all_before_anything_is_written, nothing_in_the_folder_can_be_read_from_outside,
     without_the_keyring_it_says_so)
