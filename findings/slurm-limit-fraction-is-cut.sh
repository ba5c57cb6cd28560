#!/usr/bin/env bash
# A limit with a fraction is called an error, is set all the same, cut to a whole number, and the exit status is 0.
#
# Packages: slurm-client, slurmdbd 24.11.5 (Debian trixie).
# Guessed: `GrpTRESMins=billing=10.5` is refused with a status of 1, or rounded without a word.
# Seen:    stderr says "Invalid unit type '.'" and "Request didn't affect anything", stdout says that the account was
#          modified, the status is 0, and the limit is 10.
# Matters: an agent that goes by the exit status reports success and one that goes by stderr reports a failure; both are
#          half right. Gatehouse sends whole seconds and compares the limit that comes back with the one it wants.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm

slurm sacctmgr -i add account p1 >/dev/null
status=0
slurm sacctmgr -i modify account p1 set GrpTRESMins=billing=10.5 >"$dir/out" 2>"$dir/err" || status=$?
limit=$(slurm sacctmgr -nP show assoc account=p1 format=grptresmins)
sed 's/^/stdout: /' "$dir/out"
sed 's/^/stderr: /' "$dir/err"
echo "status: $status, limit: $limit"
grep -q "Invalid unit type '.'" "$dir/err"
grep -q 'Modified account' "$dir/out"
[ "$status" = 0 ] && [ "$limit" = 'billing=10' ]
