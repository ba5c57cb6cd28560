#!/usr/bin/env bash
# A range whose end lies before its start is put right by the constructor, but parsed and sent as a range without days.
#
# Package: openportal 0.32.2 and 0.94.0 (PyPI).
# Guessed: both ways to make a range raise, or both swap the ends.
# Seen:    DateRange(start, end) swaps them. DateRange.parse and an instruction keep "2026-02-01:2026-01-01" as it is, and
#          that range has no days. A report filtered by it is empty, complete and without an error.
# Matters: a portal that swaps two dates in `get_usage_report` gets zero use that counts as final. A site must refuse such
#          a range itself: the official reader has let it through.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/range.py" <<'PY'
import datetime, json, sys
from openportal import DateRange, Instruction, ProjectUsageReport

built = DateRange(datetime.date(2026, 2, 1), datetime.date(2026, 1, 1))
parsed = DateRange.parse("2026-02-01:2026-01-01")
asked = Instruction("get_usage_report p1.portal 2026-02-01:2026-01-01")
print(f"{sys.argv[1]}: built {built} ({len(built.days)} days), parsed {parsed} ({len(parsed.days)} days), asked {asked}")
assert str(built) == "2026-01-01:2026-02-01" and len(built.days) == 32
assert str(parsed) == "2026-02-01:2026-01-01" and parsed.days == [], "parse no longer keeps swapped ends"
assert asked.arguments[1] == "2026-02-01:2026-01-01", "an instruction no longer keeps swapped ends"

day = {"reports": {"alice": {"seconds": 60}}, "components": {}, "num_jobs": 1, "total_wait_seconds": 0,
       "user_job_counts": {}, "user_wait_seconds": {}, "is_complete": False}
report = ProjectUsageReport.from_json(json.dumps({"project": "p1.portal", "reports": {"2026-01-15": day}, "users": {}}))
for range in (built, parsed):
    found = report.filter(range)
    print(f"  {range}: {found.total_usage.seconds} seconds, complete {found.is_complete}")
assert report.filter(built).total_usage.seconds == 60 and report.filter(built).is_complete is False
assert report.filter(parsed).total_usage.seconds == 0 and report.filter(parsed).is_complete is True
PY

for version in 0.32.2 0.94.0; do
  python3 -m venv "$dir/$version"
  "$dir/$version/bin/pip" install --quiet --disable-pip-version-check "openportal==$version"
  "$dir/$version/bin/python" "$dir/range.py" "$version"
done
