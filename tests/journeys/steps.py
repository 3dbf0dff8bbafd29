# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps that the tour and the journeys share."""

import os
import pathlib
import stat
import subprocess
import time

from driver import PATIENCE, Program, environment, screenshot, wait_for_window

MEDICINES = "Current medicines, as your hospitals list them"


def folder(name):
    """A fresh folder in this session's private data folder."""
    path = pathlib.Path(os.environ["XDG_DATA_HOME"]) / name
    path.mkdir(mode=0o700)
    return str(path)


def choose_hospital(program, name):
    program.press("Connect to my hospital", "push button")
    program.press(name, "push button")
    program.find("What will happen", "heading")


def wait_for_page(window):
    """WebKit's page is in no accessibility tree here, so its colours say when it is drawn."""
    # Below the window's own bar: white until the page is there.
    command = f"import -window {window} png:- | convert png:- -crop 600x500+20+120 -format %k info:"
    seen, end = "", time.monotonic() + PATIENCE
    while time.monotonic() < end:
        colours = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False).stdout
        if colours == seen and colours.isdigit() and int(colours) > 40:
            return
        seen = colours
        time.sleep(0.4)
    raise AssertionError("the sign-in page was not drawn")


def sign_in_on_page(program, shots=None):
    """Drives the hospital's page by keys alone: the first name, then Allow, each with the Return key."""
    program.press("Sign in", "push button")
    window = wait_for_window("^Sign in")
    wait_for_page(window)
    if shots:
        screenshot(f"{shots}/sign-in.png", window)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        program.key("Return")
        time.sleep(1.0)
        gone = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Sign in"], capture_output=True,
                              text=True, check=False).stdout.split()
        if not gone:
            return
    raise AssertionError("the sign-in page did not end")


def take_record(program, person):
    program.press(f"Put it in a new person “{person}”", "push button")
    program.press("Show my record", "push button")
    program.find(MEDICINES, "heading")


def show_tab(program, tab):
    program.press(tab, "page tab")


def save_pdf(program):
    """Saves where the dialog proposes, in this session's home, and gives the file."""
    home = pathlib.Path(os.environ["HOME"])
    before = set(home.rglob("*.pdf"))
    program.press("Save PDF", "push button")
    # GTK 4.8 reads the mnemonic aloud as well: "_Save Save".
    program.press("(^|[ _])Save$", "push button", exact=False)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        new = set(home.rglob("*.pdf")) - before
        if new:
            return str(new.pop())
        time.sleep(0.2)
    raise AssertionError("no PDF was saved")


def install_browser(build, user):
    """A browser for this session: it signs in at the demo clinic and follows the redirect, as one would."""
    data, config = pathlib.Path(os.environ["XDG_DATA_HOME"]), pathlib.Path(os.environ["XDG_CONFIG_HOME"])
    sign_in = environment(build)["KEEPWELL_DEMO_SIGN_IN"]
    program = data / "demo-browser"
    program.write_text("#!/usr/bin/python3\n"
                       "import subprocess, sys, urllib.request\n"
                       f"out = subprocess.run([{sign_in!r}, '--user', {user!r}, sys.argv[1]], check=True,\n"
                       "                     capture_output=True, text=True).stdout.strip()\n"
                       "urllib.request.urlopen(out).read()\n"
                       f"open({str(program) + '.used'!r}, 'a').write('x')\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    (data / "applications").mkdir(exist_ok=True)
    (data / "applications/demo-browser.desktop").write_text(
        "[Desktop Entry]\nType=Application\nName=Demo browser\n"
        f"Exec={program} %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n", encoding="utf-8")
    (config / "mimeapps.list").write_text(
        "[Default Applications]\nx-scheme-handler/http=demo-browser.desktop\n"
        "x-scheme-handler/https=demo-browser.desktop\n", encoding="utf-8")


def browser_was_used(times):
    """How often that browser has brought an answer."""
    used = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "demo-browser.used"
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if used.exists() and len(used.read_text(encoding="utf-8")) == times:
            return
        time.sleep(0.1)
    raise AssertionError(f"the browser was not used {times} times")


def quiet(program):
    """No critical and no warning of ours or of GTK's on stderr."""
    lines = [line for line in program.stderr().splitlines()
             if ("WARNING" in line or "CRITICAL" in line) and "org.freedesktop.Notifications" not in line]
    assert not lines, "\n".join(lines)


__all__ = ["MEDICINES", "Program", "browser_was_used", "choose_hospital", "folder", "install_browser", "quiet", "save_pdf", "show_tab",
           "sign_in_on_page", "take_record"]
