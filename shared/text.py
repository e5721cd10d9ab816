"""Text: one form on entry, a folded form for search only, a key for Vietnamese order."""

import re
import unicodedata

_D = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_SPACES = re.compile(r"\s+")

# digits, the Vietnamese alphabet, then the five tones in dictionary order
_LETTERS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_LETTER_KEYS = {letter: f"{place:02d}" for place, letter in enumerate(_LETTERS, start=1)}


def clean(text: str) -> str:
    """NFC, one line, without invisible or direction-changing characters (Unicode TR 36: they disguise names)."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _INVISIBLE.sub("", text))).strip()


def clean_lines(text: str) -> str:
    """Like `clean`, keeping line breaks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(clean(line) for line in lines).strip()


def fold(text: str) -> str:
    """For search, never for identity: width and case folded, marks off, đ → d."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_D)  # ™ is TM before it is tm
    wide = unicodedata.normalize("NFKD", plain)
    return unicodedata.normalize("NFC", "".join(mark for mark in wide if not _is_latin_mark(mark)))


def _is_latin_mark(character: str) -> bool:
    """Combining marks of Latin letters; the voicing marks of kana are letters' parts and stay."""
    return unicodedata.combining(character) != 0 and character not in "\u3099\u309a"


def sort_key(text: str) -> str:
    """Vietnamese dictionary order as plain text: letters decide first, tones only between equal letters."""
    letters, tones = [], []
    for character in unicodedata.normalize("NFC", text.casefold()):
        parts = unicodedata.normalize("NFD", character)
        tone = next((_TONES[part] for part in parts if part in _TONES), "1")
        letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        letters.append(_LETTER_KEYS.get(letter, "00" if letter.isspace() else letter))
        tones.append(tone)
    return "".join(letters) + " " + "".join(tones)
