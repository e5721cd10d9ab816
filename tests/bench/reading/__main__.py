"""`python -m tests.bench.reading [ROUND …]`: whole texts right, silent guesses and each field, per language."""

import argparse
from collections import Counter
from typing import get_args

from services.matching.reading.demand import read
from shared.contracts.values import Language
from tests.unit.matching_reading.scoring import HELD_OUT, Example, differences, examples, fields


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading")
    parser.add_argument("rounds", nargs="*", default=sorted(it.name for it in HELD_OUT.iterdir() if it.is_dir()))
    parser.add_argument("--errors", action="store_true", help="print each text that is read wrong")
    options = parser.parse_args()
    languages: tuple[Language, ...] = get_args(Language)
    for name in options.rounds:
        for language in languages:
            if (HELD_OUT / name / f"{language}.jsonl").exists():
                known = examples(language, HELD_OUT / name)
                print(f"{name:9} {language}  {_score(known, language)}")
                if options.errors:
                    _print_errors(known, language)


def _score(known: list[Example], language: Language) -> str:
    told, wrong, silent, whole = Counter[str](), Counter[str](), 0, 0
    for example in known:
        got = read(example.text, language)
        told.update(it.field for it in fields(example, got))
        found = differences(example, got)
        wrong.update(it.field for it in found)
        silent += sum(it.is_silent_guess for it in found)
        whole += not found
    worst = ", ".join(f"{field} {1 - count / told[field]:.0%}" for field, count in wrong.most_common())
    return f"{whole}/{len(known)} right {whole / len(known):.0%}, silent {silent / told.total():.1%}; {worst or 'all'}"


def _print_errors(known: list[Example], language: Language) -> None:
    for example in known:
        found = differences(example, read(example.text, language))
        if found:
            print("   ", example.text)
            for it in found:
                print("       ", it.field, "wanted", it.wanted, "got", it.got)


if __name__ == "__main__":
    main()
