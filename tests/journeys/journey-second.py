# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A redirect that the desktop gives to a second instance comes to the first one. usage: BUILD"""

import os
import subprocess
import sys

import steps
from driver import Program, Tap, environment

REDIRECT = "io.github.keepwell.keepwell://callback?code=canary-code&state=canary-state"


def second(build):
    """Ends by itself and with nothing on its own: the first instance takes it."""
    done = subprocess.run([os.path.join(build, "src/app/keepwell"), REDIRECT],
                          env=environment(build), capture_output=True, text=True, check=True, timeout=20)
    assert "canary" not in done.stdout + done.stderr


def one_window(program):
    frames = [node for node in program.nodes() if node.getRoleName() == "frame"]
    assert len(frames) == 1, len(frames)


def says_nothing(program):
    assert "canary" not in program.tree() and "canary" not in program.stderr()


def main(build):
    tap = Tap()
    program = Program(build, None)
    tap.step("the first instance", program.find, "Connect to my hospital", "push button")
    tap.step("a second one with a redirect", second, build)
    tap.step("the first one says that nobody waits for it", program.find, "This sign-in is not waited for.*",
             exact=False)
    tap.step("in the one window", one_window, program)
    tap.step("and shows nothing of it", says_nothing, program)
    tap.step("close", program.close)
    tap.step("no complaint", steps.quiet, program)
    tap.done()


if __name__ == "__main__":
    main(sys.argv[1])
