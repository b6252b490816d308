#!/usr/bin/env node
// Stands in for the native solc binary: forge starts it as a program, this runs the pinned compiler of node_modules.
// Needs no network and no compiler download. forge asks for `--version`, and compiles with `--standard-json` on stdin.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);

if (process.argv.includes("--version")) {
  // Of the manifest: forge asks at each start, and the compiler takes half a second to load.
  const { version } = require("solc/package.json");
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${version}\n`);
} else if (process.argv.includes("--standard-json")) {
  // Sources come inline in forge's input; --base-path, --include-path and --allow-paths only matter for files on disk.
  const output = require("solc").compile(readFileSync(0, "utf8"));
  process.stdout.write(output.split("\n").filter((line) => !line.startsWith(">>>")).join("\n"));
} else {
  process.stderr.write(`solc.mjs: unsupported arguments: ${process.argv.slice(2).join(" ")}\n`);
  process.exit(1);
}
