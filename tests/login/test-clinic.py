# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signs in at the demo clinic through keepwell-login with nothing but the Return key.

usage: test-clinic.py KEEPWELL_LOGIN DEMO_CLINIC (in a session with a display; TAP)
"""

import json
import os
import select
import subprocess
import sys
import time
import urllib.parse
import urllib.request

REDIRECT = "io.github.keepwell.keepwell://callback"
PATIENCE = 60


def discover(base):
    with urllib.request.urlopen(f"{base}/.well-known/smart-configuration", timeout=10) as answer:
        return json.load(answer)


def authorize_url(base, state):
    query = {"response_type": "code", "client_id": "keepwell-demo", "redirect_uri": REDIRECT, "state": state,
             "scope": "launch/patient openid fhirUser offline_access patient/Patient.read", "aud": base,
             "nonce": "n", "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
             "code_challenge_method": "S256"}
    return discover(base)["authorization_endpoint"] + "?" + urllib.parse.urlencode(query)


def sign_in(program, url):
    request = {"authorize_url": url, "redirect_uri": REDIRECT, "title": "Riverside Hospital"}
    helper = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    helper.stdin.write(json.dumps(request).encode() + b"\n")
    helper.stdin.close()
    end = time.monotonic() + PATIENCE
    try:
        # The first button of each page has the focus: a name, a record, Allow.
        while not select.select([helper.stdout], [], [], 0.7)[0]:
            if time.monotonic() > end:
                return {"timeout": True}
            subprocess.run(["xdotool", "key", "Return"], check=True)
        return json.loads(helper.stdout.readline())
    finally:
        helper.kill()
        helper.wait()


def main():
    program, clinic_program = sys.argv[1:]
    clinic = subprocess.Popen([clinic_program, "--port", "0"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              text=True)
    bases = []
    for line in clinic.stdout:
        if line.startswith("FHIR_BASE="):
            bases.append(line.strip().split("=", 1)[1])
        if line.strip() == "READY":
            break
    failed = 0
    print(f"1..{len(bases)}")
    for number, base in enumerate(bases, 1):
        state = f"state-{number}-{os.getpid()}"
        answer = sign_in(program, authorize_url(base, state))
        redirect = urllib.parse.urlsplit(answer.get("redirect", ""))
        query = urllib.parse.parse_qs(redirect.query)
        good = (answer.get("redirect", "").startswith(REDIRECT + "?") and query.get("state") == [state]
                and len(query.get("code", [])) == 1 and "error" not in query)
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - signed in at hospital {number}", flush=True)
        if not good:
            print(f"# members of the answer: {sorted(answer)}, of the redirect: {sorted(query)}")
    clinic.stdin.close()
    clinic.wait(timeout=10)
    return failed


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
