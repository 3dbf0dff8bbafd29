# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person reads above the page: whose it is, after each step of the sign-in; and no way past a bad certificate.

usage: test-host.py KEEPWELL_LOGIN CERTIFICATE (in a session with a display and an accessibility bus; TAP)
"""

import http.server
import json
import pathlib
import ssl
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

# pylint: disable=wrong-import-position
from driver import Program, Tap, showing, wait_for_window  # noqa: E402

APP = "io.github.keepwell.keepwell://callback"


class Page(http.server.BaseHTTPRequestHandler):
    """A page that sends on to the same one under another name of this computer."""

    def log_message(self, *_):  # pylint: disable=arguments-differ
        pass

    def do_GET(self):  # pylint: disable=invalid-name
        other = f"http://localhost:{self.server.server_port}/second"
        text = f"<title>accounts.example.org</title><a href='{other}' autofocus>on</a>"
        if self.path == "/second":
            text = "<p>second"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(text.encode())


def serve(certificate=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


class Login(Program):
    """keepwell-login, found by its controls as the window is."""

    def __init__(self, program, url):  # pylint: disable=super-init-not-called
        self.name = "Keepwell"
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = {"authorize_url": url, "redirect_uri": APP, "title": "City Clinic"}
        self.process.stdin.write(json.dumps(line).encode() + b"\n")
        self.process.stdin.flush()

    def root(self):
        return super().root()

    def end(self):
        self.process.kill()
        self.process.wait()


def no_way_on(login):
    """Nothing that could be pressed but Cancel and the window's own buttons."""
    names = [node.name for node in login.nodes() if node.getRoleName() in ("push button", "link", "check box")
             and showing(node)]
    allowed = {"Cancel", "_Cancel Cancel", "_Cancel", "Minimize", "Maximize", "Close"}
    assert set(names) <= allowed and any("Cancel" in name for name in names), names


def main(program, certificate):
    tap = Tap()
    login = Login(program, f"http://127.0.0.1:{serve()}/first")
    tap.step("a page is said to be from its host, not from what it calls itself", login.find, "127.0.0.1", "label")
    wait_for_window("^Sign in")
    tap.step("a link to another host", press_until, login, "Return", "localhost")
    login.end()
    bad = Login(program, f"https://127.0.0.1:{serve(certificate)}/first")
    tap.step("a certificate of nobody", bad.find, "This server cannot prove who it is", "label")
    tap.step("leaves no way on", no_way_on, bad)
    bad.end()
    tap.done()


def press_until(login, key, name):
    """The page may be there before it listens to keys."""
    for _ in range(40):
        login.key(key)
        try:
            return login.find(name, "label", patience=1)
        except AssertionError:
            continue
    raise AssertionError(f"'{name}' did not appear")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
