# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""With a screen reader the browser is the first way; it is remembered, and a press away from any page. usage: BUILD"""

import pathlib
import subprocess
import sys
import time

import pyatspi
import steps
from driver import PATIENCE, Clinic, Program, Tap, wait_for_window

REASON = "Your screen reader cannot read a page in Keepwell’s own window.*"


def screen_reader(runs):
    """What Orca says to the desktop when it starts and when it ends."""
    subprocess.run(["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
                    "--method", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "ScreenReaderEnabled",
                    f"<{str(runs).lower()}>"], check=True, stdout=subprocess.DEVNULL)


def leave_the_list(data):
    """A list of hospitals in which the one that was connected is not named."""
    folder = pathlib.Path(data) / "directories"
    folder.mkdir(exist_ok=True)
    (folder / "demo-0.list").write_text("keepwell-directory/1\thttps://l.example\t\t1772366400\n"
                                        "https://moved.example/r4\tElsewhere\t\t\t\t elsewhere\n",
                                        encoding="utf-8")


def focused(program, name):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if program.find(name, "push button").getState().contains(pyatspi.STATE_FOCUSED):
            return
        time.sleep(0.1)
    raise AssertionError(f"'{name}' has no focus")


def leave_for_browser(program):
    """The key of the sign-in window's button, pressed until the window is gone."""
    steps.wait_for_page(wait_for_window("^Sign in"))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        program.key("alt+b")
        time.sleep(0.7)
        if not subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Sign in"], capture_output=True,
                              text=True, check=False).stdout.split():
            return
    raise AssertionError("the sign-in window stayed")


def main(build):
    tap, data = Tap(), steps.folder("person")
    steps.install_browser(build, "Mary Lee")
    screen_reader(True)
    clinic = Clinic(build)
    program = Program(build, data, env={"KEEPWELL_DEMO_BASES": " ".join(clinic.bases)})
    tap.step("choose a hospital", steps.choose_hospital, program, "Riverside Hospital")
    tap.step("why it is the browser, in one sentence", program.find, REASON, exact=False)
    tap.step("the browser has the focus", focused, program, "Open in my browser")
    tap.step("press it", program.press, "Open in my browser", "push button")
    tap.step("take the record", steps.take_record, program, "Mary Lee")
    screen_reader(False)
    leave_the_list(data)
    tap.step("the connections", program.press, "Riverside Hospital.*", "push button", exact=False)
    tap.step("a hospital that left the list is said so", program.find,
             "The list of hospitals of 1 March 2026 does not name this one.*", exact=False)
    tap.step("sign in again goes by the browser, as the last time", program.press, "Sign in again", "push button")
    tap.step("which brings that answer too", steps.browser_was_used, 2)
    tap.step("and comes back to the connections", program.find, "Refresh", "push button")
    tap.step("close", program.close)
    tap.step("no complaint", steps.quiet, program)
    other = Program(build, steps.folder("other"), env={"KEEPWELL_DEMO_BASES": " ".join(clinic.bases)})
    tap.step("without a screen reader", steps.choose_hospital, other, "City Clinic")
    tap.step("the window comes first", focused, other, "Sign in")
    tap.step("sign in there", other.press, "Sign in", "push button")
    tap.step("leave its page for the browser", leave_for_browser, other)
    tap.step("which brings the answer", steps.take_record, other, "Mary Lee")
    tap.step("close that", other.close)
    tap.step("no complaint of that", steps.quiet, other)
    clinic.stop()
    tap.done()


if __name__ == "__main__":
    main(sys.argv[1])
