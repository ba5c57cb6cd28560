# Slurm with its accounting database, and one node of two cores, in a temporary folder. For findings that source this file.
#
# Debian trixie's packages: slurmctld, slurmdbd, slurmd, slurm-client 24.11.5, mariadb-server-core. Needs root (chroot) on a
# Debian machine with wget; downloads some 120 MB and takes about three minutes. Nothing is installed on the machine.
#
# open_slurm [lines of slurm.conf]: starts it in the new folder $dir, and stops and removes it when the script ends. Afterwards
# `slurm COMMAND …` runs a command there, and `slurm_as USER COMMAND` as an account there. Several can run at a time, each on
# ports of its own.

open_slurm() {
  local more=${1:-} host port=$((20000 + RANDOM % 20000))
  dir=$(mktemp -d)
  trap 'stop_slurm "$dir"' EXIT
  host=$(hostname -s)
  SLURM_ROOT=$dir/root
  (cd "$dir" && apt-get download -qq debootstrap >/dev/null 2>&1 && dpkg -x debootstrap_*.deb debootstrap)
  DEBOOTSTRAP_DIR=$dir/debootstrap/usr/share/debootstrap "$dir/debootstrap/usr/sbin/debootstrap" --variant=minbase \
    --include=slurmctld,slurmdbd,slurmd,slurm-client,mariadb-server-core,mariadb-client-core \
    trixie "$SLURM_ROOT" http://deb.debian.org/debian >"$dir/debootstrap.log" 2>&1
  mount --bind /proc "$SLURM_ROOT/proc"
  mount --bind /dev "$SLURM_ROOT/dev"
  mkdir -p "$SLURM_ROOT"/{run/mysqld,var/log/slurm,var/spool/slurmctld,var/spool/slurmd,etc/slurm}
  chmod 1777 "$SLURM_ROOT/tmp"
  echo "127.0.0.1 localhost $host" >"$SLURM_ROOT/etc/hosts"
  head -c 1024 /dev/urandom >"$SLURM_ROOT/etc/slurm/slurm.key"
  printf '%s\n' AuthType=auth/slurm DbdHost=localhost DbdPort=$((port + 2)) StorageType=accounting_storage/mysql StorageUser=slurm \
    StoragePass=slurm StorageLoc=slurm_acct_db SlurmUser=root >"$SLURM_ROOT/etc/slurm/slurmdbd.conf"
  chmod 600 "$SLURM_ROOT/etc/slurm/slurm.key" "$SLURM_ROOT/etc/slurm/slurmdbd.conf"
  echo CgroupPlugin=disabled >"$SLURM_ROOT/etc/slurm/cgroup.conf"
  cat >"$SLURM_ROOT/etc/slurm/slurm.conf" <<CONF
ClusterName=one
SlurmctldHost=$host
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/slurm
CredType=cred/slurm
SlurmUser=root
StateSaveLocation=/var/spool/slurmctld
SlurmdSpoolDir=/var/spool/slurmd
AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=localhost
AccountingStoragePort=$((port + 2))
AccountingStorageEnforce=limits
JobAcctGatherType=jobacct_gather/none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
NodeName=$host CPUs=2 RealMemory=1000
PartitionName=main Nodes=$host Default=YES
$more
CONF
  slurm mariadb-install-db --user=root --auth-root-authentication-method=normal >"$dir/mariadb.log" 2>&1
  slurm mariadbd --user=root --skip-networking --socket=/run/mysqld/mysqld.sock >>"$dir/mariadb.log" 2>&1 &
  until slurm mariadb -uroot -e 'select 1' >/dev/null 2>&1; do sleep 0.5; done
  slurm mariadb -uroot -e "create database slurm_acct_db; create user slurm@localhost identified by 'slurm';
    grant all on slurm_acct_db.* to slurm@localhost"
  slurm slurmdbd -D >"$dir/slurmdbd.log" 2>&1 &
  until slurm sacctmgr -n show cluster >/dev/null 2>&1; do sleep 0.5; done
  slurm sacctmgr -i add cluster one >/dev/null
  slurm slurmctld -D >"$dir/slurmctld.log" 2>&1 &
  slurm slurmd -D >"$dir/slurmd.log" 2>&1 &
  until [ "$(slurm sinfo -h -o %T 2>/dev/null)" = idle ]; do sleep 0.5; done
  slurm sacctmgr -V
}

slurm() {
  chroot "$SLURM_ROOT" "$@"
}

slurm_as() {
  chroot "$SLURM_ROOT" su "$1" -c "cd /tmp; $2"
}

# an_hour_earlier DIR: puts jobs, reservations and the cluster into the hour before, because sreport knows only whole hours that
# are over. Afterwards `start=$HOUR_START end=$HOUR_END` is the hour that they are in. All must have begun in the present hour.
an_hour_earlier() {
  local now pid begin
  now=$(date +%s)
  begin=$((now - now % 3600))
  for pid in /proc/[0-9]*; do
    if [ "$(readlink "$pid/root")" = "$SLURM_ROOT" ] && [ "$(cat "$pid/comm")" = slurmdbd ]; then kill "${pid#/proc/}"; fi
  done
  until ! slurm sacctmgr -n show cluster >/dev/null 2>&1; do sleep 0.5; done
  slurm mariadb -uroot slurm_acct_db -e "
    update one_job_table set time_submit = time_submit - 3600, time_eligible = time_eligible - 3600,
      time_start = time_start - 3600, time_end = time_end - 3600;
    update one_resv_table set time_start = time_start - 3600, time_end = time_end - 3600;
    update one_event_table set time_start = time_start - 3600;
    update one_last_ran_table set hourly_rollup = $((begin - 3600))"
  slurm slurmdbd -D >>"$1/slurmdbd.log" 2>&1 &
  until [ -n "$(slurm mariadb -uroot -N slurm_acct_db -e "select 1 from one_last_ran_table where hourly_rollup >= $begin")" ]; do
    sleep 0.5
  done
  HOUR_START=$(slurm date -d "@$((begin - 3600))" +%FT%H:%M)
  HOUR_END=$(slurm date -d "@$begin" +%FT%H:%M)
}

# start_slurmrestd DIR: Slurm's REST server on the socket /tmp/rest.sock of this Slurm. The version of its interface is v0.0.42.
# It refuses to run as root, so its account is an administrator of Slurm; it can't make namespaces of its own in a chroot.
start_slurmrestd() {
  slurm env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq slurmrestd >"$1/slurmrestd.log" 2>&1
  slurm useradd rest
  slurm sacctmgr -i add user rest account=root adminlevel=Administrator >/dev/null
  slurm su rest -s /bin/bash -c 'SLURMRESTD_SECURITY=disable_unshare_files,disable_unshare_sysv exec slurmrestd \
    -a rest_auth/local -s slurmctld,slurmdbd -d v0.0.42 unix:/tmp/rest.sock' >>"$1/slurmrestd.log" 2>&1 &
  until [ "$(rest GET /slurmdb/v0.0.42/ping/ | tail -n 1)" = 200 ]; do sleep 0.5; done
}

# rest METHOD PATH [JSON]: prints the body of the reply, then its status on a line of its own.
rest() {
  curl --silent --unix-socket "$SLURM_ROOT/tmp/rest.sock" --request "$1" --header 'Content-Type: application/json' \
    ${3:+--data "$3"} --write-out '\n%{http_code}\n' "http://slurm.invalid$2"
}

# install_agent DIR COMMAND: Waldur's agent in DIR/venv, and DIR/bin/COMMAND, which runs the command of this Slurm for it.
install_agent() {
  python3 -m venv "$1/venv"
  "$1/venv/bin/pip" install --quiet --disable-pip-version-check \
    waldur-site-agent==1.0.7 waldur-site-agent-slurm==1.0.7 waldur-api-client==8.1.2
  mkdir "$1/bin"
  install_command "$1" "$2"
}

# install_command DIR COMMAND: one more command for the agent in DIR/bin.
install_command() {
  printf '#!/bin/sh\nexec chroot %s %s "$@"\n' "$SLURM_ROOT" "$2" >"$1/bin/$2"
  chmod +x "$1/bin/$2"
}

stop_slurm() {
  local pid
  for pid in /proc/[0-9]*; do
    if [ "$(readlink "$pid/root")" = "$1/root" ]; then kill -KILL "${pid#/proc/}" 2>/dev/null || true; fi
  done
  sleep 1
  umount "$1/root/proc" "$1/root/dev" 2>/dev/null || true
  mountpoint -q "$1/root/dev" || rm -rf "$1"
}
