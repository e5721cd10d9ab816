"""`python -m shared.lexicon` reads the files, names what is wrong and counts what is there."""

import sys

from shared.lexicon.check import problems
from shared.lexicon.reading import LANGUAGES, read_lexicon

lexicon = read_lexicon()
found = problems(lexicon)
for problem in found:
    print(problem)
counts = (f"{language} {sum(len(c.terms.of(language)) for c in lexicon.concepts)}" for language in LANGUAGES)
print(f"{len(lexicon.concepts)} concepts, terms: {', '.join(counts)}; {len(found)} problems")
sys.exit(bool(found))
