# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signs in on oidc-provider's own pages as a browser would, and prints the redirect. usage: walk.py URL"""

import http.cookiejar
import re
import sys
import urllib.error
import urllib.parse
import urllib.request


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def main(url):
    opener = urllib.request.build_opener(NoRedirect, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    form = None
    for _ in range(20):
        try:
            with opener.open(url, form, timeout=10) as answer:
                page = answer.read().decode()
            action = re.search(r'action="([^"]+)"', page).group(1)
            prompt = re.search(r'name="prompt" value="([^"]+)"', page).group(1)
            url = urllib.parse.urljoin(url, action)
            form = urllib.parse.urlencode({"prompt": prompt, "login": "rosa", "password": "none"}).encode()
        except urllib.error.HTTPError as answer:
            if answer.code not in (302, 303):
                raise SystemExit(f"status {answer.code}") from None
            url, form = urllib.parse.urljoin(url, answer.headers["Location"]), None
        if not url.startswith("http://127.0.0.1"):
            print(url)
            return
    raise SystemExit("the pages do not end")


main(sys.argv[1])
