#!/usr/bin/env python3
"""Made-up articles about trade between many pairs, as JSON Lines for `tradefig import`; the same every time.

Each pair has yearly totals, parts of years, exports and imports, told by several outlets that copy, round and now and then
contradict one another: 100 claims in 33 articles. A third of the pairs has targets of turnover, a fifteenth of exports too.

    python3 tests/bench/many_pairs.py PAIRS >articles.jsonl
"""
import json
import random
import sys

NAMES = """Kazakhstan Uzbekistan Kyrgyzstan Tajikistan Turkmenistan Russia Belarus Ukraine Moldova Georgia Armenia Azerbaijan
China Japan Vietnam Thailand Malaysia Indonesia Singapore Philippines India Pakistan Bangladesh Nepal Mongolia Turkey Iran
Israel Egypt Morocco Algeria Tunisia Kenya Ethiopia Nigeria Ghana Angola Brazil Argentina Chile Peru Colombia Mexico Canada
Germany France Italy Spain Poland Hungary""".split()
OUTLETS = ["Harbour Daily", "Steppe Monitor", "Customs Weekly", "Trade Ledger", "The Eastern Post"]
YEARS = range(2012, 2026)


def claims_of(a, b, level, growth, goals, rng):
    """Articles of one pair: (day, sentences). goals: 0 no targets, 1 of turnover, 2 of exports too."""
    for year in YEARS:
        total = level * growth ** (year - 2012) * rng.uniform(0.9, 1.1)
        out = total * rng.uniform(0.4, 0.6)
        said = "%.1f" % total
        other = "%.2f" % (total * rng.uniform(0.98, 1.02))
        yield "%d-02-%02d" % (year + 1, rng.randint(1, 28)), [
            f"Trade turnover between {a} and {b} reached {said} billion USD in {year}, the ministry of economy said.",
            f"In {year} exports of {a} to {b} amounted to {out:.1f} billion USD.",
            f"In {year} imports of {a} from {b} amounted to {total - out:.1f} billion USD."] + [
            f"In 2011 trade turnover between {a} and {b} was {total / growth:.1f} billion USD."] * (year == 2012)
        months = rng.choice([6, 9, 10])
        yield "%d-%02d-%02d" % (year, months + 2, rng.randint(1, 28)), [
            f"In the first {['six', 'nine', 'ten'][[6, 9, 10].index(months)]} months of {year} trade turnover between {a} and "
            f"{b} reached {total * months / 12:.1f} billion USD.",
            f"In {year - 1} trade turnover between {a} and {b} was more than {total / growth * 0.97:.0f} billion USD."
            if total > 3 else f"In {year - 1} trade turnover between {a} and {b} was {total / growth:.2f} billion USD.",
            f"In the first {['six', 'nine', 'ten'][[6, 9, 10].index(months)]} months of {year} exports of {a} to {b} amounted "
            f"to {out * months / 12:.2f} billion USD."]
        if year % 3 == 0:
            goal = total * growth ** 4 * rng.uniform(0.9, 1.3)
            half = f"In the first half of {year} imports of {a} from {b} amounted to {(total - out) / 2:.2f} billion USD."
            yield "%d-12-%02d" % (year, rng.randint(1, 28)), [
                f"{a} and {b} plan to bring bilateral trade turnover to {goal:.{int(goal < 3)}f} billion USD by {year + 4}."
                if goals > 0 else half,
                f"Trade turnover between {a} and {b} was {other} billion USD in {year - 1}.",
                f"{a} plans to bring exports to {b} to {goal / 2:.1f} billion USD by {year + 4}." if goals > 1 else
                f"Exports of {a} to {b} were {out:.2f} billion USD in {year - 1}."]


def main():
    wanted = int(sys.argv[1])
    rng = random.Random(20241127)
    pairs = [(a, b) for i, a in enumerate(NAMES) for b in NAMES[i + 1:]]
    rng.shuffle(pairs)
    for number, (a, b) in enumerate(pairs[:wanted]):
        level = 10 ** rng.uniform(0.0, 1.6)
        growth = rng.uniform(0.98, 1.12)
        for at, (day, sentences) in enumerate(claims_of(a, b, level, growth, (number % 3 == 0) + (number % 15 == 0), rng)):
            outlet = rng.choice(OUTLETS)
            text = " ".join(sentences) + " Officials of both sides met to talk about railways, ports and customs rules."
            print(json.dumps({"id": f"p{number}-{at}", "title": f"{a} and {b}: news of {day}", "date": day, "lang": "en",
                              "url": f"https://example.org/{number}/{at}", "text": f"{outlet}. {text}", "outlet": outlet}))


main()
