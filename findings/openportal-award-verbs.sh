#!/usr/bin/env bash
# create_award and update_award are old spellings, remove_award is not: agents before 0.92 refuse it.
#
# Packages: openportal 0.91.0 and 0.92.0 (PyPI).
# Guessed:  the three verbs of awards came together, so whoever knows one knows all.
# Seen:     0.91.0 reads create_award, update_award and list_awards and calls `remove_award` an invalid instruction.
#           From 0.92.0 on it is read. All of them are passed on under their project names, except get_awards.
# Matters:  an awarding portal that withdraws awards as `remove_award` through an older agent gets an error, while its
#           creates work; a site never sees the withdrawal. Write `remove_project`, which every version reads.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/verbs.py" <<'PY'
import sys
from openportal import Instruction

def read(text):
    try:
        return Instruction(text).command
    except OSError as error:
        return str(error).split(" - ")[0].splitlines()[0]

version = sys.argv[1]
answers = {text: read(text) for text in (
    "create_award p1.portal {}", "update_award p1.portal {}", "list_awards portal", "remove_award p1.portal",
    "remove_project p1.portal")}
print(version, answers)
assert answers["create_award p1.portal {}"] == "create_project"
assert answers["update_award p1.portal {}"] == "update_project"
assert answers["list_awards portal"] == "get_awards"
assert answers["remove_project p1.portal"] == "remove_project"
removed = answers["remove_award p1.portal"]
assert ("Invalid instruction" in removed) if version == "0.91.0" else (removed == "remove_project"), removed
PY

for version in 0.91.0 0.92.0; do
  python3 -m venv "$dir/$version"
  "$dir/$version/bin/pip" install --quiet --disable-pip-version-check "openportal==$version"
  "$dir/$version/bin/python" "$dir/verbs.py" "$version"
done
