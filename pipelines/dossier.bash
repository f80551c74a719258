# The dossier of a run: what it was made from, how, and the digest of every file, so that
# it can be run again and compared from what it holds alone (replay.sh).  For
# procedure.bash to source, whose variables it has.
# shellcheck shell=bash disable=SC2154    # work, space, here, script, procedure

# Runs a command, by way of a function if one is set in "through", and keeps how it was
# called; OUT stands for the folder of the result.
run_kept() {    # run_kept NAME COMMAND ...
    local name=$1
    shift
    { printf '%s:' "$name" && printf ' %q' "${@//"$work"/OUT}" && echo; } >>"$work/scratch/commands/$name"
    if [ -n "${through-}" ]; then "$through" "$name" "$@"; else "$@"; fi
}

# A file of deliveries is what sha256sum says of the files where they come from.  A file
# that is not the one that was delivered ends the year before anything is written.
check_deliveries() {    # check_deliveries DIGESTS: the lines of digest_files
    local digests=$1 list digest file found
    for list in deliveries*.sha256; do
        [ -f "$list" ] || continue
        while IFS= read -r file; do
            digest=${file%% *} file=${file#*[ *]?} file=${file#./}
            found=$(awk -v name="./$file" 'substr($0, 67) == name { print substr($0, 1, 64) }' <<<"$digests")
            [ "$found" = "$digest" ] || refuse_delivery
        done <"$list"
    done
}

# Says what a file is, which is not the one of the list.
refuse_delivery() {    # of check_deliveries, whose variables it has
    local other result
    [[ $digest =~ ^[0-9a-f]{64}$ ]] ||
        refuse "$list is not a list as sha256sum writes it"
    [ -n "$found" ] || refuse "$file was delivered ($list), and is not there"
    other=$(sed -n "s/^$found [ *]//p" "$list" | head -n 1)
    [ -z "$other" ] || refuse "$file has the content of ${other#./} ($list): the two were swapped"
    for result in result-* results/*; do
        [ ! -f "$result/inputs.sha256" ] || [ -L "$result" ] ||
            ! grep -qxF "$found  ./$file" "$result/inputs.sha256" ||
            refuse "$file is that of $result, not the one that was delivered ($list): was the new one copied?"
    done
    refuse "$file is not the file that was delivered ($list): it was cut off or changed on the way"
}

# Copies the inputs, what rules were read from outside of them (by the list that
# read_otherwise has made), and the procedure.
keep_sources() {
    local file digest n=0
    mkdir "$work/inputs" "$work/outside" "$work/procedure"
    list_files | xargs -0 -r cp -L --parents -t "$work/inputs" --
    chmod -R u+rwX,go= "$work/inputs"
    while IFS= read -r -d '' file; do
        digest=${file:0:64} file=${file:66}
        [[ $file != "$work"/* && ! -e $work/inputs/$file ]] || continue
        n=$((n + 1))
        cp -L -- "$file" "$work/outside/$n"
        chmod u+rw,go= "$work/outside/$n"
        [ "$(sha256sum <"$work/outside/$n" | cut -c 1-64)" = "$digest" ] ||
            refuse "changed while the run went on: $file"
        printf '%s\0%s\0' "$file" "outside/$n" >>"$work/scratch/outside"
    done < <(sort -z -t ' ' -k 3 "$work/scratch/rules")
    [ "$n" -gt 0 ] || rmdir "$work/outside"
    cp -- "$script" "$here"/*.bash "$here"/*.jq "$work/procedure"
    chmod u=rw,go= "$work/procedure"/*
}

# Each stage as it was called, in the order of the procedure.
keep_commands() {
    local name commands=()
    while read -r name; do
        [ ! -f "$work/scratch/commands/$name" ] || commands+=("$work/scratch/commands/$name")
    done < <({
        printf '%s\n' preflight from-csv from-xlsx amend
        list_stages | sed 's/^allocate-\(.*\)/&\nverify-\1/; s/^to-csv$/select\n&/'
        echo explain
        ls "$work/scratch/commands"
    } | awk '!seen[$0]++')
    cat /dev/null "${commands[@]}" >"$work/commands.txt"
}

# What differs from run to run is log/machine.jsonl: the programs around, seconds.
keep_machine() {
    local log=$work/log said=$work/scratch/said stages
    stages=$(wc -l <"$log/summary.jsonl")
    jq -nc --arg bash "$BASH_VERSION" --arg jq "$(jq --version)" --arg sort "$(sort --version)" --arg work "$work/" \
        '[inputs] as $stages | {$bash, $jq, sort: ($sort | split("\n")[0])},
            ($stages[] | {filter, entry, seconds}),
            ($stages[] | del(.seconds) | (.rules[]?.file |= ltrimstr($work)))' "$log/summary.jsonl" >"$said"
    {
        head -n $((stages + 1)) "$said"
        [ ! -f "$work/scratch/reused" ] || sed 's/.*/{"reused":"&"}/' "$work/scratch/reused"
    } >"$log/machine.jsonl"
    tail -n "$stages" "$said" >"$log/summary.jsonl"
}

# Writes MANIFEST.json, which has the digest of every file but that of the machine, and
# manifest.sha256, which has them and that of MANIFEST.json for sha256sum -c.
write_manifest() {
    local files=$space/files digests=$space/digests
    (cd "$work" && find . -type f ! -path ./log/machine.jsonl -printf '%P\0' | sort -z) >"$files"
    (cd "$work" && digest_files <"$files") >"$digests"
    sed -nE 's/^(\\?[0-9a-f]+  )inputs\//\1.\//p' "$digests" | cmp -s - "$work/inputs.sha256" ||
        refuse "a file was changed while the run went on: run it again"
    (cd "$work" && xargs -0 stat --printf '%s\n' -- <"$files") >"$space/sizes"
    : >"$space/sm3"
    [ -z "$sm3" ] ||
        (cd "$work" && xargs -0 openssl dgst -sm3 -r <"$files") | grep -oE '^\\?[0-9a-f]{64}' | grep -oE '[0-9a-f]{64}' >"$space/sm3"
    jq -n -L "$here" --arg procedure "${procedure%.sh}" --slurpfile policy policy.json \
        --rawfile digests "$digests" --rawfile sizes "$space/sizes" --rawfile sm3 "$space/sm3" \
        --rawfile outside "$space/outside" --slurpfile stages "$work/log/summary.jsonl" \
        'include "dossier"; manifest' >"$work/MANIFEST.json"
    sort -k 2 "$digests" - >"$work/manifest.sha256" < <(cd "$work" && sha256sum MANIFEST.json)
}

# With a key, a signature is beside the manifest: for ssh-keygen -Y verify.
sign_manifest() {
    [ -n "${ADMIT_DOSSIER_KEY-}" ] || return 0
    ssh-keygen -q -Y sign -f "$dossier_key" -n admit-dossier "$work/MANIFEST.json" </dev/null >&2 ||
        refuse "MANIFEST.json could not be signed with the key of ADMIT_DOSSIER_KEY"
}

keep_dossier() {
    keep_commands
    keep_sources
    keep_machine
    if [ -e "$work/scratch/outside" ]; then
        mv "$work/scratch/outside" "$space/outside"
    else
        : >"$space/outside"
    fi
    rm -r "$work/scratch"
    write_manifest
    sign_manifest
}
