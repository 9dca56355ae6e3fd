#!/usr/bin/env python3
"""What the drift and its drag rest on: halves of the backtest by trading partner, and the partners' yearly growth.

  claims_halves.py growth FORECAST_FOLDER
  claims_halves.py halves FORECAST_FOLDER ANSWERS [ANSWERS...]

growth  rebuilds the partners' yearly totals from the truth files and prints, over partners with at least 10 growths, the
        regression of mean log growth on its variance (the drag), and that of the log sd of growth on log size and on being outside
        the OECD.
halves  scores answers (`bench_projection --answers claims-NAME.cases.jsonl`, file names NAME.*) for the partners
        whose crc32 has bit 1 clear and set: Brier, quantile score, calibration error. Fit on the first, report the second.
Needs nothing but the standard library.
"""
import json, math, os, statistics, sys, zlib

SETS = ('dev', 'devlate', 'devbig')
QUANTILES = ['0.025', '0.05', '0.1', '0.25', '0.5', '0.75', '0.9', '0.95', '0.975']
OECD = set('''Australia,Austria,Belgium,Canada,Chile,Colombia,Costa Rica,Czech Republic,Denmark,Estonia,Finland,France,Germany,Greece,
Hungary,Iceland,Ireland,Israel,Italy,Japan,Korea, South,South Korea,Latvia,Lithuania,Luxembourg,Mexico,Netherlands,New Zealand,Norway,
Poland,Portugal,Slovakia,Slovenia,Spain,Sweden,Switzerland,Turkey,United Kingdom'''.replace('\n', '').split(','))


def truth(folder, name):
    with open(os.path.join(folder, 'claims-%s.truth.jsonl' % name)) as lines:
        return [json.loads(line) for line in lines]


def yearly_totals(folder):
    totals = {}
    for name in SETS:
        for case in truth(folder, name):
            year, month = (int(part) for part in case['asof'].split('-'))
            partner = totals.setdefault(case['pair'], {})
            partner[year - 1 if month >= 2 else year - 2] = case['last']
            partner[year + case['h']] = case['total']
    return totals


def regress(rows, y):
    """Least squares by the normal equations: coefficients and their standard errors."""
    n = len(rows[0])
    left = [[sum(r[i] * r[k] for r in rows) for k in range(n)] + [float(i == k) for k in range(n)] for i in range(n)]
    for i in range(n):
        pivot = left[i][i]
        left[i] = [v / pivot for v in left[i]]
        for k in range(n):
            if k != i:
                left[k] = [a - left[k][i] * b for a, b in zip(left[k], left[i])]
    inverse = [row[n:] for row in left]
    right = [sum(r[i] * v for r, v in zip(rows, y)) for i in range(n)]
    found = [sum(inverse[i][k] * right[k] for k in range(n)) for i in range(n)]
    rest = sum((v - sum(a * b for a, b in zip(r, found))) ** 2 for r, v in zip(rows, y)) / (len(y) - n)
    return found, [math.sqrt(rest * inverse[i][i]) for i in range(n)]


def growth(folder):
    drag, size = [], []
    for partner, totals in sorted(yearly_totals(folder).items()):
        steps = [math.log(totals[y] / totals[y - 1]) for y in totals if y - 1 in totals and totals[y - 1] > 3e8]
        if len(steps) >= 10:
            drag.append((len(steps), statistics.fmean(steps), statistics.pvariance(steps)))
        if len(steps) >= 8:
            size.append((math.log(statistics.pstdev(steps)), math.log(statistics.median(totals.values()) / 1e6),
                         partner[3:] not in OECD))
    weighted = [(math.sqrt(n), math.sqrt(n) * variance) for n, _, variance in drag]
    found, error = regress(weighted, [math.sqrt(n) * mean for n, mean, _ in drag])
    print('%d partners: mean log growth %.3f %+.2f (+- %.2f) times its variance' % (len(drag), found[0], found[1], error[1]))
    found, error = regress([(1.0, s, float(outside)) for _, s, outside in size], [sd for sd, _, _ in size])
    print('%d partners, %d outside the OECD: log sd %.2f %+.2f log(million USD) %+.2f (+- %.2f) outside' % (
        len(size), sum(outside for _, _, outside in size), *found, error[2]))


def quantile_score(case, answer):
    at = [float(q) for q in QUANTILES]
    edges = [0.0] + [(a + b) / 2 for a, b in zip(at, at[1:])] + [1.0]
    total = 0.0
    for q, low, high in zip(QUANTILES, edges, edges[1:]):
        off = case['total'] - answer['quantiles'][q]
        total += (high - low) * 2 * max(float(q) * off, (float(q) - 1) * off)
    return 100 * total / case['last']


def halves(folder, paths):
    for path in paths:
        name = os.path.basename(path).split('.')[0]
        with open(path) as lines:
            answers = {a['id']: a for a in map(json.loads, lines)}
        for half in (0, 1):
            rows = [(c, answers[c['id']]) for c in truth(folder, name)
                    if (zlib.crc32(c['pair'].encode()) >> 1) % 2 == half]
            bins = [0.0] * 10
            for c, a in rows:
                bins[min(9, int(a['p_target'] * 10))] += a['p_target'] - c['hit']
            print('%s half %d: %d cases, Brier %.4f, quantile score %.2f, calibration error %.1f%%' % (
                name, half, len(rows), statistics.fmean((a['p_target'] - c['hit']) ** 2 for c, a in rows),
                statistics.fmean(quantile_score(c, a) for c, a in rows), 100 * sum(map(abs, bins)) / len(rows)))


if len(sys.argv) < 3 or sys.argv[1] not in ('growth', 'halves'):
    sys.exit(__doc__)
if sys.argv[1] == 'growth':
    growth(sys.argv[2])
else:
    halves(sys.argv[2], sys.argv[3:])
