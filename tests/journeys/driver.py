# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the built program as a person would: finds controls by their accessible name and acts on them.

What has no name cannot be found, so every journey is a test of accessibility as well. Nothing waits for a
time: everything waits for a control, and gives up with the tree that was there instead.
"""

import os
import pathlib
import re
import subprocess
import sys
import time

import pyatspi

PATIENCE = float(os.environ.get("KEEPWELL_PATIENCE", "40"))


def environment(build):
    """The variables by which programs of an uninstalled build find each other."""
    build = pathlib.Path(build).resolve()
    env = dict(os.environ)
    env.update({
        "KEEPWELL_LOGIN": str(build / "src/login/keepwell-login"),
        "KEEPWELL_PAGES": str(build / "src/pages/keepwell-pages"),
        "KEEPWELL_DEMO_CLINIC": str(build / "src/demo/keepwell-demo-clinic"),
        "KEEPWELL_DEMO_SIGN_IN": str(build / "src/demo/keepwell-demo-sign-in"),
        "GSETTINGS_SCHEMA_DIR": str(build / "data"),
        # A desktop without a notification service makes GIO warn; everything worse ends the program.
        "G_DEBUG": "fatal-criticals",
        "GTK_THEME": os.environ.get("GTK_THEME", ""),
    })
    if not env["GTK_THEME"]:
        del env["GTK_THEME"]
    return env


class Clinic:
    """The demo clinic, on a port of its own."""

    def __init__(self, build, *options):
        program = pathlib.Path(build).resolve() / "src/demo/keepwell-demo-clinic"
        self.process = subprocess.Popen([program, "--port", "0", *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.bases = []
        for line in self.process.stdout:
            if line.startswith("FHIR_BASE="):
                self.bases.append(line.strip().split("=", 1)[1])
            if line.strip() == "READY":
                return
        raise SystemExit("the demo clinic did not start")

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)


def walk(node, depth=0):
    """Every accessible under `node` that a person could meet, in reading order."""
    yield node, depth
    try:
        count = node.childCount
    except Exception:  # pylint: disable=broad-except  # the node went away
        return
    for index in range(min(count, 400)):
        try:
            child = node.getChildAtIndex(index)
        except Exception:  # pylint: disable=broad-except
            continue
        if child is not None:
            yield from walk(child, depth + 1)


def showing(node):
    """GTK 4.8 sets no "showing" state below the window; what is not on the screen has no size."""
    try:
        if not node.getState().contains(pyatspi.STATE_VISIBLE):
            return False
        extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        return extents.width > 0 and extents.height > 0
    except Exception:  # pylint: disable=broad-except
        return False


class Program:
    """The window under test."""

    def __init__(self, build, data_dir, *arguments, name="keepwell", env=None):
        self.build = pathlib.Path(build).resolve()
        self.name = name
        # Without a folder of its own it is the one program of this session, as the desktop starts it.
        self.errors = open(os.path.join(os.environ["XDG_DATA_HOME"], f"{name}-stderr.txt"), "a+", encoding="utf-8")
        program = self.build / "src/app/keepwell"
        where = ["--data-dir", data_dir] if data_dir else []
        self.process = subprocess.Popen([program, *where, *arguments],
                                        env={**environment(build), **(env or {})}, stderr=self.errors,
                                        cwd=os.environ["HOME"])

    def root(self):
        desktop = pyatspi.Registry.getDesktop(0)
        for index in range(desktop.childCount):
            app = desktop.getChildAtIndex(index)
            if app is not None and self.name in (app.name or ""):
                return app
        return None

    def nodes(self):
        root = self.root()
        return [] if root is None else [node for node, _ in walk(root)]

    def tree(self):
        root = self.root()
        if root is None:
            return "(no window)"
        lines = []
        for node, depth in walk(root):
            try:
                if node.name and showing(node):
                    lines.append("  " * depth + f"{node.getRoleName()} '{node.name}'")
            except Exception:  # pylint: disable=broad-except
                continue
        return "\n".join(lines)

    def find(self, name, role=None, patience=None, exact=True):
        """The first showing control of that name; `name` is a text or, with exact=False, a pattern."""
        end = time.monotonic() + (patience or PATIENCE)
        while time.monotonic() < end:
            if self.process.poll() is not None:
                self.fail(f"the program ended with status {self.process.returncode} before '{name}'")
            for node in self.nodes():
                try:
                    text = node.name or ""
                    fits = text == name if exact else re.search(name, text)
                    if fits and (role is None or node.getRoleName() == role) and showing(node):
                        return node
                except Exception:  # pylint: disable=broad-except  # it went away while we looked
                    continue
            time.sleep(0.1)
        return self.fail(f"'{name}' did not appear")

    def fail(self, why):
        print("# " + why)
        for line in self.tree().splitlines():
            print("#   " + line)
        shot = os.environ.get("KEEPWELL_FAILURE_SHOT")
        if shot:
            screenshot(shot)
        raise AssertionError(why)

    def press(self, name, role=None, **options):
        node = self.find(name, role, **options)
        node.queryAction().doAction(0)
        return node

    def open(self, name, role="list item", **options):
        """Rows of a list have no action and take no focus over AT-SPI in GTK 4.8, so they are clicked."""
        node = self.find(name, role, **options)
        self.click(node)
        return node

    def click(self, node):
        frame = self.root().getChildAtIndex(0).queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        window = wait_for_window("^" + re.escape(self.root().getChildAtIndex(0).name) + "$")
        geometry = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], check=True,
                                  capture_output=True, text=True).stdout
        place = dict(line.split("=") for line in geometry.split() if "=" in line)
        extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        # The frame's border belongs to the X window and not to the coordinates of its content.
        border = (int(place["WIDTH"]) - frame.width) // 2
        x = int(place["X"]) + border + extents.x + min(extents.width // 2, 120)
        y = int(place["Y"]) + border + extents.y + extents.height // 2
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)

    def type(self, name, text, role="text"):
        node = self.find(name, role)
        node.queryEditableText().setTextContents(text)
        return node

    def close(self):
        self.key("ctrl+q")
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.terminate()
            self.process.wait(timeout=10)
        return self.process.returncode

    @staticmethod
    def key(*keys):
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], check=True)

    def stderr(self):
        self.errors.seek(0)
        return self.errors.read()


def wait_for_window(title, patience=None):
    """The X window whose title holds `title`; for WebKit's page, which no AT-SPI tree shows here."""
    end = time.monotonic() + (patience or PATIENCE)
    while time.monotonic() < end:
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", title], capture_output=True,
                               text=True, check=False).stdout.split()
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no window '{title}'")


def screenshot(path, window="root"):
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["import", "-window", str(window), str(path)], check=True)


class Tap:
    """Steps of a journey as TAP; the first failed step ends it."""

    def __init__(self):
        self.number = 0

    def step(self, name, action, *arguments, **options):
        self.number += 1
        try:
            result = action(*arguments, **options)
        except Exception as error:  # pylint: disable=broad-except
            print(f"# {type(error).__name__}: {error}")
            print(f"not ok {self.number} - {name}")
            print(f"1..{self.number}")
            sys.exit(1)
        print(f"ok {self.number} - {name}", flush=True)
        return result

    def done(self):
        print(f"1..{self.number}")
