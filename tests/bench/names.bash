# shellcheck shell=bash
# Names for the roads and compounds of a city that there is not; to be sourced.

# A name of three characters for each number below 97,336.
# shellcheck disable=SC2016,SC2034
name_of='
    BEGIN { split("东 西 南 北 天 水 安 宁 和 平 金 城 白 银 武 威 张 掖 酒 泉 敦 煌 玉 门 嘉 峪 庆 阳 " \
        "凉 定 陇 临 夏 甘 合 作 靖 远 会 景 泰 永 登 榆 皋 兰", c, " ") }
    function name(n) { return c[1 + n % 46] c[1 + int(n / 46) % 46] c[1 + int(n / 2116) % 46] }'
