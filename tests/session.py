#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command in a desktop session of its own, without a display of this machine.

usage: session.py [--screen WxH] [--keyring] [--a11y] -- COMMAND…

A display (Xvfb), a session bus and private folders always; an unlocked keyring and an accessibility bus
on request. Everything ends, and every folder goes, when the command ends.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PASSWORD = b"session"


class Session:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="keepwell-session-")
        self.children = []
        self.env = dict(os.environ, GSK_RENDERER="cairo", ADW_DISABLE_PORTAL="1", GTK_USE_PORTAL="0",
                        GDK_BACKEND="x11", GSETTINGS_BACKEND="memory", NO_AT_BRIDGE="1")
        self.env.pop("WAYLAND_DISPLAY", None)
        for name in ("runtime", "data", "config", "cache", "state", "home"):
            path = os.path.join(self.folder, name)
            os.mkdir(path, 0o700)
            variable = "HOME" if name == "home" else f"XDG_{name.upper()}_{'DIR' if name == 'runtime' else 'HOME'}"
            self.env[variable] = path
        self.font()

    def font(self):
        """The font that GNOME has; without a settings service GTK would take whatever there is."""
        folder = os.path.join(self.env["XDG_CONFIG_HOME"], "gtk-4.0")
        os.makedirs(folder)
        with open(os.path.join(folder, "settings.ini"), "w", encoding="utf-8") as settings:
            settings.write("[Settings]\ngtk-font-name=Cantarell 11\n")

    def start(self, *command, **options):
        child = subprocess.Popen(command, env=self.env, start_new_session=True, **options)
        self.children.append(child)
        return child

    def display(self, screen):
        reader, writer = os.pipe()
        self.start("Xvfb", "-displayfd", str(writer), "-screen", "0", f"{screen}x24", "-nolisten", "tcp",
                   "-noreset", pass_fds=(writer,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise SystemExit("session: Xvfb did not start")
        self.env["DISPLAY"] = f":{number}"

    def bus(self):
        daemon = self.start("dbus-daemon", "--session", "--nofork", "--print-address=1",
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = daemon.stdout.readline().decode().strip()

    def keyring(self):
        subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], env=self.env, check=True,
                       input=PASSWORD, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        probe = ["gdbus", "call", "--session", "--dest", "org.freedesktop.secrets", "--object-path",
                 "/org/freedesktop/secrets/aliases/default", "--method",
                 "org.freedesktop.DBus.Properties.Get", "org.freedesktop.Secret.Collection", "Locked"]
        for _ in range(100):
            answer = subprocess.run(probe, env=self.env, capture_output=True, text=True, check=False)
            if "false" in answer.stdout:
                return
            time.sleep(0.1)
        raise SystemExit("session: the keyring did not unlock")

    def accessibility(self):
        self.env.pop("GTK_A11Y", None)
        self.env.pop("NO_AT_BRIDGE", None)
        self.start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately",
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        probe = ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
                 "--method", "org.a11y.Bus.GetAddress"]
        for _ in range(100):
            if subprocess.run(probe, env=self.env, capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise SystemExit("session: the accessibility bus did not start")

    def end(self):
        # The keyring daemon puts itself in the background; it is found by its own runtime folder.
        subprocess.run(["pkill", "-f", self.env["XDG_RUNTIME_DIR"]], check=False)
        for child in reversed(self.children):
            try:
                os.killpg(child.pid, signal.SIGTERM)
                child.wait(timeout=5)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                child.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description="a desktop session of its own for one command")
    parser.add_argument("--screen", default="1280x1024")
    parser.add_argument("--keyring", action="store_true")
    parser.add_argument("--a11y", action="store_true")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    session = Session()
    try:
        session.display(options.screen)
        session.bus()
        if options.keyring:
            session.keyring()
        if options.a11y:
            session.accessibility()
        child = subprocess.Popen(options.command, env=session.env)
        try:
            status = child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait(timeout=10)
    finally:
        session.end()
    sys.exit(status if status >= 0 else 128 - status)


if __name__ == "__main__":
    main()
