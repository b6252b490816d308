#!/usr/bin/env node
// Shows that each invariant can fail: takes one guard out of a contract, runs the invariants alone, and expects them to
// fail with the message named here. `npm run guards`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { forge, ROOT } from "./forge.mjs";
import { compile, SOURCES } from "./mutant.mjs";

const MUTANT = "cache/guard.hex";
const J = "JobRegistry";
const W = "WorkerRegistry";

/** Contract, what is taken out, what stands there instead, and what an invariant must say of it. */
const GUARDS = [
  [J, "if (!MerkleProof.verifyCalldata(proof, root, leaf)) revert WrongProof(root);", "", /a forged leaf delivered|paid without a settled root|of another training delivered/],
  [J, "delivery.paid += uint128(payment);", "", /a leaf delivered twice|paid twice|paid less than was due/],
  [J, "delivery.slashed += uint128(penalty);", "", /slashed|a leaf delivered twice/],
  [J, "if (payment > remaining) revert PayoutsExceedTotal(payment, remaining);", "", /paid within earned|a payout that must be refused/],
  [J, "if (totalEarned > state.funded) revert EscrowTooSmall(totalEarned, state.funded);", "", /earned within funded|a settlement that must be refused/],
  [J, "if (totalEarned < state.totalEarned) revert EarnedDecreased(totalEarned, state.totalEarned);", "", /a settlement that must be refused|paid within earned/],
  [J, "_round(state, id, round, Phase.Revealing);\n        if (newModelDigest", "if (newModelDigest", /a settlement that must be refused/],
  [J, "withdrawable[msg.sender] = 0;", "", /balance of the job registry|received|left in the job registry/],
  [J, "withdrawable[account] += payment;", "", /received|balance of the job registry|left in the job registry/],
  [J, "state.refunded += amount;", "", /balance of the (job registry|creator)|left in the job registry/],
  [J, "if (state.round.phase != Phase.Closed) revert WrongPhase(state.round.phase);", "", /not closed/],
  [J, "Round memory current = _round(states[id], id, round, Phase.Committing);", "Round memory current = states[id].round;", /a commitment that must be refused|commitments/],
  [J, "if (joinedAt >= current.openedAt) revert JoinedTooLate(joinedAt, current.openedAt);", "", /a commitment that must be refused/],
  [J, "worker, results, salt", "address(0), results, salt", /a copied commitment opened|a reveal that must/],
  [J, "if (msg.sender != address(workers)) revert UnexpectedEther(msg.sender);", "revert UnexpectedEther(msg.sender);", /a due payout refused/],
  [J, "if (sent) return;", "if (sent) return; revert TransferFailed(account, payment);", /a due payout refused/],
  [W, "if (msg.sender != jobRegistry) revert NotJobRegistry(msg.sender);", "", /stake slashed by a stranger|a due payout/],
  [W, "if (block.timestamp < member.leavingAt) revert CoolingDown(member.leavingAt);", "", /stake withdrawn before the cool-down/],
  [W, "member.stake = uint128(stake - slashed);", "", /stake of a worker|slashed twice|balance of the worker registry/],
  [W, "member.stake = 0;\n", "\n", /stake of a worker|balance of the worker registry|left in the worker registry/],
  [W, "emit WorkerLeaving(msg.sender, leavingAt);\n        _updateActive(msg.sender);", "emit WorkerLeaving(msg.sender, leavingAt);", /workerCount|active members|a commitment that must be/],
];

let missed = 0;
mkdirSync(join(ROOT, "cache"), { recursive: true });
for (const [contract, guard, instead, message] of GUARDS) {
  const source = readFileSync(join(ROOT, SOURCES, `${contract}.sol`), "utf8");
  if (source.split(guard).length !== 2) throw new Error(`${contract}.sol must hold once: ${guard}`);
  const bytecode = compile(contract, source.replace(guard, instead));
  if (bytecode === undefined) throw new Error(`${contract}.sol does not compile without: ${guard}`);
  writeFileSync(join(ROOT, MUTANT), bytecode);
  const env = {
    FOUNDRY_PROFILE: "mutation",
    FOUNDRY_INVARIANT_RUNS: "200",
    [`FEDQ_MUTANT_${contract.toUpperCase()}`]: MUTANT,
  };
  const run = forge(["test", "--match-path", "*/Invariants.t.sol"], { env, stdio: "pipe", encoding: "utf8" });
  const said = /\[FAIL: (.*?)\]/.exec(run.stdout)?.[1] ?? "nothing";
  const seen = run.status !== 0 && message.test(said);
  if (!seen) missed += 1;
  console.log(`${seen ? "seen" : "NOT SEEN"}: ${contract} without "${guard.split("\n")[0]}": ${said}`);
}
console.log(`${GUARDS.length - missed} of ${GUARDS.length} guards are missed by an invariant when they are gone`);
process.exit(missed === 0 ? 0 : 1);
