#!/usr/bin/env bash
# A change of anything about an account through Slurm's REST server removes the account's limits.
#
# Packages: slurmrestd, slurmctld, slurmdbd 24.11.5 (Debian trixie); waldur-site-agent-slurm 1.0.7 (PyPI).
# Guessed: a POST changes what it names; a list that it names is replaced.
# Seen:    POST /slurmdb/v0.0.42/associations/ with a new fair share and nothing else answers 200 without errors or warnings.
#          Every limit in TRES is gone: GrpTRESMins, GrpTRES and MaxTRESMins, each of all kinds. The limits in plain numbers
#          (GrpJobs, GrpSubmitJobs) stay. A limit in TRES is set only if all others are sent with it. sacctmgr keeps them.
#          So in its mode `rest` Waldur's agent, which pauses and resumes a project by a change of its QOS, removes the
#          project's limit with that. (The agent recommends Slurm 25.11 for this mode; not tried there.)
# Matters: a project has unlimited use after a change that has nothing to do with its grant, and nothing says so. Gatehouse
#          compares each project's limit with its grant once a day and sets it again (docs/machines.md).
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm
start_slurmrestd "$dir"
install_agent "$dir" sacctmgr

slurm sacctmgr -i add account p1 >/dev/null
slurm sacctmgr -i add qos paused >/dev/null
grant() {
  slurm sacctmgr -i modify account p1 set GrpTRESMins=cpu=100,node=50 GrpTRES=cpu=10 MaxTRESMins=cpu=60 GrpJobs=5 >/dev/null
}
limits() { slurm sacctmgr -nP show assoc account=p1 user= format=GrpTRESMins,GrpTRES,MaxTRESMins,GrpJobs,Share; }
change() {
  local account='"account": "p1", "cluster": "one", "user": ""' reply
  reply=$(rest POST /slurmdb/v0.0.42/associations/ "{\"associations\": [{$account$1}]}")
  python3 -c 'import json, sys
body, status = sys.stdin.read().strip().rsplit("\n", 1)
print(status, json.loads(body)["errors"], json.loads(body)["warnings"])' <<<"$reply"
}

grant
first=$(limits)
reply=$(change ', "shares_raw": 9')
second=$(limits)
grant
slurm sacctmgr -i modify account p1 set GrpTRESMins=cpu=200 Fairshare=9 >/dev/null
third=$(limits)
change ', "max": {"tres": {"group": {"minutes": [{"type": "cpu", "count": 300}]}}}' >/dev/null
fourth=$(limits)
echo "before:                           $first"
echo "fair share, REST ($reply): $second"
echo "CPU minutes by sacctmgr:          $third"
echo "CPU minutes by REST:              $fourth"

cat >"$dir/pause.py" <<'PY'
import os, sys
from waldur_site_agent_slurm.rest_client import SlurmRestClient

os.environ["SLURM_TOKEN"] = "not used with a socket"
settings = {"url": f"unix://{sys.argv[1]}", "api_version": "v0.0.42", "token_env": "SLURM_TOKEN"}
client = SlurmRestClient({"cpu": {}}, settings, "one")
client.set_resource_limits("p1", {"cpu": 100})
before = client.get_resource_limits("p1")
client.set_account_qos("p1", "paused")
client.set_account_qos("p1", "normal")
print(before, client.get_resource_limits("p1"))
PY
agent=$("$dir/venv/bin/python" "$dir/pause.py" "$SLURM_ROOT/tmp/rest.sock" 2>/dev/null)
echo "limit that Waldur's agent sets, and reads after it paused and resumed the project: $agent"

[ "$first" = 'cpu=100,node=50|cpu=10|cpu=60|5|1' ] && [ "$reply" = '200 [] []' ] && [ "$second" = '|||5|9' ] &&
  [ "$third" = 'cpu=200,node=50|cpu=10|cpu=60|5|9' ] && [ "$fourth" = 'cpu=300|||5|9' ] && [ "$agent" = "{'cpu': 100} {}" ]
