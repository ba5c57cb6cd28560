#!/usr/bin/env bash
# sync_all stops after 100 objects, without an error, when the next link holds a literal comma or semicolon.
#
# Package: waldur-api-client 8.1.3 (PyPI), with httpx 0.28.1.
# Guessed: the Link header is read as RFC 8288 says, so a comma inside <…> belongs to the URL.
# Seen:    the header is split at every comma, then at every semicolon. A search for "Smith, J" against a server that
#          writes that comma back unescaped loses the next page: 100 of 250 come, and nothing is raised. The same
#          server with %2C and %3B gives all 250.
# Matters: a script that lists "all" projects works on a part of them. A server must escape both characters in its
#          links; one that echoes the query as it came is right by the RFC and still cuts this client short.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check waldur-api-client==8.1.3 httpx==0.28.1 attrs==26.1.0

"$dir/venv/bin/python" - <<'PY'
import httpx
from waldur_api_client import AuthenticatedClient
from waldur_api_client.api.projects import projects_list

def client(escape):
    def answer(request):
        page, size = int(request.url.params.get("page", "1")), int(request.url.params["page_size"])
        query = str(request.url.params.set("page", page + 1))
        if not escape:
            query = query.replace("%2C", ",").replace("%3B", ";")
        names = [{"name": f"project {number}"} for number in range((page - 1) * size, min(page * size, 250))]
        more = {"Link": f'<http://desk.invalid/api/projects/?{query}>; rel="next"'} if page * size < 250 else {}
        return httpx.Response(200, json=names, headers=more)
    return AuthenticatedClient("http://desk.invalid", token="t", httpx_args={"transport": httpx.MockTransport(answer)})

counts = {}
for query in ("Smith", "Smith, J", "a;b"):
    counts[query] = [len(projects_list.sync_all(client=client(escape), query=query)) for escape in (True, False)]
    print(f"query {query!r}: {counts[query][0]} with escaped links, {counts[query][1]} with plain ones")
assert counts == {"Smith": [250, 250], "Smith, J": [250, 100], "a;b": [250, 100]}, counts
PY
