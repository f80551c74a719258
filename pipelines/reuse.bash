# Stages whose inputs did not change are not run again.  What a stage made is kept in the
# folder ADMIT_STAGES, under the digest of all that it depends on: its program, how it was
# called, its part of the policy, the files that it names, and the stream that it read.
# A filter gives the same bytes for the same inputs, so what was kept is what it would
# write.  The verifier, and what reads lists after the last round, always run.  For
# procedure.bash to source, whose variables it has.
# shellcheck shell=bash disable=SC2154    # work

# What a stage reads of the policy: its section, of which only the entry that is an operand
# if it has entries, and the constants; and then each text in it.  All end with NUL.
part_of_policy() {    # part_of_policy FILTER ARGUMENT ...
    jq -j --arg section "${1#admit-}" '.[$section] as $own |
        (if ($own | type) != "object" or ($section | startswith("from-")) or
            any($own[]; type != "object") then $own
        else ([$ARGS.positional[] | select($own[.])][0] // null) as $entry |
            if $entry then {($entry): $own[$entry]} else $own end end) as $part |
        {constants, part: $part,
            borrowed: (if $section == "from-xlsx" then ."from-csv" else null end)} |
        tojson, (.. | strings | select(length > 0)) | ., "\u0000"' \
        policy.json --args -- "${@:2}"
}

# The digests of the files that are named by their arguments and their part of the policy.
# Readers, which know their files by patterns or signatures beside them, depend on every
# input but the policy.
list_dependencies() {    # list_dependencies NAME FILTER ARGUMENT ...
    local name=$1 filter=$2 argument part=()
    mapfile -d '' part < <(part_of_policy "${@:2}")
    [ ${#part[@]} -gt 0 ] || return
    sha256sum <"$(command -v "$filter")" || return
    printf '%s\n' "${part[0]}"
    printf '%q\n' "${@//"$work"/OUT}"
    if [[ $name == @(from-csv|from-xlsx|amend) ]]; then
        grep -v '  \./policy\.json$' "$work/inputs.sha256"
        return
    fi
    for argument in "${@:3}" "${part[@]:1}"; do
        [[ $argument == "$work"/* || $argument == policy.json || ! -f $argument ]] ||
            sha256sum -- "$argument" || return
    done
}

# Whether the rules that a stage has read are still as they were.
same_rules() {    # same_rules SUMMARY
    local noted=() digest file
    mapfile -d '' noted < <(jq -j '(.rules[] | .sha256, .file), "end" | ., "\u0000"' "$1" 2>/dev/null)
    [[ ${#noted[@]} -gt 0 && ${noted[-1]} == end ]] || return
    set -- "${noted[@]}"
    while [ $# -gt 1 ]; do
        digest=$1 file=$2
        shift 2
        [[ $file == policy.json || $(sha256sum <"$file" 2>/dev/null) == "$digest  -" ]] || return 1
    done
}

# Runs a stage, or takes what it made before.
reuse_stage() {    # reuse_stage NAME FILTER ARGUMENT ...
    local name=$1 stream=/dev/null kept dependencies
    [[ $2 == admit-from-* ]] || {
        stream=$work/scratch/stream-$name
        cat >"$stream" || return
    }
    dependencies=$(list_dependencies "$@" && digest_stream <"$stream") || return
    kept=$(sha256sum <<<"$dependencies") || return
    kept=$ADMIT_STAGES/${kept:0:32}
    if [ -d "$kept" ] && same_rules "$kept/summary"; then
        echo "$name" >>"$work/scratch/reused"
    else
        run_stage_into "$kept" "$@" <"$stream" || return
    fi
    [ "$stream" = /dev/null ] || rm -- "$stream"
    echo "${kept##*/}" >>"$work/scratch/stages"
    take_stage "$kept" "${@:2}"
}

# The files that the stage writes beside its output, by the place of their arguments.
run_stage_into() {    # run_stage_into KEPT NAME FILTER ARGUMENT ...
    local kept=$1 new argument arguments=() n=0 status=0
    new=$(mktemp -d -- "$ADMIT_STAGES/.new.XXXXXX") || return
    for argument in "${@:3}"; do
        n=$((n + 1))
        [[ $argument != "$work/log/summary.jsonl" ]] || argument=$new/summary
        [[ $argument != "$work"/* ]] || argument=$new/$n
        arguments+=("$argument")
    done
    "${arguments[@]}" >"$new/out" 2>"$new/messages" || status=$?
    if [ "$status" -ne 0 ]; then
        cat -- "$new/messages" >&2
        n=0
        for argument in "${@:3}"; do
            n=$((n + 1))
            [ ! -f "$new/$n" ] || cp -- "$new/$n" "$argument"
        done
        [ ! -f "$new/summary" ] || cat -- "$new/summary" >>"$work/log/summary.jsonl"
        rm -r -- "$new"
        return "$status"
    fi
    rm -rf -- "$kept"
    mv -T -- "$new" "$kept"
}

take_stage() {    # take_stage KEPT FILTER ARGUMENT ...
    local kept=$1 argument n=0 policy
    for argument in "${@:2}"; do
        n=$((n + 1))
        [ ! -f "$kept/$n" ] || cp -- "$kept/$n" "$argument" || return
    done
    [ ! -s "$kept/messages" ] || cat -- "$kept/messages" >&2
    policy=$(sed -n 's,  \./policy\.json$,,p' "$work/inputs.sha256") || return
    # A filter writes a quote in a name as \", so that no name can look like this.
    sed -E 's/("file":"policy\.json","sha256":")[0-9a-f]{64}/\1'"$policy/" "$kept/summary" >>"$work/log/summary.jsonl" || return
    cat -- "$kept/out"
}

# Only what this year was made of is kept.
forget_stages() {
    local kept
    for kept in "$ADMIT_STAGES"/* "$ADMIT_STAGES"/.new.*; do
        [ ! -d "$kept" ] || grep -qxF "${kept##*/}" "$work/scratch/stages" || rm -r -- "$kept"
    done
}
