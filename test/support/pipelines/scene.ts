import { readFileSync, readdirSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "@jest/globals";
import { ensureEngine } from "../../../engine/ensure.ts";
import { startSimulator, type Simulator } from "../../../simulator/src";
import { account, contacts, DOMAIN } from "../../unit/registered-domain/account";
import { start } from "../children";
import { accountId } from "../world";
import { startCodeHost, type Entry, type FakeCodeHost } from "./code-host";
import { makeRepository, type Repository } from "./repository";
import { withLinkedPackages, type Happening, type PipelineRun, type RunPipeline } from "./runner";

/** A secret of the stack. */
export const TOKEN = "verification-4711";
export const KEY = "simulated-api-key";
const PERSONAL = /ada\.baker|Mill Street/;

export interface Scene {
  readonly simulator: Simulator;
  readonly host: FakeCodeHost;
  readonly repository: Repository;
  /** Runs what the code host starts when this happens. */
  readonly run: (kind: Happening["kind"], commit: string) => Promise<PipelineRun>;
  /** All files of the backend, as text. */
  saved(): string;
}

/** A person has set up the stack, and committed its configuration. */
export async function staged(runPipeline: RunPipeline, play: (scene: Scene) => Promise<void>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), "pulumi-wix-pipelines-"));
  const simulator = await startSimulator({ seed: 11 });
  const host = await startCodeHost();
  try {
    await simulator.control.loadState(
      account({ registrationMs: 100, activationMs: 0, icannConfirmationMs: 0 }),
    );
    await simulator.control.edit("registered-domains", DOMAIN, { outcome: { registration: [] } });
    const engine = await ensureEngine();
    const { PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE, ...env } = engine.env(root);
    const backend = join(root, "bucket");
    await mkdir(backend);
    const secrets = {
      PULUMI_BACKEND_URL: pathToFileURL(backend).href,
      PULUMI_CONFIG_PASSPHRASE: "a passphrase",
      WIX_API_KEY: KEY,
      WIX_ACCOUNT_ID: accountId,
    };
    const repository = makeRepository(root);
    const machine = {
      repository,
      root,
      secrets,
      api: host.url,
      env: {
        ...withLinkedPackages(root, env),
        WIX_BASE_URL: simulator.url,
        WIX_POLL_INTERVAL: "100ms",
      },
    };
    const person = { cwd: repository.folder, env: { ...machine.env, ...secrets } };
    const stack = ["--stack", "production", "--non-interactive"];
    const config = [
      ...["--plaintext", "wix:maxWait=1s", "--secret", `token=${TOKEN}`],
      ...["--secret", `registrant=${JSON.stringify(contacts.registrant)}`],
    ];
    for (const args of [
      ["stack", "init"],
      ["config", "set-all", ...config],
    ])
      expect(await start(engine.command, [...args, ...stack], person).finished).toMatchObject({ code: 0 });
    await play({
      simulator,
      host,
      repository,
      run: (kind, commit) => runPipeline({ kind, commit }, machine),
      saved: () =>
        readdirSync(backend, { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile())
          .map(entry => readFileSync(join(entry.parentPath, entry.name), "utf8"))
          .join("\n"),
    });
    expect(await simulator.control.violations()).toEqual([]);
  } finally {
    await simulator.close();
    await host.close();
    await rm(root, { recursive: true, force: true });
  }
}

export const succeeds = async (run: Promise<PipelineRun>): Promise<PipelineRun> => {
  const done = await run;
  if (done.code !== 0) throw new Error(`exit code ${done.code}:\n${done.text}`);
  return done;
};
export const fails = async (run: Promise<PipelineRun>): Promise<PipelineRun> => {
  const done = await run;
  if (done.code === 0) throw new Error(`succeeded:\n${done.text}`);
  return done;
};

export const shows = ({ text }: PipelineRun, { body }: Pick<Entry, "body">): string => {
  for (const place of [text, body]) {
    expect(place).not.toContain(TOKEN);
    expect(place).not.toMatch(PERSONAL);
    expect(place).not.toContain(KEY);
  }
  return body;
};
export const only = (entries: readonly Entry[]): Entry => {
  const ours = entries.filter(({ isOurs }) => isOurs);
  expect(ours).toHaveLength(1);
  return ours[0]!;
};
/** More than a page of what people have written, with the marks of the pipelines. */
export const crowd = (entries: Entry[]): void => {
  for (let number = 1; number <= 101; number++)
    entries.push({
      number,
      title: "Copied",
      body: "<!-- pulumi-wix preview production --> <!-- pulumi-wix drift production -->",
      open: true,
      isOurs: false,
    });
};

export const mailAt = async ({ simulator }: Scene): Promise<string[] | undefined> =>
  (await simulator.control.state()).dnsZones?.["example.com"]?.records.find(({ type }) => type === "MX")
    ?.values;
export const requests = async ({ simulator }: Scene): Promise<string[]> =>
  (await simulator.control.journal()).requests.map(({ method, path }) => `${method} ${path}`);

export const mailIs = ({ simulator }: Scene, ...values: string[]): Promise<unknown> =>
  simulator.control.edit("dns-zones", "example.com", {
    set: [{ type: "MX", hostName: "example.com", ttl: 3600, values }],
  });
