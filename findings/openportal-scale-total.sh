#!/usr/bin/env bash
# scale_total scales people but not components, and every scaling cuts each person's seconds of each day down.
#
# Package: openportal 0.94.0 (PyPI).
# Guessed: `scale_total(f)` is `report * f` in place, and the total is the old total times f to within a second.
# Seen:    `*` scales the components as well, scale_total leaves them, so a component can exceed the whole. Each figure is
#          cut to whole seconds for itself: 90 figures of 1 second times 0.5 make 0, not 45. Usage cuts too (5 * 0.99 is
#          4), stops at 0 (1 - 2 is 0 seconds) and cannot be divided: `/` raises TypeError although a method is declared.
# Matters: charges that are worked out with these operators are too small by up to a second for each person and day, an
#          overspent award shows 0 instead of a debt, and shares by component no longer add up.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check openportal==0.94.0

"$dir/venv/bin/python" - <<'PY'
import copy, json
from openportal import ProjectUsageReport, Usage

def report(seconds, components, people, days):
    names = [f"user{number}" for number in range(people)]
    day = {"reports": {name: {"seconds": seconds} for name in names}, "is_complete": True,
           "components": {"gpu": {name: {"seconds": components} for name in names}}}
    return ProjectUsageReport.from_json(json.dumps({
        "project": "p1.portal", "reports": {f"2026-01-{number:02}": day for number in range(1, days + 1)}, "users": {}}))

def seconds(report):
    return report.total_usage.seconds, report.get_component("gpu").total_usage.seconds

whole = report(100, 80, 1, 1)
times, scaled = whole * 0.5, copy.copy(whole)
scaled.scale_total(0.5)
print("(total, gpu):", seconds(whole), "| * 0.5:", seconds(times), "| scale_total(0.5):", seconds(scaled))
assert seconds(times) == (50, 40)
assert seconds(scaled) == (50, 80), "scale_total scales components now"

many = report(1, 1, 3, 30)
print("3 people, 30 days, 1 second each:", seconds(many)[0], "| * 0.5:", seconds(many * 0.5)[0])
assert seconds(many)[0] == 90 and seconds(many * 0.5)[0] == 0, "figures are no longer cut one by one"
assert (many.total_usage * 0.5).seconds == 45

print("5 * 0.99:", Usage(5) * 0.99, "| 1 - 2:", Usage(1) - Usage(2))
assert (Usage(5) * 0.99).seconds == 4 and (Usage(1) - Usage(2)).seconds == 0
assert hasattr(Usage, "__div__")
try:
    Usage(5) / 2
    raise AssertionError("Usage can be divided now")
except TypeError as error:
    print("5 / 2:", error)
PY
