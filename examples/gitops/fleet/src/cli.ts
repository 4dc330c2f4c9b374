import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { NO_CALLS } from "./calls.ts";
import { CUSTOMERS_FILE } from "./customers.ts";
import { runAll } from "./fleet.ts";
import { junitOf } from "./junit.ts";
import { exitCodeOf, type Report } from "./outcome.ts";
import { planRun, type Choice } from "./plan.ts";
import { markdownOf, progressLine, tableOf } from "./show.ts";
import { drift, preview, up, type Place, type Work } from "./stack.ts";

interface Options extends Choice {
  readonly parallel: number;
  readonly junit?: string;
  readonly markdown?: string;
  readonly secretsProvider?: string;
}

const PROGRAM = join(import.meta.dirname, "..", "program");

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const names = (text: string, before: readonly string[] = []): string[] => [
  ...before,
  ...text.split(",").map(name => name.trim()),
];

const count = (text: string): number => {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError("not a number from 1 to 999");
  return Number(text);
};

async function main(command: string, work: Work, given: Options): Promise<number> {
  const options = { ...given, file: resolve(given.file), notes: resolve(given.notes) };
  const { notes, parallel, secretsProvider } = options;
  const place: Place = { program: PROGRAM, env: { FLEET_CUSTOMERS: options.file }, secretsProvider };
  const { customers, wishes, done, left, journal } = await planRun(work, options, place);

  say(`fleet ${command}: ${wishes.length} of ${customers.length} customers, ${parallel} at a time`);
  if (done.length > 0) say(`${done.length} are done since the run that was stopped`);
  let ended = 0;
  const onEnd = (report: Report): void => {
    const customer = customers.find(({ name }) => name === report.customer);
    if (report.outcome === "as declared" && customer !== undefined) journal?.note(customer);
    say(progressLine(report, ++ended, wishes.length));
  };
  const worked = await runAll(wishes, { place, notes, parallel, stop: stopAsked(), onEnd });
  const before = done.map((customer): Report => ({
    customer,
    outcome: "done before",
    seconds: 0,
    calls: NO_CALLS,
    message: "",
  }));
  const reports = [...before, ...worked];
  const code = exitCodeOf(reports);
  if (code === 0) journal?.forget();
  show(command, reports, left, options);
  return code;
}

function stopAsked(): AbortSignal {
  const stop = new AbortController();
  const onSignal = (): void => {
    say("stopping: no further stack is begun; `up --resume` goes on from here");
    stop.abort();
  };
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  return stop.signal;
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

const program = new Command("fleet")
  .description("One Pulumi program, a stack for each customer of a file")
  .exitOverride();

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
  const isHelp = error instanceof CommanderError && error.exitCode === 0;
  process.exitCode = isHelp ? 0 : 2;
  // Commander has said it already.
  if (!(error instanceof CommanderError))
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}
