#!/usr/bin/env bash
# Reading earliest_approve in Python and writing it back ends the embargo up to a second early.
#
# Package: openportal 0.32.2 and 0.94.0 (PyPI).
# Guessed: the property is a datetime with microseconds; any aware datetime may be assigned to it.
# Seen:    the JSON keeps the fraction of a second, the getter cuts it off, and the setter takes UTC only as
#          datetime.timezone.utc: ZoneInfo("UTC") and every other zone raise ValueError. Times of notes are cut too.
# Matters: a portal that copies the value from one award to another sends an embargo that ends earlier than the first,
#          and a site sees a change nobody made. Two notes of one second cannot be told apart by their Python time.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/embargo.py" <<'PY'
import datetime, json, sys, zoneinfo
from openportal import ProjectDetails

award = ProjectDetails('{"earliest_approve": "2026-01-01T12:00:00.900Z"}')
assert json.loads(award.to_json())["earliest_approve"] == "2026-01-01T12:00:00.900Z"
copy = ProjectDetails("{}")
copy.earliest_approve = award.earliest_approve
copied = json.loads(copy.to_json())["earliest_approve"]
print(f"{sys.argv[1]}: 12:00:00.900Z read as {award.earliest_approve.time()}, written back as {copied}")
assert award.earliest_approve.microsecond == 0 and copied == "2026-01-01T12:00:00Z"

exact = datetime.datetime(2026, 1, 1, 12, 0, 0, 900000, tzinfo=datetime.timezone.utc)
copy.earliest_approve = exact
assert json.loads(copy.to_json())["earliest_approve"] == "2026-01-01T12:00:00.900Z", "the setter cuts as well now"
for zone in (zoneinfo.ZoneInfo("UTC"), datetime.timezone(datetime.timedelta(hours=1))):
    try:
        copy.earliest_approve = datetime.datetime(2026, 1, 1, 12, tzinfo=zone)
        raise AssertionError(f"{zone} is taken now")
    except ValueError as error:
        print(f"  {zone}: {error}")

noted = ProjectDetails('{"notes": [{"timestamp": "2026-01-01T12:00:00.900Z", "author": "a", "text": "t"}]}')
print("  note:", noted.notes[0].timestamp)
assert noted.notes[0].timestamp.microsecond == 0
PY

for version in 0.32.2 0.94.0; do
  python3 -m venv "$dir/$version"
  "$dir/$version/bin/pip" install --quiet --disable-pip-version-check "openportal==$version" tzdata==2025.2
  "$dir/$version/bin/python" "$dir/embargo.py" "$version"
done
