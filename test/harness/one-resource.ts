import {
  HIDDEN_KEY,
  PROVIDER_KEY,
  providerText,
  written,
  type Hidden,
} from "../../provider/src/program/hidden";
import type { ClassName, PluginProcess } from "./plugin-process";

type Properties = Record<string, unknown>;

/** A resource as an engine keeps it between two runs. */
export interface Saved {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** The last operation failed and saved it: the next run updates it even where nothing differs. */
  readonly initErrors: readonly string[];
}

export interface Declared {
  readonly type: ClassName;
  readonly args: Properties;
  readonly hidden?: Partial<Hidden>;
}

/** What a run came to. */
export interface Outcome {
  /** `undefined` where there is no resource (any more). */
  readonly saved: Saved | undefined;
  readonly error: string | undefined;
}

const typed = ({ type, args, hidden }: Declared): Properties => ({
  ...args,
  [PROVIDER_KEY]: providerText(type),
  [HIDDEN_KEY]: written({ name: "one", program: "shop/dev", ...hidden }),
});

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** A state as the engine passes it to a provider that takes no secrets. */
const unwrapped = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (typeof value !== "object" || value === null) return value;
  if (SIGNATURE in value) return unwrapped((value as { value?: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unwrapped(one)]));
};

interface Failed {
  id: string;
  properties: Properties;
  reasons: string[];
}

const failedWith = (error: unknown): Failed | undefined =>
  error instanceof Error && "reasons" in error ? (error as Error & Failed) : undefined;

const attempt = async (
  before: Saved | undefined,
  inputs: Properties,
  work: () => Promise<Omit<Saved, "initErrors" | "inputs">>,
): Promise<Outcome> => {
  try {
    return { saved: { ...(await work()), inputs, initErrors: [] }, error: undefined };
  } catch (error) {
    const failed = failedWith(error);
    const message = error instanceof Error ? error.message : String(error);
    if (failed === undefined) return { saved: before, error: message };
    const { id, properties, reasons } = failed;
    return { saved: { id, inputs, outputs: properties, initErrors: reasons }, error: message };
  }
};

/** What a create or an update gives; the SDK's types leave it open. */
interface Made {
  id: string;
  outs: Properties;
}

/** One `up` of a program with one resource, as the engine runs it in one plugin process. */
export const up = async (process: PluginProcess, declared: Declared, before?: Saved): Promise<Outcome> => {
  const provider = process.provider(declared.type);
  const olds = unwrapped(before?.inputs ?? {}) as Properties;
  const checked = await provider.check(olds, typed(declared));
  if (checked.failures !== undefined && checked.failures.length > 0)
    return { saved: before, error: checked.failures.map(one => `${one.property}: ${one.reason}`).join("\n") };
  const inputs = checked.inputs as Properties;
  if (before === undefined)
    return attempt(before, inputs, async () => {
      const made = (await provider.create(inputs)) as Made;
      return { id: made.id, outputs: made.outs };
    });
  const outputs = unwrapped(before.outputs) as Properties;
  return attempt(before, inputs, async () => {
    const { changes } = await provider.diff(before.id, outputs, inputs);
    if (changes !== true && before.initErrors.length === 0) return before;
    const { outs } = (await provider.update(before.id, outputs, inputs)) as Made;
    return { id: before.id, outputs: outs };
  });
};

/** Whether the next `up` would change anything. */
export const isSilent = async (
  process: PluginProcess,
  declared: Declared,
  before: Saved,
): Promise<boolean> => {
  const provider = process.provider(declared.type);
  const checked = await provider.check(unwrapped(before.inputs), typed(declared));
  const { changes } = await provider.diff(before.id, unwrapped(before.outputs), checked.inputs);
  return changes !== true && before.initErrors.length === 0;
};

/** One `refresh`; a resource that is gone is dropped. */
export const refresh = async (process: PluginProcess, type: ClassName, before: Saved): Promise<Outcome> => {
  try {
    const found = await process.provider(type).read(before.id, unwrapped(before.outputs));
    if (found.id === "") return { saved: undefined, error: undefined };
    const inputs = (found.inputs ?? before.inputs) as Properties;
    return {
      saved: { id: before.id, inputs, outputs: found.props as Properties, initErrors: [] },
      error: undefined,
    };
  } catch (error) {
    return { saved: before, error: (error as Error).message };
  }
};

/** One `destroy`. */
export const destroy = async (process: PluginProcess, type: ClassName, before: Saved): Promise<Outcome> => {
  try {
    await process.provider(type).delete(before.id, unwrapped(before.outputs));
    return { saved: undefined, error: undefined };
  } catch (error) {
    return { saved: before, error: (error as Error).message };
  }
};
