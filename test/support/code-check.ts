/* Judges code of pages without running it: TypeScript by its types, other languages by their own readers. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import * as ts from "typescript";

const ROOT = resolve(__dirname, "../..");
const run = promisify(execFile);

/** What blocks speak of and do not say themselves. */
const CONTEXT = `
import type * as pulumi from "@pulumi/pulumi";
import type * as dynamic from "pulumi-wix";
declare global {
  const plan: dynamic.Package;
  const domains: dynamic.Package;
  const shop: dynamic.ConnectedDomain;
  const recordsAtTheRegistrar: pulumi.Resource;
  const config: pulumi.Config;
  const contacts: dynamic.DomainContactsArgs;
  const siteId: string;
  const records: dynamic.DnsRecordSetArgs[];
}`;

/** Below a folder of its own, which is removed in any case. */
const below = async <Result>(judge: (folder: string) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-wix-blocks-"));
  try {
    return await judge(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** What waits outside of a function is an ES module. */
const endingOf = (text: string): string => (/^(?:\w.* )?await /m.test(text) ? "mts" : "ts");

/** @param programs texts by what a fault is to be told by @returns what the compiler finds */
export const typeFaults = (programs: readonly (readonly [name: string, text: string])[]): Promise<string[]> =>
  below(async folder => {
    const context = join(folder, "context.d.ts");
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    await writeFile(context, CONTEXT);
    const names = new Map(
      programs.map(([name, text], index) => [join(folder, `block-${index}.${endingOf(text)}`), name]),
    );
    await Promise.all(
      [...names.keys()].map((file, index) =>
        // What has neither import nor export would share its names with all others.
        writeFile(
          file,
          `${programs[index]?.[1] ?? ""}\n${/^export =/m.test(programs[index]?.[1] ?? "") ? "" : "export {};"}`,
        ),
      ),
    );
    const program = ts.createProgram([context, ...names.keys()], {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      preserveSymlinks: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16,
      types: ["node"],
      typeRoots: [join(ROOT, "node_modules", "@types")],
    });
    return [...names].flatMap(([file, name]) => {
      const source = program.getSourceFile(file);
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
        ({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      );
    });
  });

const READERS = {
  go: { ending: "go", command: "gofmt", args: ["-e", "-l"] },
  python: {
    ending: "py",
    command: "python3",
    args: [join(__dirname, "python-check.py"), join(ROOT, "sdk", "python", "pulumi_wix")],
  },
  sh: { ending: "sh", command: "bash", args: ["-n"] },
} as const;

/** @returns what a reader of the language says of texts that it cannot read, or that do not fit the SDK; empty where it has nothing to say */
export const syntaxFaults = (language: keyof typeof READERS, texts: readonly string[]): Promise<string> =>
  below(async folder => {
    const { ending, command, args } = READERS[language];
    const files = texts.map((_, index) => join(folder, `block-${index}.${ending}`));
    await Promise.all(files.map((file, index) => writeFile(file, texts[index] ?? "")));
    // Of several files, a shell reads the first alone.
    const calls = language === "sh" ? files.map(file => [file]) : [files];
    const said = await Promise.all(
      calls.map(call =>
        run(command, [...args, ...call]).catch((error: unknown) => error as { stderr: string }),
      ),
    );
    return said.map(({ stderr }) => stderr).join("");
  });
