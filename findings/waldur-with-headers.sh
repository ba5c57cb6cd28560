#!/usr/bin/env bash
# with_headers returns a new client and changes the old one too, but only if the old one was used before.
#
# Package: waldur-api-client 8.1.3 (PyPI), with httpx 0.28.1.
# Guessed: "get a new client matching this one with additional headers" leaves the first client as it was.
# Seen:    once a client has made a request, a header that is added for a new client is sent by the old one as well, from
#          then on. On a client that has made none, it is not. with_timeout and with_cookies do the same.
# Matters: `client.with_headers({"If-Match": etag})` for one decision puts that If-Match on every later decision of the
#          first client, which then fails with 412 for awards that nobody else has touched.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check waldur-api-client==8.1.3 httpx==0.28.1 attrs==26.1.0

"$dir/venv/bin/python" - <<'PY'
import httpx
from waldur_api_client import AuthenticatedClient
from waldur_api_client.api.openportal_managed_projects import openportal_managed_projects_approve as approve
from waldur_api_client.models.review_comment_request import ReviewCommentRequest

sent = []

def answer(request):
    sent.append((request.url.path.split("/")[3], request.headers.get("If-Match")))
    return httpx.Response(200)

def decide(client, identifier):
    approve.sync_detailed(identifier, "north.site.gpu", client=client, body=ReviewCommentRequest())

def run(used_before):
    sent.clear()
    client = AuthenticatedClient("http://desk.invalid", token="t", httpx_args={"transport": httpx.MockTransport(answer)})
    if used_before:
        decide(client, "p1.north")
    decide(client.with_headers({"If-Match": '"5"'}), "p2.north")
    decide(client, "p3.north")
    print("used before:" if used_before else "fresh:", sent)
    return list(sent)

assert run(True) == [("p1.north", None), ("p2.north", '"5"'), ("p3.north", '"5"')], "the old client keeps its headers now"
assert run(False) == [("p2.north", '"5"'), ("p3.north", None)], "a fresh client is changed as well now"
PY
