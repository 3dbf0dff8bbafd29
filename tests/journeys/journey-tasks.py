# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tasks by which the VA measured a record viewer, among ten thousand records, from the Summary. usage: BUILD

Each is done by the keyboard alone. What a person does is counted, a key or words typed one action each, and no
task may take more than three.
"""

import subprocess
import sys

import large
import steps
from driver import Program, Tap

MOST = 3


def keys(words):
    return lambda program: program.key(words)


def typed(words):
    return lambda program: subprocess.run(["xdotool", "type", "--delay", "30", words], check=True)


FIND = keys("ctrl+f")
# Name, actions, and the pattern and role of what answers.
TASKS = (
    ("find the cholesterol result", (FIND, typed("cholesterol")), "LDL cholesterol.*88 mg/dL", "list item"),
    ("find the COVID test", (FIND, typed("covid test")), "(COVID|SARS).*Not detected", "list item"),
    ("when high blood pressure was diagnosed", (FIND, typed("high blood")), "Hypertension.*[12][09][0-9][0-9]",
     "list item"),
    ("the last primary-care note", (keys("ctrl+5"),), "Progress note.*5 November 2026", "list item"),
    ("is any allergy recorded and how bad", (), "Penicillin.*Severe", "list item"),
)


def back(program):
    program.key("Escape")
    program.key("ctrl+1")
    program.find(steps.MEDICINES, "heading")


def do_task(program, actions, pattern, role):
    for action in actions:
        action(program)
    program.find(pattern, role, exact=False)
    assert len(actions) <= MOST


def main(build):
    tap, data = Tap(), steps.folder("person")
    tap.step("ten thousand records", large.import_into, build, data)
    program = Program(build, data)
    tap.step("they open", program.find, steps.MEDICINES, "heading")
    for name, actions, pattern, role in TASKS:
        tap.step(f"{name}: {len(actions)} actions", do_task, program, actions, pattern, role)
        back(program)
    tap.step("close", program.close)
    tap.step("no complaint", steps.quiet, program)
    tap.done()


if __name__ == "__main__":
    main(sys.argv[1])
