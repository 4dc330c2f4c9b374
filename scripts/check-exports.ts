/*
 * Whether all that the packages export is documented, as TypeDoc sees it: each item, each property, each link; and what an argument
 * that is a number, a flag or a word comes to where it is left out.
 */
import { join, relative } from "node:path";
import {
  Application,
  Logger,
  LogLevel,
  OptionDefaults,
  ReflectionKind,
  TSConfigReader,
  type DeclarationReflection,
  type ProjectReflection,
  type TypeDocOptions,
} from "typedoc";

const repository = join(import.meta.dirname, "..");

/** What it finds, instead of printing it. */
class Findings extends Logger {
  readonly found: string[] = [];

  override log(message: string, level: LogLevel): void {
    super.log(message, level);
    if (level >= LogLevel.Warn) this.found.push(message);
  }
}

const OPTIONS: Partial<TypeDocOptions> = {
  excludeExternals: true,
  skipErrorChecking: true,
  // A source is shown as a link to a remote repository, which a checkout does not have to know.
  disableSources: true,
  // Tags for the schema of the native plugin.
  blockTags: [...OptionDefaults.blockTags, "@fits", "@secret"],
  requiredToBeDocumented: [
    "Namespace",
    "Variable",
    "Function",
    "Class",
    "Interface",
    "Property",
    "Method",
    "Accessor",
    "TypeAlias",
  ],
};

/** Without a default in its comment, where there has to be one: an absent text or object is absent, and an absent flag is something. */
const lacksDefault = ({ parent, flags, type, comment }: DeclarationReflection): boolean =>
  parent?.name.endsWith("Args") === true &&
  flags.isOptional &&
  /\b(?:number|boolean)\b|"\w+" \|/.test(String(type)) &&
  comment?.getTag("@default") === undefined;

const withoutDefault = (project: ProjectReflection): string[] =>
  project
    .getReflectionsByKind(ReflectionKind.Property)
    .filter(one => one.isDeclaration())
    .filter(lacksDefault)
    .map(property => `${property.getFullName()} does not say what it is by @default`);

/**
 * @param unnamed types that are met and not exported: a name for them would tell nothing more. Absent: types are inferred from
 * schemas, which tell of each field themselves
 */
async function examine(name: string, unnamed?: string[]): Promise<string[]> {
  const folder = join(repository, name);
  const options = {
    ...OPTIONS,
    entryPoints: [join(folder, "src", "index.ts")],
    tsconfig: join(folder, "tsconfig.json"),
    intentionallyNotExported: unnamed ?? [],
    validation: {
      notDocumented: true,
      notExported: unnamed !== undefined,
      invalidLink: true,
      rewrittenLink: false,
    },
  };
  const app = await Application.bootstrap(options, [new TSConfigReader()]);
  const findings = new Findings();
  app.logger = findings;
  const project = await app.convert();
  if (project === undefined) return [...findings.found, `${relative(repository, folder)} cannot be read`];
  app.validate(project);
  findings.found.push(...withoutDefault(project));
  return unnamed ? findings.found : findings.found.filter(text => !text.includes(".__type."));
}

const found = [
  ...(await examine("provider", ["ALLOWANCES", "Combinable", "DECLARABLE_TYPES", "InputsOf", "Trouble"])),
  ...(await examine("policy", [])),
  ...(await examine("simulator")),
];
for (const text of found) process.stderr.write(`${text}\n`);
if (found.length > 0) process.exitCode = 1;
