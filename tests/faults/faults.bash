# Faults of the machine, for one command: what contract_faults of helper.bash does when
# tests/faults/run.sh asks for it.  FAULTS_SET is "all" or "sample"; a line of counts for
# each kind of fault is added to FAULTS_LOG.
# shellcheck shell=bash disable=SC2154    # set by run.sh

read -ra fault_kinds <<<"${FAULTS_KINDS:-}"
[[ ${#fault_kinds[@]} -gt 0 ]] || fault_kinds=(malloc mmap read write close rename open stat process interrupt
    short-read short-write)

# One command in a folder of its own, with the files of this test: each kind of fault.
inject_faults() {
    local input=$1 scratch kind words=()

    [[ $FAULTS_SET == all ]] || words=(-d 3 -g 1)
    scratch=$(mktemp -d "$BATS_FILE_TMPDIR/faults.XXXXXX")
    mkdir "$scratch/tmp"
    for kind in "${fault_kinds[@]}"; do
        TMPDIR=$scratch/tmp "$FAULTS_BUILD/inject" "${words[@]}" -i "$input" "$kind" \
            "$scratch" "$FAULTS_BUILD/preload.so" "${@:2}" >"$scratch/said" ||
            printf '%s\n' "${*:2}" >>"$FAULTS_LOG"
        sed "s/^/$2: /" "$scratch/said" >>"$FAULTS_LOG"
        [[ -z $(ls "$scratch/tmp") ]] ||
            echo "$2: violation: $kind: a spill file is left" >>"$FAULTS_LOG"
        rm -rf "$scratch/tmp"/*
    done
}
