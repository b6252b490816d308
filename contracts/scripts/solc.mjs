#!/usr/bin/env node
// Stands in for the native solc binary: forge starts it as a program, this runs the pinned compiler of node_modules.
// Needs no network and no compiler download. forge asks for `--version`, and compiles with `--standard-json` on stdin.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const solc = createRequire(import.meta.url)("solc");

if (process.argv.includes("--version")) {
  const version = solc.version().replace("Emscripten.clang", "Linux.g++");
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${version}\n`);
} else if (process.argv.includes("--standard-json")) {
  // Sources come inline in forge's input; --base-path, --include-path and --allow-paths only matter for files on disk.
  const output = solc.compile(readFileSync(0, "utf8"));
  process.stdout.write(output.split("\n").filter((line) => !line.startsWith(">>>")).join("\n"));
} else {
  process.stderr.write(`solc.mjs: unsupported arguments: ${process.argv.slice(2).join(" ")}\n`);
  process.exit(1);
}
