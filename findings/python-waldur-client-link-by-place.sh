#!/usr/bin/env bash
# python-waldur-client takes the next page from the place of its link in the header, not from rel="next".
#
# Package: python-waldur-client 0.6.4 (PyPI), with requests 2.32.5.
# Guessed: the link with rel="next" is followed, wherever it stands (RFC 8288 gives the order no meaning).
# Seen:    the second link of the first page and the third of the others are requested, whatever they are. With `last` before
#          `next`, the client goes from the first page to the last: 300 of 500 projects, and no error. Without `first`, or
#          without a blank between the links, it raises IndexError.
# Matters: the order first, prev, next, last is part of the interface for this client. Gatehouse sends it in this order
#          (docs/rules/api.md, R3.4); a proxy or a rewrite that sorts links breaks it without a word.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check python-waldur-client==0.6.4 requests==2.32.5

"$dir/venv/bin/python" - <<'PY'
import json, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from waldur_client import WaldurClient

TOTAL = 500
header, asked = None, []

class Projects(BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlsplit(self.path).query)
        page, size = int(query.get("page", ["1"])[0]), int(query["page_size"][0])
        asked.append(page)
        last = -(-TOTAL // size)
        pages = {"first": 1, "last": last}
        if page > 1: pages["prev"] = page - 1
        if page < last: pages["next"] = page + 1
        link = lambda rel: f'<{base}/api/projects/?page={pages[rel]}&page_size={size}>; rel="{rel}"'
        rows = [{"name": f"project {number}"} for number in range((page - 1) * size, min(page * size, TOTAL))]
        body = json.dumps(rows).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Link", header(link, pages))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_):
        pass

server = ThreadingHTTPServer(("127.0.0.1", 0), Projects)
base = f"http://127.0.0.1:{server.server_port}"
threading.Thread(target=server.serve_forever, daemon=True).start()

def fetch(order, between=", "):
    global header
    header = lambda link, pages: between.join(link(rel) for rel in order if rel in pages)
    asked.clear()
    try:
        return len(WaldurClient(f"{base}/api/", "t").list_projects()), list(asked)
    except IndexError:
        return "IndexError", list(asked)

got = {
    "first, prev, next, last": fetch(["first", "prev", "next", "last"]),
    "first, last, prev, next": fetch(["first", "last", "prev", "next"]),
    "prev, next": fetch(["prev", "next"]),
    "first,prev,next,last": fetch(["first", "prev", "next", "last"], ","),
}
for order, (rows, pages) in got.items():
    print(f"{order:24} {rows} of {TOTAL} projects, pages {pages}")
assert list(got.values()) == [(500, [1, 2, 3]), (300, [1, 3]), ("IndexError", [1]), ("IndexError", [1])], got
PY
