"""Which OCOP group a product belongs to, and where the Harmonized System may have it, read off its Vietnamese name.

What the name says the thing is decides; what the lexicon has in several groups, or in none, stays unknown.
"""

from services.listings.language.subject import subject
from services.listings.language.vocabulary import vocabulary
from shared.contracts.values import Category


def inferred_category(name: str) -> Category | None:
    """None when nobody can say. Longans are of a group though the word also means labels, which are of none."""
    known = vocabulary()
    groups = {known.groups[place] for place in subject(name, "vi", known).head_concepts} - {None}
    return groups.pop() if len(groups) == 1 else None


def likely_headings(name: str) -> list[str]:
    """Of four digits, those of what the name says the thing is: where to look, not where it belongs."""
    known = vocabulary()
    return sorted({known.headings[place] for place in subject(name, "vi", known).head_concepts} - {""})
