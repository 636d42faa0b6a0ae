"""A language model one can look into: words that mean the same in two languages lie together."""

import numpy as np

from mentorhub.matching.domain.analyser import words

MEANINGS = ("rice lúa riz paddy", "boat thuyền bateau ghe", "loan vay prêt vốn", "salt mặn sel")
PLACES = {word: place for place, same in enumerate(MEANINGS) for word in same.split()}


class Dictionary:
    """Five directions: one for each meaning, one for everything else."""

    def __init__(self, name="dictionary 1"):
        self.name = name
        self.asked = []

    def __call__(self, texts):
        self.asked += texts
        return np.array([self._vector(text) for text in texts], np.float32)

    def _vector(self, text):
        vector = np.zeros(len(MEANINGS) + 1)
        vector[-1] = 0.1
        for word in words(text, "vi"):
            vector[PLACES.get(word, -1)] += 1
        return vector / np.linalg.norm(vector)
