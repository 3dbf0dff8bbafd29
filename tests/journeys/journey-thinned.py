# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A child's birthday: the hospital shows a parent less, and nothing goes without a word. usage: BUILD"""

import os
import subprocess
import sys

import steps
from driver import Clinic, Program, Tap, environment

WHY = "The hospital shows less of this record than before.*age 11 to 13.*"


def run(build, data, *arguments):
    subprocess.run([os.path.join(build, "src/cli/keepwellctl"), "--data-dir", data, *arguments],
                   env=environment(build), check=True, capture_output=True)


def connect(build, data, clinic):
    """As his mother, by her own login."""
    sign_in = environment(build)["KEEPWELL_DEMO_SIGN_IN"]
    run(build, data, "connect", clinic.bases[0], "--login-command",
        f"{sign_in} --user 'Anna Lee' --patient 'Theo Lee'")


def after_the_birthday(build, data, clinic):
    port = clinic.bases[0].split(":")[2].split("/")[0]
    clinic.stop()
    older = Clinic(build, "--port", port, "--fault", "child-thinned", "--fault", "nothing-found:AllergyIntolerance")
    run(build, data, "sync", "--everything")
    older.stop()


def main(build):
    tap, data = Tap(), steps.folder("person")
    clinic = Clinic(build)
    tap.step("a mother gets her child's record", connect, build, data, clinic)
    tap.step("and again after a birthday", after_the_birthday, build, data, clinic)
    program = Program(build, data)
    tap.step("less is said on the first page", program.find, "Riverside Hospital shows less of this record.*",
             exact=False)
    tap.step("an allergy is not called never received", program.find, "No allergy is listed now.*", exact=False)
    tap.step("the allergies tab", steps.show_tab, program, "Allergies")
    tap.step("the allergy stands there with those words", program.find, "No longer listed by Riverside Hospital",
             exact=False)
    tap.step("and is read aloud so", program.find, "No longer listed since .*Peanut.*", "list item", exact=False)
    tap.step("the medicines tab", steps.show_tab, program, "Medicines")
    tap.step("his injector is there", program.find, "No longer listed since .*epinephrine.*", "list item", exact=False)
    tap.step("all records", steps.show_tab, program, "All records")
    tap.step("his conditions", program.open, "Conditions.*", exact=False)
    tap.step("are not called current", program.find, "No longer listed since .*Eczema.*", "list item", exact=False)
    tap.step("why?", program.press, "Why?", "push button")
    tap.step("hospitals often limit a parent's view", program.find, WHY, exact=False)
    tap.step("close", program.close)
    tap.step("no complaint", steps.quiet, program)
    tap.done()


if __name__ == "__main__":
    main(sys.argv[1])
