load helper

# Records with known truth that nobody here wrote: FEBRL 1 to 4, whose true pairs have one
# number in rec_id, and Splink's fake_1000, with the true cluster.  The weights are
# estimated from the data; the policies are the same for all sets of one kind and use
# neither soc_sec_id nor the truth.

setup() {
    data=$shared/data/dedup
    [ -e "$data/dataset3.csv" ] || skip "no data sets"
    cd "$BATS_TEST_TMPDIR"
}

# records CSV: JSON Lines; a field without a value is left out.
records() {
    awk '
        BEGIN { FS = " *, *" }
        { sub(/[ \r]*$/, "") }
        NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; next }
        {
            line = ""
            for (i = 1; i <= NF; i++)
                if ($i != "")
                    line = line (line == "" ? "" : ",") "\"" name[i] "\":\"" $i "\""
            print "{" line "}"
        }' "$data/$1.csv"
}

febrl_policy() {
    jq -n 'def like($of; $high; $low): {of: $of, frequency: true,
            levels: ["exact", "jaro-winkler \($high)", "jaro-winkler \($low)"]};
        def typed($of; $most): {of: $of, frequency: true,
            levels: (["exact"] + [range(1; $most + 1) | "damerau-levenshtein \(.)"])};
        {dedup: {id: "rec_id", mark: true, match: {
            blocks: ["surname", ["given_name", "postcode"], "date_of_birth", "address_1",
                ["suburb", "postcode"], ["given_name", "suburb"]],
            compare: [like("given_name", "surname"; "0.88"; "0.7"), typed("street_number"; 1),
                like("address_1", "address_2", "suburb"; "0.9"; "0.75"),
                typed("postcode", "state"; 1), typed("date_of_birth"; 2)]}}}' >policy.json
}

fake_policy() {
    jq -n '{dedup: {id: "unique_id", mark: true, match: {
            blocks: ["dob", "email", "surname", ["first_name", "city"],
                "email.substring(0, 5)", "dob.substring(0, 7)",
                ["surname.substring(0, 3)", "dob.substring(0, 4)"],
                ["first_name.substring(0, 3)", "dob.substring(0, 4)"]],
            compare: [({of: ("first_name", "surname", "city", "email"), frequency: true,
                    levels: ["exact", "jaro-winkler 0.9", "jaro-winkler 0.7"]}),
                {of: "dob", frequency: true,
                    levels: ["exact", "damerau-levenshtein 1", "damerau-levenshtein 2"]}]}}}' >policy.json
}

# judge TRUTH LEAST < marked records: pairwise F1 of the clusters against the value of TRUTH.
judge() {
    jq -r "[$1, (.dedup.cluster // \"\")] | @tsv" | awk -F '\t' -v least="$2" '
        { true_size[$1]++ }
        $2 != "" { size[$2]++; both[$1 SUBSEP $2]++ }
        function pairs(n) { return n * (n - 1) / 2 }
        END {
            for (i in true_size) all += pairs(true_size[i])
            for (i in size) found += pairs(size[i])
            for (i in both) right += pairs(both[i])
            f1 = 2 * right / (all + found)
            printf "# precision %.4f recall %.4f F1 %.4f\n", right / found, right / all, f1
            exit !(f1 >= least)
        }' >&3
}

@test "dedup: FEBRL 1, 2 and 3: F1 at least 0.997" {
    febrl_policy
    for n in 1 2 3; do
        records "dataset$n" | admit-dedup -p policy.json | judge '(.rec_id | split("-")[1])' 0.997
    done
}

@test "dedup: FEBRL 4, one to one: F1 at least 0.997" {
    febrl_policy
    records dataset4a >a
    records dataset4b | admit-dedup -p policy.json --one-to-one --against a >linked
    jq -r 'select(.dedup.with) | (.rec_id | split("-")[1]) + " " + (.dedup.with | split("-")[1])' linked |
        awk '{ found++; right += $1 == $2 }
            END { printf "# precision %.4f recall %.4f\n", right / found, right / 5000
                exit !(2 * right / (found + 5000) >= 0.997) }' >&3
}

@test "dedup: fake_1000: F1 of the clusters at least 0.985" {
    fake_policy
    records fake_1000 | admit-dedup -p policy.json | judge .cluster 0.985
}

@test "dedup: FEBRL 3 in another order: the same clusters, evidence and scores" {
    febrl_policy
    records dataset3 >in
    admit-dedup -p policy.json in | sort >expected
    mapfile -t orders < <(few 2 'sort -r' 'sort -t : -k 5')
    for order in "${orders[@]}"; do
        $order in | admit-dedup -p policy.json | sort | cmp - expected
    done
}
