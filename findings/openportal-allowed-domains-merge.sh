#!/usr/bin/env bash
# Merging allowed_domains widens the list up to openportal 0.91 and replaces it from 0.92 on.
#
# Packages: openportal 0.91.0 and 0.92.0 (PyPI).
# Guessed:  the list of the newer message replaces the older list, as `members` does, in every version.
# Seen:     0.91.0 unites the two lists, so a portal can never narrow them, and an empty list changes nothing.
#           0.92.0 replaces, so an empty list ("nobody may join") shuts everybody out.
# Matters:  the same two messages leave an award open on one side of the network and closed on the other. A site that
#           replaces agrees with 0.92 and newer, and is stricter than the awarding portal's own view on 0.91 and older.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/merge.py" <<'PY'
import json, sys
import openportal

version = sys.argv[1]

def merged(first, second):
    older = openportal.ProjectDetails(json.dumps({"allowed_domains": first}))
    newer = openportal.ProjectDetails(json.dumps({"allowed_domains": second}))
    return json.loads(older.merge(newer).to_json())["allowed_domains"]

narrowed = merged(["a.example", "b.example"], ["b.example"])
emptied = merged(["a.example"], [])
print(f"{version}: narrow to b.example -> {narrowed}; empty -> {emptied}")
if version == "0.91.0":
    assert sorted(set(narrowed)) == ["a.example", "b.example"], "0.91.0 no longer unites the lists"
    assert emptied == ["a.example"], "0.91.0 now honours an empty list"
else:
    assert narrowed == ["b.example"], "0.92.0 no longer replaces the list"
    assert emptied == [], "0.92.0 no longer honours an empty list"
PY

for version in 0.91.0 0.92.0; do
  python3 -m venv "$dir/$version"
  "$dir/$version/bin/pip" install --quiet --disable-pip-version-check "openportal==$version"
  "$dir/$version/bin/python" "$dir/merge.py" "$version"
done
