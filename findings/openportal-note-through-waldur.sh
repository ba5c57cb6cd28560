#!/usr/bin/env bash
# A note that went through waldur-api-client is another note: merging it back doubles it.
#
# Packages: openportal 0.94.0 and waldur-api-client 8.1.3 (PyPI).
# Guessed:  both sides write RFC 3339 times, so details that were read and written unchanged merge into themselves.
# Seen:     openportal stamps notes to the nanosecond, the client's model holds microseconds and cuts the rest. To
#           openportal's `merge` the two are different notes. earliest_approve loses the same three digits.
# Matters:  each trip of an award through a script that reads details with the client and hands them on adds every note
#           once more. Who merges notes must compare times to the microsecond, not the texts and not all nine digits.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check openportal==0.94.0 waldur-api-client==8.1.3 \
  python-dateutil==2.9.0.post0 attrs==26.1.0

"$dir/venv/bin/python" - <<'PY'
import json
import openportal
from waldur_api_client.models.award_details import AwardDetails

text = json.dumps({"name": "n", "earliest_approve": "2026-01-01T12:00:00.123456789Z",
                   "notes": [{"timestamp": "2026-01-01T12:00:00.123456789Z", "author": "Reviewer", "text": "Fits."}]})
award = openportal.ProjectDetails(text)
stored = json.loads(award.to_json())
assert stored["notes"][0]["timestamp"].endswith(".123456789Z"), "openportal rounds times now"

back = AwardDetails.from_dict(stored).to_dict()
print("openportal:", stored["notes"][0]["timestamp"], "| waldur:", back["notes"][0]["timestamp"])
assert back["notes"][0]["timestamp"] == "2026-01-01T12:00:00.123456+00:00"
assert back["earliest_approve"] == "2026-01-01T12:00:00.123456+00:00"

merged = json.loads(award.merge(openportal.ProjectDetails(json.dumps(back))).to_json())
for note in merged["notes"]:
    print("merged:", note)
assert len(merged["notes"]) == 2, "the note is recognised now"

# A time of whole microseconds survives, though it is spelled in another way.
plain = openportal.ProjectDetails(text.replace("123456789", "123456"))
again = AwardDetails.from_dict(json.loads(plain.to_json())).to_dict()
merged = json.loads(plain.merge(openportal.ProjectDetails(json.dumps(again))).to_json())
print("with microseconds:", len(merged["notes"]), "note")
assert len(merged["notes"]) == 1
PY
