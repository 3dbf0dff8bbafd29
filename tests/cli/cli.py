# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the built keepwellctl, and prints TAP: what the tests of the command line share."""

import json
import os
import subprocess
import sys
import tempfile
import traceback

PROGRAM = sys.argv[1]
CORPUS = os.environ.get("KEEPWELL_CORPUS", "")


class Answer:
    """What one run printed, and how it ended."""

    def __init__(self, run):
        self.status, self.out, self.err = run.returncode, run.stdout, run.stderr.decode()

    def json(self):
        return json.loads(self.out)


def run(*arguments, **variables):
    """Every run has a home of its own, so that nothing is left and nothing of this desktop is seen."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "LC_ALL": "C.UTF-8", **variables, "HOME": home, "XDG_DATA_HOME": home,
                       "G_DEBUG": "fatal-warnings"}
        done = subprocess.run([PROGRAM, *map(str, arguments)], env=environment, capture_output=True,
                              check=False, timeout=110)
        answer = Answer(done)
        answer.left = sorted(os.listdir(home))
        return answer


class Home:
    """A data folder and a keyring that several runs share."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = self.folder.name
        self.data = os.path.join(self.path, "data")
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def write(self, name, text):
        path = os.path.join(self.path, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text if isinstance(text, str) else json.dumps(text))
        return path

    def start(self, *arguments):
        """The same as run(), and the program goes on."""
        environment = {**os.environ, **self.keyring(), "LC_ALL": "C.UTF-8", "HOME": self.path,
                       "XDG_DATA_HOME": self.path, "G_DEBUG": "fatal-warnings"}
        return subprocess.Popen([PROGRAM, "--data-dir", self.data, *map(str, arguments)], env=environment,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def keyring(self):
        return {"SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": os.path.join(self.path, "keyring"),
                "SECRET_FILE_TEST_PASSWORD": "test"}

    def run(self, *arguments, **variables):
        return run("--data-dir", self.data, *arguments, **{**self.keyring(), **variables})

    def files(self):
        """Every file of the data folder with its bytes."""
        found = {}
        for folder, _, names in os.walk(self.data):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    found[os.path.join(folder, name)] = file.read()
        return found


class Skip(Exception):
    """Raised with the reason why a test cannot be run here."""


def main(*tests):
    print(f"1..{len(tests)}", flush=True)
    failed = False
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", " ")
        try:
            test()
            print(f"ok {number} - {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} - {name} # SKIP {reason}", flush=True)
        except Exception:
            failed = True
            print(f"not ok {number} - {name}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
    sys.exit(failed)
