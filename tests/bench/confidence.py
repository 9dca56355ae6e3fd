#!/usr/bin/env python3
"""confidence.py - how often claims of each confidence are right, and the weights that make it so.

  confidence.py SCORER PAIRS... [--fit]

SCORER  folder of score.py and mkgold.py
PAIRS   GOLD=PREDICTED: a folder of *.claims.jsonl and the claims `tradefig extract --format jsonl` gave for it
Prints a row for each band of confidence: claims, their mean confidence, the share that is right in all parts
(tier 1, as score.py counts).  With --fit also the table of importers/extract/confidence.c for these articles:
logistic regression on the words of the claims' rules, drawn towards 0 (ridge).
"""
import importlib.util, json, os, sys
import numpy as np

BANDS = [0, .5, .6, .7, .8, .85, .9, .95, 1.0001]


def load_module(folder, name):
    spec = importlib.util.spec_from_file_location(name, os.path.join(folder, name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcomes(score, gold_path, pred_path):
    """[(claim, right)] of the predictions that count"""
    gold, pred = score.load(gold_path), score.load(pred_path)
    rows = []
    for doc, claims in gold.items():
        result = score.score_doc(claims, pred.get(doc, []), 1, False)
        rows += [(p, steps == len(score.STEPS)) for _, p, steps in result["pairs"]]
        rows += [(p, False) for p in result["spur"]]
    return rows


def reliability(rows):
    print("confidence   claims   said   right")
    for low, high in zip(BANDS, BANDS[1:]):
        band = [(c["confidence"], right) for c, right in rows if low <= c["confidence"] < high]
        if band:
            print("%.2f-%.2f   %6d   %.3f  %.3f" % (low, min(high, 1), len(band), np.mean([b[0] for b in band]),
                                                np.mean([b[1] for b in band])))
    said = np.array([c["confidence"] for c, _ in rows])
    right = np.array([r for _, r in rows], float)
    print("all         %6d   %.3f  %.3f   Brier %.4f" % (len(rows), said.mean(), right.mean(),
                                                        ((said - right) ** 2).mean()))


def fit(rows, ridge=2.0):
    words = sorted({w for c, _ in rows for w in c["rule"].split()})
    x = np.array([[1.0] + [float(w in c["rule"].split()) for w in words] for c, _ in rows])
    y = np.array([r for _, r in rows], float)
    beta = np.zeros(x.shape[1])
    penalty = np.eye(x.shape[1]) * ridge
    penalty[0, 0] = 0
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + penalty
        beta -= np.linalg.solve(hessian, x.T @ (p - y) + penalty @ beta)
    print("base_weight %.2f" % beta[0])
    for word, weight in zip(words, beta[1:]):
        print('    {"%s", %.2f},' % (word, weight))


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    score = load_module(arguments[0], "score")
    rows = []
    for pair in arguments[1:]:
        gold, pred = pair.split("=")
        rows += outcomes(score, gold, pred)
    reliability(rows)
    if "--fit" in sys.argv:
        fit(rows)


main()
