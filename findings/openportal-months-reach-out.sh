#!/usr/bin/env bash
# `weeks`, `months` and `years` of a DateRange are whole calendar periods that reach beyond the range.
#
# Package: openportal 0.94.0 (PyPI).
# Guessed: the pieces are cut to the range, so that together they are the range.
# Seen:    2026-01-15:2026-02-20 has 37 days, its two months have 59 and its year has 365. Even `this_month` of most
#          months has weeks that begin in the month before.
# Matters: a report made month by month for an award that runs from the 15th counts use before its start, and adding
#          up the weeks of a month counts days of its neighbours twice.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check openportal==0.94.0

"$dir/venv/bin/python" - <<'PY'
from openportal import DateRange

award = DateRange.parse("2026-01-15:2026-02-20")
pieces = {"days": award.days, "weeks": award.weeks, "months": award.months, "years": award.years}
for name, ranges in pieces.items():
    print(f"{name:7} {ranges[0]} … {ranges[-1]}")
assert len(award.days) == 37
assert [str(month) for month in award.months] == ["2026-01-01:2026-01-31", "2026-02-01:2026-02-28"]
assert (str(award.weeks[0]), str(award.weeks[-1])) == ("2026-01-12:2026-01-18", "2026-02-16:2026-02-22")
assert [str(year) for year in award.years] == ["2026-01-01:2026-12-31"]
total = sum(len(month.days) for month in award.months)
print("days of the range:", len(award.days), "| days of its months:", total)
assert total == 59

april = DateRange.parse("2026-04-01:2026-04-30")
total = sum(len(week.days) for week in april.weeks)
print("days of April:", len(april.days), "| days of its weeks:", total)
assert (len(april.days), total) == (30, 35)
PY
