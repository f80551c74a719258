# The dossier of a run: complete, replayed from what it holds, and every change is named.
load helper

setup() {
    project=$BATS_TEST_DIRNAME/..
    pipelines=$project/pipelines
    cd "$BATS_TEST_TMPDIR"
}

small() {    # small PROCEDURE: a new folder "year"
    rm -rf year
    cp -r "$project/samples/$1/small" year
}

edit_policy() {
    jq "$@" year/policy.json >edited
    mv edited year/policy.json
}

# Replays in another folder, time zone, locale and umask.
replay() {
    (cd / && umask 000 && TZ=Asia/Urumqi LC_ALL=C.UTF-8 TMPDIR=$BATS_TEST_TMPDIR/elsewhere \
        "$pipelines/replay.sh" "$@" 2>&1)
}

# No value of a person of the lists is in what says how a year ran.
names_nobody() {    # names_nobody LISTS FILE ...
    jq -r '.name, .resident_id, .guardian, .mobile, .address | strings | select(length > 1)' \
        "$1"/*.jsonl | sort -u >values
    [ "$(wc -l <values)" -gt 20 ]
    ! grep -rlFf values "${@:2}" || fail "a person is named"
}

@test "dossier: digests are those of sha256sum, with and without OpenSSL, whatever a name is" {
    mkdir files without
    for tool in sha256sum sed sort xargs; do
        ln -s "$(command -v "$tool")" without
    done
    printf 1 >'files/a b' && printf 2 >'files/*' && : >files/-x && printf 3 >'files/c *d  e'
    digested() {    # digested FILE ...: as sha256sum says, and what is missing is left out
        (cd files && sha256sum -- "$@" >../expected 2>/dev/null || true
            for PATH in "$PATH" "$BATS_TEST_TMPDIR/without"; do
                { printf '%s\0' "$@" | digest_files 2>/dev/null || true; } >../found
                /usr/bin/cmp ../expected ../found
            done)
    }
    # shellcheck source=../pipelines/folder.bash
    . "$pipelines/folder.bash"
    digested -x 'a b' '*' 'c *d  e'
    digested 'a b' missing '*'
    for name in $'line\nend' 'back\slash' $'return\r'; do
        printf '%s' "$name" >"files/$name"
        digested 'a b' "$name"
    done
    [ -z "$(digest_files </dev/null)" ]
}

@test "dossier: each procedure is replayed from its dossier alone" {
    mkdir elsewhere
    for procedure in senior-high primary junior; do
        small "$procedure"
        "$pipelines/$procedure.sh" year out >/dev/null 2>&1
        (cd out && sha256sum --quiet -c manifest.sha256)
        # All that the run has is in the manifest, for the owner's eyes only.
        (cd out && find . -type f -printf '%P\n') | grep -vxE 'manifest.sha256|MANIFEST.json|log/machine.jsonl' |
            LC_ALL=C sort | diff - <(jq -r '.files[].file' out/MANIFEST.json | LC_ALL=C sort)
        [ -z "$(find out -perm /077)" ]
        diff -r year out/inputs
        [ "$(jq -r '.stages[0].in' out/MANIFEST.json)" -gt 10 ]
        grep -q '^verify-[a-z]*: admit-verify .*--entrants OUT/lists/' out/commands.txt
        names_nobody out/lists out/{log,lines,MANIFEST.json,commands.txt,report.txt}
        # Nothing of the year but the dossier is there.
        mv year gone
        mv out dossier
        run replay "$PWD/dossier"
        [[ $status -eq 0 && $output == "equal: "[1-9]*" files" ]] || fail "$output"
        [ -z "$(ls elsewhere)" ]
        rm -r gone
        [ "$procedure" = junior ] || rm -r dossier
    done
    # By a clean clone of the project as well, whose filters are those in PATH.
    git clone -q -- "$project" clone 2>/dev/null || return 0
    pipelines=$PWD/clone/pipelines run replay "$PWD/dossier"
    [[ $status -eq 0 && $output == *"equal: "[1-9]*" files"* ]] || fail "$output"
}

@test "dossier: rules outside of the folder, SM3, and a signature" {
    mkdir -p a/rules elsewhere
    small senior-high
    mv year a
    cd a
    mv year/districts.geojson "rules/the map.geojson"
    edit_policy '.geocode.boundaries = "../rules/the map.geojson" | .dossier.sm3 = true'
    ssh-keygen -q -t ed25519 -N '' -f key
    echo "office@example $(cat key.pub)" >signers
    ADMIT_DOSSIER_KEY=key "$pipelines/senior-high.sh" year out >/dev/null
    [ "$(jq -c '.outside' out/MANIFEST.json)" = '[{"file":"../rules/the map.geojson","kept":"outside/1"}]' ]
    [ "$(jq -r '.files[] | select(.file == "inputs/policy.json").sm3' out/MANIFEST.json)" = \
        "$(openssl dgst -sm3 -r year/policy.json | cut -c 1-64)" ]
    rm -r rules year
    run replay -s "$PWD/signers" "$PWD/out"
    [[ $status -eq 0 && $output == *"signed by office@example"*"equal: "* ]] || fail "$output"
    # A dossier that was made to agree with itself is not signed, and not what comes out.
    printf 'forged\n' >>out/admitted.csv
    jq --arg sha256 "$(sha256sum <out/admitted.csv | cut -c 1-64)" \
        '(.files[] | select(.file == "admitted.csv")).sha256 = $sha256' out/MANIFEST.json >forged
    mv forged out/MANIFEST.json
    run replay -s "$PWD/signers" "$PWD/out"
    [[ $status -eq 2 && $output == *"no good signature"* ]] || fail "$output"
    run replay "$PWD/out"
    [[ $status -eq 1 && $output == "admitted.csv: changed
MANIFEST.json: differs" ]] || fail "$output"
}

@test "dossier: one changed byte is named, in any input" {
    small primary
    "$pipelines/primary.sh" year out >/dev/null 2>&1
    RANDOM=17
    (cd out && find inputs draw lists -type f) | sort >files
    [ "$(wc -l <files)" -gt 12 ]
    while IFS= read -r file; do
        cp "out/$file" kept
        at=$((RANDOM % $(stat -c %s kept)))
        byte=$(dd if=kept bs=1 skip=$at count=1 status=none | od -An -tu1)
        # shellcheck disable=SC2059    # the byte as an escape
        printf "\\x$(printf %x $((byte ^ 1)))" | dd of="out/$file" bs=1 seek=$at conv=notrunc status=none
        run "$pipelines/replay.sh" out
        [[ $status -eq 1 && ${lines[0]} == "$file: changed" && ${#lines[@]} -eq 2 ]] || fail "$file: $output"
        cp kept "out/$file"
    done <files
    rm out/inputs/seed
    touch out/lists/more
    run "$pipelines/replay.sh" out
    [[ $status -eq 1 && $output == "inputs/seed: missing
lists/more: added"* ]] || fail "$output"
}

# Refused before anything is written, with the reason.
refused() {    # refused WORDS
    run "$pipelines/senior-high.sh" year result
    [[ $status -eq 2 && $output == *"$1"*"nothing is published" ]] || fail "$output"
    [ -z "$(find . -maxdepth 1 -name 'result*')" ]
}

@test "dossier: what was not delivered so is refused before anything is written" {
    small senior-high
    (cd year && sha256sum applicants.csv programs.jsonl policy.json >deliveries.sha256)
    "$pipelines/senior-high.sh" year year/result-1 >/dev/null
    cp year/applicants.csv whole
    sed -i '$d' year/applicants.csv
    refused "applicants.csv is not the file that was delivered (deliveries.sha256): it was cut off or changed"
    : >year/applicants.csv
    refused "applicants.csv is not the file that was delivered"
    cp year/programs.jsonl year/applicants.csv
    cp whole year/programs.jsonl
    refused "applicants.csv has the content of programs.jsonl (deliveries.sha256): the two were swapped"
    rm year/applicants.csv
    cp "$project/samples/senior-high/small/programs.jsonl" year
    refused "applicants.csv was delivered (deliveries.sha256), and is not there"
    # A new file was announced, and that of yesterday lies there.
    cp whole year/applicants.csv
    sed -i "s/^[0-9a-f]*  applicants.csv/$(sed 's/640/641/' whole | sha256sum | cut -c 1-64)  applicants.csv/" year/deliveries.sha256
    refused "applicants.csv is that of result-1, not the one that was delivered"
    echo "what is this" >year/deliveries.sha256
    refused "deliveries.sha256 is not a list as sha256sum writes it"
}

@test "dossier: what is due by its date is listed, and dates that are none are refused" {
    for name in a b c; do
        mkdir -p "all/$name"
        echo '{"dossier":1,"retain_until":"2030-08-31"}' >"all/$name/MANIFEST.json"
    done
    sed -i s/2030/2036/ all/a/MANIFEST.json
    sed -i s/2030-08-31/2029-12-31/ all/c/MANIFEST.json
    mkdir all/d all/e
    echo '{"dossier":1}' >all/d/MANIFEST.json
    echo '{"someone": "else"}' >all/e/MANIFEST.json
    run --separate-stderr "$pipelines/retention.sh" -d 2030-09-01 all
    [[ $status -eq 0 && $output == "2029-12-31 all/c
2030-08-31 all/b" && $stderr == "retention.sh: all/d has no date" ]] || fail "$output $stderr"
    run "$pipelines/retention.sh" -d soon all
    [[ $status -eq 2 && $output == usage* ]]
    small junior
    while IFS='|' read -r section words; do
        edit_policy --argjson section "$section" '.dossier = $section'
        run "$pipelines/junior.sh" year out
        [[ $status -eq 2 && $output == *"policy.json: /dossier$words"* ]] || fail "$output"
    done <<'END'
{"retain-until":"2030-02-30"}|/retain-until must be a date
{"retain-until":2030}|/retain-until must be a date
{"retain":"2030-08-31"}|/retain: unknown key
{"sm3":1}|/sm3 must be true or false
[]| must be an object
END
}

@test "dossier: no value of a person is in what the yearly run says" {
    small primary
    "$pipelines/yearly.sh" primary year >/dev/null 2>&1
    names_nobody year/results/current/lists year/results/{status.json,log} year/results/current/log
}
