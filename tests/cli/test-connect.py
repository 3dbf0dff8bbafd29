# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""connect, sync, check and disconnect against the demo clinic, on good days and bad ones."""

import os
import re
import shlex
import subprocess
import sys
import tempfile
import time

from cli import Home, main

CLINIC, SIGN_IN = sys.argv[2:4]


class Clinic:
    """The demo clinic in a process of its own; it ends when its stdin does."""

    def __init__(self, *faults, more=()):
        self.arguments = [CLINIC, "--port", "0", *more]
        for fault in faults:
            self.arguments += ["--fault", fault]

    def __enter__(self):
        self.process = subprocess.Popen(self.arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.bases = []
        for line in self.process.stdout:
            name, _, value = line.strip().partition("=")
            if name == "FHIR_BASE":
                self.bases.append(value)
            if line.strip() == "READY":
                break
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)


def login(user="Rosa Alvarez", *more):
    return " ".join(shlex.quote(word) for word in (SIGN_IN, "--user", user, *more))


def connect(home, clinic, *more, user="Rosa Alvarez"):
    return home.run("connect", clinic.bases[0], "--login-command", login(user), *more)


def connections(home):
    answer = home.run("connections", "--format", "json")
    assert answer.status == 0, answer.err
    return answer.json()["connections"]


def count(home):
    whole = home.run("list", "--format", "json").json()
    return sum(len(section["records"]) for person in whole["persons"] for section in person["sections"])


def signing_in_brings_the_record():
    with Clinic() as clinic, Home() as home:
        answer = connect(home, clinic)
        assert answer.status == 0, answer.err
        assert "records in" in answer.out.decode()
        (connection,) = connections(home)
        assert connection["base"] == clinic.bases[0] and connection["state"] == "fine"
        before = count(home)
        assert before > 300
        # Offline it is still there, and what cannot be reached is said.
        clinic.process.stdin.close()
        clinic.process.wait(30)
        assert count(home) == before
        answer = home.run("sync")
        assert answer.status == 1 and answer.err, answer.err
        assert count(home) == before


def again_is_the_same_connection():
    with Clinic() as clinic, Home() as home:
        assert connect(home, clinic).status == 0
        before = count(home)
        assert connect(home, clinic).status == 0
        assert len(connections(home)) == 1 and count(home) == before
        answer = home.run("sync", clinic.bases[0])
        assert answer.status == 0 and count(home) == before, answer.err


def check_says_that_all_is_well():
    with Clinic() as clinic, Home() as home:
        answer = home.run("check", clinic.bases[0], "--format", "json")
        assert answer.status == 0 and answer.json()["worst"] == "fine", answer.out
        assert not home.files()
        assert connect(home, clinic).status == 0
        (connection,) = connections(home)
        answer = home.run("check", connection["uuid"])
        assert answer.status == 0 and "All is well" in answer.out.decode(), answer.out


def disconnect_keeps_the_records():
    with Clinic() as clinic, Home() as home:
        assert connect(home, clinic).status == 0
        before = count(home)
        assert home.run("disconnect", "nobody").status == 1
        assert home.run("disconnect").status == 2
        answer = home.run("disconnect", connections(home)[0]["uuid"])
        assert answer.status == 0 and "records are still here" in answer.out.decode()
        assert connections(home) == [] and count(home) == before
        assert home.run("sync").status == 1


def the_records_go_where_that_is_wanted():
    with Clinic() as clinic, Home() as home:
        assert connect(home, clinic).status == 0
        clinic.process.stdin.close()
        clinic.process.wait(30)
        answer = home.run("disconnect", connections(home)[0]["uuid"], "--delete-records")
        assert answer.status == 0 and "are deleted" in answer.out.decode(), answer.out
        assert "The hospital was not told. The hospital’s server could not be reached." in answer.out.decode()
        assert count(home) == 0


def a_hospital_is_found_by_its_name():
    with Clinic() as clinic, Home() as home:
        assert home.run("hospitals", "city").status == 1
        port = clinic.bases[0].split(":")[2].split("/")[0]
        answer = home.run("hospitals", "--import", f"http://127.0.0.1:{port}/directory/brands.json")
        assert answer.status == 0 and "6 places" in answer.out.decode(), (answer.out, answer.err)
        found = home.run("hospitals", "riverside", "--format", "json").json()["hospitals"]
        assert [hospital["base"] for hospital in found] == [clinic.bases[0]] and found[0]["signIn"], found
        answer = home.run("hospitals", "lakeside", "family")
        assert "not registered with Epic" in answer.out.decode() and "  1. Open MyChart" in answer.out.decode()
        assert home.run("hospitals", "nowhere").status == 1
        home.write("broken.json", "{")
        assert home.run("hospitals", "--import", home.path + "/broken.json").status == 1
        assert home.run("hospitals", "riverside").status == 0


def a_hospital_that_left_the_list_is_flagged_and_kept():
    with Clinic() as clinic, Home() as home:
        assert connect(home, clinic).status == 0
        before = count(home)
        os.makedirs(os.path.join(home.data, "directories"))
        row = "{}\tRiverside Hospital\t\t\t\t riverside\n"
        for base, vanished in ((clinic.bases[0], False), ("https://moved.example/r4", True)):
            home.write("data/directories/demo-0.list",
                       "keepwell-directory/1\thttps://l.example\t\t1772366400\n" + row.format(base))
            (connection,) = connections(home)
            text = home.run("connections").out.decode()
            words = "The list of hospitals of 1 March 2026 does not name this one."
            assert (words in connection.get("notListed", "")) == vanished == (words in text), (connection, text)
            checks = home.run("check", connection["uuid"], "--format", "json").json()["checks"]
            (listed,) = [check for check in checks if check["id"] == "listed"]
            assert listed["verdict"] == ("warn" if vanished else "fine"), listed
        assert count(home) == before and home.run("sync").status == 0


def what_is_no_longer_listed_is_still_there_and_says_so():
    with Clinic() as clinic, Home() as home:
        assert connect(home, clinic).status == 0
        port = clinic.bases[0].split(":")[2].split("/")[0]
        before = count(home)
        clinic.process.stdin.close()
        clinic.process.wait(30)
        with Clinic("nothing-found:AllergyIntolerance", more=("--port", port)):
            assert home.run("sync", "--everything").status == 0
        assert count(home) == before
        text = home.run("list", "--section", "allergies").out.decode()
        assert "Penicillin" in text and "No longer listed since " in text and "Current" not in text, text
        report = home.run("export", "--format", "text", "-o", "-").out.decode()
        start, end = report.split("No longer listed by the hospital", 1)
        assert "Penicillin" in end and "Penicillin" not in start, start
        assert "No allergy is listed now. What was listed before stands under “No longer listed”." in start


def a_refused_kind_is_named_and_the_rest_is_there():
    with Clinic("refuse-type:Immunization", "fail-type:Procedure") as clinic, Home() as home:
        answer = connect(home, clinic)
        assert answer.status == 3, (answer.status, answer.err)
        assert "Vaccines: The hospital refused this." in answer.err, answer.err
        assert "Procedures: The hospital’s server has a problem" in answer.err, answer.err
        sections = {section["id"]: section["state"] for section in
                    home.run("list", "--format", "json").json()["persons"][0]["sections"]}
        assert (sections["immunizations"], sections["procedures"], sections["allergies"]) == ("refused", "failed", "complete")


def a_server_that_refuses_its_own_token_is_three():
    with Clinic("tenant-mismatch") as clinic, Home() as home:
        answer = connect(home, clinic)
        assert answer.status == 3, (answer.status, answer.err)


def a_sign_in_that_went_wrong_leaves_nothing():
    for fault in ("wrong-state", "no-code", "error-redirect", "bad-signature", "other-tenant-token", "no-discovery"):
        with Clinic(fault) as clinic, Home() as home:
            answer = connect(home, clinic)
            assert answer.status in (1, 3) and answer.out == b"" and answer.err, (fault, answer.status, answer.err)
            assert not home.files(), fault


def lists_asked_for(log):
    with open(log, encoding="utf-8") as file:
        return [line for line in file if re.search(r" GET /r4/[^/ ]+/[A-Z]\w+ ", line)]


def a_killed_sync_goes_on_where_it_was():
    """kill -9 in the middle: what was committed is there, is said to be a part, and is not fetched again."""
    with Home() as home, tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "log")
        with Clinic("many-orders:3000", more=("--log", log)) as clinic:
            assert connect(home, clinic).status == 0
        whole, normal = count(home), len(lists_asked_for(log))
    assert normal > 50
    with Home() as home, tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "log")
        with Clinic("slow:150", "many-orders:3000", more=("--log", log)) as clinic:
            program = home.start("connect", clinic.bases[0], "--login-command", login())
            while not os.path.exists(log) or len(lists_asked_for(log)) < normal * 2 // 3:
                assert program.poll() is None
                time.sleep(0.01)
            program.kill()
            program.wait()
            part = count(home)
            assert 0 < part < whole, part
            text = home.run("export", "--format", "text", "-o", "-").out.decode()
            assert "not all of it so far" in text and "nothing received" not in text
            assert home.run("sync").status == 0
            assert count(home) == whole, (part, count(home), whole)
            # As many as were on their way or not on the disk when it ended: a quarter of a second of six at a time.
            assert len(lists_asked_for(log)) <= normal + 18, (len(lists_asked_for(log)), normal)


def somebody_else_is_not_put_with_a_person():
    with Clinic() as clinic, Home() as home:
        assert connect(home, clinic).status == 0
        before = count(home)
        answer = home.run("--person", "Rosa Alvarez", "connect", clinic.bases[0], "--login-command", login("James Okafor"))
        assert answer.status == 1 and answer.out == b"", answer.err
        assert count(home) == before
        assert home.run("connect", clinic.bases[0], "--login-command", login("James Okafor")).status == 0
        people = home.run("people", "--format", "json").json()["people"]
        assert len(people) == 2, people


def install_browser(home):
    """A browser that signs in and follows the redirect: the variables by which a run finds it."""
    program = home.write("browser", "#!/usr/bin/python3\nimport subprocess, sys, urllib.request\n"
                         f"out = subprocess.run([{os.path.abspath(SIGN_IN)!r}, '--user', 'Mary Lee', sys.argv[1]], check=True,\n"
                         "                     capture_output=True, text=True).stdout.strip()\n"
                         "urllib.request.urlopen(out).read()\n")
    os.chmod(program, 0o700)
    os.mkdir(os.path.join(home.path, "applications"))
    home.write("applications/browser.desktop", f"[Desktop Entry]\nType=Application\nName=B\nExec={program} %u\n"
               "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n")
    home.write("mimeapps.list", "[Default Applications]\nx-scheme-handler/http=browser.desktop\n"
               "x-scheme-handler/https=browser.desktop\n")
    return {"XDG_DATA_DIRS": f"{home.path}:/usr/local/share:/usr/share", "XDG_CONFIG_DIRS": home.path}


def the_browser_signs_in():
    with Clinic() as clinic, Home() as home:
        answer = home.run("connect", clinic.bases[0], "--browser", **install_browser(home))
        assert answer.status == 0 and "records in" in answer.out.decode(), answer.err
        (person,) = home.run("people", "--format", "json").json()["people"]
        assert person["name"] == "Mary Lee", person


def a_vendor_that_knows_only_the_program_is_said_so():
    """Before anything is asked: no such host is there."""
    with Home() as home:
        answer = home.run("connect", "https://fhir-myrecord.cerner.com/r4/none", "--browser", "--client-id", "own")
        assert answer.status == 1 and "only to the window of Keepwell" in answer.err, answer.err
        assert not home.files()


def without_a_client_id_the_other_way_is_said():
    """Before anything is asked: no such host is there."""
    with Home() as home:
        answer = home.run("connect", "https://fhir-myrecord.cerner.com/r4/none")
        assert answer.status == 1 and "not registered with this hospital" in answer.err, answer.err
        assert "  1. " in answer.err and "  4. " in answer.err and not home.files()


def the_profile_is_how_scopes_are_written():
    for profile, scope in (("smart-v1", "patient/Goal.read"), ("smart-v2", "patient/Goal.rs")):
        with Clinic() as clinic, Home() as home:
            seen = os.path.join(home.path, "seen")
            command = f"sh -c 'printf %s \"$0\" > {seen}; exit 1'"
            answer = home.run("connect", clinic.bases[0], "--login-command", command, "--profile", profile)
            assert answer.status == 1, answer.err
            with open(seen, encoding="utf-8") as file:
                assert scope.replace("/", "%2F") in file.read()


def usage_of_the_network_verbs():
    with Home() as home:
        assert home.run("connect", "https://a.example", "--browser", "--redirect-uri", "http://127.0.0.1:1/").status == 2
        assert home.run("connect", "https://a.example", "--profile", "smart-v9").status == 2
        assert home.run("connect").status == 2
        assert home.run("check").status == 2
        assert home.run("connect", "https://a.example", "--browser", "--login-command", "x").status == 2
        answer = home.run("connect", "http://127.0.0.1:1/none", "--login-command", "false")
        assert answer.status == 1 and "127.0.0.1" in answer.err, answer.err
        assert home.run("sync").status == 1


main(signing_in_brings_the_record, again_is_the_same_connection, check_says_that_all_is_well,
     disconnect_keeps_the_records, the_records_go_where_that_is_wanted, a_hospital_is_found_by_its_name, a_hospital_that_left_the_list_is_flagged_and_kept,
     what_is_no_longer_listed_is_still_there_and_says_so, a_refused_kind_is_named_and_the_rest_is_there,
     a_server_that_refuses_its_own_token_is_three, a_sign_in_that_went_wrong_leaves_nothing,
     a_killed_sync_goes_on_where_it_was, somebody_else_is_not_put_with_a_person, the_browser_signs_in,
     a_vendor_that_knows_only_the_program_is_said_so, without_a_client_id_the_other_way_is_said,
     the_profile_is_how_scopes_are_written, usage_of_the_network_verbs)
