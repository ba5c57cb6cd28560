#!/usr/bin/env bash
# Two usage figures of 5 seconds are not equal, and one report read twice is written as two texts.
#
# Package: openportal 0.32.2 and 0.94.0 (PyPI).
# Guessed: `==` compares values, as it does for allocations, sizes and details; to_json writes the same text each time.
# Seen:    Usage and both kinds of report have no `==` of their own, so equal ones are unequal and even a copy differs. Their
#          people, volumes and days are written in an order that changes with every object; details keep one order.
# Matters: "has this report changed?" answers yes every time, whether by `==`, by text or by a hash of the text, and a
#          test of usage with `==` never holds. Compare `seconds`, and the parsed JSON of reports.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/equal.py" <<'PY'
import copy, json, sys
from openportal import Allocation, ProjectDetails, ProjectStorageReport, ProjectUsageReport, StorageSize, Usage

day = {"reports": {f"user{number}": {"seconds": 60} for number in range(10)}, "components": {}, "num_jobs": 0,
       "total_wait_seconds": 0, "user_job_counts": {}, "user_wait_seconds": {}, "is_complete": True}
usage = json.dumps({"project": "p1.portal", "reports": {"2026-01-01": day}, "users": {}})
storage = json.dumps({"project": "p1.portal", "generated_at": "2026-01-03T12:00:00Z", "user_quotas": {}, "users": {},
                      "project_quotas": {f"volume{number}": {"limit": "5.00 TB", "usage": "1.00 GB"} for number in range(10)}})
details = json.dumps({"members": {f"user{number}@a.example": "Member" for number in range(10)}})

assert Allocation.parse("5 NHR") == Allocation.parse("5 NHR") and StorageSize(5) == StorageSize(5)
print(f"{sys.argv[1]}: Usage(5) == Usage(5):", Usage(5) == Usage(5))
assert not Usage(5) == Usage(5) and Usage(5).seconds == Usage(5).seconds, "Usage compares values now"

for kind, text, equal in ((ProjectUsageReport, usage, False), (ProjectStorageReport, storage, False),
                          (ProjectDetails, details, True)):
    one, other = kind.from_json(text), kind.from_json(text)
    written = {kind.from_json(text).to_json() for _ in range(30)}
    print(f"  {kind.__name__}: equal {one == other}, copy equal {one == copy.copy(one)}, texts of 30 readings: {len(written)}")
    assert (one == other) is equal and (one == copy.copy(one)) is equal, kind
    assert (len(written) == 1) is equal, kind
    assert all(json.loads(text) == json.loads(one.to_json()) for text in written), kind
    assert len({one.to_json() for _ in range(30)}) == 1, "one object changes its order now"
PY

for version in 0.32.2 0.94.0; do
  python3 -m venv "$dir/$version"
  "$dir/$version/bin/pip" install --quiet --disable-pip-version-check "openportal==$version"
  "$dir/$version/bin/python" "$dir/equal.py" "$version"
done
