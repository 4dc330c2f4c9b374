import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { ensureEngine } from "../../engine/ensure.ts";
import { engineLanguages, type Language } from "../../scripts/example-languages.ts";
import { playExample, type Played } from "../../scripts/play-example.ts";
import { startSimulator } from "../../simulator/src";

const repository = join(__dirname, "..", "..");
export const examples = join(repository, "examples");

/** `POST /resellers/v2/packages` */
type Call = string;

/** The calls of the steps, from the last column of the README's table. */
const callsOfSteps = (name: string): Call[] =>
  readFileSync(join(examples, name, "README.md"), "utf8")
    .split("\n")
    .filter(line => line.startsWith("|"))
    .flatMap(line => /`((?:GET|POST|PATCH|DELETE) \/[^`]*)`\s*\|$/.exec(line)?.[1] ?? []);

const callOf = ({ method, route }: Played["journal"][number]): Call => `${method} ${route ?? ""}`;

/** Whether a call changes anything; some reads are sent by POST. */
const isWrite = (call: Call): boolean => !call.startsWith("GET") && !call.endsWith("/query");

/** What is left of the steps once the journal was gone through from its beginning. */
const stepsNotTaken = (steps: readonly Call[], journal: readonly Call[]): readonly Call[] =>
  journal.reduce((left, call) => (left[0] === call ? left.slice(1) : left), steps);

const play = async (name: string, language: Language): Promise<Played> => {
  const engine = await ensureEngine({ languages: engineLanguages(language) });
  const simulator = await startSimulator({ seed: 11 });
  const ignore = (): void => undefined;
  try {
    const stage = { repository, engine, simulator, heading: ignore, commandLine: ignore, onOutput: ignore };
    const played = await playExample(name, language, stage);
    expect(await simulator.control.violations()).toEqual([]);
    return played;
  } finally {
    await simulator.close();
  }
};

/**
 * Plays an example, and holds the simulator's journal against the table of steps in its README: all of them, in that
 * order, and no other writes.
 * @returns what the stack tells at the end
 */
export const followsItsReadme = async (name: string, language: Language): Promise<Played["outputs"]> => {
  const steps = callsOfSteps(name);
  expect(steps.length).toBeGreaterThan(1);
  const { journal, outputs } = await play(name, language);
  const done = journal.filter(({ status }) => status !== null && status < 400).map(callOf);
  expect(stepsNotTaken(steps, done)).toEqual([]);
  expect(done.filter(isWrite)).toEqual(steps.filter(isWrite));
  return outputs;
};
