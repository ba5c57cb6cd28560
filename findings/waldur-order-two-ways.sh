#!/usr/bin/env bash
# One client, two ways to say "order by": a comma-separated text for awards, a repeated parameter for projects and users.
#
# Package: waldur-api-client 8.1.3 (PyPI), with httpx 0.28.1.
# Guessed: `o` is the same parameter everywhere, since one server framework stands behind all of them; two columns are
#          joined by a comma, as that framework's ordering filter reads them.
# Seen:    awards and customers take a text and send `o=-created,identifier` as it is. Projects and users take a list of
#          enum members, send `o=-created&o=name`, and raise AttributeError for a text that awards would take.
# Matters: a server that declares `o` as one text answers 400 to an ordered list of projects, and one that reads the last
#          of repeated parameters orders by the wrong column. Both spellings must mean the same.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check waldur-api-client==8.1.3 httpx==0.28.1 attrs==26.1.0

"$dir/venv/bin/python" - <<'PY'
import httpx
from waldur_api_client import AuthenticatedClient
from waldur_api_client.api.customers import customers_list
from waldur_api_client.api.openportal_managed_projects import openportal_managed_projects_list
from waldur_api_client.api.projects import projects_list
from waldur_api_client.api.users import users_list

sent = []

def answer(request):
    sent.append(str(request.url.query, "ascii"))
    return httpx.Response(200, json=[])

client = AuthenticatedClient("http://desk.invalid", token="t", httpx_args={"transport": httpx.MockTransport(answer)})
for module, text in ((openportal_managed_projects_list, "-created,identifier"), (customers_list, "name,-created")):
    module.sync(client=client, o=text)
    print(f"{module.__name__.split('.')[-1]}: {sent[-1]}")
    assert sent[-1] == "o=" + text.replace(",", "%2C")

for module, names in ((projects_list, ("-created", "name")), (users_list, ("full_name", "email"))):
    orders = next(value for name, value in vars(module).items() if name.endswith("OEnum"))
    module.sync(client=client, o=[orders(name) for name in names])
    print(f"{module.__name__.split('.')[-1]}: {sent[-1]} (members of {orders.__name__})")
    assert sent[-1] == "&".join(f"o={name}" for name in names)
    try:
        module.sync(client=client, o=",".join(names))
        raise AssertionError("a text is taken now")
    except AttributeError as error:
        print("    as a text:", error)
PY
