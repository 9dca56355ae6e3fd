#!/usr/bin/env python3
"""Fits the laws of the ranges of ordinary series (tracker/projection/series_spread.h).

  calibrate_series.py BENCH_SERIES FOLDER            what each set says of the other, folds, and both together
  calibrate_series.py BENCH_SERIES FOLDER --laws     the table of series_spread.c, from both

FOLDER holds m1-*.jsonl and tourism-*.jsonl with "actual". The law ln width = a + b ln h + c ln ets + d ln theta is
fitted by quantile regression (iteratively reweighted least squares, smoothed at .02), each set with the same
weight. Folds: series are dealt into two halves by their number; each half is judged by the law of the other.
Coverage is over all steps.
"""
import math
import subprocess
import sys

SETS = ('m1', 'tourism')
FREQUENCIES = ((1, 'yearly'), (4, 'quarterly'), (12, 'monthly'))
LEVELS = (.5, .8, .95)


def rows_of(bench, folder, name, frequency):
    text = subprocess.run([bench, '--parts', '%s/%s-%s.jsonl' % (folder, name, frequency)],
                          stdout=subprocess.PIPE, check=True).stdout.decode()
    rows, number = [], {}
    for line in text.splitlines():
        series, _, step, middle, actual, level, positive, ets, theta = line.split('\t')
        number.setdefault(series, len(number))
        middle, actual, level = float(middle), float(actual), float(level)
        if positive == '1':
            if middle <= 0 or actual <= 0:
                continue
            miss = abs(math.log(actual / middle))
        else:
            miss = abs(actual - middle) / max(level, 1e-300)
        rows.append((number[series], max(miss, 1e-4),
                     (1.0, math.log(int(step)), math.log(float(ets)), math.log(float(theta)))))
    return rows


def solve(matrix, vector):
    n = len(vector)
    a = [row[:] + [v] for row, v in zip(matrix, vector)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(a[r][i]))
        a[i], a[pivot] = a[pivot], a[i]
        for r in range(i + 1, n):
            f = a[r][i] / a[i][i]
            for c in range(i, n + 1):
                a[r][c] -= f * a[i][c]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (a[i][n] - sum(a[i][c] * x[c] for c in range(i + 1, n))) / a[i][i]
    return x


def fit(parts, q):
    data = [(1.0 / len(p), math.log(miss), x) for p in parts for _, miss, x in p]
    law = [sum(w * z for w, z, _ in data) / sum(w for w, _, _ in data), 0.0, 0.0, 0.0]
    for _ in range(60):
        m = [[1e-9 if i == j else 0.0 for j in range(4)] for i in range(4)]
        v = [0.0] * 4
        for w, z, x in data:
            r = z - sum(b * t for b, t in zip(law, x))
            w *= (q if r > 0 else 1 - q) / max(abs(r), .02)
            for i in range(4):
                wx = w * x[i]
                v[i] += wx * z
                for j in range(4):
                    m[i][j] += wx * x[j]
        new = solve(m, v)
        moved = max(abs(a - b) for a, b in zip(new, law))
        law = new
        if moved < 1e-5:
            break
    return law


def held(rows, law):
    inside = sum(math.log(miss) <= sum(b * t for b, t in zip(law, x)) for _, miss, x in rows)
    return inside / max(len(rows), 1)


def report(frequency, parts):
    for name, own, other in ((SETS[0], 0, 1), (SETS[1], 1, 0)):
        print('%-10s %-8s by the other set: ' % (frequency, name) + ', '.join(
            '%g%% %.1f' % (100 * q, 100 * held(parts[own], fit([parts[other]], q))) for q in LEVELS))
    folds = []
    for q in LEVELS:
        inside = [0.0, 0.0]
        for half in (0, 1):
            law = fit([[r for r in p if r[0] % 2 != half] for p in parts], q)
            for i, p in enumerate(parts):
                rest = [r for r in p if r[0] % 2 == half]
                inside[i] += held(rest, law) * len(rest) / len(p)
        folds.append((q, inside))
    print('%-10s folds: ' % frequency + ', '.join(
        '%g%% %.1f (%s %.1f, %s %.1f)' % (100 * q, 50 * sum(v), SETS[0], 100 * v[0], SETS[1], 100 * v[1])
        for q, v in folds))


def main():
    bench, folder = sys.argv[1], sys.argv[2]
    for number, frequency in FREQUENCIES:
        parts = [rows_of(bench, folder, name, frequency) for name in SETS]
        if '--laws' in sys.argv:
            laws = ['{' + ', '.join('%.3f' % b for b in fit(parts, q)) + '}' for q in LEVELS]
            print('{%d, {%s}},' % (number, ', '.join(laws)))
        else:
            report(frequency, parts)


if __name__ == '__main__':
    main()
