import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureEngine } from "../../engine/ensure.ts";
import { SECRETS_PROVIDER, startKeyStore } from "../../engine/key-store.ts";
import { folderForStates } from "../../engine/memory.ts";
import { installPythonSdk, PYTHON_PACKAGES } from "../../scripts/python-sdk.ts";
import { start, type Run, type Running } from "./children.ts";

const repository = join(__dirname, "..", "..");
const stackName = "test";

/** A folder below `examples/`, or the text of an `index.ts`, of an `index.js` (needs no compiler), of a `Pulumi.yaml`, or of a `__main__.py`. */
export type Program =
  | { readonly example: string }
  | { readonly typescript: string }
  | { readonly yaml: string }
  | { readonly python: string }
  | {
      readonly javascript: string;
      /** Folder of the plugin that provides `wix`. @default none: dynamic resources need none */
      readonly plugin?: string;
    };

export interface StackOptions {
  readonly program: Program;
  /** Plain configuration, e.g. `{ "wix:baseUrl": "http://127.0.0.1:4000" }`. */
  readonly config?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Added to the environment of every command. */
  readonly env?: NodeJS.ProcessEnv;
  /** The `node_modules` in which the program finds its packages; by default the repository's. */
  readonly nodeModules?: string;
}

/** A resource in an exported state; see Pulumi's `apitype.ResourceV3`. */
export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
  /** Where in the program it was declared, as a URL of the scheme `project`. */
  readonly sourcePosition?: string;
}

export interface State {
  readonly resources: readonly ResourceState[];
  readonly pendingOperations: readonly { readonly type: string; readonly resource: ResourceState }[];
}

/** A stack on a backend and in a folder of its own. Commands never ask; a command that fails is a result, not an error. */
export interface Stack {
  /** The program's folder, which is also the working directory of its plugin process. */
  readonly folder: string;
  preview(...flags: string[]): Promise<Run>;
  up(...flags: string[]): Promise<Run>;
  refresh(...flags: string[]): Promise<Run>;
  destroy(...flags: string[]): Promise<Run>;
  /** Any other command on the stack. */
  pulumi(...args: string[]): Promise<Run>;
  /** Runs a module by Node.js in the program's folder, with the environment that `pulumi` gets. */
  node(module: string, ...args: string[]): Promise<Run>;
  /** Starts a command and returns at once, for tests that watch it or kill it. */
  start(...args: string[]): Running;
  configure(
    config: Readonly<Record<string, string>>,
    secrets?: Readonly<Record<string, string>>,
  ): Promise<void>;
  replaceProgram(program: Program): Promise<void>;
  exportState(): Promise<State>;
  /** Kills what still runs and removes the folder. Resources are not destroyed. */
  dispose(): Promise<void>;
}

/**
 * Makes a stack named `test` of the given program, configured and ready for `up`.
 *
 * @throws Error with the command's output if Pulumi refuses to make or configure the stack.
 */
export async function makeStack(options: StackOptions): Promise<Stack> {
  const engine = await ensureEngine({ languages: languagesOf(options.program) });
  const root = await mkdtemp(join(tmpdir(), "pulumi-wix-stack-"));
  const folder = join(root, "program");
  const states = await mkdtemp(join(folderForStates(), "pulumi-wix-states-"));
  const keys = await startKeyStore();
  const place = {
    cwd: folder,
    env: {
      ...engine.env(root),
      PULUMI_BACKEND_URL: pathToFileURL(states).href,
      ...keys.env,
      PYTHONPATH: join(root, PYTHON_PACKAGES),
      ...options.env,
    },
  };
  const running = new Set<Running>();

  const watched = (command: Running): Running => {
    running.add(command);
    const remove = (): void => void running.delete(command);
    command.finished.then(remove, remove);
    return command;
  };
  const begin = (...args: string[]): Running =>
    watched(start(engine.command, [...args, ...flagsFor(args), "--non-interactive"], place));
  /** Of which a test gets the result alone, and can neither watch nor end them. */
  const awaited = new Set<Running>();
  const pulumi = (...args: string[]): Promise<Run> => {
    const command = begin(...args);
    awaited.add(command);
    return command.finished;
  };
  const stack: Stack = {
    folder,
    preview: (...flags) => pulumi("preview", ...flags),
    up: (...flags) => pulumi("up", "--yes", "--skip-preview", ...flags),
    refresh: (...flags) => pulumi("refresh", "--yes", "--skip-preview", ...flags),
    destroy: (...flags) => pulumi("destroy", "--yes", "--skip-preview", ...flags),
    pulumi,
    node: (module, ...args) => watched(start(process.execPath, [module, ...args], place)).finished,
    start: begin,
    configure: async (config, secrets = {}) => {
      const settings = [...asFlags("--plaintext", config), ...asFlags("--secret", secrets)];
      if (settings.length > 0) await mustSucceed(pulumi("config", "set-all", ...settings));
    },
    replaceProgram: program => writeProgram(folder, program),
    exportState: async () => stateIn(await mustSucceed(pulumi("stack", "export"))),
    dispose: async () => {
      for (const command of running) {
        // Its test has run out of time.
        if (awaited.has(command)) process.stderr.write(command.report());
        command.kill();
      }
      keys.close();
      for (const made of [root, states]) await rm(made, { recursive: true, force: true });
    },
  };

  await mkdir(folder);
  if ("python" in options.program) await installPythonSdk(repository, root, place.env);
  if (languagesOf(options.program).length > 0) await linkPlugin(folder);
  else await symlink(options.nodeModules ?? join(repository, "node_modules"), join(folder, "node_modules"));
  await writeProgram(folder, options.program);
  await mustSucceed(pulumi("stack", "init", "--secrets-provider", SECRETS_PROVIDER));
  await stack.configure(options.config ?? {}, options.secrets);
  return stack;
}

/** What installs is of the project and of the machine, and refuses to be told of a stack. */
const flagsFor = ([command = ""]: readonly string[]): string[] =>
  ["install", "plugin"].includes(command) ? [] : ["--stack", stackName];

const languagesOf = (program: Program): ("yaml" | "python")[] =>
  "yaml" in program ? ["yaml"] : "python" in program ? ["python"] : [];

/** As `npm install pulumi-resource-wix` would. */
async function linkPlugin(folder: string): Promise<void> {
  await mkdir(join(folder, "node_modules"));
  await symlink(
    join(repository, "provider", "dist", "native"),
    join(folder, "node_modules", "pulumi-resource-wix"),
  );
}

async function writeProgram(folder: string, program: Program): Promise<void> {
  if ("example" in program) {
    await cp(join(repository, "examples", program.example), folder, {
      recursive: true,
      filter: source => basename(source) !== "node_modules",
    });
    return;
  }
  if ("yaml" in program) {
    await writeFile(join(folder, "Pulumi.yaml"), program.yaml);
    return;
  }
  if ("python" in program) {
    const providers = [{ name: "wix", path: "node_modules/pulumi-resource-wix" }];
    const project = { name: "test", runtime: "python", plugins: { providers } };
    await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify(project));
    await writeFile(join(folder, "__main__.py"), program.python);
    return;
  }
  const [main, text] =
    "typescript" in program ? ["index.ts", program.typescript] : ["index.js", program.javascript];
  await writeFile(join(folder, main), text);
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, main }));
  const providers = "plugin" in program ? [{ name: "wix", path: program.plugin }] : [];
  // JSON is YAML.
  const project = {
    name: "test",
    runtime: "nodejs",
    ...(providers.length > 0 && { plugins: { providers } }),
  };
  await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify(project));
}

function asFlags(flag: string, settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([key, value]) => [flag, `${key}=${value}`]);
}

async function mustSucceed(command: Promise<Run>): Promise<Run> {
  const run = await command;
  if (run.code !== 0) throw new Error(`pulumi failed with exit code ${run.code ?? "none"}:\n${run.text}`);
  return run;
}

function stateIn({ stdout }: Run): State {
  const { deployment } = JSON.parse(stdout) as {
    deployment: { resources?: ResourceState[]; pending_operations?: State["pendingOperations"] };
  };
  return { resources: deployment.resources ?? [], pendingOperations: deployment.pending_operations ?? [] };
}
