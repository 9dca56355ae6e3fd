# The claims of one case of claims.tsv as JSON Lines, each outlet on a page of its own:
#     awk -v want=CASE -f claims.awk claims.tsv
function text(name, value) {
    return ",\"" name "\":" (value == "-" ? "null" : "\"" value "\"")
}
function number(name, value) {
    return ",\"" name "\":" (value == "-" ? "null" : value)
}
BEGIN { FS = "\t" }
$1 == want {
    row++
    for (outlet = 1; outlet <= $2; outlet++) {
        page = row "-" outlet
        printf "{\"schema\":\"tradefig-claim/1\",\"doc\":\"https://example.org/%s\",\"outlet\":\"Outlet %s\"", page, page
        printf "%s,\"lang\":\"en\"%s%s", text("pub_date", $3), text("kind", $4), text("measure", $5)
        printf ",\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"scope\":\"goods\"%s", text("relation", $6)
        printf "%s%s%s", number("value", $7), number("value_hi", $8), text("currency", $9)
        printf "%s%s%s", text("period_from", $10), text("period_to", $11), text("status", $12)
        printf "%s%s%s", text("deadline", $13), number("growth_pct", $14), number("tier", $15)
        print ($4 == "growth" ? ",\"growth_base\":\"yoy\"}" : "}")
    }
}
