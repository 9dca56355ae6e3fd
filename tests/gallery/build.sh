#!/bin/sh
# The gallery: a page with every chart of every case, as a reader meets it. Arguments: the program, the source folder, the
# folder to write. A case is a folder: what to import, and in `charts` the arguments of tradefig chart, a line each; the line
# that begins with # says what the case shows.
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
source=$(cd "$2" && pwd)
mkdir -p "$3"
out=$(cd "$3" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-gallery-XXXXXX")
trap 'rm -rf "$work"' EXIT
languages="ru vi"
LC_ALL=C.UTF-8
export LC_ALL TRADEFIG_DB="$work/a.db"

escape() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'; }

# draw FILE ARGUMENTS...: a chart, or why there is none.
draw() {
    file=$1
    shift
    "$program" chart "$@" -o "$out/$file" >/dev/null 2>"$work/why"
}

# The drawing in the page itself; ids begin with the chart's name, for a pair may be drawn in several cases.
inline() {
    sed -e '/^<?xml/d' -e "s/\\(id=\"\\|href=\"#\\|url(#\\|labelledby=\"\\|describedby=\"\\)tf-/\\1$name-tf-/g" "$out/$name.svg"
}

picture() { printf '<figure><img src="%s" alt="%s" loading="lazy"/><figcaption>%s</figcaption></figure>\n' "$1" "$2" "$3"; }

# Every picture of one chart: its arguments are in $line, its name in $name.
chart() {
    words=$(printf '%s' "$line" | escape)
    printf '<h3 id="%s"><code>tradefig chart %s</code></h3>\n' "$name" "$words"
    # The arguments of a line are separated by blanks.
    # shellcheck disable=SC2086
    {
        if ! draw "$name.svg" $line; then
            printf '<p class="why">%s</p>\n' "$(escape <"$work/why")"
            return 0
        fi
        draw "$name-dark.svg" $line --theme dark
        draw "$name.png" $line
        draw "$name-dark.png" $line --theme dark
        printf '<div class="row"><figure>%s<figcaption>SVG in the page</figcaption></figure>\n' "$(inline)"
        picture "$name-dark.svg" "$words, dark" "SVG, dark"
        picture "$name.png" "$words, PNG" "PNG"
        picture "$name-dark.png" "$words, PNG, dark" "PNG, dark"
        for language in $languages; do
            draw "$name-$language.svg" $line --lang $language || continue
            picture "$name-$language.svg" "$words, in $language" "--lang $language"
        done
        printf '</div>\n<pre tabindex="0">%s</pre>\n' "$("$program" chart $line --terminal --color never 2>&1 | escape)"
    }
}

cases() {
    for folder in "$source"/tests/gallery/*/; do
        case=$(basename "$folder")
        rm -f "$TRADEFIG_DB" "$TRADEFIG_DB"-*
        find "$folder" -type f ! -name charts -exec "$program" import -q {} + >/dev/null
        printf '<section id="%s">\n<h2>%s: %s</h2>\n' "$case" "$case" "$(sed -n '1s/^# *//p' "$folder/charts" | escape)"
        number=0
        grep -v '^#' "$folder/charts" >"$work/charts"
        while read -r line; do
            number=$((number + 1))
            name=$case-$number
            chart
        done <"$work/charts"
        printf '</section>\n'
    done
}

contents() {
    for folder in "$source"/tests/gallery/*/; do
        case=$(basename "$folder")
        printf '<a href="#%s">%s</a>\n' "$case" "$case"
    done
}

{
    cat <<'HEAD'
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>Charts of tradefig</title>
<style>
:root{color-scheme:light dark}
body{font:16px/1.5 Inter,"DejaVu Sans",sans-serif;margin:0 24px 48px}
nav{display:flex;flex-wrap:wrap;gap:4px 16px}
nav a{min-height:24px}
.row{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(560px,100%),1fr));gap:16px}
figure{margin:0}
figure img,figure svg{width:100%;height:auto;display:block}
figcaption{font-size:14px}
code,pre{font:13px/1.4 "DejaVu Sans Mono",monospace}
pre{overflow-x:auto;padding:12px;border:1px solid #8b939d}
.why{border-left:4px solid #b4460b;padding-left:12px}
</style>
</head>
<body>
<h1>Charts of tradefig</h1>
<p>Every kind of chart, then the hard cases, each in both themes, as a picture and as text. Outlets and most figures are invented.</p>
HEAD
    printf '<nav aria-label="Cases">\n%s\n</nav>\n' "$(contents)"
    cases
    printf '</body>\n</html>\n'
} >"$out/index.html"
printf '%s\n' "$out/index.html"
