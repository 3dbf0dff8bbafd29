# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The few lines of TAP that the checks of the house need."""

import subprocess
import sys

ROOT = sys.argv[1]


def files(*patterns):
    """The project's own files: what git knows, or would add."""
    command = ["git", "-C", ROOT, "-c", "safe.directory=*", "ls-files", "--cached", "--others",
               "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return sorted(set(listed.split()))


def read(path):
    with open(f"{ROOT}/{path}", encoding="utf-8") as file:
        return file.read()


def report(cases):
    """`cases` is a list of (name, list of complaints); ends the program."""
    print(f"1..{len(cases)}")
    failed = False
    for number, (name, complaints) in enumerate(cases, 1):
        for complaint in complaints:
            print(f"# {complaint}")
        failed = failed or bool(complaints)
        print(f"{'not ' if complaints else ''}ok {number} - {name}")
    sys.exit(1 if failed else 0)
