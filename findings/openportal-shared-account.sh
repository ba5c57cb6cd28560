#!/usr/bin/env bash
# Two members who share one local account each show all of its use: the people add up to more than the total.
#
# Package: openportal 0.32.2 and 0.94.0 (PyPI).
# Guessed: a second person for a local account is refused, as a person of another project is, or replaces the first.
# Seen:    both mappings are kept and travel in the JSON. `usage(person)` is the account's whole use for either, while
#          `total_usage` counts it once; nothing is unmapped. 100 seconds become 100 for each of two people.
# Matters: a table by person, or a limit by person, counts a shared account once for each of its people (a service account,
#          or somebody whose identity changed in mid-award). Work out totals from accounts, and people's shares apart.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/shared.py" <<'PY'
import json, sys
from openportal import ProjectUsageReport, UserMapping

day = {"reports": {"acct1": {"seconds": 100}}, "components": {}, "num_jobs": 1, "total_wait_seconds": 0,
       "user_job_counts": {"acct1": 1}, "user_wait_seconds": {}, "is_complete": True}
report = ProjectUsageReport.from_json(json.dumps({
    "project": "p1.portal", "reports": {"2026-01-01": day}, "users": {"alice.p1.portal": "acct1"}}))
try:
    report.add_mapping(UserMapping("bob.p2.portal:acct1:group"))
    raise AssertionError("a person of another project is taken now")
except OSError as error:
    print(f"{sys.argv[1]}: other project:", str(error).splitlines()[0])

report.add_mapping(UserMapping("bob.p1.portal:acct1:group"))
read = ProjectUsageReport.from_json(report.to_json())
people = {str(person): read.usage(person).seconds for person in read.users}
print("  by person:", dict(sorted(people.items())), "| total:", read.total_usage.seconds, "| unmapped:", read.unmapped_usage.seconds)
assert people == {"alice.p1.portal": 100, "bob.p1.portal": 100}, "a shared account is no longer counted for each"
assert read.total_usage.seconds == 100 and read.unmapped_usage.seconds == 0
PY

for version in 0.32.2 0.94.0; do
  python3 -m venv "$dir/$version"
  "$dir/$version/bin/pip" install --quiet --disable-pip-version-check "openportal==$version"
  "$dir/$version/bin/python" "$dir/shared.py" "$version"
done
