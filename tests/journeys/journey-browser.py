# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connects through the person's own browser, closes, opens again offline, saves the PDF. usage: BUILD"""

import os
import sys

import steps
from driver import Clinic, Program, Tap


def main(build):
    tap, data = Tap(), steps.folder("person")
    steps.install_browser(build, "Mary Lee")
    clinic = Clinic(build)
    program = Program(build, data, env={"KEEPWELL_DEMO_BASES": " ".join(clinic.bases)})
    tap.step("choose a hospital", steps.choose_hospital, program, "Riverside Hospital")
    tap.step("open in my browser instead", program.press, "Open in my browser instead", "push button")
    tap.step("take the record", steps.take_record, program, "Mary Lee")
    tap.step("the documents tab", steps.show_tab, program, "Documents")
    tap.step("the allergies tab", steps.show_tab, program, "Allergies")
    tap.step("close", program.close)
    tap.step("no complaint", steps.quiet, program)
    clinic.stop()
    again = Program(build, data)
    tap.step("open again without the hospital", again.find, steps.MEDICINES, "heading")
    pdf = tap.step("save the PDF", steps.save_pdf, again)
    tap.step("the PDF is named after her", lambda: os.path.basename(pdf).index("Mary Lee"))
    tap.step("close again", again.close)
    tap.step("no complaint offline", steps.quiet, again)
    tap.done()


if __name__ == "__main__":
    main(sys.argv[1])
