#!/usr/bin/env node
// Writes the committed ABI and bytecode from the Solidity sources, or checks that they are still what the pinned
// compiler makes of them: `node scripts/abi.mjs write|check`. The Java bindings are generated from these files.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { forge, ROOT } from "./forge.mjs";

const CONTRACTS = ["WorkerRegistry", "JobRegistry"];
// Stands in the genesis block: what is needed is the code that lies there, not the code that creates it.
const GENESIS_CONTRACTS = ["AccountPermissions"];
const ABI_DIR = join(ROOT, "src/main/abi");

/** One entry a line: a change of the ABI reads as a change of lines. */
function abiText(abi) {
  return `[\n${abi.map((entry) => `  ${JSON.stringify(entry)}`).join(",\n")}\n]\n`;
}

/** Compiles from scratch and returns the text of every committed file by its name. */
function compile() {
  const build = forge(["build", "--force", "--skip", "test"], { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
  if (build.status !== 0) throw new Error(`forge build failed:\n${build.stdout}${build.stderr}`);
  const files = new Map();
  for (const name of CONTRACTS) {
    const { abi, bytecode } = JSON.parse(readFileSync(join(ROOT, `out/${name}.sol/${name}.json`), "utf8"));
    files.set(`${name}.abi.json`, abiText(abi));
    // No newline at the end: web3j takes the file as it is into a Java string.
    files.set(`${name}.bin`, bytecode.object.replace(/^0x/, ""));
  }
  for (const name of GENESIS_CONTRACTS) {
    const { abi, deployedBytecode } = JSON.parse(readFileSync(join(ROOT, `out/${name}.sol/${name}.json`), "utf8"));
    files.set(`${name}.abi.json`, abiText(abi));
    files.set(`${name}.runtime.bin`, deployedBytecode.object.replace(/^0x/, ""));
  }
  return files;
}

function write(files) {
  mkdirSync(ABI_DIR, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(ABI_DIR, name), text);
  console.log(`wrote ${[...files.keys()].join(", ")}`);
}

function check(files) {
  const different = [...files].filter(([name, text]) => {
    const path = join(ABI_DIR, name);
    return !existsSync(path) || readFileSync(path, "utf8") !== text;
  });
  if (different.length > 0) {
    const names = different.map(([name]) => name).join(", ");
    throw new Error(`src/main/abi differs from the Solidity sources in ${names}: run "npm run abi" and commit the result`);
  }
  console.log(`src/main/abi is what solc makes of the sources: ${[...files.keys()].join(", ")}`);
}

const actions = { write, check };
const action = actions[process.argv[2]];
try {
  if (!action) throw new Error("usage: node scripts/abi.mjs write|check");
  action(compile());
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
