#!/usr/bin/env bash
# Filtering a storage report by date never removes its newest snapshot, and a missing day is stamped "now".
#
# Package: openportal 0.32.2 and 0.94.0 (PyPI).
# Guessed: `filter(range)` leaves what lies in the range, as it does for usage reports, and nothing where nothing does.
# Seen:    only the older snapshots are cut. The newest one stands at the top of the report, outside `daily_reports`, and
#          stays whatever the range: January filtered by June still shows January's figures. `get_report` of a day
#          without a snapshot is empty but generated at the present moment.
# Matters: asked for a past range, an answer made with `filter` shows figures from outside it. A reader must look at
#          `generated_at`, and must not take a fresh `generated_at` for a fresh measurement.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/storage.py" <<'PY'
import datetime, json, sys
from openportal import DateRange, ProjectStorageReport, ProjectUsageReport

def snapshot(day, usage):
    return {"project": "p1.portal", "generated_at": f"{day}T12:00:00Z", "user_quotas": {},
            "project_quotas": {"scratch": {"limit": "5.00 TB", "usage": usage}}}

storage = ProjectStorageReport.from_json(json.dumps({
    **snapshot("2026-01-03", "3.00 GB"), "users": {},
    "daily_reports": {"2026-01-01": snapshot("2026-01-01", "2.00 GB")}}))
june = DateRange.parse("2026-06-01:2026-06-30")
filtered = json.loads(storage.filter(june).to_json())
print(sys.argv[1], "June of January's storage:", filtered["generated_at"], filtered["project_quotas"])
assert filtered["generated_at"] == "2026-01-03T12:00:00Z" and filtered["project_quotas"] and "daily_reports" not in filtered

first = json.loads(storage.filter(DateRange.parse("2026-01-01")).to_json())
print("  1 January alone still leads with:", first["generated_at"], "| days:", list(first["daily_reports"]))
assert first["generated_at"].startswith("2026-01-03") and list(first["daily_reports"]) == ["2026-01-01"]

missing = storage.get_report(datetime.date(2026, 1, 2))
age = datetime.datetime.now(datetime.timezone.utc) - missing.generated_at
print("  2 January: empty", missing.is_empty(), "| generated", missing.generated_at.date())
assert missing.is_empty() and age < datetime.timedelta(minutes=1)

day = {"reports": {"alice": {"seconds": 60}}, "components": {}, "num_jobs": 1, "total_wait_seconds": 0,
       "user_job_counts": {}, "user_wait_seconds": {}, "is_complete": True}
usage = ProjectUsageReport.from_json(json.dumps({"project": "p1.portal", "reports": {"2026-01-03": day}, "users": {}}))
print("  June of January's usage:", usage.filter(june).total_usage)
assert usage.filter(june).total_usage.seconds == 0
PY

for version in 0.32.2 0.94.0; do
  python3 -m venv "$dir/$version"
  "$dir/$version/bin/pip" install --quiet --disable-pip-version-check "openportal==$version"
  "$dir/$version/bin/python" "$dir/storage.py" "$version"
done
