/*
 * The commands of the guides are run as they stand, in one shell: first those of the first steps, which open a simulated account,
 * and in it those of the other guides that are not marked as in need of an account of one's own.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { globSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { ensureEngine } from "../../engine/ensure.ts";
import { blocksOf, type Block } from "../support/blocks";
import { start } from "../support/children";

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
