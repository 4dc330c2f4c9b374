import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { NO_CALLS } from "./calls.ts";
import { CUSTOMERS_FILE, DataError, readCustomers, type Customer } from "./customers.ts";
import { runAll } from "./fleet.ts";
import { fileAt, restDiffers } from "./git.ts";
import { Journal } from "./journal.ts";
import { junitOf } from "./junit.ts";
import { exitCodeOf, type Report } from "./outcome.ts";
import { leftovers, select } from "./select.ts";
import { markdownOf, progressLine, tableOf } from "./show.ts";
import { drift, preview, retire, stacksAt, up, type Place, type Wish, type Work } from "./stack.ts";

interface Options {
  readonly file: string;
  readonly notes: string;
  readonly parallel: number;
  readonly only?: readonly string[];
  readonly changedSince?: string;
  readonly junit?: string;
  readonly markdown?: string;
  readonly secretsProvider?: string;
  readonly resume?: boolean;
  readonly retire?: readonly string[];
}

const PROGRAM = join(import.meta.dirname, "..", "program");

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const names = (text: string, before: readonly string[] = []): string[] => [...before, ...text.split(",")];

const count = (text: string): number => {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError("not a number from 1 to 999");
  return Number(text);
};

async function chosen(
  customers: readonly Customer[],
  { file, only, changedSince }: Options,
): Promise<Customer[]> {
  if (changedSince === undefined) return select(customers, { only });
  const before = (await restDiffers(changedSince, file)) ? undefined : await fileAt(changedSince, file);
  return select(customers, { only, before });
}

/** Those to be ended must be gone from the file: what is declared is never destroyed. */
function toRetire(left: readonly string[], wanted: readonly string[] = []): Wish[] {
  const wrong = wanted.filter(name => !left.includes(name));
  if (wrong.length > 0)
    throw new Error(
      `not retired: ${wrong.join(", ")}. Take a customer out of the file first; its stack must be there.`,
    );
  return wanted.map(stack => ({ stack, exists: true, work: retire }));
}

async function main(command: string, work: Work, given: Options): Promise<number> {
  const options = { ...given, file: resolve(given.file), notes: resolve(given.notes) };
  const customers = readCustomers(readFileSync(options.file, "utf8"), given.file);
  const env = { FLEET_CUSTOMERS: options.file };
  const place: Place = { program: PROGRAM, env, secretsProvider: options.secretsProvider };
  const stacks = await stacksAt(place);
  const left = leftovers(customers, stacks);
  const ending = toRetire(left, options.retire);
  const wanted = await chosen(customers, options);

  const journal = new Journal(
    join(options.notes, "up.jsonl"),
    readFileSync(join(PROGRAM, "index.ts"), "utf8"),
  );
  if (work === up && options.resume !== true) journal.forget();
  const done = options.resume === true ? journal.done(wanted) : new Set<string>();
  const tasks = wanted
    .filter(({ name }) => !done.has(name))
    .map(({ name }): Wish => ({ stack: name, exists: stacks.includes(name), work }));
  const all = [...tasks, ...ending];

  say(`fleet ${command}: ${all.length} of ${customers.length} customers, ${options.parallel} at a time`);
  if (done.size > 0) say(`${done.size} are done since the run that was stopped`);
  const stop = new AbortController();
  const onSignal = (): void => {
    say("stopping: what is under way comes to its end; go on with --resume");
    stop.abort();
  };
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  let ended = 0;
  const onEnd = (report: Report): void => {
    const customer = wanted.find(({ name }) => name === report.customer);
    if (work === up && report.outcome === "as declared" && customer !== undefined) journal.note(customer);
    say(progressLine(report, ++ended, all.length));
  };
  const worked = await runAll(all, {
    place,
    notes: options.notes,
    parallel: options.parallel,
    stop: stop.signal,
    onEnd,
  });
  const before = [...done].map((customer): Report => ({
    customer,
    outcome: "done before",
    seconds: 0,
    calls: NO_CALLS,
    message: "",
  }));
  const reports = [...before, ...worked];
  const code = exitCodeOf(reports);
  if (work === up && code === 0) journal.forget();
  show(
    command,
    reports,
    left.filter(name => !options.retire?.includes(name)),
    options,
  );
  return code;
}

function show(command: string, reports: readonly Report[], left: readonly string[], options: Options): void {
  const notes = left.map(
    name =>
      `${name} is in the file no more. Nothing was done with its stack; \`up --retire ${name}\` ends it.`,
  );
  say(tableOf(reports));
  for (const note of notes) say(note);
  for (const { customer, message } of reports) if (message.includes("\n")) say(`\n${customer}\n${message}`);
  if (options.junit !== undefined) writeFileSync(options.junit, junitOf(command, reports));
  if (options.markdown !== undefined)
    writeFileSync(options.markdown, markdownOf(`fleet ${command}`, reports, notes));
}

const program = new Command("fleet").description("One Pulumi program, a stack for each customer of a file");

const define = (name: string, work: Work, description: string): Command => {
  const command = program
    .command(name)
    .description(description)
    .option("--file <file>", "the customers", CUSTOMERS_FILE)
    .option("--notes <folder>", "for what the fleet notes of its runs", join(dirname(PROGRAM), ".fleet"))
    .option("--parallel <count>", "stacks at a time", count, 4)
    .option("--only <names>", "these customers, with commas between", names)
    .option(
      "--changed-since <commit>",
      "customers whose entry has changed; all, where anything else in the folder has",
    )
    .option("--junit <file>", "writes a JUnit report")
    .option("--markdown <file>", "writes a summary")
    .option("--secrets-provider <url>", "of new stacks, as `pulumi stack init` takes it")
    .action(async (options: Options) => {
      process.exitCode = await main(name, work, options);
    });
  return command;
};

define("preview", preview, "shows what up would change; calls nobody");
define("drift", drift, "compares with what is at Wix; changes nothing. Exit code 7: something has drifted");
define("up", up, "brings everything about. Exit codes: 1 something failed, 75 something is still waited for")
  .option("--resume", "leaves out what the run before, which was stopped, has brought about")
  .option("--retire <names>", "ends the stacks of these customers, who are in the file no more", names);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(
    `${error instanceof DataError || error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 2;
}
