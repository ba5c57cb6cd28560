#!/usr/bin/env bash
# "today" and "this_month" are days of the machine's own time zone, while every other time is UTC.
#
# Package: openportal 0.94.0 (PyPI).
# Guessed: the words are worked out in UTC, since reports are by UTC day and all times of a job are UTC.
# Seen:    the same words at the same moment give different days under different TZ settings, also where an
#          instruction without a range is filled in.
# Matters: for some hours of each day an agent outside UTC asks for a day that has not begun in UTC, or for yesterday.
#          A site must take the dates it is given and must not compare them with its own idea of today.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check openportal==0.94.0

# 26 hours lie between these two zones, so their days always differ.
ask() { TZ=$1 "$dir/venv/bin/python" -c "
import openportal
print(openportal.DateRange.today(), openportal.Instruction('get_storage_report p1.portal').arguments[1])"; }

west=$(ask 'Etc/GMT+12')
east=$(ask 'Etc/GMT-14')
echo "Etc/GMT+12: $west"
echo "Etc/GMT-14: $east"
[ "${west% *}" != "${east% *}" ] || { echo "today no longer follows TZ" >&2; exit 1; }
[ "${west#* }" != "${east#* }" ] || { echo "filled-in ranges no longer follow TZ" >&2; exit 1; }
[ "${west% *}" = "${west#* }" ] || { echo "today and the filled-in range differ" >&2; exit 1; }
