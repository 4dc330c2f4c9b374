/*
 * What a program's side tells the provider's beside a resource's arguments, since Pulumi does not. Names that begin
 * with two underscores are shown by no preview.
 */

/** The dynamic provider's text, which must survive in every state. */
export const PROVIDER_KEY = "__provider";

/**
 * The program that Pulumi's plugin process evaluates to get the provider. Part of every resource's state, so it is the
 * same text for all versions and ways to install: no serialized closure, no absolute path. The plugin process resolves
 * the module from the program's folder upwards, and else from Pulumi's SDK, beside which pnpm puts what only a component depends on.
 */
export const providerText = (type: string): string =>
  `exports.handler = () => require(require.resolve("pulumi-wix/provider/${type}", { paths: [".", require.main.path] }));`;

/** What the provider needs and nobody has to see: {@link Hidden} as JSON text. */
export const HIDDEN_KEY = "__wix";

export interface Hidden {
  /** Name of the resource. */
  name: string;
  /** Qualified types of its parents; absent for a resource without. */
  under?: string;
  /** Who the resource was before, by its aliases; absent where it has none. */
  formerly?: { name: string; under?: string }[];
  /** `<project>/<stack>`; only of classes whose defaults derive from it. */
  program?: string;
  /** `customTimeouts`, as Pulumi writes durations. */
  timeouts?: { create?: string; update?: string; delete?: string };
  /** `retainOnDelete`: Pulumi asks nobody when this one ends. */
  retained?: true;
  /** Arguments that hold anything secret; what is hidden is then kept secret too. */
  sealed?: string[];
  /** Number of the form of the saved state; absent: 1. */
  form?: number;
  /** The last operation stopped half-way: the next one has to finish it, even where nothing differs. */
  unfinished?: true;
  /** Written by the lifecycle. */
  state?: unknown;
}

/**
 * What is hidden, as it is written: one text, since each property costs program and engine time at every run.
 * @param program what else the program declares, an {@link Announcement} as JSON text; a line of its own, which is never saved
 */
export const written = (hidden: Hidden, program?: string): string =>
  JSON.stringify(hidden) + (program === undefined ? "" : `\n${program}`);

/** The inverse of {@link written}; of what is not known, nothing. */
export const readHidden = (text: unknown): { hidden: Hidden; program: string | undefined } => {
  if (typeof text !== "string" || !text.startsWith("{")) return { hidden: { name: "" }, program: undefined };
  const end = text.indexOf("\n");
  const [own, program] = end < 0 ? [text] : [text.slice(0, end), text.slice(end + 1)];
  return { hidden: JSON.parse(own) as Hidden, program };
};

/** One resource that the program declares, with the arguments that are known as it is constructed. */
export interface Announced {
  name: string;
  under?: string;
  args: Record<string, unknown>;
}

/** The resources of one class. */
export type Announcement = Announced[];
