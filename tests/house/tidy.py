# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every file of ours has in common: licence lines, sizes, words that are translated, format.

usage: tidy.py SOURCE_ROOT
"""

import re
import statistics
import subprocess

from tap import ROOT, files, read, report

MAX_FILE, MAX_UI, MAX_MEDIAN, MAX_FUNCTION = 800, 150, 250, 40
C = ("src/*.c", "src/*.h", "tests/*.c", "tests/*.h")
COMMENTED = (*C, "*.py", "*meson.build", "src/*.ui", "tools/*", ".ci/run", "*.css")
NO_COMMENT = {"tools/packages.txt"}


def licences():
    return [f"{path} names no licence" for path in files(*COMMENTED)
            if path not in NO_COMMENT and "SPDX-License-Identifier: GPL-3.0-or-later" not in read(path)[:400]]


def sizes():
    lines = {path: read(path).count("\n") for path in files(*C)}
    complaints = [f"{path} has {n} lines, {MAX_FILE} at most" for path, n in lines.items() if n > MAX_FILE]
    complaints += [f"{path} has {read(path).count(chr(10))} lines, {MAX_UI} at most"
                   for path in files("src/*.ui") if read(path).count("\n") > MAX_UI]
    if lines and statistics.median(lines.values()) > MAX_MEDIAN:
        complaints.append(f"the median file has more than {MAX_MEDIAN} lines")
    return complaints


def functions():
    """Long functions; the format puts the braces of a function, and of nothing else, in column 0."""
    complaints = []
    for path in files("src/*.c"):
        lines = read(path).splitlines()
        start = None
        for number, line in enumerate(lines):
            if line == "{" and lines[number - 1].endswith(")"):
                start = number
            elif line == "}" and start is not None:
                if number - start - 1 > MAX_FUNCTION:
                    complaints.append(f"{path}:{start} has {number - start - 1} lines, {MAX_FUNCTION} at most")
                start = None
    return complaints


def words():
    listed = {line for line in read("po/POTFILES").splitlines() if line and not line.startswith("#")}
    ours = re.compile(r'(?<![A-Za-z])(_|N_|C_|NC_|ngettext|g_dpgettext2|g_dngettext|dngettext) ?\("|translatable="yes"')
    using = {path for path in files("src/*.c", "src/*.ui") if ours.search(read(path))}
    using -= {path for path in using if path.startswith("src/demo/")}
    known = set(files("src", "data"))
    return ([f"{path} has words of ours and is not in po/POTFILES" for path in sorted(using - listed)]
            + [f"po/POTFILES lists {path}, which is not there" for path in sorted(listed - known)])


def formatted():
    result = subprocess.run(["clang-format", "--dry-run", "--Werror", *files(*C)], cwd=ROOT,
                            capture_output=True, text=True, check=False)
    return sorted({line.split(":")[0] for line in result.stderr.splitlines() if "error:" in line})


def habits():
    """A few things that a reader of the rules would not expect to find."""
    rules = ((r"\bgoto\b", "goto"), (r"\bTODO\b|\bFIXME\b|\bXXX\b", "unfinished work"),
             (r"json_parser_|json_from_string", "json-glib reading outside bytes"))
    found = []
    for path in files("src/*.c", "src/*.h"):
        text = re.sub(r"/\*.*?\*/|\"(\\.|[^\"\\\n])*\"", "", read(path), flags=re.DOTALL)
        found += [f"{path}: {what}" for pattern, what in rules if re.search(pattern, text)]
    return found


report([("every file names its licence", licences()), ("files are small", sizes()),
        ("functions are short", functions()), ("words are translated", words()),
        ("the tool's format is the style", formatted()), ("habits", habits())])
