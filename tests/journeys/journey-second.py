# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A redirect that the desktop gives to a second instance comes to the first one. usage: BUILD"""

import os
import pathlib
import subprocess
import sys
import time

import steps
from driver import PATIENCE, Program, Tap, environment

REDIRECT = "io.github.keepwell.keepwell://callback?code=canary-code&state=canary-state"


def second(build):
    """Ends by itself and with nothing on its own: the first instance takes it."""
    done = subprocess.run([os.path.join(build, "src/app/keepwell"), REDIRECT],
                          env=environment(build), capture_output=True, text=True, check=True, timeout=20)
    assert "canary" not in done.stdout + done.stderr


def by_desktop(build):
    """As a browser does: the desktop finds the program by the scheme in its desktop file."""
    data, config = pathlib.Path(os.environ["XDG_DATA_HOME"]), pathlib.Path(os.environ["XDG_CONFIG_HOME"])
    name = "io.github.keepwell.Keepwell.desktop"
    entry = (pathlib.Path(build) / "data" / name).read_text(encoding="utf-8")
    program = os.path.join(build, "src/app/keepwell")
    (data / "applications").mkdir(exist_ok=True)
    (data / "applications" / name).write_text(entry.replace("Exec=keepwell ", f"Exec={program} "), encoding="utf-8")
    scheme = next(kind for line in entry.splitlines() if line.startswith("MimeType=")
                  for kind in line[len("MimeType="):].split(";") if kind.startswith("x-scheme-handler/"))
    assert REDIRECT.startswith(scheme.split("/")[1] + ":"), scheme
    (config / "mimeapps.list").write_text(f"[Default Applications]\n{scheme}={name}\n", encoding="utf-8")
    subprocess.run(["gio", "open", REDIRECT], env=environment(build), check=True, timeout=20)


def gone(program, words):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if words not in program.tree():
            return
        time.sleep(0.2)
    raise AssertionError(f"'{words}' stays")


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
    tap.step("which it says for a while", gone, program, "This sign-in is not waited for")
    tap.step("a browser gives one to the desktop", by_desktop, build)
    tap.step("it comes to the first one as well", program.find, "This sign-in is not waited for.*", exact=False)
    tap.step("in the one window", one_window, program)
    tap.step("and shows nothing of it", says_nothing, program)
    tap.step("close", program.close)
    tap.step("no complaint", steps.quiet, program)
    tap.done()


if __name__ == "__main__":
    main(sys.argv[1])
