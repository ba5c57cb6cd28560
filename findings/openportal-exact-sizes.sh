#!/usr/bin/env bash
# A quota of exactly 1 TB is written back as "1024.00 GB"; one byte more is "1.00 TB".
#
# Package: openportal 0.94.0 (PyPI).
# Guessed: sizes of base 1024 step to the next unit at 1024, so "1 TB" comes back as "1.00 TB".
# Seen:    the step comes only above 1024: 1 TB, 1 GB and 1 KB come back as "1024.00 GB", "1024.00 MB", "1024 B".
#          One byte below is the same text, one byte above is the next unit. Quotas are sent in that form as well.
# Matters: comparing the quota that was asked for with the answer as text reports a difference for the commonest sizes
#          of all, and reading an answer back can give more or fewer bytes than were set.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check openportal==0.94.0

"$dir/venv/bin/python" - <<'PY'
import openportal
from openportal import Instruction, Quota, StorageSize

expected = {"1 TB": "1024.00 GB", "1 GB": "1024.00 MB", "1 KB": "1024 B", "1 PB": "1024.00 TB",
            "2 TB": "2.00 TB", "1025 GB": "1.00 TB"}
for text, written in expected.items():
    print(f"{text:8} -> {StorageSize.parse(text)}")
    assert str(StorageSize.parse(text)) == written, text

tera = 1024 ** 4
for size in (tera - 1, tera, tera + 1):
    text = str(StorageSize.from_bytes(size))
    print(f"{size} bytes -> {text} -> {StorageSize.parse(text).bytes} bytes")
assert str(StorageSize.from_bytes(tera - 1)) == "1024.00 GB"
assert str(StorageSize.from_bytes(tera + 1)) == "1.00 TB"

sent = str(Instruction("set_project_quota p1.portal scratch 1 TB"))
print(sent)
assert sent == "set_project_quota p1.portal scratch 1024.00 GB"
# As values they are equal, so values must be compared.
assert Quota.parse("1 TB") == Quota.parse("1024.00 GB")
PY
