#!/usr/bin/env python3
"""Makes inputs meant to do harm, and runs tradefig over each.

hostile_pages.py make FOLDER          writes the files
hostile_pages.py run PROGRAM FOLDER   makes and runs them; one Markdown row each: seconds, memory, what was said

A run is fine when the program ends by itself with one of its own codes, within a second of processor time, and
what it says of the input is one line. Exit 1 when one is not.
"""
import gzip
import os
import signal
import subprocess
import sys
import zlib

CLAIM = "<p>Trade between Kazakhstan and Russia reached 28 billion dollars in 2023, the ministry said on Monday.</p>"
PARAGRAPHS = CLAIM + "<p>Roads, wheat and students were spoken of as well, and a second line of the railway.</p>" * 20


def page(body, head=""):
    return ("<!DOCTYPE html><html><head><title>Talks</title>%s</head><body>%s</body></html>" % (head, body)).encode()


def zeros(total):
    """`total` zero bytes as gzip, without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(total >> 20)) + packer.flush()


def warc(payload, length=None, kind=b"response"):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    size = len(head) + len(payload) if length is None else length
    return (b"WARC/1.0\r\nWARC-Type: " + kind + b"\r\nWARC-Target-URI: https://a.example/1\r\n"
            b"WARC-Date: 2024-11-27T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            b"Content-Length: " + str(size).encode() + b"\r\n\r\n" + head + payload + b"\r\n\r\n")


def entity_bomb(levels, root):
    lines = ['<!ENTITY l0 "lol lol lol lol">']
    lines += ['<!ENTITY l%d "%s">' % (i, "&l%d;" % (i - 1) * 10) for i in range(1, levels)]
    return ('<?xml version="1.0"?><!DOCTYPE %s [%s]>' % (root, "".join(lines))).encode()


ITEM = "<item><title>%s</title><link>https://a.example/1</link><description>%s</description></item>"


def feed(title, text, prologue=b'<?xml version="1.0"?>'):
    return prologue + ("<rss version=\"2.0\"><channel><title>f</title>%s</channel></rss>" % (ITEM % (title, text))).encode()


GOOD = page(PARAGRAPHS)
MAKERS = {
    "nested-div.html": lambda: page("<div>" * 100000 + PARAGRAPHS),
    "nested-inline.html": lambda: page("<b><i><font>" * 60000 + PARAGRAPHS),
    "nested-table.html": lambda: page("<table><tr><td>" * 30000 + PARAGRAPHS),
    "nested-list.html": lambda: page("<ul><li>" * 60000 + PARAGRAPHS),
    "unclosed-tags.html": lambda: page("<p><a><b>" * 333333 + PARAGRAPHS),
    "attributes.html": lambda: page("<div %s>%s</div>" % (" ".join("a%d=%d" % (i, i) for i in range(60000)), PARAGRAPHS)),
    "same-attribute.html": lambda: page("<div %s>%s</div>" % ("class=x " * 60000, PARAGRAPHS)),
    "long-attribute.html": lambda: page('<div class="%s">%s</div>' % ("sidebar " * 1000000, PARAGRAPHS)),
    "colspan.html": lambda: page("<table><tr><td colspan=9007199254740991 rowspan=9007199254740991>5</td></tr></table>" + PARAGRAPHS),
    "wide-table.html": lambda: page("<table>%s</table>%s" % (("<tr>" + "<td>1</td>" * 1000 + "</tr>") * 300, PARAGRAPHS)),
    "one-line.html": lambda: page("<p>" + "trade of 5 billion dollars " * 590000),
    "one-word.html": lambda: page("<p>" + "x" * 15000000),
    "one-line.txt": lambda: ("Talks\n\n" + "trade of 5 billion dollars " * 590000).encode(),
    "nul-bytes.html": lambda: page(PARAGRAPHS).replace(b" ", b"\0 "),
    "nul-bytes.txt": lambda: b"\0" * 100000,
    "references.html": lambda: page("<p>" + "&#0;&#x110000;&#99999999999999;&nosuch;&" * 200000 + PARAGRAPHS),
    "comments.html": lambda: page("<!--" * 500000 + PARAGRAPHS),
    "less-than.html": lambda: page("<" * 4000000 + PARAGRAPHS),
    "scripts.html": lambda: page("<script>" * 300000 + PARAGRAPHS),
    "open-script.html": lambda: page("<script>" + "a<b;" * 1000000 + PARAGRAPHS),
    "json-ld-deep.html": lambda: page(PARAGRAPHS, '<script type="application/ld+json">%s</script>' % ('{"a":[' * 300000)),
    "json-ld-long.html": lambda: page(PARAGRAPHS, '<script type="application/ld+json">{"articleBody":"%s"}</script>' % ("\\u0020" * 1000000)),
    "metas.html": lambda: page(PARAGRAPHS, '<meta property="og:title" content="x">' * 100000),
    "dates.html": lambda: page("<time datetime=\"2024-13-45\">99.99.9999</time> " * 100000 + PARAGRAPHS),
    "cut-tag.html": lambda: GOOD[: GOOD.index(b"<p>") + 2],
    "cut-character.html": lambda: page("<p>" + "ж" * 1000)[:-15][:-1],
    "one-byte.html": lambda: b"<",
    "zeros.gz": lambda: zeros(1 << 30),
    "zeros.html.gz": lambda: gzip.compress(GOOD) + zeros(1 << 28),
    "cut.html.gz": lambda: gzip.compress(GOOD)[:-20],
    "gzip-twice.gz": lambda: gzip.compress(gzip.compress(GOOD)),
    "gzip-trash.gz": lambda: gzip.compress(GOOD) + b"trash" * 1000,
    "laughs.rss": lambda: feed("&l9;", "&l9;", entity_bomb(10, "rss")),
    "external.rss": lambda: feed("&x;", "&x;", b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "parameter.rss": lambda: feed("t", "d", b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x"> %x;]>'),
    "deep.rss": lambda: b'<?xml version="1.0"?><rss><channel>' + b"<a>" * 300000,
    "cut.rss": lambda: feed("t", PARAGRAPHS.replace("<", "&lt;"))[:-300],
    "laughs-sitemap.xml": lambda: entity_bomb(10, "urlset") + b"<urlset><url><loc>&l9;</loc></url></urlset>",
    "deep-json.jsonl": lambda: b'{"text":' + b"[" * 1000000,
    "deep-feed.json": lambda: b'{"version":"https://jsonfeed.org/version/1.1","items":' + b"[" * 1000000,
    "cut.warc": lambda: warc(GOOD)[:-400],
    "length-huge.warc": lambda: warc(GOOD, 1 << 62) + warc(GOOD),
    "length-minus.warc": lambda: warc(GOOD, -5) + warc(GOOD),
    "length-short.warc": lambda: warc(GOOD, 10) + warc(GOOD),
    "no-end.warc": lambda: b"WARC/1.0\r\n" + b"X-Header: y\r\n" * 1000000,
    "long-header.warc": lambda: b"WARC/1.0\r\nWARC-Type: " + b"r" * 16000000,
    "bomb.warc.gz": lambda: gzip.compress(warc(bytes(1 << 26))) + gzip.compress(warc(GOOD)),
    "no-pdf.pdf": lambda: b"%PDF-1.7\n" + os.urandom(1000) * 100,
    "deep.pdf": lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 1000000,
    "mhtml-parts.mhtml": lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n" + b"--x\r\n" * 500000,
}


def make(folder):
    os.makedirs(folder, exist_ok=True)
    for name, maker in MAKERS.items():
        with open(os.path.join(folder, name), "wb") as out:
            out.write(maker())


def run_one(program, arguments, most_seconds=60):
    """(exit code or -signal, lines of standard error)"""
    with open(os.devnull, "wb") as nowhere:
        child = subprocess.Popen([program] + arguments, stdout=nowhere, stderr=subprocess.PIPE, start_new_session=True)
        try:
            said = child.communicate(timeout=most_seconds)[1]
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            said = child.communicate()[1]
    return child.returncode, said.decode(errors="replace").strip().splitlines()


def measured(program, arguments):
    """(processor seconds, MB, exit code, lines of standard error), its workers counted in."""
    code = ("import resource,subprocess,sys\n"
            "c=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL).returncode\n"
            "u=resource.getrusage(resource.RUSAGE_CHILDREN)\n"
            "print('MEASURED',u.ru_utime+u.ru_stime,u.ru_maxrss/1024,c,file=sys.stderr)\n")
    _, lines = run_one(sys.executable, ["-c", code, program] + arguments)
    if not lines or not lines[-1].startswith("MEASURED"):
        return 60.0, 0.0, -9, lines
    seconds, memory, status = lines[-1].split()[1:]
    return float(seconds), float(memory), int(status), lines[:-1]


def run(program, folder, words):
    make(folder)
    bad = 0
    for name in MAKERS:
        path = os.path.join(folder, name)
        for word in words:
            database = os.path.join(folder, "hostile.db")
            options = ["--db", database, "import", "--date", "2024-11-27", path] if word == "import" else [word, path]
            seconds, memory, status, lines = measured(program, options)
            fine = status >= 0 and status < 126 and seconds <= 1 and memory < 512 and (status == 0 or lines)
            bad += not fine
            said = (lines[0] if lines else "").replace(path, name).replace("|", "/")
            print("| %s, %s | %.2f s, %.0f MB, exit %d, %d lines%s | %s |"
                  % (word, name, seconds, memory, status, len(lines), "" if fine else " **BAD**", said[:150]))
            sys.stdout.flush()
            for leftover in ("", "-wal", "-shm"):
                if os.path.exists(database + leftover):
                    os.remove(database + leftover)
    return bad


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "make":
        make(arguments[1])
        return 0
    if len(arguments) >= 3 and arguments[0] == "run":
        return 1 if run(arguments[1], arguments[2], arguments[3:] or ["read", "import"]) else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
