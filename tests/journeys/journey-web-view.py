# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connects through the embedded page, closes, opens again offline, saves the PDF. usage: BUILD"""

import subprocess
import sys

import steps
from driver import Clinic, Program, Tap


def pdf_holds(path, words):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    missing = [word for word in words if word not in text]
    assert not missing, f"not in the PDF: {missing}"


def main(build):
    tap, data = Tap(), steps.folder("person")
    clinic = Clinic(build)
    program = Program(build, data, env={"KEEPWELL_DEMO_BASES": " ".join(clinic.bases)})
    tap.step("choose a hospital", steps.choose_hospital, program, "Riverside Hospital")
    tap.step("sign in by keys on its page", steps.sign_in_on_page, program)
    tap.step("take the record", steps.take_record, program, "Rosa Alvarez")
    tap.step("the allergies tab", steps.show_tab, program, "Allergies")
    tap.step("an allergy by its spoken name", program.find, "Penicillin.*Severe", "list item", exact=False)
    tap.step("close", program.close)
    tap.step("no complaint", steps.quiet, program)
    clinic.stop()
    again = Program(build, data)
    tap.step("open again without the hospital", again.find, steps.MEDICINES, "heading")
    tap.step("the allergies tab again", steps.show_tab, again, "Allergies")
    tap.step("the allergy is still there", again.find, "Penicillin.*Severe", "list item", exact=False)
    pdf = tap.step("save the PDF", steps.save_pdf, again)
    tap.step("the PDF says who and what", pdf_holds, pdf, ("Rosa Alvarez", "Penicillin", "Hives"))
    tap.step("close again", again.close)
    tap.step("no complaint offline", steps.quiet, again)
    tap.done()


if __name__ == "__main__":
    main(sys.argv[1])
