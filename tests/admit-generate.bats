load helper

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
}

# The columns of the CSV, for awk.
columns='id=1; name=2; sex=3; birth=4; resident=5; number=6; junior=8; area=10; mobile=11
    lon=13; lat=14; first_mark=15; last_mark=22; total=23; first_choice=24; last_choice=35
    quota=36; first_feeder=37; last_feeder=38; first_left=39; last_left=41'

csv() {
    admit-generate --encoding utf-8 "$@" | tr -d '\r'
}

# It reads no records: the contract of those who do does not apply.
@test "admit-generate: contract of the command line, disk, pipe and summary" {
    contract_usage admit-generate
    contract_faults /dev/null admit-generate --applicants 9 --defects 1 --truth truth \
        --summary summary
    run admit-generate file
    [ "$status" -eq 2 ]
    run sh -c 'admit-generate >/dev/full'
    [ "$status" -eq 2 ]
    run admit-generate --applicants 9 --defects 1 --truth /dev/full
    [ "$status" -eq 2 ]
    run --separate-stderr bash -c 'admit-generate --format jsonl | head -n 1 >first'
    [[ $status -eq 0 && -z $stderr ]]
    admit-generate --applicants 9 --summary summary >nine
    [ "$(jq -c '[.filter, .in, .out, .bytes_out]' summary)" = \
        "[\"admit-generate\",9,9,$(wc -c <nine)]" ]
}

@test "admit-generate: what it cannot do is trouble" {
    for arguments in '--format xml' '--encoding gbk' '--procedure none' '--defects 1.5' \
        '--defects x' '--format jsonl --title' '--format jsonl --encoding utf-8' \
        '--applicants 0' '--output /nonexistent/folder' '--programs 60' '--choices 12' \
        '--procedure gaokao --defects 0.1' '--procedure gaokao --truth truth' \
        '--procedure gaokao --programs 0' '--procedure gaokao --choices 113' \
        '--procedure gaokao --applicants 99 --programs 50'; do
        # shellcheck disable=SC2086
        run --separate-stderr admit-generate $arguments
        [[ $status -eq 2 && -z $output ]] || fail "$arguments: $status"
    done
    [ ! -e truth ]
}

@test "admit-generate: the seed decides every byte" {
    admit-generate --output a --applicants 3000 --seed 2020 --defects 0.1 --truth a/truth
    admit-generate --output b --applicants 3000 --seed 2020 --defects 0.1 --truth b/truth
    LC_ALL=C.UTF-8 TZ=Asia/Shanghai \
        admit-generate --output c --applicants 3000 --seed 2021 --defects 0.1 --truth c/truth
    diff -r a b
    for file in applicants.csv programs.jsonl truth; do
        run cmp -s a/$file c/$file
        [ "$status" -eq 1 ] || fail "$file does not depend on the seed"
    done
    cmp a/districts.geojson c/districts.geojson
}

@test "admit-generate: an output that failed leaves what was there" {
    mkdir year && echo old >year/applicants.csv
    run admit-generate --applicants 100 --output year --defects 1 --truth /dev/full
    [ "$status" -eq 2 ]
    [ "$(cat year/applicants.csv)" = old ]
    [ "$(ls year)" = applicants.csv ]
}

@test "admit-generate: GB18030, as a spreadsheet exports it" {
    admit-generate --applicants 3000 >gb
    admit-generate --applicants 3000 --encoding utf-8 >utf8
    iconv -f GB18030 -t UTF-8 gb | cmp - utf8
    run iconv -f GBK -t UTF-8 gb
    [ "$status" -ne 0 ] # there are characters that GBK lacks
    grep -q '·' utf8
    [ "$(grep -c $'\r$' utf8)" -eq 3001 ]
    [ "$(head -n 1 utf8)" = $'报名号,姓名,性别,出生日期,身份证件号码,全国学籍号,民族,毕业学校代码,毕业学校,区县代码,监护人手机号,家庭住址,经度,纬度,语文,数学,英语,物理,化学,道德与法治,历史,体育,总分,志愿1,志愿2,志愿3,志愿4,志愿5,志愿6,志愿7,志愿8,志愿9,志愿10,志愿11,志愿12,指标资格,指标志愿1,指标志愿2,征集志愿1,征集志愿2,征集志愿3\r' ]
    run awk -F, 'NF != 41' utf8
    [ -z "$output" ]
}

@test "admit-generate --title, utf-8-bom: rows above, a mark in front" {
    admit-generate --applicants 3 --encoding utf-8-bom --title | tr -d '\r' >titled
    [ "$(head -c 3 titled | od -An -tx1)" = ' ef bb bf' ]
    [ "$(tail -c +4 titled | head -n 2 | tr -d ,)" = '2020年高中阶段学校招生报名表（合成数据）' ]
    run awk -F, 'NF != 41' titled
    [ -z "$output" ]
    tail -n +3 titled | cmp - <(csv --applicants 3)
}

@test "admit-generate: nobody has the number of somebody else" {
    csv --applicants 22216 | tail -n +2 >rows
    for column in 1 5 11; do
        [ "$(cut -d, -f $column rows | sort -u | wc -l)" -eq 22216 ] || fail "column $column"
    done
    [ "$(cut -d, -f 10 rows | sort -u | xargs)" = \
        '620102 620103 620104 620105 620111 620121 620122 620123' ]
}

@test "admit-generate: a clean year has no fault that a program can see" {
    run awk -F, "BEGIN { $columns; split(\"7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2\", weight, \" \") }"'
        function wrong(what) { print NR ": " what; bad++ }
        NR == 1 { next }
        {
            sum = 0
            for (i = 1; i < 18; i++) sum += substr($resident, i, 1) * weight[i]
            if (substr($resident, 18) != substr("10X98765432", sum % 11 + 1, 1)) wrong("check")
            if (length($resident) != 18 || $number != "G" $resident) wrong("number")
            split($birth, date, "/")
            if (substr($resident, 7, 8) != sprintf("%04d%02d%02d", date[1], date[2], date[3]))
                wrong("birth")
            if (($sex == "男") != (substr($resident, 17, 1) % 2 == 1)) wrong("sex")
            sum = 0
            for (i = first_mark; i <= last_mark; i++) sum += $i
            if (sum != $total || $total > 760) wrong("total")
            if ($lon < 102.5 || $lon > 104.6 || $lat < 35.6 || $lat > 37.1) wrong("place")
            if ($lon !~ /^103[.][0-9]+$|^10[24][.][0-9]+$/ || length($lon) != 10) wrong("lon")
            if ($lat !~ /^3[567][.][0-9]+$/ || length($lat) != 9) wrong("lat")
            if (index($junior, $area) != 1) wrong("junior")
            if ($mobile !~ /^154[0-9]+$/ || length($mobile) != 11) wrong("mobile")
            delete seen
            if ($first_choice == "") wrong("no choice")
            for (i = first_choice; i <= last_choice; i++) {
                if ($i != "" && seen[$i]++) wrong("choice twice")
                if ($i != "" && i > first_choice && $(i - 1) == "") wrong("gap")
            }
            if ($quota !~ /^(是|否)$/) wrong("quota")
            if ($last_feeder != "" && ($first_feeder == "" || $first_feeder == $last_feeder))
                wrong("feeder")
            for (i = first_left + 1; i <= last_left; i++)
                if ($i != "" && ($(i - 1) == "" || $i <= $(i - 1))) wrong("supplementary")
        }' < <(csv --applicants 5000)
    [ -z "$output" ] || fail "${output:0:500}"
}

@test "admit-generate: totals tie, choices are of every number" {
    csv --applicants 22216 | tail -n +2 >rows
    [ "$(cut -d, -f 23 rows | sort -u | wc -l)" -lt 1400 ]
    [ "$(cut -d, -f 24-35 rows | awk -F, '{ n = 0; for (i = 1; i <= 12; i++) n += $i != ""; print n }' |
        sort -nu | xargs)" = '1 2 3 4 5 6 7 8 9 10 11 12' ]
}

@test "admit-generate: seats for 62 of 100, one program for about 370" {
    admit-generate --output year
    run jq -s -c '[length, (map(.capacity) | add), ([.[].id] | unique | length),
        (map(del(.groups) | keys) | unique)]' year/programs.jsonl
    [ "$output" = '[60,13774,60,[["capacity","id","name","round","school"]]]' ]
    jq -r '.id' year/programs.jsonl | sort >offered
    iconv -f GB18030 -t UTF-8 year/applicants.csv | tr -d '\r' | tail -n +2 | cut -d, -f 24-35,37-41 |
        tr , '\n' | grep . | sort -u | comm -23 - offered >chosen
    [ ! -s chosen ]
}

@test "admit-generate: half of a good school is for junior schools of its district" {
    admit-generate --output year
    jq -c 'select(.groups)' year/programs.jsonl >grouped
    # Every seat is in a group, the cells are for the program's own district, and what
    # they leave goes to the open seats.
    [ "$(jq -c 'select((.groups | map(.seats) | add) != .capacity)' grouped)" = "" ]
    run jq -sc 'map(select(.round[0] == "feeder")) | [length,
        ([.[] | .groups[:-1] | map(.id[:6]) | unique | length] | unique),
        ([.[] | .groups[:-1][] | .unfilled.to, .floor] | unique),
        ([.[] | .groups[-1] | .id, .unfilled] | unique),
        all(.[]; ((.groups[:-1] | map(.seats) | add) - .capacity / 2) | fabs <= 0.5)]' grouped
    [ "$output" = '[24,[1],["open",{"value":"total","line":465,"drop":20}],["lapse","open"],true]' ]
    run jq -sc 'map(select(.round[0] == "second")) | [length, ([.[] | .groups | map(.id)] | unique)]' grouped
    [ "$output" = '[18,[["second","supplementary"]]]' ]
    # Nobody wants a cell that is not there.
    jq -r '.id as $id | .groups[] | select(.round == "feeder") | $id + " " + .id' grouped | sort >cells
    iconv -f GB18030 -t UTF-8 year/applicants.csv | tr -d '\r' | tail -n +2 | awk -F, "BEGIN { $columns }"'
        { for (i = first_feeder; i <= last_feeder; i++) if ($i != "") print $i, $junior }' |
        sort -u | comm -23 - cells >none
    [ ! -s none ]
}

# A corner that neighbours share is the same to the last digit: every edge that is
# not on the box is there once in each direction.
@test "admit-generate: districts are schematic, and share their edges" {
    admit-generate --applicants 1 --output year
    run jq -c '[.type, (.note | test("Schematic")), (.features | length),
        ([.features[].properties.schematic] | unique)]' year/districts.geojson
    [ "$output" = '["FeatureCollection",true,8,[true]]' ]
    jq -r '.features[].geometry.coordinates[0] as $ring | range($ring | length - 1) as $i |
        [$ring[$i], $ring[$i + 1]] |
        select((map(.[0]) | unique | inside([102.5, 104.6]) and length == 1 | not) and
            (map(.[1]) | unique | inside([35.6, 37.1]) and length == 1 | not)) |
        @json' year/districts.geojson | sort >edges
    jq -c reverse edges | sort | cmp - edges
    [ "$(wc -l <edges)" -eq 28 ]
}

# Inside: nearer to the seat of one's own district than to any other.
@test "admit-generate: homes lie in their districts" {
    run awk -F, "BEGIN { $columns"'
            n = split("620102 103.83 36.06 620103 103.79 36.07 620104 103.63 36.09 " \
                "620105 103.72 36.10 620111 102.86 36.35 620121 103.26 36.74 " \
                "620122 103.95 36.33 620123 104.11 35.84", seat, " ")
        }
        NR > 1 {
            least = 9
            for (i = 1; i < n; i += 3) {
                d = ($lon - seat[i + 1]) ^ 2 + ($lat - seat[i + 2]) ^ 2
                if (d < least) { least = d; nearest = seat[i] }
            }
            if (nearest != $area) print NR ": " $area
        }' < <(csv --applicants 5000)
    [ -z "$output" ] || fail "${output:0:500}"
}

@test "admit-generate --format jsonl: the same applicants, with the same digits" {
    admit-generate --applicants 500 --format jsonl >records
    csv --applicants 500 | tail -n +2 >rows
    # The numbers of a record are cut from its text, since jq would write them anew.
    paste -d, <(jq -r '[.id, .name, .sex, (.birth | split("-") | map(tonumber | tostring) | join("/")),
            .resident_id, .student_number, .ethnicity, .junior.code, .junior.name, .area,
            .mobile, .address] | join(",")' records) \
        <(sed -E 's/.*"lon":(.*),"total":([0-9.]*),.*/\1,\2/; s/"[a-z]+"|[:{}]//g; s/scores//' records) \
        <(jq -r 'def columns(n): . + [range(n - length) | ""];
            (.choices | columns(12)) + [if .quota then "是" else "否" end] +
            (.feeder | columns(2)) + (.supplementary | columns(3)) | join(",")' records) |
        diff - rows
    [ "$(head -n 1 records | jq -c 'keys_unsorted')" = \
        '["id","name","sex","birth","resident_id","student_number","ethnicity","junior","area","mobile","address","lon","lat","scores","total","choices","quota","feeder","supplementary"]' ]
    admit-generate --applicants 500 --format jsonl --output year
    cmp records year/applicants.jsonl
}

@test "admit-generate: a stream of records can be sealed" {
    ADMIT_SEAL=1 admit-generate --applicants 5 --format jsonl | admit-seal --strip |
        cmp - <(admit-generate --applicants 5 --format jsonl)
}

@test "admit-generate --defects 0: nothing is planted" {
    admit-generate --applicants 1000 --truth truth >/dev/null
    [ -e truth ]
    [ ! -s truth ]
}

@test "admit-generate --defects: only what is listed is changed" {
    csv --applicants 5000 >clean
    csv --applicants 5000 --defects 0.1 --truth truth >damaged
    diff <(paste -d '\n' clean damaged | awk 'NR % 2 { line = $0; next }
            line != $0 { print NR / 2 }') \
        <(jq .row truth)
    [ "$(jq -r .defect truth | sort -u | xargs)" = \
        'bad-checksum duplicate missing-choice spreadsheet-id swapped-coordinates wrong-total' ]
    [ "$(jq -r '.defect + " " + .stage' truth | sort -u | cut -d ' ' -f 2 | sort | uniq -c | xargs)" = \
        '1 dedup 1 geocode 4 validate' ]
    # 500 are to be expected, with a standard deviation of 21.
    (( $(wc -l <truth) > 400 && $(wc -l <truth) < 600 ))
}

# What is wrong with each row, found out again from the row alone.
@test "admit-generate --defects: each record has the defect that is listed, and no other" {
    csv --applicants 5000 --defects 0.2 --truth truth --title >rows
    awk -F, "BEGIN { $columns; split(\"7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2\", weight, \" \") }"'
        NR > 3 {
            sum = 0
            for (i = 1; i < 18; i++) sum += substr($resident, i, 1) * weight[i]
            check = substr("10X98765432", sum % 11 + 1, 1)
            if ($resident ~ /^[0-9][.][0-9]+E[+]17$/) print $id, NR, "spreadsheet-id"
            else if (substr($resident, 18) != check) print $id, NR, "bad-checksum"
            if (seen[$resident] && $resident !~ /E/) {
                split(seen[$resident], original, " ")
                print $id, NR, "duplicate", original[1]
                if (original[2] == $area) print "in the same district"
            } else seen[$resident] = $id " " $area
            if ($lon < 50 && $lat > 100) print $id, NR, "swapped-coordinates"
            if ($first_choice == "") print $id, NR, "missing-choice"
            sum = 0
            for (i = first_mark; i <= last_mark; i++) sum += $i
            if (sum != $total) print $id, NR, "wrong-total"
        }' rows >found
    jq -r '[.id, .row, .defect, .of // empty] | join(" ")' truth | diff - found
    jq -r 'select(.of) | .of' truth | sort -u >originals
    jq -r .id truth | sort | comm -12 - originals >damaged
    [ ! -s damaged ]
    [ "$(wc -l <originals)" -gt 100 ]
}

primary() {
    admit-generate --procedure primary "$@"
}

@test "admit-generate primary: the seed decides every byte, a defect only what is listed" {
    primary --output a --applicants 2000 --format jsonl --defects 0.2 --truth a/truth
    LC_ALL=C.UTF-8 TZ=Asia/Shanghai \
        primary --output b --applicants 2000 --format jsonl --defects 0.2 --truth b/truth
    diff -r a b
    [ "$(ls a | xargs)" = 'applicants.jsonl catchments.csv districts.geojson earlier.jsonl programs.jsonl truth' ]
    primary --applicants 2000 --format jsonl >clean
    # Whose home gave a place before is the same record.
    diff <(paste -d '\n' clean a/applicants.jsonl | awk 'NR % 2 { line = $0; next }
            line != $0 { print NR / 2 }') <(jq 'select(.of) | .row' a/truth)
    [ "$(jq -r '.defect + ":" + .finding' a/truth | sort -u | xargs)" = \
        'copied-id:twins home-beyond:none home-within:same-home homophone:strong mistyped-id:strong moved:certain name-variant:strong sibling-beyond:none sibling-within:none triplet:twins twin:twins' ]
    # 400 are to be expected and the third ones of 20 triplets, with a deviation of 18.
    (( $(wc -l <a/truth) > 330 && $(wc -l <a/truth) < 510 ))
}

# What a planted record has in common with its original, found out again from the two.
@test "admit-generate primary: each record is related as it is listed" {
    primary --output year --applicants 4000 --format jsonl --defects 0.3 --truth truth
    jq -r -s --slurpfile truth truth 'INDEX(.id) as $by | $truth[] | select(.of) |
        $by[.id] as $a | $by[.of] as $b |
        def same(f): ($a | f) == ($b | f);
        .defect as $defect | .defect + " " + ([
            (if same(.name) then "name" else empty end),
            (if $a.resident_id then (if same(.resident_id) then "same-number" else "number" end)
                else empty end),
            (if same(.guardian) then "guardian" else empty end),
            (if same(.area) then "area" else empty end),
            (if same(.home.unit) then "home" else empty end)] | join(","))' \
        year/applicants.jsonl | sort | uniq -c | awk '{ print $2, $3 }' >found
    diff found - <<'END'
copied-id same-number,guardian,area,home
homophone area,home
mistyped-id name,number,guardian,area,home
moved name,number,guardian
name-variant guardian,area,home
triplet number,guardian,area,home
twin number,guardian,area,home
END
    # Triplets have three numbers: nobody's number is another's, but for those copied.
    jq -r 'select(.defect == "copied-id") | .id' truth | sort >copied
    jq -r '.resident_id // empty' year/applicants.jsonl | sort | uniq -d | wc -l |
        cmp - <(wc -l <copied)
    # Homes that gave a place: in the last six years as is listed, by unit or address.
    jq -r -s --slurpfile earlier year/earlier.jsonl --slurpfile truth truth '
        INDEX(.id) as $by | INDEX($earlier[]; .address) as $used |
        $truth[] | select(.of | not) | $by[.id] as $a | $used[$a.address] as $old |
        "\(.defect) \(2020 - $old.year < 6) \($old.guardian == $a.guardian) " +
            "\(($old.home.unit // $a.home.unit) == $a.home.unit)"' year/applicants.jsonl |
        sort | uniq -c | awk '{ print $2, $3, $4, $5 }' | diff - <(cat <<'END'
home-beyond false false true
home-within true false true
sibling-beyond false true true
sibling-within true true true
END
    )
    # And homes where nobody applies now.
    jq -r .address year/applicants.jsonl | sort >homes
    jq -r .address year/earlier.jsonl | sort | comm -23 - homes >others
    [ "$(wc -l <others)" -gt 200 ]
}

@test "admit-generate primary: CSV has the same children" {
    primary --applicants 500 --defects 0.2 --format jsonl >records
    primary --applicants 500 --defects 0.2 --encoding utf-8 --title | tr -d '\r' >rows
    [ "$(head -n 1 rows | tr -d ,)" = '2020年小学入学报名表（合成数据）' ]
    run awk -F, 'NF != 19' rows
    [ -z "$output" ]
    paste -d, <(jq -r '[.id, .name, .sex, .birth, .resident_id // "", .guardian, .mobile, .area,
            .address, .home.unit] | join(",")' records) \
        <(sed -E 's/.*"lon":([0-9.]*),"lat":([0-9.]*),.*/\1,\2/' records) \
        <(jq -r '[.household.catchment, .household.since] | join(",")' records) \
        <(sed -nE 's/.*"share":([0-9.]*),.*/\1/; t show; s/.*//; :show; p' records) \
        <(jq -r '[.home.since, .sibling.school] | join(",")' records) \
        <(jq -r '[(if .agrees then "是" else "否" end), (.private // [])[0]] | join(",")' records) | diff - <(tail -n +4 rows)
}

# Two ways to one answer: the school that the child was invented with, and the rules.
@test "admit-generate primary: the catchments say what the families say" {
    primary --output year --applicants 3000 --format jsonl
    cd year
    cp "$BATS_TEST_DIRNAME/../samples/primary/city/"*.json .
    admit-validate -p policy.json applicants.jsonl | admit-address -p policy.json | admit-geocode -p policy.json >placed
    [ "$(wc -l <placed)" -eq 3000 ]
    run jq -c 'select(.sibling and .place.catchment != [.sibling.school])' placed
    [ -z "$output" ]
    # Who owns the home has the household there; of those who lease, one in six elsewhere.
    jq -r '[(.home.share // 0) > 0.5, (if .household then [.household.catchment] == .place.catchment else "none" end)] |
        join(" ")' placed | sort -u >kinds
    [ "$(xargs <kinds)" = "false false false none false true true true" ]
    [ "$(admit-geocode --check -p policy.json 2>&1 | tail -n 1)" = \
        "catchments.csv: 2464 rules: 0 unreachable, 0 claimed-twice, 0 unknown-name, 0 other-kind" ]
    # Every school has homes, and there are about as many seats as children.
    [ "$(jq -r '.place.catchment[]' placed | sort -u | wc -l)" -eq 152 ]
    jq -e -s 'map(select(.round != "private").capacity) | add | . > 2850 and . < 3300' programs.jsonl
}

junior() {
    admit-generate --procedure junior "$@"
}

@test "admit-generate junior: the seed decides every byte" {
    junior --output a --applicants 2000 --format jsonl
    LC_ALL=C.UTF-8 TZ=Asia/Shanghai junior --output b --applicants 2000 --format jsonl
    junior --output c --applicants 2000 --format jsonl --seed 2
    diff -r a b
    [ "$(ls a | xargs)" = 'applicants.jsonl programs.jsonl' ]
    run cmp -s a/applicants.jsonl c/applicants.jsonl
    [ "$status" -eq 1 ]
    run junior --applicants 10 --defects 0.1
    [ "$status" -eq 2 ]
}

@test "admit-generate junior: a pupil adds up, and chooses what there is" {
    junior --output year --applicants 6000 --format jsonl
    cp "$BATS_TEST_DIRNAME/../samples/junior/city/"*.json year
    admit-validate -p year/policy.json year/applicants.jsonl >valid
    cmp valid year/applicants.jsonl
    [ -z "$(jq -r .resident_id valid | sort | uniq -d)" ]
    # The feeder of a primary school and the catchment of a home are junior schools, and
    # what is chosen is a private one.
    jq -r 'select(.round == "feeder").id' year/programs.jsonl | sort >juniors
    jq -r 'select(.round == "lottery").id' year/programs.jsonl | sort >private
    [ "$(wc -l <juniors)" -eq 152 ]
    jq -r 'if .primary.code[:1] == "9" then .catchment else .primary.code[:8] end' valid | sort -u |
        comm -23 - juniors >unknown
    jq -r '.choices[], (.sibling.school // empty)' valid | sort -u | comm -23 - private >>unknown
    [ ! -s unknown ]
    [ "$(jq -c 'select((.primary.code[:1] == "9") != has("catchment"))' valid | wc -l)" -eq 0 ]
    # One in twelve by choice, one in forty from outside, three in ten choose, within a
    # fifth; and twins are two of one family, with one number each.
    jq -s '[(map(select(.chosen)) | length) / 500, (map(select(.catchment)) | length) / 150,
        (map(select(.choices != [])) | length) / 1800] | all(. > 0.8 and . < 1.2)' valid | grep -qx true
    jq -s 'map(select(.twins)) | group_by(.twins) | (length > 60) and all(length == 2 and
        (map(.address) | unique | length == 1) and (map(.name) | unique | length == 2) and
        (map(.birth) | unique | length == 1) and .[0].id == .[0].twins)' valid | grep -qx true
}

@test "admit-generate junior: CSV has the same pupils" {
    junior --applicants 500 --format jsonl >records
    junior --applicants 500 --encoding utf-8 --title | tr -d '\r' >rows
    [ "$(head -n 1 rows | tr -d ,)" = '2020年初中入学报名表（合成数据）' ]
    jq -r '[.id, .name, .sex, .birth, .resident_id, .ethnicity, .mobile, .area, .address, .primary.code,
            .primary.name, (if .chosen then "是" else "否" end), .catchment // "", .twins // "",
            .sibling.school // "", .choices[0] // "", .choices[1] // "", .choices[2] // ""] | join(",")' records |
        diff - <(tail -n +4 rows)
}

gaokao() {
    admit-generate --procedure gaokao "$@"
}

@test "admit-generate gaokao: the seed and the sizes decide every byte" {
    gaokao --output a --applicants 2000 --format jsonl
    LC_ALL=C.UTF-8 TZ=Asia/Shanghai gaokao --output b --applicants 2000 --format jsonl
    gaokao --output c --applicants 2000 --format jsonl --seed 2
    diff -r a b
    [ "$(ls a | xargs)" = 'applicants.jsonl programs-own-order.jsonl programs.jsonl' ]
    for file in applicants.jsonl programs.jsonl; do
        run cmp -s a/$file c/$file
        [ "$status" -eq 1 ] || fail "$file does not depend on the seed"
    done
    # A size changes places and lists, not who somebody is.
    gaokao --applicants 3000 --choices 5 --format jsonl | head -n 2000 |
        jq -c '[.id, .name, .sex, .province, .track]' |
        cmp - <(jq -c '[.id, .name, .sex, .province, .track]' a/applicants.jsonl)
}

@test "admit-generate gaokao: an applicant adds up, and chooses what there is" {
    gaokao --output year --applicants 3000 --choices 30 --programs 250 --format jsonl
    jq -r .id year/programs.jsonl | sort >offered
    [ "$(sort -u offered | wc -l)" -eq 250 ]
    jq -r '.choices[]' year/applicants.jsonl | sort -u | comm -23 - offered >unknown
    [ ! -s unknown ]
    run jq -c 'select((.scores | add) != .total or (.scores | length) != 6 or
            (.choices | length) > 30 or (.choices | unique | length) != (.choices | length) or
            (.scores | has("physics")) != (.track == "物理") or
            (.scores | has("history")) != (.track == "历史") or
            (.id | test("^26[1-6][0-9]{11}$") | not)) | .id' year/applicants.jsonl
    [ -z "$output" ] || fail "$output"
    [ "$(jq .id year/applicants.jsonl | sort -u | wc -l)" -eq 3000 ]
    for order in unified science arts; do
        jq ".places.$order" year/applicants.jsonl | sort -n | cmp - <(seq 3000)
    done
    # Nobody with a better place has a worse total.
    jq -r '"\(.places.unified) \(.total)"' year/applicants.jsonl | sort -n | cut -d ' ' -f 2 |
        sort -nrc
}

@test "admit-generate gaokao: seats for 80 of 100; half of them ask for subjects" {
    gaokao --output year --applicants 100000
    run jq -s -c '[length, (map(.capacity) | add), (map(.capacity) | min >= 1),
        ([.[].eligible] | unique), ([.[].order] | unique)]' year/programs.jsonl
    [ "$output" = "[373,80000,true,[null,\"applicant.track == '历史'\",\"applicant.track == '物理'\",\"applicant.track == '物理' && has(applicant.scores.chemistry)\"],[null]]" ]
    run jq -s -c 'map(.order) | group_by(.) | map([.[0], length > 40])' year/programs-own-order.jsonl
    [ "$output" = '[[null,true],["places.arts",true],["places.science",true]]' ]
    jq -c 'del(.order)' year/programs-own-order.jsonl | cmp - year/programs.jsonl
}

@test "admit-generate gaokao: some programs are filed by far more than they can take" {
    gaokao --output year --applicants 20000 --programs 1000 --choices 10 --format jsonl
    jq -r '.choices[]' year/applicants.jsonl | sort | uniq -c |
        awk '{ print $2, $1 }' | sort >filed
    jq -r '"\(.id) \(.capacity)"' year/programs.jsonl | sort | join - filed |
        awk '{ print $3 / $2 }' | sort -n >demand
    # 190,000 choices for 16,000 seats; the median is below that, and ten programs are
    # wanted by five times as many and more.
    awk '{ all[NR] = $1 }
        END { exit !(all[int(NR / 2)] < 12 && all[NR - 9] > 5 * all[int(NR / 2)]) }' demand ||
        fail "$(awk '{ all[NR] = $1 } END { print all[int(NR / 2)], all[NR - 9] }' demand)"
    # The able file what is sought: the first choices of the best 1,000 come before
    # those of the rest, by number of the program.
    jq -r .id year/programs.jsonl | nl | awk '{ print $2, $1 }' | sort >numbers
    jq -r '"\(.choices[0]) \(.places.unified)"' year/applicants.jsonl | sort | join - numbers |
        awk '{ best = $2 <= 1000; sum[best] += $3; many[best]++ }
            END { exit !(sum[1] / many[1] * 5 < sum[0] / many[0]) }'
}

@test "admit-generate gaokao: CSV has the same applicants" {
    gaokao --applicants 300 --choices 96 --format jsonl >records
    gaokao --applicants 300 --choices 96 --encoding utf-8 --title | tr -d '\r' >rows
    [ "$(head -n 1 rows | tr -d ,)" = '2026年普通高等学校招生报名表（合成数据）' ]
    run awk -F, 'NF != 18 + 96' rows
    [ -z "$output" ]
    [[ $(sed -n 3p rows) == 考生号,姓名,性别,省份,首选科目,语文,数学,外语,物理,历史,化学,生物,地理,思想政治,总分,位次,理科联测位次,文科联测位次,志愿1,志愿2,*,志愿96 ]]
    jq -r '[.id, .name, .sex, .province, .track,
        (.scores | .chinese, .math, .foreign, .physics, .history, .chemistry, .biology,
            .geography, .politics), .total, (.places | .unified, .science, .arts),
        (.choices + [range(96 - (.choices | length)) | null])[]] |
        map(. // "" | tostring) | join(",")' records | diff - <(tail -n +4 rows)
}

# 8 of 10 have a seat to get, and both mechanisms give nearly all of them; programs
# that rank by themselves change who.
@test "admit-generate gaokao: seats can be given and verified" {
    gaokao --output year --applicants 5000 --format jsonl
    for way in serial:programs deferred:programs-own-order; do
        set -- -m ${way%:*} --programs year/${way#*:}.jsonl --choices choices \
            --order places.unified
        admit-allocate "$@" year/applicants.jsonl >${way%:*}
        admit-verify -v "$@" --entrants year/applicants.jsonl ${way%:*}
        [ "$(grep -c '"admitted"' ${way%:*})" -ge 3700 ] || fail "${way%:*}"
    done
    run cmp -s serial deferred
    [ "$status" -eq 1 ]
    run admit-allocate -m serial --programs year/programs-own-order.jsonl --choices choices \
        --order places.unified year/applicants.jsonl
    [[ $status -eq 2 && $output == *orders-differ* ]]
}
