#!/usr/bin/env node
// Measures what the tests are worth: the contracts are changed in hundreds of places by the operators of slither-mutate,
// and for each change some test must fail. `npm run mutate [-- [--survivors] [--every=N] WorkerRegistry|JobRegistry …]`.
// slither-analyzer is installed by whoever runs it, outside the repository; SLITHER_PYTHON names its Python.
// The tests are compiled once; each mutant is compiled alone and its bytecode given to them (see Deploy.sol).
// A survivor fails the run, unless it changes nothing (EQUIVALENT) or is in src/test/resources/mutants/survivors.json,
// with its reason.
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { forge, forgeBinary, ROOT } from "./forge.mjs";
import { compile, SOURCES } from "./mutant.mjs";

const CONTRACTS = { WorkerRegistry: "*/workers/*", JobRegistry: "*/jobs/*" };
const WORK = join(ROOT, "target/mutation");
const RESULTS = join(WORK, "results.jsonl");
const SURVIVORS = join(ROOT, "src/test/resources/mutants/survivors.json");
const MUTANT = "cache/mutant.hex";
const TIMEOUT_MS = 300_000;

/** Every change of a contract, with the text of its line: numbers shift, text stays. */
function mutantsOf(contract) {
  const python = process.env.SLITHER_PYTHON ?? "python3";
  const env = { ...process.env, PATH: dirname(forgeBinary()) + delimiter + process.env.PATH };
  const listed = spawnSync(python, ["scripts/mutants.py", contract], { cwd: ROOT, env, encoding: "utf8", maxBuffer: 1e8 });
  if (listed.status !== 0) {
    throw new Error(
      `${listed.stderr ?? listed.error}\ncannot list mutants: install slither with "pip install slither-analyzer==0.11.6", ` +
        "outside the repository, and name its Python in SLITHER_PYTHON"
    );
  }
  const source = readFileSync(join(ROOT, SOURCES, `${contract}.sol`));
  return listed.stdout.split("\n").filter(Boolean).map((line) => {
    const { mutator, start, end, to } = JSON.parse(line);
    const lineStart = source.lastIndexOf("\n", start) + 1;
    const text = source.subarray(lineStart, source.indexOf("\n", start)).toString().trim();
    const from = source.subarray(start, end).toString();
    const code = Buffer.concat([source.subarray(0, start), Buffer.from(to), source.subarray(end)]).toString();
    return { contract, mutator, line: text, from, to, code };
  });
}

/** Whether the tests notice: first those of the contract, then all. */
function isKilled(contract) {
  const env = { FOUNDRY_PROFILE: "mutation", [`FEDQ_MUTANT_${contract.toUpperCase()}`]: MUTANT };
  const options = { env, stdio: "ignore", timeout: TIMEOUT_MS };
  const own = forge(["test", "--fail-fast", "--match-path", CONTRACTS[contract]], options);
  return own.status !== 0 || forge(["test", "--fail-fast"], options).status !== 0;
}

function judge(mutant) {
  const bytecode = compile(mutant.contract, mutant.code);
  if (bytecode === undefined) return "invalid";
  writeFileSync(join(ROOT, MUTANT), bytecode);
  return isKilled(mutant.contract) ? "killed" : "survived";
}

const keyOf = ({ contract, mutator, line, from, to }) => JSON.stringify([contract, mutator, line, from, to]);

/** What was judged before: a run that was stopped goes on; with --survivors those are judged again. */
function judgedBefore(again) {
  if (!existsSync(RESULTS)) return new Map();
  const all = readFileSync(RESULTS, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const known = new Map(all.map((result) => [keyOf(result), result]));
  return new Map([...known].filter(([, result]) => !again || result.verdict !== "survived"));
}

/** Changes that change nothing: numbers are unsigned, phases end with Closed, and loops count up by one. */
const EQUIVALENT = [
  [/ == 0$/, " <= 0"],
  [/ != 0$/, " > 0"],
  [/ == Phase\.None$/, " <= Phase.None"],
  [/ != Phase\.None$/, " > Phase.None"],
  [/ == Phase\.Closed$/, " >= Phase.Closed"],
  [/ != Phase\.Closed$/, " < Phase.Closed"],
  [/^i < (.*)$/, "i != $1"],
];
const isEquivalent = ({ from, to }) =>
  EQUIVALENT.some(([pattern, instead]) => pattern.test(from) && from.replace(pattern, instead) === to);

function report(results) {
  const listed = new Set(JSON.parse(readFileSync(SURVIVORS, "utf8")).map(keyOf));
  const valid = results.filter((result) => result.verdict !== "invalid");
  console.log("| contract | operator | mutants | killed | survived |\n|---|---|---|---|---|");
  for (const contract of new Set(valid.map((result) => result.contract))) {
    const own = valid.filter((result) => result.contract === contract);
    for (const mutator of [...new Set(own.map((result) => result.mutator)), "all"]) {
      const some = own.filter((result) => mutator === "all" || result.mutator === mutator);
      const survived = some.filter((result) => result.verdict === "survived").length;
      console.log(`| ${contract} | ${mutator} | ${some.length} | ${some.length - survived} | ${survived} |`);
    }
  }
  const survivors = valid.filter((result) => result.verdict === "survived");
  const unexplained = survivors.filter((result) => !isEquivalent(result) && !listed.has(keyOf(result)));
  console.log(`${results.length - valid.length} more did not compile; of ${survivors.length} survivors ${unexplained.length} are unexplained`);
  for (const { verdict, ...mutant } of unexplained) console.log(`${verdict}: ${JSON.stringify(mutant)}`);
  return unexplained.length;
}

function main(args) {
  const again = args.includes("--survivors");
  const named = args.filter((arg) => !arg.startsWith("--"));
  const unknown = named.filter((name) => !(name in CONTRACTS));
  if (unknown.length > 0) throw new Error(`no contract ${unknown}: choose of ${Object.keys(CONTRACTS).join(", ")}`);
  if (!again && args.includes("--fresh")) rmSync(WORK, { recursive: true, force: true });
  const every = Number(args.find((arg) => arg.startsWith("--every="))?.slice("--every=".length) ?? 1);
  if (!Number.isInteger(every) || every < 1) throw new Error("--every=N judges one mutant in N: N must be 1 or more");
  mkdirSync(WORK, { recursive: true });
  mkdirSync(join(ROOT, "cache"), { recursive: true });
  const clean = forge(["test"], { env: { FOUNDRY_PROFILE: "mutation" }, stdio: "ignore" });
  if (clean.status !== 0) throw new Error("the tests fail without any mutant: run npm test");
  const known = judgedBefore(again);
  const results = [];
  const all = (named.length > 0 ? named : Object.keys(CONTRACTS)).flatMap(mutantsOf);
  for (const { code, ...mutant } of all.filter((_, index) => index % every === 0)) {
    const old = known.get(keyOf(mutant));
    const result = old ?? { ...mutant, verdict: judge({ ...mutant, code }) };
    if (!old) appendFileSync(RESULTS, `${JSON.stringify(result)}\n`);
    results.push(result);
    if (!old) console.error(`${results.length}: [${result.mutator}] ${result.line} -> ${result.to}: ${result.verdict}`);
  }
  return report(results) === 0 ? 0 : 1;
}

try {
  process.exit(main(process.argv.slice(2)));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
