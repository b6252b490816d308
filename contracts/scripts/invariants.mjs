#!/usr/bin/env node
// Runs all forge tests under a profile, `node scripts/invariants.mjs ci|deep`, and says how often the runs of the
// invariants came to each state that an invariant is about. A state that no run came to fails: it was not tested.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { forge, ROOT } from "./forge.mjs";

const PROFILES = ["ci", "deep"];
const REACHED = "cache/reached.txt";

/** Sums the lines "state=count;state=count;…", one of each run. */
function sums(text) {
  const totals = new Map();
  for (const entry of text.split(/[\n;]/).filter(Boolean)) {
    const [state, count] = entry.split("=");
    totals.set(state, (totals.get(state) ?? 0) + Number(count));
  }
  return totals;
}

const profile = process.argv[2];
if (!PROFILES.includes(profile)) {
  console.error(`usage: node scripts/invariants.mjs ${PROFILES.join("|")}`);
  process.exit(1);
}
mkdirSync(join(ROOT, "cache"), { recursive: true });
rmSync(join(ROOT, REACHED), { force: true });
const result = forge(["test"], { env: { FOUNDRY_PROFILE: profile, FEDQ_REACHED: REACHED } });
if (result.status !== 0) process.exit(result.status ?? 1);
const totals = sums(readFileSync(join(ROOT, REACHED), "utf8"));
console.log(`Reached: ${[...totals].map(([state, count]) => `${state} ${count}`).join(", ")}`);
const missed = [...totals].filter(([, count]) => count === 0).map(([state]) => state);
if (missed.length > 0) {
  console.error(`no run of the invariants came to: ${missed.join(", ")}`);
  process.exit(1);
}
