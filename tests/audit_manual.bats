# admit-audit(7): its commands run on the sample as they stand there, and find what is wrong.
load helper

setup() {
    project=$BATS_TEST_DIRNAME/..
    cd "$BATS_TEST_TMPDIR"
}

# The commands of the page, each block a file of the folder "steps".
extract_steps() {
    mkdir steps
    awk -v n=0 '/^\.Bd -literal/ { file = sprintf("steps/%02d", ++n); next }
        /^\.Ed/ { file = "" }
        file { gsub(/\\\(aq/, "\047"); gsub(/\\\(dq/, "\""); gsub(/\\\(ha/, "^"); gsub(/\\-/, "-")
            gsub(/\\e/, "\\"); print >file }' "$project/filters/admit-audit.7"
    # The first one makes the result.
    grep -q primary.sh steps/01
    rm steps/01
}

# The first step that finds a fault, if any.
inspect() {
    local step
    for step in steps/*; do
        env -i PATH=/usr/bin:/bin bash -eo pipefail "$step" >said 2>&1 || {
            basename "$step"
            return 0
        }
    done
}

@test "audit manual: every step passes on the sample, with tools that everybody has" {
    extract_steps
    cp -r "$project/samples/primary/small" year
    "$project/pipelines/primary.sh" year result >/dev/null 2>&1
    rm year/seed year/places.json
    "$project/pipelines/primary.sh" year yesterday >/dev/null 2>&1
    run inspect
    [ -z "$output" ] || fail "$output: $(cat said)"
    ! grep -l 'admit-[a-z]* ' steps/* || fail "a filter is used"
    # A fault that is consistent with its digests is found by the step that looks for it.
    while IFS='|' read -r step file edit; do
        cp -r result kept
        sed -i -E "$edit" "result/$file"
        ! cmp -s "result/$file" "kept/$file" || fail "no change: $edit"
        if [ "$step" != 02 ]; then
            jq --arg file "$file" --arg sha256 "$(sha256sum <"result/$file" | cut -c 1-64)" \
                '(.files[] | select(.file == $file)).sha256 = $sha256' kept/MANIFEST.json >result/MANIFEST.json
            { jq -r '.files[] | .sha256 + "  " + .file' result/MANIFEST.json
                (cd result && sha256sum MANIFEST.json); } >result/manifest.sha256
        fi
        run inspect
        [ "$output" = "$step" ] || fail "$file: found by '$output', not by $step: $(cat said)"
        rm -r result
        mv kept result
    done <<'END'
02|inputs/seed|s/1/2/
05|lists/entrants.jsonl|2d
05|rejects/validate.jsonl|1d
06|admissions.jsonl|1d
07|draw/places.txt|1d
08|inputs/seed|s/1/2/
09|lists/ranked.jsonl|1s/("catchment":\{"order":)[0-9]+/\199/
10|lines/catchment.jsonl|s/"over":1/"over":0/
11|lines/catchment.jsonl|1s/"last_order":[0-9]+/"last_order":15/
12|explanations.jsonl|s/"order":14/"order":13/
13|inputs/policy.json|s/example district/another district/
END
}
