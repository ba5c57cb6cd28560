#!/usr/bin/env bash
# One change of a project is three different ones, by which of the client's three classes it is written in.
#
# Package: waldur-api-client 8.1.3 (PyPI), with httpx 0.28.1.
# Guessed: the three mean the same; what a form can't say (null, an empty list) is refused or left out.
# Seen:    projects_partial_update takes PatchedProjectRequest (JSON), …Form and …Multipart. end_date=None is null in JSON, an
#          empty text in the form, and the word None in multipart. False is false, false, and False. An empty list, which
#          clears in JSON, is not sent by the others: the old list stays. Nothing at all in multipart is a request without body
#          and without Content-Type.
# Matters: a server that takes all three stores "None" in a field of text and keeps what was to be cleared. Gatehouse takes JSON
#          only and answers 415 to the others (docs/rules/api.md, R3.5).
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check waldur-api-client==8.1.3 httpx==0.28.1 attrs==26.1.0

"$dir/venv/bin/python" - <<'PY'
import email.parser, json, uuid
from urllib.parse import parse_qsl

import httpx
from waldur_api_client import AuthenticatedClient
from waldur_api_client.api.projects import projects_partial_update
from waldur_api_client.errors import UnexpectedStatus
from waldur_api_client.models.patched_project_request import PatchedProjectRequest
from waldur_api_client.models.patched_project_request_form import PatchedProjectRequestForm
from waldur_api_client.models.patched_project_request_multipart import PatchedProjectRequestMultipart

def read(request):
    kind, body = request.headers.get("content-type"), request.content
    if kind is None:
        return f"no Content-Type, {len(body)} bytes"
    if kind == "application/json":
        return json.loads(body)
    if kind == "application/x-www-form-urlencoded":
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    parts = email.parser.BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body).get_payload()
    return {part.get_param("name", header="content-disposition"): part.get_payload(decode=True).decode().rstrip() for part in parts}

def send(body):
    sent = []
    def answer(request):
        sent.append(read(request))
        return httpx.Response(404, json={})
    client = AuthenticatedClient("http://desk.invalid", token="t", httpx_args={"transport": httpx.MockTransport(answer)})
    try:
        projects_partial_update.sync_detailed(uuid.uuid4(), client=client, body=body)
    except UnexpectedStatus:
        return sent[0]

kinds = (PatchedProjectRequest, PatchedProjectRequestForm, PatchedProjectRequestMultipart)
got = [send(kind(end_date=None, is_industry=False, user_email_patterns=[])) for kind in kinds]
for kind, body in zip(kinds, got):
    print(f"{kind.__name__}: {body}")
empty = send(PatchedProjectRequestMultipart())
print("PatchedProjectRequestMultipart without fields:", empty)
assert got == [
    {"end_date": None, "is_industry": False, "user_email_patterns": []},
    {"end_date": "", "is_industry": "false"},
    {"end_date": "None", "is_industry": "False"},
], got
assert empty == "no Content-Type, 0 bytes", empty
PY
