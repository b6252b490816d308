"""Lists the changes that slither-mutate's operators make to a contract, one JSON object a line.

python3 scripts/mutants.py WorkerRegistry|JobRegistry, in contracts/, with slither-analyzer 0.11.6 and forge on PATH.
"""

import json
import logging
import sys
import tempfile
from pathlib import Path

from slither import Slither
from slither.tools.mutator.mutators import all_mutators
from slither.tools.mutator.mutators.abstract_mutator import AbstractMutator


def operators():
    found = [value for name, value in vars(all_mutators).items() if isinstance(value, type)]
    return [m for m in found if issubclass(m, AbstractMutator) and m is not AbstractMutator]


def main(name):
    logging.disable(logging.INFO)
    source = f"src/main/solidity/{name}.sol"
    unit = Slither(source).compilation_units[0]
    contract = next(c for c in unit.contracts if c.name == name)
    text = Path(source).read_bytes()
    seen = set()
    for operator in sorted(operators(), key=lambda m: m.NAME):
        with tempfile.TemporaryDirectory() as scratch:
            mutator = operator(unit, 0, "", None, contract, None, False, Path(scratch), [])
            files = mutator._mutate().get("patches", {})
        for file, patches in files.items():
            if Path(file).resolve() != Path(source).resolve():
                continue
            for patch in sorted(patches, key=lambda p: p["start"]):
                change = (patch["start"], patch["end"], patch["new_string"])
                if change in seen or text[change[0] : change[1]].decode() == change[2]:
                    continue
                seen.add(change)
                print(json.dumps({"mutator": operator.NAME, "start": change[0], "end": change[1], "to": change[2]}))


main(sys.argv[1])
