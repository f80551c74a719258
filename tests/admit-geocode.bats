load helper

# Two districts side by side, 103 to 104 and 104 to 105 east, 36 to 37 north.
west='[[103,36],[104,36],[104,37],[103,37],[103,36]]'
east='[[104,36],[105,36],[105,37],[104,37],[104,36]]'

feature() {
    printf '{"type":"Feature","properties":{"code":"%s","name":"%s"},"geometry":{"type":"Polygon","coordinates":[%s]}}' "$@"
}

collection() {
    local IFS=,
    printf '{"type":"FeatureCollection","features":[%s]}\n' "$*"
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    collection "$(feature 620102 城关区 "$west")" "$(feature 620103 七里河区 "$east")" >map
    geocode=(--boundaries map --crs wgs84 --lon lon --lat lat)
}

@test "admit-geocode: contract" {
    CONTRACT_RECORD='{"id":"%d","lon":103.5,"lat":36.5}'
    contract admit-geocode --boundaries map --crs wgs84 --lon lon --lat lat
}

@test "admit-geocode: the district and its name" {
    run admit-geocode "${geocode[@]}" <<<'{"lon":103.50,"lat":36.5}'
    [ "$status" -eq 0 ]
    [ "$output" = '{"lon":103.50,"lat":36.5,"place":{"district":"620102","name":"城关区"}}' ]
}

@test "admit-geocode: a place that is there is replaced" {
    run admit-geocode "${geocode[@]}" <<<'{"place":{"district":"1"},"lon":104.5,"lat":36.5}'
    [ "$output" = '{"place":{"district":"620103","name":"七里河区"},"lon":104.5,"lat":36.5}' ]
}

@test "admit-geocode: coordinates may be texts, and stand anywhere" {
    run admit-geocode "${geocode[@]}" --lon home.0 --lat /home/1 <<<'{"home":["104.5"," 3.65e1 "]}'
    [ "$output" = '{"home":["104.5"," 3.65e1 "],"place":{"district":"620103","name":"七里河区"}}' ]
}

@test "admit-geocode: on a border both are named, in the order of the map" {
    run admit-geocode "${geocode[@]}" <<<'{"lon":104,"lat":36.7}'
    [ "$output" = '{"lon":104,"lat":36.7,"place":{"district":"620102","name":"城关区","border":["620102","620103"]}}' ]
    collection "$(feature b B "$east")" "$(feature a A "$west")" >map
    run admit-geocode "${geocode[@]}" <<<'{"lon":104.000000000,"lat":37}'
    [ "$output" = '{"lon":104.000000000,"lat":37,"place":{"district":"b","name":"B","border":["b","a"]}}' ]
}

@test "admit-geocode: a billionth of a degree beside the border is not on it" {
    run admit-geocode "${geocode[@]}" <<<'{"lon":104.000000001,"lat":36.7}'
    [ "$output" = '{"lon":104.000000001,"lat":36.7,"place":{"district":"620103","name":"七里河区"}}' ]
}

@test "admit-geocode: the outer border is inside, and named" {
    run admit-geocode "${geocode[@]}" <<<'{"lon":103,"lat":36.7}'
    [ "$output" = '{"lon":103,"lat":36.7,"place":{"district":"620102","name":"城关区","border":["620102"]}}' ]
}

@test "admit-geocode: areas that overlap are all named" {
    collection "$(feature a A "$west")" "$(feature b B '[[103.5,36],[105,36],[105,37],[103.5,37],[103.5,36]]')" >map
    run admit-geocode "${geocode[@]}" <<<'{"lon":103.7,"lat":36.7}'
    [ "$output" = '{"lon":103.7,"lat":36.7,"place":{"district":"a","name":"A","overlap":["a","b"]}}' ]
    run admit-geocode "${geocode[@]}" <<<'{"lon":103.5,"lat":36.7}'
    [ "$output" = '{"lon":103.5,"lat":36.7,"place":{"district":"a","name":"A","border":["b"],"overlap":["a","b"]}}' ]
}

@test "admit-geocode: a hole is outside, its border inside" {
    collection "$(feature a A "$west,[[103.2,36.2],[103.8,36.2],[103.8,36.8],[103.2,36.2]]")" >map
    run admit-geocode "${geocode[@]}" <<<'{"lon":103.7,"lat":36.4}'
    [ "$status" -eq 1 ]
    [[ $output == *": place-outside: "* ]]
    run admit-geocode "${geocode[@]}" <<<'{"lon":103.5,"lat":36.5}'
    [[ $output == *'"border":["a"]'* ]]
}

# A ten-thousandth of a degree is 11.1 m of latitude and, at 36.5 N, 9.0 m of longitude.
@test "admit-geocode --near-border: metres to the nearest border" {
    run admit-geocode "${geocode[@]}" --near-border 20 <<'END'
{"lon":103.5,"lat":36.0001}
{"lon":104.0001,"lat":36.5}
{"lon":104,"lat":36.5}
{"lon":103.5,"lat":36.0002}
END
    [ "${lines[0]}" = '{"lon":103.5,"lat":36.0001,"place":{"district":"620102","name":"城关区","near_border":11.1}}' ]
    [ "${lines[1]}" = '{"lon":104.0001,"lat":36.5,"place":{"district":"620103","name":"七里河区","near_border":9.0}}' ]
    [ "${lines[2]}" = '{"lon":104,"lat":36.5,"place":{"district":"620102","name":"城关区","border":["620102","620103"],"near_border":0.0}}' ]
    [ "${lines[3]}" = '{"lon":103.5,"lat":36.0002,"place":{"district":"620102","name":"城关区"}}' ]
}

@test "admit-geocode: what has no place is set aside, with its cause" {
    run admit-geocode -r rejects "${geocode[@]}" <<'END'
{"lat":36.5}
{"lon":103.5,"lat":null}
{"lon":103.5,"lat":" "}
{"lon":"103°30'","lat":36.5}
{"lon":[103.5],"lat":36.5}
{"lon":"103,5","lat":36.5}
{"lon":103.5,"lat":3650000}
{"lon":1e300,"lat":36.5}
{"lon":103.5,"lat":37.5}
{"lon":36.5,"lat":103.5}
{"lon":0,"lat":0}
END
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    jq -r '[.line, .code, .field // "-"] | join(" ")' rejects >causes
    diff - causes <<'END'
1 place-missing lon
2 place-missing lat
3 place-missing lat
4 place-not-a-number lon
5 place-not-a-number lon
6 place-not-a-number lon
7 place-range lat
8 place-range lon
9 place-outside -
10 place-swapped -
11 place-outside -
END
}

@test "admit-geocode: a message names no coordinates" {
    run admit-geocode "${geocode[@]}" <<<'{"lon":36.54711,"lat":103.5}'
    [ "$status" -eq 1 ]
    [ "$output" = "admit-geocode: <stdin>:1: place-swapped: outside of the map, but inside once lon and lat change places" ]
}

# 104 E 36.5 N in WGS-84 is 104.0024 E 36.4994 N in GCJ-02: across the border.
@test "admit-geocode --boundaries-crs: map and records in different systems" {
    run admit-geocode "${geocode[@]}" <<<'{"lon":103.999,"lat":36.5}'
    [[ $output == *'"620102"'* ]]
    run admit-geocode "${geocode[@]}" --boundaries-crs gcj02 <<<'{"lon":103.999,"lat":36.5}'
    [[ $output == *'"620103"'* ]]
    run admit-geocode "${geocode[@]}" --crs gcj02 --boundaries-crs cgcs2000 <<<'{"lon":104.001,"lat":36.5}'
    [[ $output == *'"620102"'* ]]
}

@test "admit-geocode: a border that crosses itself is repaired and reported" {
    collection "$(feature 620111 红古区 '[[103,36],[105,38],[105,36],[103,38],[103,36]]')" >map
    run --separate-stderr admit-geocode "${geocode[@]}" <<'END'
{"lon":103.1,"lat":37}
{"lon":104.9,"lat":37}
{"lon":104,"lat":37}
END
    [ "$status" -eq 0 ]
    [ "$stderr" = "admit-geocode: map: boundary-repaired: feature 0 (code 620111): Self-intersection at 104 37" ]
    [ "${#lines[@]}" -eq 3 ]
    [[ ${lines[2]} == *'"border":["620111"]'* ]]
}

@test "admit-geocode: a map that cannot be used is trouble, and says where" {
    collection "$(feature a A '[[103,36],[104,36]]')" >map
    run admit-geocode "${geocode[@]}" </dev/null
    [ "$status" -eq 2 ]
    [ "$output" = "admit-geocode: --boundaries: map: /features/0/geometry/coordinates/0: a ring of less than three corners" ]
    collection "$(feature a A "$west")" "$(feature a A "$east")" >map
    run admit-geocode "${geocode[@]}" </dev/null
    [ "$status" -eq 2 ]
    [[ $output == *": /features/1/properties: "* ]]
    echo '{' >map
    run admit-geocode "${geocode[@]}" </dev/null
    [ "$status" -eq 2 ]
}

@test "admit-geocode --code, --name: other properties, numbers, no names" {
    sed 's/"code":"\([0-9]*\)"/"adcode":\1/g; s/"name":/"title":/g' map >other
    geocode[1]=other
    run admit-geocode "${geocode[@]}" </dev/null
    [ "$status" -eq 2 ]
    run admit-geocode "${geocode[@]}" --code adcode --name title <<<'{"lon":103.5,"lat":36.5}'
    [[ $output == *'{"district":"620102","name":"城关区"}}' ]]
    run admit-geocode "${geocode[@]}" --code adcode --name '' <<<'{"lon":103.5,"lat":36.5}'
    [[ $output == *'{"district":"620102"}}' ]]
}

@test "admit-geocode: nothing is guessed" {
    run admit-geocode --boundaries map --lon lon --lat lat </dev/null
    [ "$status" -eq 2 ]
    [[ $output == "admit-geocode: --crs: "* ]]
    run admit-geocode --boundaries map --crs mars --lon lon --lat lat </dev/null
    [ "$status" -eq 2 ]
    run admit-geocode --crs wgs84 --lon lon --lat lat </dev/null
    [ "$status" -eq 2 ]
    run admit-geocode --boundaries map --crs wgs84 --lat lat </dev/null
    [ "$status" -eq 2 ]
}

@test "admit-geocode -p: from a policy, whose folder holds the map" {
    mkdir year && mv map year
    echo '{"geocode":{"boundaries":"map","crs":"wgs84","lon":"lon","lat":"lat"}}' >year/policy.json
    run admit-geocode -p year/policy.json <<<'{"lon":103.5,"lat":36.5}'
    [[ $output == *'"district":"620102"'* ]]
    run admit-geocode -p year/policy.json --lon lat --lat lon <<<'{"lon":36.5,"lat":103.5}'
    [[ $output == *'"district":"620102"'* ]]
}

@test "admit-geocode: 12,087 labelled points of a real city" {
    [ -e "$shared/data/geo" ] || skip "no test data"
    tr -d '\r' <"$shared/data/geo/lanzhou_points_labelled.csv" | sed 1d >labelled
    awk -F, '{ printf "{\"lon\":%s,\"lat\":%s}\n", $1, $2 }' labelled >points
    awk -F, '$4 != "" { print $4 }' labelled >labels
    run --separate-stderr admit-geocode -r outside --code adcode --crs gcj02 --lon lon --lat lat \
        --boundaries "$shared/data/geo/lanzhou_620100_districts_v3.json" points
    [ "$status" -eq 0 ]
    [[ $stderr == *": boundary-repaired: feature 4 (code 620111): Self-intersection at "* ]]
    jq -r '.place | (.border // []) as $b | if ($b | length) > 1 then $b | join("|") else .district end' <<<"$output" | cmp - labels
    [ "$(jq -r '.code' outside | sort -u)" = place-outside ]
    [ "$(wc -l <outside)" -eq $((12087 - $(wc -l <labels))) ]
}

# A has two parts; the hole 4..6 stands under the one at 20, outside of it.  B is half of what it encloses.
# A star of 1,001 corners took 22 seconds and 991 MB, one of 3,001 took 6.7 GB.
@test "admit-geocode: a map that would take long to repair is refused" {
    [[ -z ${SAN:-} ]] || skip "takes long under sanitizers"
    star() {
        awk -v n="$1" 'BEGIN {
            for (i = 0; i <= n; i++) {
                turn = 8 * atan2(1, 1) * (i * (n - 1) / 2 % n) / n
                printf "%s[%.9f,%.9f]", (i ? "," : "["), 103 + cos(turn), 36 + sin(turn)
            }
            print "]"
        }'
    }
    # A star of n corners crosses itself n * (n - 3) / 2 times.
    run -0 --separate-stderr admit-geocode --boundaries <(collection "$(feature 1 A "$(star 101)")") \
        --crs wgs84 --lon lon --lat lat <<<'{"lon":103,"lat":36}'
    [[ $stderr == *": boundary-repaired: feature 0 (code 1): Self-intersection at "* ]]
    collection "$(feature 1 A "$(star 449)")" >map
    run -2 --separate-stderr admit-geocode --boundaries map --crs wgs84 --lon lon --lat lat </dev/null
    [ "$stderr" = "admit-geocode: --boundaries: map: /features/0/geometry: too many borders cross each other to repair them (more than 100000 times in the map); correct the feature where the map is drawn" ]
    # The areas of one map share what may be repaired.
    collection "$(feature 1 A "$(star 351)"),$(feature 2 B "$(star 351)")" >map
    run -2 --separate-stderr timeout 20 admit-geocode --boundaries map --crs wgs84 --lon lon --lat lat </dev/null
    [[ $stderr == *": map: /features/1/geometry: too many borders cross each other "* ]] || fail "$stderr"
}

@test "admit-geocode: a map with too many holes outside of their shells is refused" {
    holes=$(awk 'BEGIN { for (i = 0; i < 1001; i++)
        printf ",[[%.3f,36],[%.4f,36],[%.3f,36.1],[%.3f,36]]", 106 + i / 1000, 106.0005 + i / 1000, 106 + i / 1000, 106 + i / 1000 }')
    collection '{"type":"Feature","properties":{"code":"1","name":"A"},"geometry":{"type":"Polygon","coordinates":[[[103,36],[104,36],[104,37],[103,36]]'"$holes]}}" >map
    run -2 --separate-stderr admit-geocode --repair --boundaries map --crs wgs84 --lon lon --lat lat </dev/null
    [ "$stderr" = "admit-geocode: --boundaries: map: /features/0/geometry: too many holes lie outside of their shells (more than 1000 in the map); correct the feature where the map is drawn" ]
}

@test "admit-geocode --repair: a hole outside of its shell is no land" {
    cat >holes.json <<'END'
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"A","name":"A"},"geometry":{"type":"MultiPolygon","coordinates":[[[[20,0],[21,0],[21,1],[20,1],[20,0]],[[4,4],[6,4],[6,6],[4,6],[4,4]]],[[[0,0],[3,0],[3,3],[0,3],[0,0]]]]}},
{"type":"Feature","properties":{"code":"B","name":"B"},"geometry":{"type":"Polygon","coordinates":[[[4,4],[5,4],[5,6],[4,6],[4,4]]]}}]}
END
    printf '{"x":4.5,"y":5.5}\n{"x":5.5,"y":5.7}\n{"x":1,"y":1}\n' >homes
    run --separate-stderr admit-geocode --boundaries holes.json --crs wgs84 --lon x --lat y homes
    [ "$status" -eq 2 ]
    [ -z "$output" ]
    [[ $stderr == *"holes.json: /features/0/geometry: a hole lies outside of its shell at 4 4; "* ]]
    admit-geocode --repair -r rejects --boundaries holes.json --crs wgs84 --lon x --lat y homes >out
    [ "$(jq -c .place out)" = '{"district":"B","name":"B"}
{"district":"A","name":"A","repaired":true}' ]
    [ "$(jq -c '[.line, .code]' rejects)" = '[2,"place-outside"]' ]
    # The hole of the large part stands under the small one: it is taken from the large one.
    sed -i 's/\[\[\[0,0\],\[3,0\],\[3,3\],\[0,3\],\[0,0\]\]\]/[[[0,0],[9,0],[9,9],[0,9],[0,0]]]/' holes.json
    admit-geocode --repair -r rejects --boundaries holes.json --crs wgs84 --lon x --lat y homes >out
    [ "$(jq -r .place.district out | xargs)" = 'B A' ]
    [ "$(jq -c '[.line, .code]' rejects)" = '[2,"place-outside"]' ]
}

@test "admit-geocode: a map without faults is clean, whatever else is not given" {
    run --separate-stderr admit-geocode --check --boundaries map
    [ "$status" -eq 0 ]
    [ "$output" = '' ]
    [ "$stderr" = 'map: 2 areas: 0 invalid, 0 overlaps, 0 gaps, 0 slivers' ]
    run admit-geocode --check --boundaries map map
    [ "$status" -eq 2 ]
}

@test "admit-geocode: overlaps, gaps and what is invalid in a map" {
    # on the equator a thousandth of a degree is 111.32 m by 110.57 m
    a='[[0,0],[0.002,0],[0.002,0.002],[0,0.002],[0,0]]'
    b='[[0.001,0.001],[0.003,0.001],[0.003,0.003],[0.001,0.003],[0.001,0.001]]'
    c='[[0.00305,0.001],[0.004,0.001],[0.004,0.003],[0.00305,0.003],[0.00305,0.001]]'
    bow='[[1,1],[1.001,1.001],[1.001,1],[1,1.001],[1,1]]'
    collection "$(feature a A "$a")" "$(feature b B "$b")" "$(feature c C "$c")" "$(feature d D "$bow")" >map
    run --separate-stderr admit-geocode --check --boundaries map
    [ "$status" -eq 1 ]
    [ "${lines[0]}" = '{"code":"invalid","areas":["d"],"reason":"Self-intersection at 1.0005 1.0005"}' ]
    [ "${lines[1]}" = '{"code":"overlap","areas":["a","b"],"square_metres":12309.1,"width":55.5,"point":[0.001500,0.001500]}' ]
    [ "${lines[2]}" = '{"code":"gap-sliver","areas":["b","c"],"square_metres":1230.9,"width":5.4,"point":[0.003025,0.002000]}' ]
    [ "${#lines[@]}" -eq 3 ]
    [ "${stderr_lines[1]}" = 'map: 4 areas: 1 invalid, 1 overlaps, 0 gaps, 1 slivers' ]
}

@test "admit-geocode: layers are maps of their own" {
    collection "$(feature e1 开发区 '[[103.2,36],[103.6,36],[103.6,37],[103.2,37],[103.2,36]]')" >zones
    collection "$(feature s1 一小 "$west")" "$(feature s2 二小 "$east")" >schools
    cat >policy.json <<'EOF'
{"geocode": {"boundaries": "map", "crs": "wgs84", "lon": "lon", "lat": "lat",
  "layers": {"zone": {"boundaries": "zones", "optional": true, "name": ""}, "school": "schools"}}}
EOF
    run admit-geocode -p policy.json <<<'{"lon":103.6,"lat":36.5}
{"lon":104.5,"lat":36.5}'
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = '{"lon":103.6,"lat":36.5,"place":{"district":"620102","name":"城关区","layers":{"zone":{"code":"e1","border":["e1"]},"school":{"code":"s1","name":"一小"}}}}' ]
    [ "${lines[1]}" = '{"lon":104.5,"lat":36.5,"place":{"district":"620103","name":"七里河区","layers":{"school":{"code":"s2","name":"二小"}}}}' ]
    run admit-geocode --check -p policy.json
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 3 ]

    # a layer that must cover the city, and does not
    collection "$(feature s1 一小 "$west")" "$(feature s2 二小 '[[103.9,36],[105,36],[105,36.4],[103.9,36.4],[103.9,36]]')" >schools
    run admit-geocode -p policy.json -r out <<<'{"lon":104.5,"lat":36.5}'
    [ "$status" -eq 0 ]
    [ "$output" = '' ]
    [ "$(jq -r '.code, .reason' out)" = $'place-outside-layer\nin no area of the layer "school"' ]
    run --separate-stderr admit-geocode --check -p policy.json
    [ "$status" -eq 1 ]
    [ "$(jq -r '[.layer, .code] | @csv' <<<"$output")" = '"school","overlap"' ]
}

@test "admit-geocode: a layer that cannot be used is trouble, and says where" {
    for layers in '7' '{"zone":7}' '{"zone":{}}' '{"zone":{"boundaries":"map","crs":"gcj02"}}' \
        '{"zone":{"boundaries":"map","optional":1}}' '{"zone":{"boundaries":"map","boundaries-crs":"x"}}' \
        '{"zone":"nowhere"}'; do
        printf '{"geocode": {"boundaries": "map", "crs": "wgs84", "lon": "lon", "lat": "lat", "layers": %s}}' "$layers" >policy.json
        run admit-geocode -p policy.json <<<'{"lon":103.6,"lat":36.5}'
        [ "$status" -eq 2 ]
        [[ "$output" == *layers* || "$output" == *nowhere* ]]
    done
}

@test "admit-geocode: metres to each school, and what has none" {
    # on the equator a thousandth of a degree is 111.319 m east and 110.574 m north
    collection "$(feature a A '[[-1,-1],[1,-1],[1,1],[-1,1],[-1,-1]]')" >map
    cat >schools <<'EOF'
{"id":"east","lon":0.001,"lat":0}
{"id":"north","lon":0,"lat":0.001}
{"id":"nowhere"}
EOF
    geocode+=(--choices c --schools schools)
    run admit-geocode "${geocode[@]}" -r out <<'EOF'
{"c":["north","east",null],"lon":0,"lat":0}
{"c":"east","lon":0.001,"lat":0}
{"c":null,"lon":0,"lat":0}
{"c":["east","east"],"lon":0,"lat":0}
{"c":["west"],"lon":0,"lat":0}
{"c":[7],"lon":0,"lat":0}
{"c":["nowhere"],"lon":0,"lat":0}
EOF
    [ "$status" -eq 0 ]
    [ "${lines[0]}" = '{"c":["north","east",null],"lon":0,"lat":0,"place":{"district":"a","name":"A","distance":{"north":111,"east":111}}}' ]
    [ "${lines[1]}" = '{"c":"east","lon":0.001,"lat":0,"place":{"district":"a","name":"A","distance":{"east":0}}}' ]
    [ "${lines[2]}" = '{"c":null,"lon":0,"lat":0,"place":{"district":"a","name":"A"}}' ]
    [ "$(jq -r .code out | paste -sd ' ')" = 'choice-twice choice-unknown choice-not-text choice-no-position' ]
    echo '{"id":"east"}' >>schools
    run admit-geocode "${geocode[@]}" <<<'{}'
    [ "$status" -eq 2 ]
    [[ "$output" == *'schools:4: another school has the same id'* ]]
    run admit-geocode --boundaries map --crs wgs84 --lon lon --lat lat --choices c <<<'{}'
    [ "$status" -eq 2 ]
}

@test "admit-geocode: metres beside those of floating-point Cartesian coordinates" {
    collection "$(feature a A '[[103,35],[105,35],[105,37],[103,37],[103,35]]')" >map
    cat >schools <<'EOF'
{"id":"p1","lon":103.8123,"lat":36.0561}
{"id":"p2","lon":103.79,"lat":36.1}
EOF
    admit-geocode "${geocode[@]}" --choices c --schools schools \
        <<<'{"c":["p1","p2"],"lon":103.8341,"lat":36.0617}' >placed
    [ "$(jq -c .place.distance placed)" = '{"p1":2060,"p2":5817}' ] # 2060.053 and 5817.105
}

# --- catchments ---

# A home for each address: id is its number.
homes() {
    local id=0 address
    for address; do
        printf '{"id":"%d","address":"%s"}\n' $((++id)) "$address"
    done | admit-address
}

rules() {
    printf '%s\n' id,schools,kind,name,from,to,parity,district,except,text "$@" >rules.csv
}

# What became of each home: its rule and schools, or code and rules in question.
decisions() {
    jq -r '[.id, .place.rule, (.place.catchment | join("+"))] | join(" ")' out
    jq -r '[.record.id, .code, (.findings[1:]? // [] | map(.rule) | join("+"))] | join(" ")' rejects
}

@test "admit-geocode: the sample of catchments: the rule that each home should get" {
    cd "$BATS_TEST_DIRNAME/../samples/primary/catchments"
    run admit-geocode -p policy.json --check
    [ "$status" -eq 0 ]
    rejects=$BATS_TEST_TMPDIR/rejects out=$BATS_TEST_TMPDIR/out
    admit-from-csv -p policy.json homes.csv | admit-address -p policy.json |
        admit-geocode -p policy.json -r "$rejects" >"$out"
    [ "$(jq -c 'select(.place.rule != .expected) | [.id, .place.rule]' "$out")" = "" ]
    [ "$(jq -c 'select(.code != .record.expected) | [.record.id, .code]' "$rejects")" = "" ]
    [ "$(cat "$out" "$rejects" | wc -l)" -eq 390 ]
    [ "$(jq -c 'select(.place.rule == "C27").place.catchment' "$out" | sort -u)" = '["P05","P06"]' ]
}

@test "admit-geocode: what no rule decides is set aside, with the rules in question" {
    rules 'a,P1,compound,农机学校,,,,,true,' 'b,P1,road,云杉路,1,99,odd,,,云杉路单号' \
        'c,P2,compound,农机学校,,,,,,' 'd,P3;P4,road,云杉路,50,,,,,云杉路50号以上' 'e,P5,stretch,松涛路,,,,,,'
    homes 云杉路7号 云杉路７７號 云杉路60号农机学校3号楼 云杉路 松涛路9号 银杏路1号 云杉路88号 >in
    run admit-geocode --catchments rules.csv -r rejects in
    [ "$status" -eq 0 ]
    echo "$output" >out
    [ "$(decisions)" = "1 b P1
7 d P3+P4
2 catchment-several b+d
3 catchment-several c+d
4 catchment-incomplete b+d
5 catchment-landmarks e
6 catchment-none " ] || fail "$(decisions)"
    [ "$(sed -n 1p rejects | jq -c '.findings[2]')" = \
        '{"code":"catchment-candidate","field":"address_parts","rule":"d","reason":"P3, P4: 云杉路50号以上"}' ]
}

@test "admit-geocode: by the address, by coordinates, or by both" {
    rules 'a,P1,road,天水路,,,,城关区,,' 'b,P2,area,620103,,,,,,'
    homes 城关区天水路1号 天水路1号 七里河区天水路1号 七里河区天水路1号 天水路1号 海珠区天水路1号 天水路1号 |
        jq -c --argjson at '{"2":103.5,"4":103.5,"5":104.5,"6":103.5}' \
            'if $at[.id] then .lon = $at[.id] | .lat = 36.5 else . end' >in
    run admit-geocode "${geocode[@]}" --catchments rules.csv -r rejects in
    [ "$status" -eq 0 ]
    echo "$output" >out
    [ "$(jq -c '[.id, .place]' out)" = '["1",{"district":"620102","name":"城关区","by":"address","catchment":["P1"],"rule":"a"}]
["2",{"district":"620102","name":"城关区","catchment":["P1"],"rule":"a"}]
["5",{"district":"620103","name":"七里河区","catchment":["P2"],"rule":"b"}]' ]
    [ "$(jq -r '.record.id + " " + .code' rejects)" = "3 catchment-none
4 place-disagrees
6 catchment-none
7 place-missing" ]
    # Without rules the address tells the district only.
    run admit-geocode "${geocode[@]}" --address address_parts -r rejects in
    [ "$(jq -r '.id + " " + .place.district + " " + (.place.by // "")' <<<"$output")" = "1 620102 address
2 620102 
3 620103 address
5 620103 
6 620102 " ]
}

@test "admit-geocode: no parts of an address, or something else there" {
    rules 'a,P1,road,天水路,,,,,,'
    run admit-geocode --catchments rules.csv -r rejects <<<'{"id":"1","address":"天水路1号"}'
    [ "$status" -eq 0 ]
    [ "$(jq -r .code rejects)" = place-no-address ]
    run admit-geocode --catchments rules.csv --address address -r rejects <<<'{"id":"1","address":"天水路1号"}'
    [ "$(jq -r .code rejects)" = place-address ]
    run admit-geocode --address address
    [ "$status" -eq 2 ]
    run admit-geocode --catchments rules.csv --lon lon
    [ "$status" -eq 2 ]
}

@test "admit-geocode: the table of rules may be a spreadsheet of any kind" {
    homes 天水路12号 天水路13号 >in
    rules 'a,P1,road,天水路,,,even,,,' 'b,P2,road,天水路,,,odd,,,'
    admit-geocode --catchments rules.csv in >expected
    printf '编号;学校;类别;名称;单双\na;P1;道路;天水路;双\nb;P2;道路;天水路;单\n' | iconv -t GB18030 >rules
    admit-geocode --catchments rules in | diff expected -
    printf '%s\n' '{"id":"a","schools":"P1","kind":"road","name":"天水路","parity":"even"}' \
        '{"id":"b","schools":"P2","kind":"road","name":"天水路","parity":"odd"}' >rules
    admit-geocode --catchments rules in | diff expected -
    admit-to-xlsx --columns id,schools,kind,name,parity rules >rules.xlsx
    admit-geocode --catchments rules.xlsx in | diff expected -
}

@test "admit-geocode: a rule that cannot be used is named with its line" {
    while IFS='|' read -r row code; do
        rules 'a,P1,road,天水路,1,9,,,,' "$row"
        run admit-geocode --catchments rules.csv </dev/null
        [ "$status" -eq 2 ]
        [[ $output == *"rules.csv:3: $code: "* ]] || fail "$row: $output"
    done <<'END'
a,P1,road,定西路,,,,,,|catchment-id
b,,road,定西路,,,,,,|catchment-school
b,P1,street,定西路,,,,,,|catchment-kind
b,P1,road,城关区定西路,,,,,,|catchment-name
b,P1,road,定西路,9,1,,,,|catchment-range
b,P1,road,定西路,,,left,,,|catchment-parity
b,P1,town,东岗街道,1,9,,,,|catchment-numbers
b,P1,pattern,(,,,,,,|catchment-pattern
b,P1,area,620102,,,,,,|catchment-area
END
    rules
    run admit-geocode --catchments rules.csv </dev/null
    [ "$status" -eq 2 ]
    [[ $output == *"rules.csv: catchment-empty: "* ]]
}

@test "admit-geocode: --check finds rules that cannot be meant" {
    rules 'a,P1,road,天水路,,,,,,' 'b,P1,road,天水路,1,9,,,,' 'c,P2,road,天水路,5,5,,,,' \
        'd,P3,road,定西路,,,,,,' 'e,P3,compound,定西路,,,,,,'
    printf 'kind,name\nroad,天水路\n' >names.csv
    run -1 --separate-stderr admit-geocode --catchments rules.csv --gazetteer names.csv --check
    [ "$(jq -r '[.code, .rule, .line, .other] | map(tostring) | join(" ")' <<<"$output")" = "unreachable b 3 a
claimed-twice c 4 a
unknown-name d 5 null
other-kind e 6 null" ]
    [ "$stderr" = "rules.csv: 5 rules: 1 unreachable, 1 claimed-twice, 1 unknown-name, 1 other-kind" ]
    rules 'a,P1,road,天水路,,,,,,'
    run -0 --separate-stderr admit-geocode --catchments rules.csv --check
    [ "$output" = "" ]
}

@test "admit-geocode: -v and the summary say how catchments were decided" {
    rules 'a,P1,road,天水路,,,,,,' 'b,P2,compound,绿洲小区,,,,,,' 'c,P2,road,定西路,,,,,,'
    homes 天水路1号 天水路2号 绿洲小区3号楼101 兰州路1号 >in
    run -0 --separate-stderr admit-geocode -v --summary summary --catchments rules.csv -r rejects in
    [ "$stderr" = "catchments of 4 homes, decided by:
  road                  2   50.0 %
  compound              1   25.0 %
not decided, since:
  none                  1   25.0 %
rules that decide most:
           2  a
           1  b
rules that decide nothing: 1" ]
    [ "$(jq -c .catchments summary)" = '{"decided":3,"by":{"road":2,"compound":1},"undecided":{"none":1},"most":[{"rule":"a","records":2},{"rule":"b","records":1}],"unused":1}' ]
}
