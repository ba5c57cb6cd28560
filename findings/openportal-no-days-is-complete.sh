#!/usr/bin/env bash
# A usage report without a single day calls itself complete.
#
# Package: openportal 0.32.2 and 0.94.0 (PyPI).
# Guessed: `is_complete` of a report with no days is false, or at least the report can be told from a finished one.
# Seen:    `is_complete` is true while there are no days. Asking for a day that is missing gives an empty report
#          that is "complete" as well; adding one unfinished day turns the whole report incomplete.
# Matters: a site whose scheduler is down answers with no days at all. Who trusts the flag books zero use as final.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/report.py" <<'PY'
import datetime, json, sys
import openportal

def read(days):
    return openportal.ProjectUsageReport.from_json(
        json.dumps({"project": "p1.portal", "reports": days, "users": {}}))

day = {"reports": {"alice": {"seconds": 60}}, "components": {}, "num_jobs": 1, "total_wait_seconds": 0,
       "user_job_counts": {}, "user_wait_seconds": {}}
done = read({"2026-01-01": {**day, "is_complete": True}})
open_day = read({"2026-01-01": {**day, "is_complete": False}})
empty = read({})
missing = done.get_report(datetime.date(2026, 1, 2))
print(f"{sys.argv[1]}: no days: {empty.is_complete}; a missing day: {missing.is_complete}; "
      f"one finished day: {done.is_complete}; one unfinished day: {open_day.is_complete}")
assert empty.is_complete is True and empty.dates == [], "a report without days is no longer complete"
assert missing.is_complete is True and missing.total_usage.seconds == 0, "a missing day is no longer complete"
assert done.is_complete is True and open_day.is_complete is False
PY

for version in 0.32.2 0.94.0; do
  python3 -m venv "$dir/$version"
  "$dir/$version/bin/pip" install --quiet --disable-pip-version-check "openportal==$version"
  "$dir/$version/bin/python" "$dir/report.py" "$version"
done
