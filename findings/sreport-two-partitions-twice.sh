#!/usr/bin/env bash
# sreport counts what somebody used twice when they have a second association with the account, for one partition.
#
# Packages: slurmctld, slurmdbd, slurmd, slurm-client 24.11.5 (Debian trixie).
# Guessed: one row for each association with its own use, or one row for the person; either adds up to the account's.
# Seen:    alice belongs to p1 and, besides, to p1 in the partition main. One job of 20 seconds: AccountUtilizationByUser has two
#          rows for her, each with all 20 seconds, under an account with 20. UserUtilizationByAccount has one row with 40.
#          sacct and the limit have 20. Each further partition adds as much again.
# Matters: whoever adds up the rows of people, or takes the figures by person, bills partitions twice; the row of the account
#          is right. Waldur's agent makes such associations when partitions are enforced.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm

slurm useradd alice
slurm sacctmgr -i add account p1 >/dev/null
slurm sacctmgr -i add user alice account=p1 >/dev/null
slurm sacctmgr -i add user alice account=p1 partition=main >/dev/null
until [ $(($(date +%s) % 3600)) -lt 3500 ]; do sleep 1; done
slurm_as alice "sbatch --quiet -A p1 -n 1 --mem=10 -o /dev/null --wrap 'sleep 20'"
until [ "$(slurm sacct -nPXa --format=State)" = COMPLETED ]; do sleep 1; done
used=$(slurm sacct -nPXa --format=CPUTimeRAW)
an_hour_earlier "$dir"
report() { slurm sreport -nP cluster "$1" start="$HOUR_START" end="$HOUR_END" -t seconds format="$2"; }
report AccountUtilizationByUser account,login,used
report UserUtilizationByAccount login,account,used
account=$(report AccountUtilizationByUser account,login,used | sed -n 's/^p1||//p')
rows=$(report AccountUtilizationByUser account,login,used | grep '^p1|alice|' | cut -d '|' -f 3 | paste -sd ' ')
person=$(report UserUtilizationByAccount login,account,used | sed -n 's/^alice|p1|//p')
echo "seconds: $used in sacct, $account for the account, $rows in rows of alice, $person in the report by person"
[ "$account" = "$used" ] && [ "$rows" = "$used $used" ] && [ "$person" = $((2 * used)) ]
