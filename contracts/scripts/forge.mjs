#!/usr/bin/env node
// Runs the pinned forge. The platform's binary is started directly, so that no post-install script is needed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The path of forge's native binary for this platform. */
export function forgeBinary() {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const name = `@foundry-rs/forge-${process.platform}-${arch}`;
  const file = process.platform === "win32" ? "forge.exe" : "forge";
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const binary = join(dirname(manifest), "bin", file);
    if (existsSync(binary)) return binary;
  } catch {
    // Reported below, with what to do.
  }
  throw new Error(`${name} is not installed: run "npm ci" in contracts/`);
}

/** Runs forge in the module's root and returns the finished process. */
export function forge(args, options = {}) {
  const env = { ...process.env, FOUNDRY_DISABLE_NIGHTLY_WARNING: "1", ...options.env };
  const result = spawnSync(forgeBinary(), args, { cwd: ROOT, stdio: "inherit", ...options, env });
  if (result.error) throw result.error;
  return result;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.exit(forge(process.argv.slice(2)).status ?? 1);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
