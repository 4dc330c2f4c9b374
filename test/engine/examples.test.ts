import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { ensureEngine } from "../../engine/ensure.ts";
import { playExample, type Played } from "../../scripts/play-example.ts";
import { PLAYS } from "../../scripts/plays.ts";
import { startSimulator, type Simulator } from "../../simulator/src";

/*
 * Each example does what its README says, in the order that Wix's article has it: the table of steps there names a call
 * each, and the simulator's journal is held against it.
 */

const repository = join(__dirname, "..", "..");
const examples = join(repository, "examples");
const names = readdirSync(examples).filter(name => existsSync(join(examples, name, "index.ts")));

jest.setTimeout(300_000);

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

const play = async (name: string): Promise<{ played: Played; simulator: Simulator; text: string }> => {
  const simulator = await startSimulator({ seed: 11 });
  let text = "";
  const say = (line: string): void => void (text += `${line}\n`);
  try {
    const stage = { repository, engine: await ensureEngine(), heading: say, commandLine: say, onOutput: say };
    const played = await playExample(name, { ...stage, simulator });
    expect(await simulator.control.violations()).toEqual([]);
    return { played, simulator, text };
  } finally {
    await simulator.close();
  }
};

/** What the stack tells at the end of each play. */
const OUTPUTS: Readonly<Record<string, object>> = {
  "change-the-primary-domain": {
    domains: [
      { domain: "example.com", assignmentType: "PRIMARY" },
      { domain: "example.org", assignmentType: "REDIRECT" },
    ],
  },
  "connect-a-subdomain": { propagation: "COMPLETED" },
  "connect-by-name-servers": {
    propagation: "COMPLETED",
    recordSets: ["A bakery.example", "CNAME www.bakery.example"],
  },
  "connect-by-pointing": { propagation: "COMPLETED" },
  "dns-records": { recordSets: ["MX example.com", "TXT _dmarc.example.com", "TXT example.com"] },
  "hand-over-a-site": { siteName: "Florist", planStatus: "ENABLED" },
  "purchase-a-domain": { site: "Florist", status: "ACTIVE" },
  "reassign-a-service": { site: "20000000-0000-4000-8000-000000000004", status: "ENABLED" },
  "register-a-domain-with-mail": { status: "ACTIVE" },
};

test("there is a play and an expectation for each example", () => {
  expect(Object.keys(PLAYS).sort()).toEqual(names.sort());
  expect(Object.keys(OUTPUTS).sort()).toEqual(names.sort());
});

test.concurrent.each(names)(
  "%s makes the calls of its README, in that order and no other writes",
  async name => {
    const steps = callsOfSteps(name);
    expect(steps.length).toBeGreaterThan(1);
    const { played } = await play(name);
    const done = played.journal.filter(({ status }) => status !== null && status < 400).map(callOf);
    expect(stepsNotTaken(steps, done)).toEqual([]);
    expect(done.filter(isWrite)).toEqual(steps.filter(isWrite));
    expect(played.outputs).toMatchObject(OUTPUTS[name]!);
  },
);
