/*
 * The commands of the guides are run as they stand, in one shell: first those of the first steps, which open a simulated account,
 * and in it those of the other guides that are not marked as in need of an account of one's own. Of all others, on whatever page,
 * is found out whether their programs would take them.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { existsSync, globSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { ensureEngine, type Engine } from "../../engine/ensure.ts";
import { PUBLISHED } from "../../scripts/packages/pack.ts";
import { blocksOf, type Block } from "../support/blocks";
import { start } from "../support/children";
import { filledIn, pageBlocks } from "../support/pages";
import { npmFault, npxFault, pulumiFault, wordsOf, type Help } from "../support/typed-commands";

jest.setTimeout(240_000);

const ROOT = resolve(__dirname, "../..");
const FIRST = "docs/guides/first-steps.md";

/** Packages are those of the repository, which is what an installation would bring. */
const INSTALL = `npm() { if [ "$1" = install ]; then ln -s "${join(ROOT, "node_modules")}" node_modules; else command npm "$@"; fi; }
export -f npm
`;

/** What a command ends with that is there to be refused by Pulumi, or to say that an export leaves something out. */
const CODES: Readonly<Record<string, string>> = { refused: "-ne 0", "left-out": "-eq 3" };

/** A file is written; a command that fails ends all, unless its mark says so. */
const stepOf = ({ language, mark, text }: Block): string => {
  if (language !== "sh") return mark === "" ? "" : `cat > ${mark} <<'END'\n${text}END\n`;
  const code = CODES[mark];
  if (code !== undefined) return `set +e\n${text}[ $? ${code} ] || exit 90\nset -e\n`;
  return `set -e\n${text}`;
};

const steps = (file: string): string[] =>
  blocksOf(file)
    .filter(({ mark }) => mark !== "account")
    .map(stepOf)
    .filter(step => step !== "");

test("the guides' commands do what the guides say", async () => {
  const engine = await ensureEngine();
  const folder = await mkdtemp(join(tmpdir(), "pulumi-wix-guides-"));
  const { PATH = "", ...env } = engine.env(folder);
  const others = globSync("docs/guides/*.md", { cwd: ROOT }).filter(file => file !== FIRST);
  const commands = others
    .flatMap(blocksOf)
    .filter(({ language, mark }) => language === "sh" && mark !== "account");
  expect(commands.length).toBeGreaterThan(2);
  const session = [INSTALL, ...steps(FIRST), ...commands.map(stepOf), "echo all was run\n"].join("\n");
  const running = start("bash", ["-e"], {
    cwd: folder,
    env: { ...env, PATH: [dirname(engine.command), PATH].join(delimiter), WIX_POLL_INTERVAL: "200ms" },
    openInput: true,
  });
  try {
    running.write(session);
    running.hangUp();
    const { code, text, stdout } = await running.finished;
    expect({ code, text }).toMatchObject({ code: 0 });
    // What the first steps say that one sees.
    for (const { text: shown } of blocksOf(FIRST).filter(({ language }) => language === "text"))
      for (const line of shown.trim().split("\n")) expect(text).toContain(line.trim());
    expect(stdout).toMatch(/all was run\n$/);
  } finally {
    running.kill();
    await rm(folder, { recursive: true, force: true });
  }
});

interface Manifest {
  readonly name?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

const manifest = (folder: string): Manifest => {
  const file = join(ROOT, folder, "package.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : {};
};

const published = PUBLISHED.map(manifest);
const BINS = published.flatMap(({ bin = {} }) => Object.keys(bin));
const PACKAGES = [...published.map(({ name = "" }) => name), "@pulumi/pulumi", "typescript"];

/** Elsewhere they are run. */
const isRun = ({ file, mark }: { file: string; mark: string }): boolean =>
  ["docs/tour.md", "simulator/README.md"].includes(file) ||
  (file.startsWith("docs/guides/") && mark !== "account");

/** Asks each program once for each of its commands. */
const helpful = (folder: string, engine: Engine): Help => {
  const asked = new Map<string, Promise<string | undefined>>();
  const ask = (program: string, command: readonly string[]): Promise<string | undefined> =>
    promisify(execFile)(
      program === "pulumi" ? engine.command : join(ROOT, "node_modules", ".bin", program),
      [...command, "--help"],
      { cwd: folder, env: engine.env(folder) },
    ).then(
      ({ stdout }) => stdout,
      () => undefined,
    );
  return (program, command) => {
    const key = [program, ...command].join(" ");
    const told = asked.get(key) ?? ask(program, command);
    asked.set(key, told);
    return told;
  };
};

const faultOf = async (
  page: string,
  [program, ...words]: string[],
  help: Help,
): Promise<string | undefined> => {
  if (program === "pulumi") return pulumiFault(words, help);
  if (program === "npx") return npxFault(words, BINS, help);
  if (program !== "npm") return undefined;
  const scripts = [manifest("."), manifest(dirname(page))].flatMap(({ scripts: all = {} }) =>
    Object.keys(all),
  );
  return npmFault(words, scripts, PACKAGES);
};

const faultsIn = async (page: string, block: string, help: Help): Promise<string[]> => {
  const faults: string[] = [];
  for (const words of await wordsOf(filledIn(block))) {
    const fault = await faultOf(page, words, help);
    if (fault !== undefined) faults.push(`${page}: ${fault}`);
  }
  return faults;
};

describe("commands that no test runs", () => {
  let folder: string;
  let help: Help;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pulumi-wix-commands-"));
    help = helpful(folder, await ensureEngine());
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("are such as their programs take", async () => {
    const blocks = pageBlocks.filter(block => block.language === "sh" && !isRun(block));
    expect(blocks.length).toBeGreaterThan(40);
    const faults: string[] = [];
    for (const { file, text } of blocks) faults.push(...(await faultsIn(file, text, help)));
    expect(faults).toEqual([]);
  });

  test("and are not are found", async () => {
    const wrong = [
      ["pulumi preview --refreshed", "pulumi does not take: preview --refreshed"],
      ["pulumi config sett wix:pace machine", "pulumi has no config sett"],
      ["npx pulumi-wicks doctor", "npx finds no pulumi-wicks"],
      ["npx pulumi-wix export --dryrun", "pulumi-wix does not take: export --dryrun"],
      ["npx wix-simulator --sead 1 -- sh", "wix-simulator does not take: --sead 1"],
      ["npm run exmple -- NAME", "there is no script exmple"],
      ["npm install pulumi-wicks", "nobody installs pulumi-wicks"],
    ];
    for (const [block = "", fault] of wrong)
      expect(await faultsIn("README.md", block, help)).toEqual([`README.md: ${fault}`]);
    await expect(faultsIn("README.md", "plumi up", help)).rejects.toThrow("plumi");
  });
});
