"""The script that people write first: compares the top labels of instruction and response, record by record.

Usage: peer.py MODEL FILE
Prints the number of records, and of those whose labels differ with 0.5 or more each.
"""
import json
import sys

import fasttext

fasttext.FastText.eprint = lambda _: None  # it warns of its own API at each start
model = fasttext.load_model(sys.argv[1])


def label(text):
    labels, probabilities = model.predict(text.replace("\n", " "))
    return labels[0], probabilities[0]


records = flagged = 0
with open(sys.argv[2], encoding="utf-8") as lines:
    for line in lines:
        record = json.loads(line)
        asked, sureness = label(record["instruction"])
        answered, other = label(record["output"])
        records += 1
        flagged += asked != answered and sureness >= 0.5 and other >= 0.5
print(records, flagged)
