#!/usr/bin/env node
// Measures the gas of each call and writes the committed snapshots, or checks that they still hold:
// `node scripts/gas.mjs write|check`.
import { forge } from "./forge.mjs";

const CHECK = { write: "false", check: "true" };
const check = CHECK[process.argv[2]];
if (check === undefined) {
  console.error("usage: node scripts/gas.mjs write|check");
  process.exit(1);
}
const args = ["test", "--gas-snapshot-check", check, "--gas-snapshot-emit", check === "true" ? "false" : "true"];
const result = forge(args, { env: { FOUNDRY_PROFILE: "gas" } });
if (result.status !== 0 && check === "true") {
  console.error('gas differs from contracts/gas, or a gas test failed: run "npm run gas" and look at the change');
}
process.exit(result.status ?? 1);
