# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds a hospital by name with the keyboard alone: one that knows Keepwell, and one that does not. usage: BUILD"""

import os
import subprocess
import sys

import steps
from driver import Clinic, Program, Tap, environment, screenshot


def get_list(build, data, clinic):
    origin = clinic.bases[0].split("/r4/")[0]
    subprocess.run([os.path.join(build, "src/cli/keepwellctl"), "--data-dir", data, "hospitals", "--import",
                    f"{origin}/directory/brands.json"], env=environment(build), check=True, stdout=subprocess.DEVNULL)


def look_for(program, words):
    """One action: typing; the search has the focus."""
    program.find("Look for your hospital")
    program.key("ctrl+a")
    subprocess.run(["xdotool", "type", "--delay", "30", words], check=True)


def shot(name):
    folder = os.environ.get("KEEPWELL_SHOTS")
    if folder:
        screenshot(f"{folder}/{name}.png")


def main(build):
    tap, data = Tap(), steps.folder("person")
    clinic = Clinic(build)
    get_list(build, data, clinic)
    program = Program(build, data)
    tap.step("connect", program.press, "Connect to my hospital", "push button")
    tap.step("the list is there", program.find, "6 places, list of .*", exact=False)
    shot("find-empty")
    # Three actions: type, choose, read the steps.
    tap.step("type a name with a letter too few", look_for, program, "lakside family")
    tap.step("it is found", program.find, "Lakeside Family Practice, Madison.*", "list item", exact=False)
    shot("find-answers")
    tap.step("choose it", program.key, "Return")
    tap.step("the equal way is said before any sign-in", program.find, "Your record from Lakeside Family Practice",
             "heading")
    tap.step("in numbered steps", program.find, "1. Open MyChart in your browser.*", "list item", exact=False)
    tap.step("and files are one press away", program.find, "Open files I have", "push button")
    shot("portal")
    tap.step("look at the steps by key", program.key, "Tab")
    tap.step("and back", program.key, "Escape")
    tap.step("type the other name", look_for, program, "riverside")
    tap.step("it is found as well", program.find, "Riverside Hospital, Riverside, CA.*", "list item", exact=False)
    tap.step("choose that", program.key, "Return")
    tap.step("what will happen", program.find, "What will happen", "heading")
    tap.step("one can sign in", program.find, "Sign in", "push button")
    shot("what")
    tap.step("close", program.close)
    tap.step("no complaint", steps.quiet, program)
    clinic.stop()
    tap.done()


if __name__ == "__main__":
    main(sys.argv[1])
