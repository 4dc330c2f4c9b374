import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator, type Simulator } from "../../../simulator/src";
import type { Run } from "../../support/children";
import { pluginFolder } from "../../support/native-plugin";
import { installPacks, type Packs } from "../../support/policy-pack";
import { apply, program } from "../../support/scene";
import { makeStack, type Stack } from "../../support/stack";
import { accountId } from "../../support/world";
import { account } from "../../unit/package/programs";
import { before, type Row } from "./statements";

const OWN = `
const { PolicyPack } = require("@pulumi/policy");
const { policies } = require("pulumi-wix-policy");
new PolicyPack("acme", { policies }, { "wix-paid-protected": "advisory", "wix-purchase-ceiling": { packages: 1 } });
`;

/** Stacks to preview on, which are free; a preview takes one and gives it back. */
export interface Stage {
  readonly root: string;
  readonly simulator: Simulator;
  readonly packs: Packs;
  readonly stacks: readonly Stack[];
  readonly free: Stack[];
}

let staged: Promise<Stage> | undefined;
/** Jest starts concurrent tests before it calls hooks. */
export const stage = (): Promise<Stage> => (staged ??= setUp());

async function setUp(): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), "pulumi-wix-policies-"));
  const packs = await installPacks(root, OWN);
  const simulator = await startSimulator({ seed: 11 });
  await simulator.control.loadState({ ...account(), settings: { settleMs: 200 } });
  const env = {
    WIX_BASE_URL: simulator.url,
    WIX_ACCOUNT_ID: accountId,
    WIX_API_KEY: "simulated-api-key",
    WIX_POLL_INTERVAL: "50ms",
    // Each run starts four processes anew.
    NODE_COMPILE_CACHE: join(root, "compiled"),
  };
  const stacks: Stack[] = [];
  for (let count = 0; count < 2; count++) {
    const stack = await makeStack({ program: program(), env });
    stacks.push(stack);
    await apply(stack, ...before);
  }
  return { root, simulator, packs, stacks, free: [...stacks] };
}

/** Takes down what was set up. */
export async function strike(): Promise<void> {
  if (staged === undefined) return;
  const { root, simulator, stacks } = await staged;
  for (const stack of stacks) await stack.dispose();
  await simulator.close();
  await rm(root, { recursive: true, force: true });
}

/** Runs a program under its policies, on a stack that is free. */
export async function run(
  command: "preview" | "up",
  { program: statements, config, pack = "packed", native = false }: Row,
): Promise<Run> {
  const { packs, free } = await stage();
  const stack = free.pop();
  if (stack === undefined) throw new Error("more tests at once than stacks");
  try {
    await stack.replaceProgram({ ...program(...statements), ...(native && { plugin: pluginFolder }) });
    const file = join(stack.folder, "policies.json");
    await writeFile(file, JSON.stringify(config ?? {}));
    const configured = config === undefined ? [] : ["--policy-pack-config", file];
    return await stack[command]("--policy-pack", packs[pack], ...configured);
  } finally {
    free.push(stack);
  }
}
