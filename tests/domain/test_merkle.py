"""The tree against the vectors that every implementation of RFC 6962 is tested with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhub.judging.domain.merkle import (
    EMPTY,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    root_of,
)

DATA = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
LEAVES = [leaf_hash(bytes.fromhex(one)) for one in DATA]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = st.integers(1, 70)


def tree(size):
    return [leaf_hash(bytes([n])) for n in range(size)]


def test_the_roots_are_those_of_the_reference():
    assert root_of([]) == EMPTY
    assert [root_of(LEAVES[:size]).hex() for size in range(1, 9)] == ROOTS


def test_the_proofs_are_those_of_the_reference():
    path = [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]  # leaf 5 of 8, without the last step, which is the root over the first four
    proof = [step.hex() for step in inclusion_proof(LEAVES, 5)]
    assert proof[0] == "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    assert proof[-1] == ROOTS[3]
    assert [step.hex() for step in inclusion_proof(LEAVES, 0)][1:] == [
        path[0], path[1],
    ]  # fmt: skip


@given(SIZES, st.data())
def test_what_is_in_is_proved_and_nothing_else(size, data):
    leaves = tree(size)
    index = data.draw(st.integers(0, size - 1))
    proof, root = inclusion_proof(leaves, index), root_of(leaves)
    assert is_included(leaves[index], index, size, proof, root)
    assert not is_included(leaf_hash(b"other"), index, size, proof, root)
    assert not is_included(leaves[index], index, size, proof, leaf_hash(b"other"))
    assert not is_included(leaves[index], index, size, [*proof, root], root)
    assert not is_included(leaves[index], size, size, proof, root)


@given(SIZES, st.data())
def test_a_tree_that_only_grew_is_proved_and_another_is_not(size, data):
    leaves = tree(size)
    first = data.draw(st.integers(1, size))
    old, new = root_of(leaves[:first]), root_of(leaves)
    proof = consistency_proof(leaves, first)
    assert is_consistent(old, first, new, size, proof)
    changed = data.draw(st.integers(0, first - 1))
    other = root_of([leaf_hash(b"x") if n == changed else leaves[n] for n in range(first)])
    assert not is_consistent(other, first, new, size, proof)
    assert not is_consistent(old, first, leaf_hash(b"y"), size, proof)
    assert not is_consistent(old, first, new, size, [*proof, old])


def test_there_is_no_proof_outside_the_tree():
    with pytest.raises(IndexError):
        inclusion_proof(tree(3), 3)
    with pytest.raises(IndexError):
        consistency_proof(tree(3), 4)
