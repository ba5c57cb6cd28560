#!/usr/bin/env bash
# sync_all does not follow the next link: it takes the number of the page out of it and forgets the rest.
#
# Package: waldur-api-client 8.1.3 (PyPI), with httpx 0.28.1.
# Guessed: the URL with rel="next" is requested as the server wrote it.
# Seen:    only `page` is read. A server that answers 40 of the 100 requested rows, because a reply has a limit in bytes,
#          and links to the rest with a smaller page_size or an offset of its own is asked for pages of 100: 170
#          of 250 rows are never seen, nothing is raised. Where the link has no `page` (a cursor), the first page is all.
# Matters: a server can't cut a page and link the rest in any other parameter. Gatehouse puts the place of the rest into
#          `page` itself (docs/rules/api.md, R3.8).
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check waldur-api-client==8.1.3 httpx==0.28.1 attrs==26.1.0

"$dir/venv/bin/python" - <<'PY'
import httpx
from waldur_api_client import AuthenticatedClient
from waldur_api_client.api.projects import projects_list

TOTAL, LIMIT = 250, 40

def fetch(link):
    asked = []
    def answer(request):
        params = request.url.params
        asked.append(dict(params))
        page, size = int(params.get("page", "1")), int(params["page_size"])
        start = int(params["offset"]) if "offset" in params else (page - 1) * size
        end = min(start + min(size, LIMIT), TOTAL)
        rows = [{"name": f"project {number}"} for number in range(start, end)]
        more = {"Link": f'<http://desk.invalid/api/projects/?{link(end)}>; rel="next"'} if end < TOTAL else {}
        return httpx.Response(200, json=rows, headers=more)
    transport = httpx.MockTransport(answer)
    client = AuthenticatedClient("http://desk.invalid", token="t", httpx_args={"transport": transport})
    names = [project.name for project in projects_list.sync_all(client=client)]
    return len(names), len(set(names)), asked

def as_a_client_that_follows(link):
    seen, query = 0, "page_size=100"
    while query is not None:
        params = dict(pair.split("=") for pair in query.split("&"))
        page, size = int(params.get("page", "1")), int(params["page_size"])
        start = int(params["offset"]) if "offset" in params else (page - 1) * size
        end = min(start + min(size, LIMIT), TOTAL)
        seen, query = seen + end - start, link(end) if end < TOTAL else None
    return seen

links = {
    "a smaller page_size": lambda end: f"page={end // LIMIT + 1}&page_size={LIMIT}",
    "an offset": lambda end: f"offset={end}&page_size=100",
}
got = {}
for name, link in links.items():
    rows, different, asked = fetch(link)
    got[name] = different
    print(f"{name}: {different} of {TOTAL} rows; a client that follows the links gets {as_a_client_that_follows(link)}")
    print("  asked for page, page_size, offset:", [(a.get("page"), a["page_size"], a.get("offset")) for a in asked])
    assert as_a_client_that_follows(link) == TOTAL
assert got == {"a smaller page_size": 80, "an offset": 40}, got
PY
