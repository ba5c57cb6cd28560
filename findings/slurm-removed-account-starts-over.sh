#!/usr/bin/env bash
# An account that is removed and added again is the same association, and has its whole limit again.
#
# Packages: slurmctld, slurmdbd, slurmd, slurm-client 24.11.5 (Debian trixie).
# Guessed: a new association with a number of its own, so that old and new jobs can be told apart; or the old one with its use.
# Seen:    the association has the number that it had, and sacct lists the jobs of before under it, but the controller counts
#          the use of GrpTRESMins from 0.
# Matters: a project that ends, is cleaned away on the machine and comes back with its award can use its grant twice. The agents
#          of OpenPortal keep the account when a project is removed; Waldur's agent and people who tidy up do not.
#          docs/machines.md asks to keep the accounts of ended projects.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm

slurm useradd alice
add() {
  slurm sacctmgr -i add account p1 >/dev/null
  slurm sacctmgr -i modify account p1 set GrpTRESMins=cpu=100 >/dev/null
  slurm sacctmgr -i add user alice account=p1 >/dev/null
}
number() { slurm sacctmgr -nP show assoc account=p1 user= format=id; }
# "100(1)" is a limit of 100 minutes, of which one is used.
limit() {
  slurm scontrol show assoc_mgr accounts=p1 flags=assoc | grep -A 8 'Account=p1 UserName= ' |
    sed -n 's/.*GrpTRESMins=cpu=\([0-9()]*\),.*/\1/p'
}
add
before=$(number)
slurm_as alice "sbatch --quiet -A p1 -n 1 --mem=10 -o /dev/null --wrap 'sleep 65'"
until [ "$(slurm sacct -nPXa --format=State)" = COMPLETED ]; do sleep 1; done
used=$(limit)
slurm sacctmgr -i remove user alice >/dev/null
slurm sacctmgr -i remove account p1 >/dev/null
add
until [ -n "$(limit)" ]; do sleep 1; done
echo "number $before, limit and use $used; after the removal number $(number), $(limit)"
slurm sacct -nPXa -A p1 --format=JobID,User,Account,ElapsedRaw,AssocID
[ "$used" = '100(1)' ] && [ "$(limit)" = '100(0)' ] && [ "$before" = "$(number)" ]
