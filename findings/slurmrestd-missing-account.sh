#!/usr/bin/env bash
# Slurm's REST server has no error for an account that does not exist.
#
# Packages: slurmrestd, slurmctld, slurmdbd 24.11.5 (Debian trixie); waldur-site-agent-slurm 1.0.7 (PyPI).
# Guessed: an error with text and a status of 4xx or 5xx, as sacctmgr has (exit status 1), or 404.
# Seen:    a limit for account p9, which is not there: 200, no errors, no warnings, nothing stored. Adding alice to p9, or
#          removing somebody who is not in p1: 304 without a body. Waldur's agent, in its mode `rest`, takes the 304 for
#          success. (The agent recommends Slurm 25.11 for this mode; not tried there.)
# Matters: a status below 400 says nothing about what the machine has. Whether somebody is a member, and what a limit is, must
#          be asked afterwards, as Gatehouse does before it shows a member or a limit as confirmed.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm
start_slurmrestd "$dir"
install_agent "$dir" sacctmgr

slurm sacctmgr -i add account p1 >/dev/null
slurm sacctmgr -i add user alice account=p1 >/dev/null
# The reply in one line: status, then errors and warnings if there is a body.
send() {
  rest "$1" "/slurmdb/v0.0.42/$2" "${3:-}" | python3 -c 'import json, sys
body, status = sys.stdin.read().rstrip("\n").rsplit("\n", 1)
print(status, *((json.loads(body)[key] for key in ("errors", "warnings")) if body.strip() else ["no body"]))'
}
limit=$(send POST associations/ '{"associations": [{"account": "p9", "cluster": "one", "user": "",
  "max": {"tres": {"group": {"minutes": [{"type": "cpu", "count": 5}]}}}}]}')
member=$(send POST users_association/ '{"association_condition": {"accounts": ["p9"], "users": ["alice"], "clusters": ["one"]},
  "user": {}}')
removed=$(send DELETE 'associations/?account=p1&user=bob&cluster=one')
cat >"$dir/agent.py" <<'PY'
import os, sys
from waldur_site_agent_slurm.rest_client import SlurmRestClient

os.environ["SLURM_TOKEN"] = "not used with a socket"
settings = {"url": f"unix://{sys.argv[1]}", "api_version": "v0.0.42", "token_env": "SLURM_TOKEN"}
client = SlurmRestClient({"cpu": {}}, settings, "one")
client.create_association("alice", "p9", "p1")
print("no error,", client.get_association("alice", "p9"))
PY
agent=$("$dir/venv/bin/python" "$dir/agent.py" "$SLURM_ROOT/tmp/rest.sock" 2>/dev/null | tail -n 1)
accounts=$(slurm sacctmgr -nP show account format=account | sort | paste -sd ' ')
cli=0
slurm sacctmgr -i add user alice account=p9 >/dev/null 2>&1 || cli=$?
echo "limit for p9:            $limit"
echo "alice into p9:           $member (sacctmgr: exit status $cli; Waldur's agent: $agent)"
echo "bob, no member, from p1: $removed; accounts at the end: $accounts"
[ "$limit" = '200 [] []' ] && [ "$member" = '304 no body' ] && [ "$cli" = 1 ] && [ "$agent" = 'no error, None' ] &&
  [ "$removed" = '304 no body' ] && [ "$accounts" = 'p1 root' ]
