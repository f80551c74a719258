load helper

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    gazetteer=$BATS_TEST_DIRNAME/addresses.csv
    address=(admit-address --gazetteer "$gazetteer" --city 甘肃省兰州市)
}

parts() {
    jq -c '.address_parts | del(.canonical, .evidence, .house)'
}

@test "admit-address: contract" {
    printf '%s\n' kind,name,within,now,until,road,number district,城关区,,,,, road,天水路,,,,, \
        road,老街,,天水路,2001,, compound,盛世小区,城关区,,,天水路,12号 >names.csv
    CONTRACT_RECORD='{"id":"%d","address":"城关老街%d号对面"}'
    contract admit-address --gazetteer names.csv --city 甘肃省兰州市
}

@test "admit-address: parts, evidence and the canonical text" {
    run admit-address --city 甘肃省兰州市 <<<'{"address":"城关区天水路甲12号院附1號 3-2-501"}'
    [ "$status" -eq 0 ]
    [ "$output" = '{"address":"城关区天水路甲12号院附1號 3-2-501","address_parts":{"canonical":"甘肃省兰州市城关区天水路甲12号附1号3栋2单元501室","province":"甘肃省","city":"兰州市","district":"城关区","road":"天水路","number":"甲12号附1号","house":{"number":12,"parity":"even","attached":1,"stem":"甲","yard":true},"building":"3栋","unit":"2单元","room":"501室","evidence":{"province":"inferred","city":"inferred","district":"written","road":"written","number":"written","building":"written","unit":"written","room":"written"}}}' ]
}

@test "admit-address: one home, spelled differently, has one canonical text" {
    run "${address[@]}" <<'END'
{"address":"甘肃省兰州市城关区东岗西路123号盛世小区3号楼2单元501室"}
{"address":"蘭州市城關區東崗西路１２３號３棟２單元５０１"}
{"address":"东岗西路一百二十三号院三幢二单元五〇一室"}
{"address":"兰州城关天水路8号盛世小区3#2-501"}
{"address":"盛世小区3-2-501","address_parts":"of another run"}
END
    [ "$status" -eq 0 ]
    [ "$(jq -r .address_parts.canonical <<<"$output" | sort -u)" = 甘肃省兰州市城关区盛世小区3栋2单元501室 ]
}

@test "admit-address: admit-dedup finds two families in one home" {
    "${address[@]}" <<'END' >records
{"id":"1","address":"城关区东岗西路123号3号楼2单元501室","year":2020}
{"id":"2","address":"蘭州市盛世小区３幢2-501","year":2018}
{"id":"3","address":"盛世小区3幢2-502","year":2018}
END
    echo '{"dedup":{"id":"id","homes":{"address":"address_parts.canonical","year":"year"}}}' >policy.json
    run admit-dedup -p policy.json --mark records
    [ "$status" -eq 0 ]
    [ "$(jq -c 'select(.dedup.home).id' <<<"$output")" = '"1"' ] || fail "$output"
}

@test "admit-address: what is no part is kept, and marked" {
    run "${address[@]}" <<'END'
{"address":"天水路12号对面"}
{"address":"雁滩北路5号"}
{"address":"七里河区东岗街道5号"}
{"address":"一号院5栋"}
{"address":"兰州市城关区南山路1号绿洲小区"}
END
    [ "$(jq -c '.address_parts | [.rest, .marks]' <<<"$output")" = '["对面",["left-over"]]
[null,["old-name"]]
[null,["conflict"]]
[null,["ambiguous","coarse"]]
[null,["unknown-road","unknown-compound","coarse"]]' ]
}

@test "admit-address --year: a name that was valid then is no old one" {
    line='{"address":"上海市闸北区西藏北路5号"}'
    [ "$("${address[@]}" <<<"$line" | parts)" = '{"province":"上海市","district":"静安区","road":"西藏北路","number":"5号","marks":["old-name"]}' ]
    [ "$("${address[@]}" --year 2015 <<<"$line" | parts)" = '{"province":"上海市","district":"闸北区","road":"西藏北路","number":"5号"}' ]
}

@test "admit-address: what has no address is set aside" {
    run --separate-stderr admit-address -r rejects --field home.address <<'END'
{"home":{"address":"天水路12号"}}
{"home":{}}
{"home":{"address":null}}
{"home":{"address":" 　"}}
{"home":{"address":12}}
{"home":{"address":"没有"}}
END
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 1 ]
    [ "$(jq -r '[.line, .code, .field] | join(" ")' rejects)" = '2 address-missing home.address
3 address-missing home.address
4 address-missing home.address
5 address-not-text home.address
6 address-unparsed home.address' ]
}

@test "admit-address --require, --refuse: parts that must be there, marks that must not" {
    cat >policy.json <<END
{"address": {"gazetteer": "$gazetteer", "city": "甘肃省兰州市",
    "require": ["district", "number"], "refuse": "left-over"}}
END
    run --separate-stderr admit-address -p policy.json -r rejects <<'END'
{"address":"城关区天水路12号"}
{"address":"天水路12号"}
{"address":"城关区天水路"}
{"address":"城关区天水路12号对面"}
END
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 1 ]
    [ "$(jq -r '[.line, .code, .reason] | join(" ")' rejects)" = '2 address-incomplete the address has no district
3 address-incomplete the address has no number
4 address-left-over a part of the address is left over' ]
    run admit-address --require street </dev/null
    [ "$status" -eq 2 ]
    [ "$output" = 'admit-address: --require: must be province, city, district, town, community, road, lane, number, compound, building, unit, floor or room' ]
    run admit-address --refuse old </dev/null
    [ "$status" -eq 2 ]
    [ "$output" = 'admit-address: --refuse: must be left-over, old-name, conflict, ambiguous, unknown-road, unknown-compound or coarse' ]
}

@test "admit-address: the gazetteer may have Chinese headings, and lines of JSON" {
    printf '%s\n' 类别,名称,上级,备注 区县,城关区,,x 社区村,雁南社区居委会,城关区, >names.csv
    printf '%s\n' '{"kind":"district","name":"城关区"}' \
        '{"kind":"community","name":"雁南社区","within":"城关区"}' >names.jsonl
    for file in names.csv names.jsonl; do
        run admit-address --city 甘肃省兰州市 --gazetteer $file <<<'{"address":"雁南社区5号"}'
        [ "$(parts <<<"$output")" = '{"province":"甘肃省","city":"兰州市","district":"城关区","community":"雁南社区","number":"5号"}' ]
    done
}

@test "admit-address: what is wrong with a gazetteer is told by file, line and code" {
    check() {
        printf 'kind,name,within,now,from,until,road,number\n%s\n' "$1" >names.csv
        run admit-address --gazetteer names.csv </dev/null
        [ "$status" -eq 2 ]
        [[ $output == "admit-address: names.csv:$2: "* ]] || fail "$1: $output"
    }
    check 'street,天水路,,,,,,' '2: gazetteer-kind'
    check $'road,天水路,,,,,,\nroad," ",城关区,,,,,' '3: gazetteer-name'
    check 'road,天水路,,,2001,2000,,' '2: gazetteer-years'
    check 'road,天水路,,,20,200x,,' '2: csv-not-an-integer'
    check 'compound,丰和园,,,,,天水路,' '2: gazetteer-number'
    check 'compound,丰和园,,,,,天水路,12楼' '2: gazetteer-number'
    check $'road,天水路,,,,,,\nroad,东路,城关区,,,,,' '3: gazetteer-within'
    check $'town,城关镇,,,,,,\ndistrict,永登县,城关镇,,,,,' '3: gazetteer-within'
    check $'city,甲市,,,,,,\ncity,乙市,,,,,,\ndistrict,东城区,甲市,,,,,\ndistrict,东城区,乙市,,,,,\nroad,一路,东城区,,,,,' '6: gazetteer-several'
    check $'road,一路,,二路,,,,' '2: gazetteer-now'
    check $'road,一路,,二路,,,,\nroad,二路,,一路,,,,' '2: gazetteer-circle'
    printf 'kind,name\n' >names.csv
    run admit-address --gazetteer names.csv </dev/null
    [ "$status" -eq 2 ]
    [ "$output" = 'admit-address: names.csv: gazetteer-empty: there are no rows' ]
    run admit-address --city 兰州市 </dev/null
    [ "$status" -eq 2 ]
    [[ $output == 'admit-address: --city: '* ]]
}

@test "admit-address -v: how many have which mark, in the summary too" {
    run --separate-stderr "${address[@]}" -v --summary summary <<'END'
{"address":"天水路12号对面"}
{"address":"天水路12号"}
END
    [ "$stderr" = 'parsed: 2 addresses, 1 left-over' ]
    [ "$(jq -c .marks summary)" = '{"left-over":1,"old-name":0,"conflict":0,"ambiguous":0,"unknown-road":0,"unknown-compound":0,"coarse":0}' ]
    [ "$(jq -r '.rules[].file' summary)" = "$gazetteer" ]
}
