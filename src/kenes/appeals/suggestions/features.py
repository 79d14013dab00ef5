"""A text as numbers: hashed stems and pieces of words; no word can be read back from them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

from kenes.core.stems import stems
from kenes.core.text import fold

# Of stems, and again as many of pieces of words.
WIDTH = 2**14


def _words(text: str) -> Iterator[str]:
    """Stems and neighbouring pairs of them; numbers are houses and phones, and say nothing."""
    found = [stem for stem in stems(text) if stem.isalpha() and len(stem) > 1]
    yield from found
    yield from (f"{one} {two}" for one, two in pairwise(found))


def _letters(text: str) -> str:
    return "".join(" " if letter.isdigit() else letter for letter in fold(text))


_BY_WORD = HashingVectorizer(
    analyzer=_words, n_features=WIDTH, alternate_sign=False, norm=None, dtype="float32"
)
# Pieces of words bear misspellings, and forms that no stem brings together.
_BY_PIECE = HashingVectorizer(
    analyzer="char_wb",
    ngram_range=(3, 5),
    preprocessor=_letters,
    n_features=WIDTH,
    alternate_sign=False,
    norm=None,
    dtype="float32",
)


def counted(texts: Sequence[str]) -> Any:
    """A line of counts for each text."""
    return csr_matrix(hstack([_BY_WORD.transform(texts), _BY_PIECE.transform(texts)]))


def weights(counts: Any) -> Any:
    """How telling each column is among these texts: rare ones tell more."""
    return TfidfTransformer(sublinear_tf=True).fit(counts).idf_.astype("float32")


def weighed(counts: Any, idf: Any) -> Any:
    """The lines weighed and of one length, so that a product is a likeness from 0 to 1."""
    transformer = TfidfTransformer(sublinear_tf=True)
    transformer.idf_ = idf
    return csr_matrix(transformer.transform(counts), dtype="float32")
