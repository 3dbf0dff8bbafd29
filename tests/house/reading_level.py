# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rule G10: our own sentences are for a reader of US grade 6, and the tool that says so can tell hard from easy.

usage: reading_level.py SOURCE_ROOT
"""

import importlib.machinery
import importlib.util
import subprocess
import sys

from tap import ROOT, report

TOOL = f"{ROOT}/tools/reading-level"


def load():
    loader = importlib.machinery.SourceFileLoader("reading_level_tool", TOOL)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("reading_level_tool", loader))
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


def levels():
    done = subprocess.run([sys.executable, TOOL, ROOT], capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else done.stdout.splitlines() + done.stderr.splitlines()


def measures():
    """A few counts by hand, so that the limits mean something."""
    tool = load()
    known = tool.names(ROOT)
    wrong = [f"{word}: {tool.syllables(word)} syllables, not {count}" for word, count in (
        ("the", 1), ("blood", 1), ("water", 2), ("kidney", 2), ("table", 2), ("stopped", 1), ("wanted", 2),
        ("makes", 1), ("doses", 2), ("hospital", 3), ("laboratory", 5), ("yes", 1), ("vessels", 2))
             if tool.syllables(word) != count]
    easy = tool.grade(*tool.measure("The heart pumps blood. It beats all day.", known))
    hard = tool.grade(*tool.measure("Administration of immunosuppressive medication necessitates periodic "
                                    "determination of laboratory parameters by your physician.", known))
    if easy > 3 or hard < 14:
        wrong.append(f"easy is grade {easy:.1f}, hard is grade {hard:.1f}")
    if tool.measure("Creatinine is waste.", known)[2] != 3:
        wrong.append("the name of a test is counted")
    if tool.measure("An emergency.", known)[2] != 5:
        wrong.append("a word of every day is not counted")
    return wrong


def covers():
    """Every group finds texts, so that a renamed file cannot make the test pass."""
    tool = load()
    least = {"glossary": 240, "statuses": 80, "sentences about errors": 80, "words of records": 20, "window": 60,
             "command line": 20}
    return [f"{name}: {len(tool.texts(ROOT, patterns))} texts" for name, patterns, _, _ in tool.GROUPS
            if len(tool.texts(ROOT, patterns)) < least[name]]


report([("sentences are for grade 6", levels()), ("the measure tells easy from hard", measures()),
        ("every group has its texts", covers())])
