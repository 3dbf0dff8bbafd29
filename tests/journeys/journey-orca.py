# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a blind person hears, from the real Orca: an allergy with how bad it is, and no picture as a name. usage: BUILD"""

import os
import pathlib
import re
import subprocess
import sys
import time

import steps
from driver import PATIENCE, Program, Tap, environment

FIXTURE = pathlib.Path(__file__).parent.parent / "app/fixtures/rosa.json"


class Orca:
    """The screen reader, without a sound card: its log has every utterance."""

    def __init__(self):
        self.silence()
        self.log = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "orca.log"
        self.process = subprocess.Popen(["orca", "--replace", "--debug-file", str(self.log)], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        self.wait("Screen reader on")

    @staticmethod
    def silence():
        """A speech service without sound; otherwise Orca waits for one that cannot start here."""
        folder = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "speech-dispatcher"
        (folder / "modules").mkdir(parents=True)
        (folder / "speechd.conf").write_text('AddModule "dummy" "sd_dummy" ""\nDefaultModule dummy\n', encoding="utf-8")

    def spoken(self):
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return re.findall(r"SPEECH OUTPUT: '(.*?)'", text)

    def wait(self, pattern):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for words in self.spoken():
                if re.search(pattern, words, re.IGNORECASE):
                    return words
            time.sleep(0.2)
        print("\n".join("# spoken: " + words for words in self.spoken()[-40:]))
        raise AssertionError(f"nothing like '{pattern}' was spoken")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


def hear(program, orca, key, pattern):
    """Goes from control to control by `key`, each time when the one before was spoken, until it is heard."""
    for _ in range(30):
        before = len(orca.spoken())
        program.key(key)
        end = time.monotonic() + 3
        while time.monotonic() < end and not [w for w in orca.spoken()[before:] if w.strip().lower() != key.lower()]:
            time.sleep(0.1)
        for words in orca.spoken()[before:]:
            if re.search(pattern, words):
                print(f"# heard: {words}")
                return
    orca.wait(pattern)


def no_picture_names(orca):
    strange = [words for words in orca.spoken() if re.search(r"GtkImage|image push button|^push button", words)]
    assert not strange, "\n".join(strange)


def import_sample(build, data):
    subprocess.run([pathlib.Path(build) / "src/cli/keepwellctl", "--data-dir", data, "import", FIXTURE], check=True,
                   env=environment(build), stdout=subprocess.DEVNULL)


def main(build):
    tap, data = Tap(), steps.folder("person")
    tap.step("a record", import_sample, build, data)
    orca = tap.step("Orca speaks", Orca)
    program = Program(build, data)
    tap.step("it opens", program.find, steps.MEDICINES, "heading")
    tap.step("an allergy is heard with how bad it is", hear, program, orca, "Tab", "Penicillin.*[Ss]evere")
    tap.step("no picture stands for a name", no_picture_names, orca)
    tap.step("close", program.close)
    orca.stop()
    tap.done()


if __name__ == "__main__":
    main(sys.argv[1])
