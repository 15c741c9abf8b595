"""What one would write: a Hunspell binding with a cache, over the responses of an Alpaca file.

Arguments: the file, a file with the language of each response, a line each, and the folder of dictionaries.
Prints how many responses have a word that their dictionary does not know.
"""

import json
import re
import sys

import hunspell

path, languages, dictionaries = sys.argv[1:]
WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*")
spellers = {}
flagged = 0
with open(path, encoding="utf-8") as records, open(languages, encoding="utf-8") as labels:
    for record, label in zip(records, labels):
        language = label.strip()
        if language not in spellers:
            try:
                spellers[language] = (hunspell.Hunspell("index", hunspell_data_dir=f"{dictionaries}/{language}"), {})
            except Exception:
                spellers[language] = None
        if spellers[language] is None:
            continue
        speller, known = spellers[language]
        is_misspelled = False
        for word in WORD.findall(json.loads(record)["output"]):
            if word not in known:
                known[word] = speller.spell(word)
            is_misspelled = is_misspelled or not known[word]
        flagged += is_misspelled
print(flagged)
