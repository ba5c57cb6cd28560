#!/usr/bin/env bash
# `+` of two usage reports drops the second one without a word when it is another project's.
#
# Package: openportal 0.94.0 (PyPI).
# Guessed: `+` either adds both, or raises for reports that do not belong together, as `combine` does.
# Seen:    `p1 + p2` is p1 alone: no error, p2's seconds and users are gone. `UsageReport + UsageReport` of two portals
#          does the same, while `UsageReport.combine` raises. And the sum of two finished reports of the same day is
#          unfinished, although reports of different days stay finished.
# Matters: totals over several awards that are added in a loop come out too small, and a day that two sources report
#          never becomes final.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check openportal==0.94.0

"$dir/venv/bin/python" - <<'PY'
import json
import openportal

def report(project, day):
    return openportal.ProjectUsageReport.from_json(json.dumps({
        "project": project,
        "reports": {day: {"reports": {"alice": {"seconds": 100}}, "is_complete": True}},
        "users": {f"alice.{project}": "alice"}}))

one, other = report("p1.north", "2026-01-01"), report("p2.north", "2026-01-02")
added = one + other
print("p1 + p2:", added.project, added.total_usage.seconds, "seconds on", [str(date) for date in added.dates])
assert added.total_usage.seconds == 100 and len(added.dates) == 1, "`+` no longer drops another project"

far = report("p3.south", "2026-01-02").to_usage_report()
added = one.to_usage_report() + far
print("north + south:", added.portal, added.total_usage.seconds, "seconds")
assert added.total_usage.seconds == 100, "`+` no longer drops another portal"
try:
    openportal.UsageReport.combine([one.to_usage_report(), far])
    raise AssertionError("combine accepts two portals now")
except OSError as error:
    print("combine:", str(error).splitlines()[0])

same_day = report("p1.north", "2026-01-01") + report("p1.north", "2026-01-01")
two_days = report("p1.north", "2026-01-01") + report("p1.north", "2026-01-02")
print("complete: same day", same_day.is_complete, "| two days", two_days.is_complete)
assert same_day.total_usage.seconds == 200 and same_day.is_complete is False
assert two_days.total_usage.seconds == 200 and two_days.is_complete is True
PY
