# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole job by itself, with a picture of each screen. usage: tour.py BUILD OUT"""

import shutil
import sys
import time

import steps
from driver import Clinic, Program, Tap, screenshot, wait_for_window

TABS = (("Summary", "summary"), ("Allergies", "allergies"), ("Medicines", "medications"), ("Labs", "labs"),
        ("Documents", "documents"), ("All records", "all-records"))


def picture(out, name):
    # One second for what moves: a page that slides in, a list that fills.
    time.sleep(1.0)
    screenshot(f"{out}/{name}.png", wait_for_window("^Keepwell|Alvarez"))


def tabs(program, out):
    for tab, name in TABS:
        steps.show_tab(program, tab)
        picture(out, name)


def main(build, out):
    tap, data = Tap(), steps.folder("tour")
    clinic = Clinic(build)
    program = Program(build, data, env={"KEEPWELL_DEMO_BASES": " ".join(clinic.bases)})
    tap.step("first start", program.find, "Connect to my hospital", "push button")
    picture(out, "first-start")
    tap.step("choose a demo hospital", steps.choose_hospital, program, "Riverside Hospital")
    picture(out, "what-will-happen")
    tap.step("sign in on the hospital's page", steps.sign_in_on_page, program, out)
    tap.step("whose record is this?", program.find, "Whose record is this?", "heading")
    picture(out, "whose-record")
    tap.step("get the record", steps.take_record, program, "Rosa Alvarez")
    tap.step("show each tab", tabs, program, out)
    steps.show_tab(program, "Summary")
    saved = tap.step("save the PDF", steps.save_pdf, program)
    shutil.copy(saved, f"{out}/health-record.pdf")
    tap.step("close", program.close)
    clinic.stop()
    again = Program(build, data)
    tap.step("open it again without the hospital", again.find, steps.MEDICINES, "heading")
    picture(out, "offline")
    tap.step("close again", again.close)
    tap.step("nothing was complained about", steps.quiet, again)
    tap.done()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
