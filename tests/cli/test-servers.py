# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault of the demo clinic, twice: signing in under it, and a sync under it with a record already there.
No fault may end in a crash, an endless run, a lost record, an unexplained failure, or a sign-in that is gone
although it was still good. What a person reads is docs/servers.md, which `--write` makes and this test compares.

usage: test-servers.py KEEPWELLCTL CLINIC SIGN_IN TABLE [--write]
"""

import concurrent.futures
import difflib
import pathlib
import re
import subprocess
import sys
import time

from cli import Home, main

CLINIC, SIGN_IN, TABLE = sys.argv[2:5]
GIVEN = {"TYPE": "Immunization", "TEXT": "sub", "N": "5"}
NUMBERS = {"slow": "20", "gone-after": "12", "many-orders": "300"}
# Whom the record is about decides whether some faults are seen at all.
PEOPLE = {"child-thinned": ("Anna Lee", "--patient", "Theo Lee"),
          "attachment": ("Rosa Alvarez",)}
LIFETIME = 2  # seconds of a token
# What ends a sign-in for good, so that only signing in anew helps (docs/vendors.md, connections.md).
ENDED = 4
HEAD = """# What a person reads when a server goes wrong

Made by `tests/cli/test-servers.py --write`, and compared by it in each run of the tests. Each row is one fault of the demo
clinic (`keepwell-demo-clinic --fault NAME`, `--list-faults`). *Signing in* is `keepwellctl connect` under the fault;
*later* is `keepwellctl sync` under it, when the record is already there and the token has run out. The number is the exit
status: 0 all is well, 1 failed, 3 a part is missing, 4 signing in again helps ([cli.md](cli.md)).
*Then* says what happens when the fault has gone: `goes on`, or `sign in again` where the hospital had ended the sign-in.
"""


class PortTaken(Exception):
    """Somebody else took the port between two clinics."""


class Clinic:
    """The demo clinic as a process; at the ports of @before, where it follows another one."""

    def __init__(self, before=None, fault=None, lifetime=None):
        port = before.bases[0].split(":")[2].split("/")[0] if before else "0"
        self.arguments = [CLINIC, "--port", port, *(["--fault", fault] if fault else []),
                          *(["--token-lifetime", lifetime] if lifetime else [])]

    def __enter__(self):
        self.process = subprocess.Popen(self.arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.bases = []
        for line in self.process.stdout:
            if line.startswith("FHIR_BASE="):
                self.bases.append(line.strip().partition("=")[2])
            if line == "READY\n":
                return self
        raise PortTaken

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)


def list_faults():
    done = subprocess.run([CLINIC, "--list-faults"], capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        name, seen, about = line.split("\t")
        stem, _, argument = name.partition(":")
        if argument in GIVEN:
            name = f"{stem}:{NUMBERS.get(stem, GIVEN[argument])}"
        yield name, seen, about


def login(fault):
    user = next((who for stem, who in PEOPLE.items() if fault.startswith(stem)), ("Rosa Alvarez",))
    return " ".join(f"'{word}'" for word in (SIGN_IN, "--user", *user))


def words(answer):
    """The sentences, without what differs from run to run and without the progress."""
    text = answer.err + "\n".join(answer.out.decode().splitlines()[-1:])
    text = re.sub(r"keepwellctl: |http://127\.0\.0\.1:\d+/\S*: ", "", text)
    text = re.sub(r"127\.0\.0\.1:\d+|localhost:\d+", "the hospital", text)
    text = re.sub(r"^(Riverside Hospital|City Clinic|the hospital): ", "", text, flags=re.M)
    text = re.sub(r"\d[\d,]* (records?|documents?)\b", r"N \1", text)
    text = re.sub(r"in \d+ kinds", "in N kinds", text)
    # What a help desk needs is named by the kind of error; the ids are new each time.
    text = re.sub(r"^\s*\(([a-z-]+): .*\)$", r"`\1`", text, flags=re.M)
    lines = [line.strip() for line in text.splitlines() if not re.fullmatch(r"[^:]+: \d+|keepwell-demo-sign-in: .*", line.strip())]
    lines = [line for line in lines if line and line not in ("Riverside Hospital", "City Clinic", "the hospital")]
    return "<br>".join(dict.fromkeys(lines)).replace("|", "\\|")


def count(home):
    answer = home.run("list", "--format", "json")
    assert answer.status == 0, answer.err
    return sum(len(section["records"]) for person in answer.json()["persons"] for section in person["sections"])


def check(fault, step, answer, allowed=(0, 1, 3, 4, 5)):
    assert answer.status in allowed, f"{fault}, {step}: status {answer.status}: {answer.err}"
    assert answer.status in (0,) or answer.err.strip(), f"{fault}, {step}: failed without a word"
    assert not re.search(r"CRITICAL|WARNING|\(null\)|%[su]|Bearer |access_token", answer.err), f"{fault}: {answer.err}"


def under(fault):
    with Clinic(fault=fault) as clinic, Home() as home:
        answer = home.run("connect", clinic.bases[0], "--login-command", login(fault))
        check(fault, "connect", answer)
        return answer.status, words(answer)


def later(fault):
    """With what was there before, the fault, and the day after it."""
    with Home() as home:
        with Clinic(lifetime=str(LIFETIME)) as clinic:
            answer = home.run("connect", clinic.bases[0], "--login-command", login(fault))
            assert answer.status == 0, f"{fault}: {answer.err}"
        before = count(home)
        time.sleep(LIFETIME)
        with Clinic(before=clinic, fault=fault):
            answer = home.run("sync", "--everything")
        check(fault, "sync", answer)
        with Clinic(before=clinic):
            again = home.run("sync")
        check(fault, "afterwards", again, (0, 3, ENDED))
        assert count(home) >= before, f"{fault}: records were lost afterwards"
        assert (again.status == ENDED) <= (answer.status == ENDED), f"{fault}: a good sign-in is gone: {again.err}"
        return answer.status, words(answer), "sign in again" if again.status == ENDED else "goes on"


def row(entry):
    name, seen, about = entry
    first = under(name)
    for tries_left in (2, 1, 0):
        try:
            then = later(name)
            break
        except PortTaken:
            if not tries_left:
                raise
    return f"| `{name}` | {seen} | {about} | {first[0]} | {first[1]} | {then[0]} | {then[1]} | {then[2]} |"


def make_table():
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(row, list_faults()))
    return "\n".join([HEAD, "| fault | where seen | the server | signing in | what is read | later | what is read | then |",
                      "|---|---|---|---|---|---|---|---|", *rows, ""])


def each_fault_is_explained_and_costs_nothing():
    table, made = pathlib.Path(TABLE), make_table()
    if "--write" in sys.argv:
        table.write_text(made, encoding="utf-8")
    stored = table.read_text(encoding="utf-8")
    changes = "\n".join(difflib.unified_diff(stored.splitlines(), made.splitlines(), "stored", "made", n=0, lineterm=""))
    assert made == stored, f"docs/servers.md is not what was seen:\n{changes}"


def every_line_of_the_field_has_a_fault():
    """Lines 1 to 21 of what real servers were seen to do."""
    lines = {seen for _, seen, _ in list_faults()}
    assert not {str(n) for n in range(1, 22)} - lines


main(each_fault_is_explained_and_costs_nothing, every_line_of_the_field_has_a_fault)
