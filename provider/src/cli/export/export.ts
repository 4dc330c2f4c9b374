/*
 * Reads an account and writes the Pulumi program that adopts it. Nothing is sent but reads: the connection refuses all else.
 *
 *   the folder may be written to
 *   read, remembering each answer in the folder
 *   compose, judge by the provider's own checks, and write what is not there
 *   forget the answers
 */
import { basename } from "node:path";
import { connect } from "../../connection/session";
import { ConfigurationError } from "../../wix/errors";
import { settingsFrom } from "../../wix/settings";
import type { Surroundings } from "../command";
import type { Account } from "./account";
import { forget, noMemory, openMemory, type Memory } from "./cache";
import { readContacts } from "./contacts";
import { mayWrite, writeFiles, type Written } from "./folder";
import { importFileOf } from "./import-file";
import { modulesOf } from "./modules";
import { kebab } from "./names";
import { programOf, type Program } from "./program";
import { showProgress } from "./progress";
import { readAccount } from "./read-account";
import { readmeOf, summaryOf } from "./readme";
import { scaffoldOf } from "./scaffold";

export interface ExportOptions {
  /** Absolute. */
  folder: string;
  account?: string;
  name?: string;
  dryRun?: boolean;
  keepExisting?: boolean;
  /** Of this package. */
  version: string;
}

/** Everything was exported that can be; something could not be read or is not declared. */
const LEFT_OUT = 3;

const connectToRead = ({ env, stderr }: Surroundings, account: string | undefined) => {
  const config: Record<string, string | undefined> = { readOnly: "true", accountId: account };
  return connect(
    settingsFrom(key => config[key], env),
    line => void stderr.write(`${line}\n`),
  );
};

/** Pulumi takes letters, digits, hyphens, underscores and dots, 100 of them. */
const projectName = ({ name, folder }: ExportOptions): string => {
  if (name === undefined) return kebab(basename(folder)) || "wix";
  if (/^[\w.-]{1,100}$/.test(name)) return name;
  throw new ConfigurationError(
    `--name is ${JSON.stringify(name)}: write 1 to 100 letters, digits, hyphens, underscores and dots.`,
  );
};

const refuseFolder = (folder: string): Error =>
  new Error(
    `${folder} is not empty, and an export would not overwrite what is in it. Name another folder; or write ` +
      "--keep-existing, to write the files that are not there and leave all others as they are.",
  );

const memoryOf = ({ folder, dryRun }: ExportOptions, { stdout }: Surroundings, of: string): Memory => {
  if (dryRun === true) return noMemory();
  const memory = openMemory(folder, of, Date.now());
  if (memory.since !== undefined)
    stdout.write(
      `Going on with the export of ${new Date(memory.since).toISOString().slice(0, 16).replace("T", " ")} UTC, which was ` +
        `stopped: ${memory.size} answers are there already.\n`,
    );
  return memory;
};

const filesOf = (
  account: Account,
  program: Program,
  options: ExportOptions,
  { contacts, toFillIn }: Awaited<ReturnType<typeof readContacts>>,
): Record<string, string> => {
  const { resources, sites, left, sets, withContacts } = program;
  const modules = modulesOf(resources, sites);
  const needsContacts = withContacts.length > 0;
  const exported = { account, resources, left, sets, toFillIn, needsContacts };
  return {
    ...scaffoldOf({ name: projectName(options), accountId: account.accountId, version: options.version }),
    ...modules,
    "import.json": importFileOf(resources),
    ...(needsContacts && { "contacts.secret.json": `${JSON.stringify(contacts, undefined, 2)}\n` }),
    "README.md": readmeOf(exported, Object.keys(modules)),
  };
};

const tell = ({ stdout }: Surroundings, program: Program, options: ExportOptions, written: Written): void => {
  const { left } = program;
  const say = (line: string): void => void stdout.write(`${line}\n`);
  const did = options.dryRun === true ? "Would write" : "Wrote";
  say(
    `${did} ${written.files.length} files to ${options.folder}: ${summaryOf(program) || "nothing to declare"}.`,
  );
  if (options.dryRun === true) for (const file of written.files) say(`  ${file}`);
  if (written.kept.length > 0) {
    say("Left as they are, though an export would write them otherwise now:");
    for (const file of written.kept) say(`  ${file}`);
    const added = written.files.filter(file => /^(domains|packages)\//.test(file));
    if (written.kept.includes("index.ts") && added.length > 0) {
      say("To be added to index.ts:");
      for (const file of added) say(`  import "./${file.replace(/\.ts$/, "")}";`);
    }
  }
  if (left.length > 0) {
    say(`Not declared (${left.length}):`);
    for (const { what, why } of left) say(`  ${what}: ${why}`);
  }
  if (options.dryRun !== true) say("README.md there says how to take it over. Nothing was changed at Wix.");
};

/** @returns the exit code */
export const exportAccount = async (options: ExportOptions, around: Surroundings): Promise<number> => {
  const { folder, dryRun = false, keepExisting = false } = options;
  projectName(options);
  if (!dryRun && !keepExisting && !mayWrite(folder)) throw refuseFolder(folder);
  const wix = connectToRead(around, options.account);
  const accountId = wix.settings.accountId(undefined).toLowerCase();
  wix.settings.apiKey();
  const memory = memoryOf(options, around, `${accountId} ${wix.settings.baseUrl()}`);
  const progress = showProgress(around);
  let account: Account;
  try {
    account = await readAccount({ wix, accountId, memory, progress });
  } finally {
    progress.end();
  }
  const program = programOf(account, Date.now());
  const contacts = await readContacts(wix, accountId, program.withContacts);
  const files = filesOf(account, program, options, contacts);
  const written = dryRun ? { files: Object.keys(files), kept: [] } : writeFiles(folder, files);
  if (!dryRun) forget(folder);
  tell(around, program, options, written);
  return program.left.length > 0 ? LEFT_OUT : 0;
};
