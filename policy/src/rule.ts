import type {
  EnforcementLevel,
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { classOf, type Class } from "./classes";
import { known, type Arguments } from "./known";
import type { Setting } from "./settings";

/** A resource of pulumi-wix, as a rule judges it. */
export interface Resource {
  readonly kind: Class;
  readonly name: string;
  readonly urn: string;
  /** Pulumi's `protect`. */
  readonly isProtected: boolean;
  /** What the provider's check has made of the arguments; in a stack, with the outputs that are known. */
  readonly args: Arguments;
}

/** What a rule finds. */
export interface Verdict {
  /** One message a violation: what, and the way out. */
  readonly refused?: readonly string[];
  /** What cannot be told yet, since values are only known later; one message each. */
  readonly untold?: readonly string[];
}

/** What each rule can be told beside its own settings. */
export interface Common {
  /** What becomes of what cannot be told at preview. @default "advise" */
  readonly unknown?: "advise" | "refuse";
}

type Settings = Readonly<Record<string, Setting>>;

interface Description<Config extends Common> {
  readonly name: string;
  readonly description: string;
  readonly enforcementLevel: EnforcementLevel;
  readonly settings: Readonly<Record<Exclude<keyof Config, keyof Common>, Setting>>;
}

const UNKNOWN_SETTING: Setting = {
  type: "string",
  enum: ["advise", "refuse"],
  default: "advise",
  description: "What becomes of what cannot be told at preview.",
};

/**
 * A rule over one resource at a time. It judges before the resource is touched, at preview and at update.
 * @param judge gets the resources that were judged before this one as well
 */
export function resourceRule<Config extends Common>(
  { settings, ...description }: Description<Config>,
  judge: (resource: Resource, config: Config, before: readonly Resource[]) => Verdict,
): ResourceValidationPolicy {
  // One process judges one run, whose resources it is told one by one.
  const judged = new Map<string, Resource>();
  return {
    ...described(description, settings),
    validateResource: (args, report) => {
      if (args.type === ROOT) reportStraySettings(args.getConfig(), description.name, settings, report);
      const causes: unknown[] = [];
      const resource = resourceOf(args, causes);
      if (resource === undefined) return;
      judged.set(resource.urn, resource);
      const all = [...judged.values()];
      const config = args.getConfig<Config>();
      pronounce(judge(resource, config, all.slice(0, all.indexOf(resource))), report, {
        rule: description.name,
        later: "The update judges it, before it touches the resource.",
        isAdvised: config.unknown !== "refuse",
        causes,
      });
    },
  };
}

/** A rule over all resources together. It judges at the end of a preview, and again at the end of an update: too late there. */
export function stackRule<Config extends Common>(
  { settings, ...description }: Description<Config>,
  judge: (resources: readonly Resource[], config: Config) => Verdict,
): StackValidationPolicy {
  return {
    ...described(description, settings),
    validateStack: (args, report) => {
      const config = args.getConfig<Config>();
      reportStraySettings(config, description.name, settings, report);
      const causes: unknown[] = [];
      const ours = args.resources.map(one => resourceOf(one, causes)).filter(one => one !== undefined);
      pronounce(judge(ours, config), report, {
        rule: description.name,
        later: "The update is judged at its end only.",
        isAdvised: config.unknown !== "refuse",
        causes,
      });
    },
  };
}

/** Each stack's own resource, of which there is one. */
const ROOT = "pulumi:pulumi:Stack";

function described(description: Omit<Description<Common>, "settings">, settings: Settings) {
  return { ...description, configSchema: { properties: { ...settings, unknown: UNKNOWN_SETTING } } };
}

/** @param causes gets what was thrown where a value is unknown */
function resourceOf(
  { type, name, urn, opts, props }: ResourceValidationArgs | PolicyResource,
  causes: unknown[],
): Resource | undefined {
  const kind = classOf(type);
  if (kind === undefined) return undefined;
  return { kind, name, urn, isProtected: opts.protect, args: known(props, error => causes.push(error)) };
}

/** Pulumi's engine takes a mistyped setting for none, which would leave a rule without its bound. */
function reportStraySettings(
  config: object,
  rule: string,
  settings: Settings,
  report: ReportViolation,
): void {
  const allowed = [...Object.keys(settings), "unknown"];
  for (const name of Object.keys(config).filter(name => !allowed.includes(name)))
    report(`${rule} has no setting "${name}"; there are: ${allowed.join(", ")}.`);
}

/** What becomes of what cannot be told. */
interface Unknowns {
  readonly rule: string;
  /** When it is judged. */
  readonly later: string;
  readonly isAdvised: boolean;
  /** What was thrown where a value is unknown. */
  readonly causes: readonly unknown[];
}

function pronounce(
  { refused = [], untold = [] }: Verdict,
  report: ReportViolation,
  { rule, later, isAdvised, causes: [cause] }: Unknowns,
): void {
  for (const message of refused) report(message);
  if (untold.length === 0) return;
  if (!isAdvised || !(cause instanceof Error)) {
    for (const message of untold)
      report(`${message} Give what is known at preview, or set "unknown" of ${rule} to "advise".`);
    return;
  }
  // Pulumi makes an advisory, whatever the rule's level, of what an unknown value throws. What was reported before counts too.
  cause.message = [...untold, later].join(" ");
  throw cause;
}
