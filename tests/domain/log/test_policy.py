"""Trust policies: the format's own example, the rule of the majority, and what is refused."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.log.note import LOG, WITNESS, Key
from domain.log.policy import NONE, Group, Policy, majority
from domain.log.policy_text import PolicyError, read

LOGS = [Key(f"log-{n}", LOG, bytes([n]) * 32) for n in range(1, 4)]
WITNESSES = [Key(f"saksi-{n}", WITNESS, bytes([100 + n]) * 32) for n in range(1, 8)]
NAMES = ("X1", "X2", "X3", "Y1", "Y2", "Y3")
_SIX = "".join(f"  witness {n} {k.vkey} {'https://x' * (n == 'X1')}\n" for n, k in zip(NAMES, WITNESSES, strict=False))
EXAMPLE = f"""\
# two levels, as in the format's example

log {LOGS[0].vkey}
log\t{LOGS[1].vkey}   https://log.contoh\t
{_SIX}
group X-witnesses 2 X1 X2 X3
group Y-witnesses any Y1 Y2 Y3
 # a remark
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


def test_the_example_of_the_format() -> None:
    policy = read(EXAMPLE)
    assert policy.logs == {LOGS[0]: "", LOGS[1]: "https://log.contoh"}
    assert policy.addresses == {"X1": "https://x"}
    assert policy.groups["X-and-Y"] == Group(2, ("X-witnesses", "Y-witnesses"))
    for chosen in product([False, True], repeat=6):
        cosigned = {name for name, yes in zip(NAMES, chosen, strict=True) if yes}
        assert policy.satisfied(cosigned) == (sum(chosen[:3]) >= 2 and any(chosen[3:]))
    assert read(policy.text) == policy


@pytest.mark.parametrize("count", range(8))
def test_more_than_half_of_at_least_three(count: int) -> None:
    """The rule is the same as the one by which a government's log counts its witnesses."""
    policy = Policy.majority(LOGS[:1], WITNESSES[:count])
    assert read(policy.text) == policy
    assert policy.quorum == (NONE if count < 3 else "kuorum")
    for size in range(count + 1):
        for cosigned in combinations(policy.witnesses, size):
            assert policy.satisfied(cosigned) == (size >= majority(count))


@pytest.mark.parametrize(("count", "least"), [(0, 0), (2, 0), (3, 2), (4, 3), (5, 3), (6, 4), (7, 4)])
def test_the_majority_is_more_than_half_of_at_least_three(count: int, least: int) -> None:
    assert majority(count) == least


def test_one_witness_may_be_the_quorum() -> None:
    policy = read(f"witness a {WITNESSES[0].vkey}\nquorum a\n")
    assert policy.satisfied({"a"})
    assert not policy.satisfied(())


def test_what_asks_for_less_than_the_majority() -> None:
    five = Policy.majority(LOGS[:1], WITNESSES[:5])

    def like(least: int, members: str, more: str = "", quorum: str = "g", count: int = 5) -> Policy:
        lines = [f"witness w{n} {k.vkey}" for n, k in enumerate(WITNESSES[:count], 1)]
        return read(
            "\n".join([*lines, *([more] if more else []), f"group g {least} {members}", f"quorum {quorum}", ""])
        )

    everyone = "w1 w2 w3 w4 w5"
    assert five.as_strict_as(five)
    assert like(4, everyone).as_strict_as(five)
    assert not like(2, everyone).as_strict_as(five)
    assert not like(3, everyone, quorum="none").as_strict_as(five)
    assert not like(3, everyone, quorum="w1").as_strict_as(five)
    assert not like(3, everyone + " w6", count=6).as_strict_as(five)
    assert not like(3, "w1 w2 h", more="group h any w3 w4 w5").as_strict_as(five)
    assert Policy.majority([], []).as_strict_as(Policy.majority([], []))
    assert not Policy.majority([], []).as_strict_as(Policy.majority([], WITNESSES[:1]))


A, B = f"witness a {WITNESSES[0].vkey}\n", f"witness b {WITNESSES[1].vkey}\n"
END = "quorum none\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 0), ("quorum none", 0), (A, 0), ("#\n" * 1001 + END, 0), ("#" * 100_001 + "\n" + END, 0),
        (END + END, 2), ("log\n" + END, 1), ("log x\n" + END, 1), (f"log {LOGS[0].vkey} u v\n" + END, 1),
        (f"log {WITNESSES[0].vkey}\n" + END, 1), (f"log {LOGS[0].vkey}\n" * 2 + END, 2),
        (f"witness a {LOGS[0].vkey}\n" + END, 1), (A + A + END, 2), (A + f"witness b {WITNESSES[0].vkey}\n" + END, 2),
        (f"witness none {WITNESSES[0].vkey}\n" + END, 1), ("witness a\n" + END, 1), (A[:-1] + " u v\n" + END, 1),
        ("quorum b\n", 1), ("quorum\n", 1), ("quorum a b\n", 1), ("apa saja\n" + END, 1), ("Quorum none\n", 1),
        (A + "group g any\n" + END, 2), (A + "group g 0 a\n" + END, 2), (A + "group g 2 a\n" + END, 2),
        (A + "group g 01 a\n" + END, 2), (A + "group g ١ a\n" + END, 2), (A + "group g some a\n" + END, 2),
        (A + "group g any b\n" + END, 2), (A + "group g any none\n" + END, 2), (A + "group g any a a\n" + END, 2),
        (A + "group g any a\ngroup h any a\n" + END, 3), (A + "group a any a\n" + END, 2),
        (A + "group g any g\n" + END, 2),
        (A + "group h 9999999999 a\n" + END, 2), (A + "\x07" + END, 2), (A + "quorum none\r\n", 2),
        (A + "\x7f\n" + END, 2),
    ],
)  # fmt: skip
def test_what_is_no_policy(text: str, line: int) -> None:
    with pytest.raises(PolicyError) as refused:
        read(text)
    assert refused.value.line == line


@given(st.text(max_size=200))
def test_any_text_is_a_policy_or_refused(text: str) -> None:
    for whole in (text, text + "\n" + END, A + B + text + "\n" + END):
        try:
            assert read(read(whole).text) == read(whole)
        except PolicyError:
            continue
