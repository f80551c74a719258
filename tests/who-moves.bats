# pipelines/who-moves.sh: who would change school under other catchment rules.
load helper

setup() {
    sample=$BATS_TEST_DIRNAME/../samples/primary/catchments
    who_moves=$BATS_TEST_DIRNAME/../pipelines/who-moves.sh
    cd "$BATS_TEST_TMPDIR"
    printf '%s\n' id,schools,kind,name,from,to R1,P1,road,天水路,1,50 R2,P2,road,天水路,51, 'R3,P2;P3,compound,绿洲小区,,' \
        R4,P3,road,定西路,, >old.csv
    for home in 天水路50号 天水路49号 绿洲小区3号楼101室 定西路2号 定西路 兰州路1号; do
        echo "{\"id\":\"$((++id))\",\"address\":\"$home\"}"
    done | admit-address >children
}

@test "who-moves: children and schools" {
    sed 's/R1,P1,road,天水路,1,50/R1,P1,road,天水路,1,49/; s/天水路,51,/天水路,50,/; s/R3,P2;P3/R3,P3/
        s/定西路,,/定西路,3,/' old.csv >new.csv
    run --separate-stderr "$who_moves" old.csv new.csv children
    [ "$status" -eq 1 ]
    [ "$output" = '{"id":"1","from":["P1"],"rule":"R1","to":["P2"],"new_rule":"R2"}
{"id":"3","from":["P2","P3"],"rule":"R3","to":["P3"],"new_rule":"R3"}
{"id":"4","from":["P3"],"rule":"R4","to":null,"new_rule":"catchment-none"}
{"id":"5","from":["P3"],"rule":"R4","to":null,"new_rule":"catchment-incomplete"}' ] || fail "$output"
    [ "$stderr" = "no school: 1 before, 3 after, 0 left, 2 joined
P1: 2 before, 1 after, 1 left, 0 joined
P2,P3: 1 before, 0 after, 1 left, 0 joined
P2: 0 before, 1 after, 0 left, 1 joined
P3: 2 before, 1 after, 2 left, 1 joined" ] || fail "$stderr"
}

@test "who-moves: nobody, from standard input, by the maps of a policy" {
    admit-from-csv -p "$sample/policy.json" "$sample/homes.csv" |
        admit-address -p "$sample/policy.json" >homes
    cd "$sample"
    run --separate-stderr "$who_moves" -p policy.json catchments.csv catchments.csv <"$BATS_TEST_TMPDIR/homes"
    [ "$status" -eq 0 ]
    [ "$output" = "" ]
    [[ $stderr == *"P05,P06: 10 before, 10 after, 0 left, 0 joined"* ]]
}

@test "who-moves: what cannot be compared ends with 2" {
    run "$who_moves" old.csv
    [ "$status" -eq 2 ]
    run "$who_moves" old.csv missing.csv children
    [ "$status" -eq 2 ]
    run "$who_moves" old.csv old.csv missing
    [ "$status" -eq 2 ]
    run "$who_moves" old.csv old.csv </dev/null
    [ "$status" -eq 2 ]
    run "$who_moves" old.csv old.csv children children
    [ "$status" -eq 2 ]
    [[ $output == *"two children have one id"* ]]
}
