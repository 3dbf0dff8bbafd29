# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules D1, D4, D5 and L10: wherever the computer stands and whatever it speaks, the same dates and every digit."""

import functools
import json
import os
import pathlib
import re
import subprocess
import tempfile

from cli import CORPUS, Skip, main, run

ZONES = ("America/Los_Angeles", "UTC", "Pacific/Auckland")
LOCALES = ("de_DE", "en_US", "ar_EG")
FIXTURES = pathlib.Path(os.environ["G_TEST_SRCDIR"]) / "fixtures"
BUILD = pathlib.Path(os.environ["G_TEST_BUILDDIR"]) / "locales"

# As sent, and what every reader must be able to read: year, month, day, time.
DATES = (
    ("2019", "2019"), ("2019-03", "2019 M3"), ("2019-03-05", "2019 5 M3"),
    ("2019-03-05T00:00:00Z", "2019 5 M3"), ("2019-03-05T00:00:00.000+00:00", "2019 5 M3"),
    ("2019-03-05T23:30:00-08:00", "2019 23:30 5 M3"), ("2019-03-05T12:05:00+13:00", "12:05 2019 5 M3"),
    ("2019-03-05T00:15:00-05:00", "00:15 2019 5 M3"), ("1900-01-01", "1 1900 M1"),
)


def locales():
    """The three locales, made for this test when the system does not have them."""
    for name in LOCALES:
        folder = BUILD / f"{name}.UTF-8"
        if not folder.is_dir():
            BUILD.mkdir(parents=True, exist_ok=True)
            made = subprocess.run(["localedef", "-i", name, "-f", "UTF-8", str(folder)], capture_output=True, check=False)
            if made.returncode > 1 or not folder.is_dir():
                raise Skip(f"no locale {name} can be made here: the package locales is missing")
    return {"LOCPATH": str(BUILD)}


@functools.lru_cache
def names(locale, keyword):
    """Words of a locale, with those of English, which the records themselves hold."""
    words = []
    for name in (f"{locale}.UTF-8", "C.UTF-8"):
        out = subprocess.run(["locale", keyword], env=dict(os.environ, LOCPATH=str(BUILD), LC_ALL=name),
                             capture_output=True, check=True).stdout.decode().strip()
        words.append(out.split(";"))
    return words


def canonical(text, locale):
    """Months as M1 to M12, times of 24 hours, and of all that only the numbers, in an order of their own."""
    def whole_day(found):
        hour = int(found[1]) % 12 + (12 if found[3] in late else 0)
        return f"{hour:02d}:{found[2]}"
    halves = [half for half in names(locale, "am_pm") if half[0]]
    late = {half[1] for half in halves}
    any_half = "|".join(re.escape(word) for half in halves for word in half)
    text = re.sub(rf"(\d+):(\d\d) ({any_half})", whole_day, text)
    for months in names(locale, "mon"):
        for number, month in enumerate(months, 1):
            text = re.sub(rf"{re.escape(month)}(?= \d)", f"M{number}", text)
    text = re.sub(r"\b(\d):(\d\d)\b", r"0\1:\2", text)
    return " ".join(sorted(re.findall(r"M\d+|\d+:\d\d|\d+", text)))


def texts(answer, locale):
    """Everything that is said of each record, by the record."""
    said = {}
    for person in answer.json()["persons"]:
        for section in person["sections"]:
            for record in section["records"]:
                when = record.get("when", {})
                said[record["ref"]] = [when.get("iso"), record.get("value", {}).get("number"),
                                       record.get("range", {}).get("low"), record.get("range", {}).get("high"),
                                       canonical(json.dumps(record, ensure_ascii=False), locale)]
    return said


def check_same(*files):
    environment = locales()
    first, where = None, None
    for locale in LOCALES:
        for zone in ZONES:
            answer = run("list", "--format", "json", *files, TZ=zone, LC_ALL=f"{locale}.UTF-8", **environment)
            assert answer.status in (0, 3), answer.err
            said = texts(answer, locale)
            if first is None:
                first, where = said, (locale, zone)
                assert said, "nothing was listed"
            for ref, one in said.items():
                assert one == first[ref], (where, first[ref], locale, zone, one)
            assert said.keys() == first.keys()


def every_date_is_the_date_that_was_sent():
    environment = locales()
    results = [{"resourceType": "Observation", "id": f"o{number}", "status": "final", "code": {"text": "Potassium"},
                "effectiveDateTime": date} for number, (date, _) in enumerate(DATES)]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in results]}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "dates.json"
        path.write_text(json.dumps(bundle), encoding="utf-8")
        for locale in LOCALES:
            for zone in ZONES:
                answer = run("list", "--format", "json", path, TZ=zone, LC_ALL=f"{locale}.UTF-8", **environment)
                whens = {record["ref"].split("/")[-1]: record["when"] for person in answer.json()["persons"]
                         for section in person["sections"] for record in section["records"]}
                for number, (date, meaning) in enumerate(DATES):
                    when = whens[f"o{number}"]
                    assert when["iso"] == date
                    assert canonical(when["text"], locale) == meaning, (locale, zone, date, when["text"])


def every_fixture_says_the_same_everywhere():
    check_same(*sorted(path for path in FIXTURES.glob("*/*.json")))


def records_of_other_hands_say_the_same_everywhere():
    files = [path for name in ("uscore", "ips", "r4examples") if CORPUS
             for path in sorted((pathlib.Path(CORPUS) / name).rglob("*.json"))[:60]]
    if not files:
        raise Skip("KEEPWELL_CORPUS holds no records")
    check_same(*files)


main(every_date_is_the_date_that_was_sent, every_fixture_says_the_same_everywhere,
     records_of_other_hands_say_the_same_everywhere)
