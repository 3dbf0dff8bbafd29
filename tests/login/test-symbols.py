# SPDX-FileCopyrightText: 2026 The Keepwell authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sign-in window promises never to do, it is not even linked to do.

usage: test-symbols.py KEEPWELL_LOGIN (TAP)
"""

import re
import subprocess
import sys

FORBIDDEN = {
    "no script of ours runs in the page": r"webkit_(user_script|user_content|web_view_(evaluate|call_async|run)_)",
    "no page can send us a message": r"webkit_user_content_manager|webkit_script_message|jsc_",
    "no inspector is opened": r"webkit_(web_view_get_inspector|web_inspector)",
    "no certificate error is waved through": r"webkit_network_session_allow_tls|g_tls_connection",
    "no password is kept": r"webkit_credential_|webkit_authentication_request_|secret_",
    "nothing is saved": r"webkit_download_set_destination|webkit_web_view_(save|download)",
    "the sandbox stays as it is": r"webkit_web_context_(add_path|set_sandbox)|setenv",
    "no other program is started": r"gtk_(show_uri|uri_launcher)|g_app_info_launch|g_(spawn|subprocess)",
}


def main(program):
    listing = subprocess.run(["nm", "-D", "--undefined-only", program], check=True, capture_output=True, text=True)
    symbols = [line.split()[-1].split("@")[0] for line in listing.stdout.splitlines()]
    print(f"1..{len(FORBIDDEN) + 1}")
    seen = "webkit_network_session_new_ephemeral" in symbols
    print(f"{'ok' if seen else 'not ok'} 1 - the symbols can be read")
    failed = not seen
    for number, (promise, pattern) in enumerate(FORBIDDEN.items(), 2):
        found = [symbol for symbol in symbols if re.match(pattern, symbol)]
        print(f"{'not ok' if found else 'ok'} {number} - {promise}")
        for symbol in found:
            print(f"# {symbol}")
        failed |= bool(found)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
