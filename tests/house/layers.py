# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares every #include and every undefined symbol with the table of layers.

All system headers lie in one folder and every library is on the linker's line in the end, so neither the
compiler nor the linker can tell that a layer reached where it must not.
usage: layers.py SOURCE_ROOT BUILD_ROOT
"""

import pathlib
import re
import subprocess
import sys

from tap import ROOT, files, read, report

# layer: (layers of ours, and with them what those may use of ours; libraries beside GLib and GIO)
LAYERS = {
    "core": ((), ("libxml2",)),
    "jose": (("core",), ("gnutls",)),
    "vault": (("core",), ("sqlite", "sodium", "zstd", "libsecret")),
    "net": (("core", "jose"), ("libsoup",)),
    "sync": (("vault", "net"), ()),
    "intake": (("vault", "jose"), ()),
    "library": (("vault",), ("sqlite",)),
    "report": (("library",), ("cairo", "pango")),
    "pages": ((), ("poppler", "gdk-pixbuf", "seccomp", "cairo")),
    "login": (("core",), ("webkit", "gtk")),
    "demo": (("core", "jose"), ("libsoup",)),
    "cli": (("sync", "intake", "report"), ()),
    "app": (("sync", "intake", "report", "pages"), ("gtk", "adwaita", "cairo", "pango", "gdk-pixbuf")),
}

# library: (the headers it is included by, the symbols it is linked by)
LIBRARIES = {
    "libxml2": (r"libxml/", r"(xml|html)[A-Z]"),
    "gnutls": (r"gnutls/", r"gnutls_"),
    "sqlite": (r"sqlite3\.h", r"sqlite3_"),
    "sodium": (r"sodium", r"(sodium|crypto|randombytes)_"),
    "zstd": (r"zstd|zdict", r"(ZSTD|ZDICT)_"),
    "libsecret": (r"libsecret/", r"secret_"),
    "libsoup": (r"libsoup/", r"soup_"),
    "json-glib": (r"json-glib/", r"json_[a-z]+_"),
    "cairo": (r"cairo", r"cairo_"),
    "pango": (r"pango", r"pango_"),
    "poppler": (r"poppler", r"poppler_"),
    "gdk-pixbuf": (r"gdk-pixbuf/", r"gdk_pixbuf_"),
    "seccomp": (r"seccomp\.h", r"seccomp_"),
    "webkit": (r"webkit/", r"(webkit|jsc)_"),
    "gtk": (r"(gtk|gdk|gsk|graphene)", r"(gtk|gdk_(?!pixbuf)|gsk|graphene)_?"),
    "adwaita": (r"adwaita", r"adw_"),
}

INCLUDE = re.compile(r'^#include ([<"])([^>"]+)[>"]', re.MULTILINE)


def reach(layer):
    """The layers of ours that `layer` may use."""
    found = {layer}
    for lower in LAYERS[layer][0]:
        found |= reach(lower)
    return found


def owner(name, column):
    """The library that a header or a symbol belongs to; None for GLib, GIO and the C library."""
    matches = [lib for lib, row in LIBRARIES.items() if re.match(row[column], name)]
    return matches[0] if matches else None


def check_includes(layer):
    complaints = []
    for path in files(f"src/{layer}/*.c", f"src/{layer}/*.h"):
        for bracket, header in INCLUDE.findall(read(path)):
            first = header.split("/")[0]
            if bracket == '"' and first in LAYERS and first not in reach(layer):
                complaints.append(f"{path} includes {header} of the layer {first}")
            library = owner(header, 0) if bracket == "<" else None
            if library and library not in LAYERS[layer][1]:
                complaints.append(f"{path} includes {header} of {library}")
    return complaints


def symbols(objects, flag):
    if not objects:
        return set()
    listed = subprocess.run(["nm", flag, *objects], check=True, capture_output=True, text=True).stdout
    return {line.split()[-1] for line in listed.splitlines() if line.strip() and not line.endswith(":")}


def check_symbols(layer, objects, defined):
    complaints = []
    for symbol in sorted(symbols(objects[layer], "-u")):
        home = defined.get(symbol)
        library = None if symbol.startswith(("kw_", "_kw_")) else owner(symbol, 1)
        if home and home not in reach(layer):
            complaints.append(f"{layer} calls {symbol} of the layer {home}")
        if library and library not in LAYERS[layer][1]:
            complaints.append(f"{layer} calls {symbol} of {library}")
    return complaints


def main():
    build = pathlib.Path(sys.argv[2])
    objects = {layer: [str(o) for o in sorted((build / "src" / layer).glob("**/*.o"))] for layer in LAYERS}
    defined = {}
    for layer in reversed(LAYERS):
        for symbol in symbols(objects[layer], "--defined-only"):
            if symbol.startswith("kw_"):
                defined[symbol] = layer
    folders = {path.split("/")[1] for path in files("src/*/*.c")}
    cases = [("every folder of src is a layer", sorted(folders - set(LAYERS)))]
    documented = read("docs/architecture.md")
    cases.append(("every layer is in docs/architecture.md",
                  [layer for layer in LAYERS if f"| `src/{layer}` |" not in documented]))
    for layer in LAYERS:
        cases.append((f"{layer} includes what it may", check_includes(layer)))
        cases.append((f"{layer} calls what it may", check_symbols(layer, objects, defined)))
    report(cases)


if __name__ == "__main__":
    assert ROOT
    main()
