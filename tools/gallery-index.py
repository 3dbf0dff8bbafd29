# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An index.html over a folder of pictures named SCREEN-LOOK.png: a row a screen, a column a look. usage: OUT"""

import html
import pathlib
import sys

# The longest first, because one name ends with another.
LOOKS = ("narrow-large-text", "narrow-dark", "high-contrast-dark", "high-contrast", "right-to-left", "large-text", "light",
         "narrow", "dark", "wide")
ORDER = ("light", "wide", "dark", "large-text", "narrow", "narrow-dark", "narrow-large-text", "right-to-left",
         "high-contrast", "high-contrast-dark", "")


def split(name):
    for look in LOOKS:
        if name.endswith("-" + look):
            return name[:-len(look) - 1], look
    return name, ""


def main(out):
    folder = pathlib.Path(out)
    screens = {}
    for path in sorted(folder.glob("*.png")):
        screen, look = split(path.stem)
        screens.setdefault(screen, {})[look] = path.name
    lines = ["<!DOCTYPE html>", "<meta charset='utf-8'><title>Keepwell: every screen in every look</title>",
             "<style>body{font:15px sans-serif;margin:20px}section{display:flex;gap:16px;overflow-x:auto;"
             "padding-bottom:16px}img{max-height:520px;border:1px solid #999}figure{margin:0}</style>",
             f"<h1>{len(screens)} screens, {sum(map(len, screens.values()))} pictures</h1>"]
    for screen, looks in sorted(screens.items()):
        lines.append(f"<h2 id='{html.escape(screen)}'>{html.escape(screen)}</h2><section>")
        for look in ORDER:
            if look in looks:
                name = html.escape(looks[look])
                lines.append(f"<figure><a href='{name}'><img loading='lazy' src='{name}' alt='{html.escape(screen)}, "
                             f"{look}'></a><figcaption>{look}</figcaption></figure>")
        lines.append("</section>")
    (folder / "index.html").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{folder / 'index.html'}: {len(screens)} screens, {sum(map(len, screens.values()))} pictures")


if __name__ == "__main__":
    main(sys.argv[1])
