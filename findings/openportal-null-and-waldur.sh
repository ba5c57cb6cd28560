#!/usr/bin/env bash
# Which unset fields of an award may be null: openportal and waldur-api-client agree on the least of them.
#
# Packages: openportal 0.94.0 and waldur-api-client 8.1.3 (PyPI).
# Guessed:  a reader that takes null for one optional field takes it for all, and both readers take the same.
# Seen:     openportal reads null everywhere but in `notes` and `breakdown`, where it refuses the whole award. The client
#           raises on null in `earliest_approve`, `membership_control`, the four links, `notes` and `breakdown`, and so
#           loses the whole list that the award was in; where it takes null, it insists on the key being there.
# Matters:  no single rule ("always null", "always left out") suits both. Ten keys must always be written, seven never
#           as null, and one careless serialiser breaks every award of a list at once.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check openportal==0.94.0 waldur-api-client==8.1.3 \
  python-dateutil==2.9.0.post0 attrs==26.1.0

"$dir/venv/bin/python" - <<'PY'
import json
import openportal
from waldur_api_client.models.award_details import AwardDetails

least = json.loads(openportal.ProjectDetails("{}").to_json())
links = ["award", "call", "project_link", "renewal"]
keys = [*least, "breakdown", *links, "earliest_approve", "membership_control"]

def reads(reader, details):
    try:
        reader(details)
        return True
    except Exception:  # OSError here; TypeError, ValueError and KeyError there
        return False

official = lambda details: openportal.ProjectDetails(json.dumps(details))
table = {}
for key in keys:
    as_null = {**least, key: None}
    left_out = {name: value for name, value in least.items() if name != key}
    table[key] = [reads(reader, details) for reader in (official, AwardDetails.from_dict) for details in (as_null, left_out)]
print("key                 openportal: null, absent | waldur: null, absent")
for key, seen in table.items():
    print(f"{key:30} {seen[0]!s:5} {seen[1]!s:5} | {seen[2]!s:5} {seen[3]!s}")

for key, seen in table.items():
    assert seen[1] is True, f"openportal needs {key} now"
    assert seen[0] is (key not in ("notes", "breakdown")), key
    if key in least:
        assert seen[3] is False, f"the client does without {key} now"
        assert seen[2] is (key != "notes"), key
    else:
        assert seen[2:] == [False, True], key
PY
