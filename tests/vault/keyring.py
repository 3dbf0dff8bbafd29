#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The keyring for real: gnome-keyring on a bus of its own, unlocked, then locked; and no keyring at all.

usage: keyring.py TEST_PROGRAM
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

PASSWORD = b"session"
SECRETS = "org.freedesktop.secrets"
DEFAULT = "/org/freedesktop/secrets/aliases/default"


class Bus:
    """A session bus with private folders, and no service that it could start by itself."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="keepwell-keyring-")
        self.children = []
        self.env = {key: value for key, value in os.environ.items()
                    if not key.startswith("SECRET_") and key not in ("DISPLAY", "WAYLAND_DISPLAY")}
        for name in ("RUNTIME_DIR", "DATA_HOME", "CONFIG_HOME", "CACHE_HOME"):
            self.env["XDG_" + name] = os.path.join(self.folder, name)
            os.mkdir(self.env["XDG_" + name], 0o700)
        self.env["HOME"] = self.folder
        config = os.path.join(self.folder, "bus.conf")
        with open(config, "w", encoding="utf-8") as file:
            file.write("<busconfig><type>session</type><listen>unix:dir=" + self.env["XDG_RUNTIME_DIR"]
                       + "</listen><policy context='default'><allow send_destination='*' eavesdrop='true'/>"
                         "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>")
        daemon = self.start("dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1",
                            stdout=subprocess.PIPE)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = daemon.stdout.readline().decode().strip()

    def start(self, *command, **options):
        # A warning ends our programs, not the desktop's.
        env = {key: value for key, value in self.env.items() if key != "G_DEBUG"}
        child = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL, **options)
        self.children.append(child)
        return child

    def call(self, path, method, *arguments):
        command = ["gdbus", "call", "--session", "--dest", SECRETS, "--object-path", path, "--method", method,
                   *arguments]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, check=False).stdout

    def is_locked(self):
        return self.call(DEFAULT, "org.freedesktop.DBus.Properties.Get", "org.freedesktop.Secret.Collection",
                         "Locked")

    def wait(self, answer):
        for _ in range(100):
            if answer in self.is_locked():
                return
            time.sleep(0.1)
        raise SystemExit(f"Bail out! the keyring never said {answer}")

    def unlock(self):
        daemon = self.start("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        daemon.stdin.write(PASSWORD)
        daemon.stdin.close()
        self.wait("false")
        return daemon

    def lock(self):
        self.call("/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock",
                  "['/org/freedesktop/secrets/collection/login']")
        self.wait("true")

    def stop(self, child):
        self.children.remove(child)
        child.terminate()
        child.wait(timeout=10)

    def end(self):
        for child in reversed(list(self.children)):
            self.stop(child)
        shutil.rmtree(self.folder, ignore_errors=True)


def run(number, name, env, program, state):
    result = subprocess.run([program, state], env=env, capture_output=True, text=True, check=False, timeout=60)
    good = result.returncode == 0 and f"ok 1 /keyring-session/{state}" in result.stdout
    if not good:
        for line in (result.stdout + result.stderr).splitlines():
            print("#", line)
    print("ok" if good else "not ok", number, name, flush=True)


def main():
    program = sys.argv[1]
    print("1..5", flush=True)
    bus = Bus()
    try:
        run(1, "no bus", dict(bus.env, DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere"), program, "absent")
        run(2, "no keyring on the bus", bus.env, program, "absent")
        daemon = bus.unlock()
        run(3, "unlocked", bus.env, program, "unlocked")
        bus.lock()
        run(4, "locked", bus.env, program, "locked")
        bus.stop(daemon)
        bus.unlock()
        run(5, "unlocked again, then erased", bus.env, program, "erased")
    finally:
        bus.end()


if __name__ == "__main__":
    main()
