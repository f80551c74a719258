# Faults of the machine, for one command: what contract_faults of helper.bash does when
# tests/faults/run.sh asks for it.  FAULTS_SET is "all" or "sample"; a line of counts for
# each kind of fault is added to FAULTS_LOG, and a line for each command to FAULTS_LOG.turns.
# shellcheck shell=bash disable=SC2154    # set by run.sh

read -ra fault_kinds <<<"${FAULTS_KINDS:-}"
[[ ${#fault_kinds[@]} -gt 0 ]] || fault_kinds=(malloc mmap read write close rename open stat process interrupt
    short-read short-write)

# One command in a folder of its own, with the files of this test: each kind of fault; of
# a sample one kind of four, by turns, and those that few filters can meet.
inject_faults() {
    local input=$1 scratch kind kinds=("${fault_kinds[@]}") words=() turn i

    if [[ $FAULTS_SET == sample ]]; then
        words=(-d 3 -g 1)
        kinds=()
        turn=$(wc -l <"$FAULTS_LOG.turns")
        echo "$2" >>"$FAULTS_LOG.turns"
        for i in "${!fault_kinds[@]}"; do
            [[ $(((i + turn) % 4)) -ne 0 && ${fault_kinds[i]} != @(mmap|process) ]] ||
                kinds+=("${fault_kinds[i]}")
        done
    fi
    scratch=$(mktemp -d "$BATS_FILE_TMPDIR/faults.XXXXXX")
    mkdir "$scratch/tmp"
    for kind in "${kinds[@]}"; do
        TMPDIR=$scratch/tmp "$FAULTS_BUILD/inject" "${words[@]}" -i "$input" "$kind" \
            "$scratch" "$FAULTS_BUILD/preload.so" "${@:2}" >"$scratch/said" ||
            printf '%s\n' "${*:2}" >>"$FAULTS_LOG"
        sed "s/^/$2: /" "$scratch/said" >>"$FAULTS_LOG"
        [[ -z $(ls "$scratch/tmp") ]] ||
            echo "$2: violation: $kind: a spill file is left" >>"$FAULTS_LOG"
        rm -rf "$scratch/tmp"/*
    done
}

# Run a command once more with the path of one of its files, or its output, exchanged, and
# complain if it does not end with one of the states that are allowed.
try_write() {
    local what=$1 wanted=$2 status=0

    shift 2
    timeout 20 "$@" >/dev/null 2>"$writes/said" <"$writes/input" || status=$?
    writes_tried=$((writes_tried + 1))
    [[ " $wanted " == *" $status "* ]] ||
        echo "$filter: violation: writes: $what: status $status: $(head -n 1 "$writes/said")" >>"$FAULTS_LOG"
    [[ $status -ne 2 || -s $writes/said ]] ||
        echo "$filter: violation: writes: $what: no message" >>"$FAULTS_LOG"
}

is_kept() {
    cmp -s "$2" "$3" || echo "$filter: violation: writes: $1: $2 is not as it should be" >>"$FAULTS_LOG"
}

# A file that a command writes, as a full disk, a folder, a link, a pipe, its own input
# and another of its outputs.  The arguments that name files it writes are those of which a
# file is there after the run.
write_matrix() {
    local filter=$2 writes good=0 i j side arguments=("${@:2}") maybe=() sides=()
    local writes_tried=0

    writes=$(mktemp -d "$BATS_FILE_TMPDIR/writes.XXXXXX")
    cp "$1" "$writes/input"
    for ((i = 1; i < ${#arguments[@]}; i++)); do
        [[ -e ${arguments[i]} ]] || maybe+=("$i")
    done
    "${arguments[@]}" >"$writes/out" 2>"$writes/said" <"$writes/input" || good=$?
    for i in "${maybe[@]}"; do
        [[ ! -f ${arguments[i]} ]] || sides+=("$i")
    done
    [[ ! -s $writes/out ]] ||
        try_write "a full disk" 2 sh -c '"$@" >/dev/full' - "${arguments[@]}"
    for i in "${sides[@]}"; do
        side=${arguments[i]}
        mv "$side" "$writes/$side"
        arguments[i]=/dev/full
        [[ ! -s $writes/$side ]] || try_write "$side on a full disk" 2 "${arguments[@]}"
        arguments[i]=/nonexistent/$side
        try_write "$side in no folder" 2 "${arguments[@]}"
        mkdir folder
        arguments[i]=folder
        try_write "$side is a folder" 2 "${arguments[@]}"
        rmdir folder
        arguments[i]=$side
        mkfifo "$side"
        timeout 20 cat "$side" >"$writes/piped" || true &
        try_write "$side is a pipe" "$good" "${arguments[@]}"
        wait $!
        rm "$side"
        grep -q seconds "$writes/$side" || is_kept "$side is a pipe" "$writes/piped" "$writes/$side"
        echo before >"$writes/aim"
        ln -s "$writes/aim" "$side"
        try_write "$side is a link" "$good" "${arguments[@]}"
        [[ -L $side ]] || echo "$filter: violation: writes: $side is no link any more" >>"$FAULTS_LOG"
        grep -q seconds "$writes/$side" || is_kept "$side is a link" "$writes/aim" "$writes/$side"
        rm -f "$side"
        for ((j = 1; j < ${#arguments[@]}; j++)); do
            [[ $j -ne $i && -f ${arguments[j]} ]] || continue
            cp -p "${arguments[j]}" "$writes/kept"
            arguments[i]=./${arguments[j]}
            try_write "$side is ${arguments[j]} too" 2 "${arguments[@]}"
            is_kept "$side is ${arguments[j]} too" "${arguments[j]}" "$writes/kept"
            cp -p "$writes/kept" "${arguments[j]}"
        done
        arguments[i]=$side
        mv "$writes/$side" "$side"
    done
    for i in "${sides[@]}"; do
        rm -f "${arguments[i]}"
    done
    echo "$filter: writes: $writes_tried runs, 0 no difference, 0 refused, 0 crashed in a library, 0 violations" >>"$FAULTS_LOG"
}
