# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the test cases of meson's logs and says which failed and why.

A case is a line of TAP, or a whole test program that speaks no TAP. A program that ended badly without
naming a failed case counts as one failure, so that a crash is never a pass.
"""

import json
import re
import sys

CASE = re.compile(r"^(not ok|ok)\b([^#\n]*)(#\s*(SKIP|TODO)\b(.*))?", re.IGNORECASE | re.MULTILINE)
GOOD = {"OK", "SKIP", "EXPECTEDFAIL"}


def count(run):
    """(passed, failed names, skipped names) of one test program."""
    name = run["name"].split(" / ")[-1]
    passed, failed, skipped = 0, [], []
    for match in CASE.finditer(run.get("stdout") or ""):
        verdict, case, _, directive, reason = match.groups()
        case = f"{name}: {case.strip(' -')}"
        if directive and directive.upper() == "SKIP":
            skipped.append(f"{case} ({(reason or '').strip()})")
        elif verdict.lower() == "ok":
            passed += 1
        else:
            failed.append(case)
    if run["result"] == "SKIP" and not skipped:
        skipped.append(name)
    elif run["result"] not in GOOD and not failed:
        failed.append(f"{name}: {run['result']} (exit status {run['returncode']})")
    elif run["result"] in GOOD and not passed and not skipped:
        passed = 1
    return passed, failed, skipped


def main(folders):
    passed, failed, skipped = 0, [], []
    for folder in folders:
        with open(f"{folder}/meson-logs/testlog.json", encoding="utf-8") as log:
            runs = [json.loads(line) for line in log if line.strip()]
        for run in runs:
            good, bad, left = count(run)
            passed += good
            failed += bad
            skipped += left
            if bad:
                print(f"--- {run['name']} ({folder}): the end of its output")
                print("\n".join((run.get("stdout") or "").splitlines()[-40:]))
                print("\n".join((run.get("stderr") or "").splitlines()[-40:]))
    for line in skipped:
        print(f"skipped: {line}")
    for line in failed:
        print(f"FAILED: {line}")
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
