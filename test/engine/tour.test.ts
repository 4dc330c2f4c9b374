/* The tour of the documentation is typed as it stands, by somebody who has the packages from a registry and no account at Wix. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { ensureEngine, type Engine } from "../../engine/ensure.ts";
import { packAll } from "../../scripts/packages/pack.ts";
import { startRegistry, type Registry } from "../../scripts/packages/registry.ts";
import { missingFrom, stepsOf, typeInto, type Step, type Typed } from "../support/tour.ts";

jest.setTimeout(300_000);

const SECONDS_A_WORD = 60 / 220;
const SECONDS_A_CHARACTER = 60 / 200;

let engine: Engine;
let registry: Registry;
let root: string;
beforeAll(async () => {
  engine = await ensureEngine({ languages: ["yaml"] });
  root = await mkdtemp(join(tmpdir(), "pulumi-wix-tour-"));
  registry = await startRegistry(await packAll(join(root, "packed")));
}, 1_800_000);
afterAll(async () => {
  await registry.close();
  await rm(root, { recursive: true, force: true });
});

/** An empty folder, and an environment in which nothing of the repository but the engine is found. */
const place = async (name: string) => {
  const cwd = join(root, name);
  await mkdir(cwd);
  const env = { ...engine.env(join(root, `${name}-engine`)), npm_config_registry: registry.url };
  return { cwd, env: { ...env, npm_config_prefer_offline: "true", npm_config_audit: "false" } };
};

const typeAll = async (name: string, steps: readonly Step[]): Promise<Typed[]> =>
  typeInto(
    await place(name),
    steps.flatMap(({ commands }) => commands),
  );

describe("the tour", () => {
  const steps = stepsOf("docs/tour.md");
  const first = steps.findIndex(({ commands }) => commands.some(command => command.startsWith("pulumi up")));

  test("leads to the first run within five minutes of reading and typing, a minute of waiting among them", () => {
    const until = steps.slice(0, first + 1);
    const reading = until.reduce((sum, { words }) => sum + words, 0) * SECONDS_A_WORD;
    const typing = until.flatMap(({ commands }) => commands).join("\n").length * SECONDS_A_CHARACTER;
    expect(reading + typing).toBeGreaterThan(60);
    expect(reading + typing).toBeLessThan(240);
  });

  test("runs as it stands, and prints what it shows", async () => {
    const typed = await typeAll("tour", steps);
    expect(typed.filter(({ code }) => code !== 0)).toEqual([]);
    for (const { commands, shown } of steps) {
      const printed = typed.splice(0, commands.length).map(({ text }) => text);
      expect(missingFrom(printed.join(""), shown)).toEqual([]);
      expect(printed.join("")).not.toMatch(/^(?!npm).*\bwarning\b/im);
    }
  });
});
