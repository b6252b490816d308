// Compiles a changed contract alone and in this process; the tests then deploy its bytecode (see Deploy.sol).
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "./forge.mjs";

export const SOURCES = "src/main/solidity";
const solc = createRequire(import.meta.url)("solc");

function importCallback(path) {
  const file = path.startsWith("@") ? join(ROOT, "node_modules", path) : join(ROOT, path);
  return existsSync(file) ? { contents: readFileSync(file, "utf8") } : { error: `no ${file}` };
}

/** The bytecode of a changed contract, or undefined when it does not compile. */
export function compile(contract, code) {
  const name = `${SOURCES}/${contract}.sol`;
  const input = {
    language: "Solidity",
    sources: { [name]: { content: code } },
    settings: {
      evmVersion: "istanbul",
      metadata: { bytecodeHash: "none", appendCBOR: false },
      outputSelection: { [name]: { [contract]: ["evm.bytecode.object"] } },
    },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: importCallback }));
  return output.contracts?.[name]?.[contract]?.evm.bytecode.object || undefined;
}
