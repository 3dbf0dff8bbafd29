# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sign-in, sync, refresh, rotation and revocation against an authorization server by other hands.

usage: test-oidc.py KEEPWELLCTL DEMO_CLINIC DEMO_SIGN_IN NODE_MODULES (TAP)
"""

import base64
import hashlib
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))

from cli import Home, Skip, main  # pylint: disable=wrong-import-position  # its folder is found above

CLINIC, SIGN_IN, MODULES = sys.argv[2:5]
CLIENT, REDIRECT = "keepwell-demo", "io.github.keepwell.keepwell://callback"
LIFETIME = 2
TYPES = ("AllergyIntolerance Appointment Binary CarePlan CareTeam Condition Consent Coverage Device DiagnosticReport "
         "DocumentReference Encounter FamilyMemberHistory Goal Immunization InsurancePlan Location Medication "
         "MedicationAdministration MedicationDispense MedicationRequest NutritionOrder Observation Organization Patient "
         "Person Practitioner Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson Schedule "
         "ServiceRequest Slot Specimen").split()
SCOPES = [f"patient/{name}.read" for name in TYPES]


def needed():
    if shutil.which("node") is None:
        raise Skip("there is no node here")
    if not os.path.isdir(os.path.join(MODULES, "oidc-provider")):
        raise Skip("oidc-provider could not be fetched from the npm registry")


class Clinic:
    """The demo clinic, and a token of its own for what stands in front of it."""

    def __enter__(self):
        self.process = subprocess.Popen([CLINIC, "--port", "0"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if line.startswith("FHIR_BASE=") and not hasattr(self, "base"):
                self.base = line.strip().split("=", 1)[1]
            if line.strip() == "READY":
                break
        self.sign_in()
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def sign_in(self):
        with urllib.request.urlopen(f"{self.base}/.well-known/smart-configuration", timeout=10) as answer:
            found = json.load(answer)
        verifier = "a" * 50
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        query = {"response_type": "code", "client_id": CLIENT, "redirect_uri": REDIRECT, "state": "s", "aud": self.base,
                 "scope": "launch/patient " + " ".join(SCOPES), "code_challenge": challenge, "code_challenge_method": "S256"}
        page = found["authorization_endpoint"] + "?" + urllib.parse.urlencode(query)
        redirect = subprocess.run([SIGN_IN, "--user", "Rosa Alvarez", page], check=True, capture_output=True, text=True).stdout
        code = urllib.parse.parse_qs(urllib.parse.urlparse(redirect.strip()).query)["code"][0]
        form = {"grant_type": "authorization_code", "code": code, "client_id": CLIENT, "redirect_uri": REDIRECT,
                "code_verifier": verifier}
        with urllib.request.urlopen(found["token_endpoint"], urllib.parse.urlencode(form).encode(), timeout=10) as answer:
            tokens = json.load(answer)
        self.token, self.patient = tokens["access_token"], tokens["patient"]


class Front:
    """oidc-provider in front of it; what happened is kept as words."""

    def __init__(self, clinic):
        self.clinic = clinic
        self.events = []

    def __enter__(self):
        self.process = subprocess.Popen(["node", "--no-warnings", HERE / "provider.mjs", MODULES], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        told = {"clinic": self.clinic.base, "token": self.clinic.token, "patient": self.clinic.patient, "client": CLIENT,
                "redirect": REDIRECT, "scopes": SCOPES, "lifetime": LIFETIME}
        self.process.stdin.write(json.dumps(told) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("BASE "):
                self.base = line.strip().split(" ", 1)[1]
                break
        threading.Thread(target=self.listen, daemon=True).start()
        return self

    def listen(self):
        for line in self.process.stdout:
            self.events.append(line.strip())

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait(30)

    def count(self, event):
        end = time.monotonic() + 1
        while event not in self.events and time.monotonic() < end:
            time.sleep(0.05)
        return self.events.count(event)


def login():
    return shlex.join([sys.executable, str(HERE / "walk.py")])


def count(home):
    whole = home.run("list", "--format", "json").json()
    return sum(len(section["records"]) for person in whole["persons"] for section in person["sections"])


def the_whole_life_of_a_sign_in():
    needed()
    with Clinic() as clinic, Front(clinic) as front, Home() as home:
        answer = home.run("connect", front.base, "--login-command", login())
        assert answer.status == 0, (answer.status, answer.err, front.events)
        assert front.count("GRANT authorization_code") == 1, front.events
        before = count(home)
        assert before > 300, before
        # The token has ended: a refresh, whose token works once, and then the next one.
        for turn in (1, 2):
            time.sleep(LIFETIME + 0.3)
            answer = home.run("sync")
            assert answer.status == 0, (turn, answer.err, front.events)
            assert front.count("GRANT refresh_token") >= turn and front.count("ROTATED") >= turn, front.events
            assert count(home) == before
        assert home.run("check", front.base).status == 0
        connection = home.run("connections", "--format", "json").json()["connections"][0]["uuid"]
        assert home.run("check", connection).status == 0
        # Revoked there, forgotten here.
        answer = home.run("disconnect", connection)
        assert answer.status == 0 and "The hospital was told" in answer.out.decode(), (answer.out, answer.err)
        assert front.count("REVOKED") + front.count("GRANT-REVOKED") > 0, front.events
        assert not [event for event in front.events if event.startswith("SERVER-ERROR")], front.events
        assert count(home) == before


def signing_in_again_is_the_same_connection():
    needed()
    with Clinic() as clinic, Front(clinic) as front, Home() as home:
        for _ in range(2):
            answer = home.run("connect", front.base, "--login-command", login())
            assert answer.status == 0, answer.err
        assert len(home.run("connections", "--format", "json").json()["connections"]) == 1


main(the_whole_life_of_a_sign_in, signing_in_again_is_the_same_connection)
