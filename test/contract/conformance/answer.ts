/* One call of a case, as an engine makes it: what it shows, and what is saved then. */
import { isInitFailed, type Properties, type Provider } from "../../harness/engine/shell.ts";
import type { ClassName } from "../../harness/plugin-process.ts";
import { observed, readable, type Seen } from "./observe.ts";
import type { Plugin } from "./plugins.ts";
import type { Call, Case } from "./vocabulary.ts";

const NAME = "one";

/** A resource as an engine keeps it between two calls. */
export interface Saved {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** What a call came to. */
export interface Answer {
  readonly seen: Seen;
  readonly saved: Saved | undefined;
}

/** Whom a call is about. */
interface Subject {
  readonly type: Case["type"];
  readonly plugin: Plugin;
  readonly saved: Saved | undefined;
}

const providerOf = ({ type, plugin }: Subject): Provider => {
  if (type === "lookup") throw new Error("a lookup has no resource");
  return plugin.provider(type, NAME);
};

/** What the class registers. */
const declaredBy = ({ type, plugin }: Subject, args: Properties): Properties => {
  const declared = { type: type as ClassName, name: NAME, parents: [], args, options: {} };
  return plugin.classes.register(declared, args, [declared]);
};

const found = (
  { id, outputs, inputs }: Awaited<ReturnType<Provider["read"]>>,
  before: Properties,
): Answer => {
  if (id === "") return { seen: { gone: true }, saved: undefined };
  const saved = { id, inputs: inputs ?? before, outputs };
  return { seen: observed(saved), saved };
};

const called = async (
  call: Exclude<Call, { call: "lookup" }>,
  subject: Subject,
  inputs: Properties,
): Promise<Answer> => {
  const provider = providerOf(subject);
  const { saved } = subject;
  const standing = (): Saved => {
    if (saved === undefined) throw new Error(`nothing is saved that a ${call.call} could be about`);
    return saved;
  };
  switch (call.call) {
    case "preview": {
      const { outputs } = saved
        ? await provider.update(saved.id, saved.outputs, inputs, true)
        : await provider.create(inputs, true);
      return { seen: observed({ outputs }), saved };
    }
    case "create": {
      const { id, outputs } = await provider.create(inputs, false);
      return { seen: observed({ id, outputs }), saved: { id, inputs, outputs } };
    }
    case "diff": {
      const { id, outputs } = standing();
      return { seen: observed(await provider.diff(id, outputs, inputs)), saved };
    }
    case "update": {
      const { id, outputs } = standing();
      await provider.diff(id, outputs, inputs);
      const updated = await provider.update(id, outputs, inputs, false);
      return {
        seen: observed({ id, outputs: updated.outputs }),
        saved: { id, inputs, outputs: updated.outputs },
      };
    }
    case "read": {
      const { id, outputs } = standing();
      return found(await provider.read(id, outputs, inputs), inputs);
    }
    case "delete": {
      const { id, outputs } = standing();
      await provider.delete(id, outputs);
      return { seen: {}, saved: undefined };
    }
    case "import": {
      const given = Object.entries(declaredBy(subject, call.args ?? {}));
      const hidden = Object.fromEntries(given.filter(([name]) => name.startsWith("__")));
      return found(await provider.read(call.id, hidden, call.args ?? {}), {});
    }
    case "check":
      throw new Error("a check was answered before");
  }
};

export const answerTo = async (call: Call, subject: Subject): Promise<Answer> => {
  const { plugin, saved } = subject;
  if (call.call === "lookup")
    return plugin.lookup(call.name, call.args).then(
      result => ({ seen: { result: readable(result) }, saved }),
      (error: unknown) => ({ seen: observed({ error: (error as Error).message }), saved }),
    );
  const provider = providerOf(subject);
  let inputs: Properties = saved?.inputs ?? {};
  if ("args" in call && call.call !== "import") {
    const checked = await provider.check(saved?.inputs ?? {}, declaredBy(subject, call.args));
    inputs = checked.inputs;
    if (checked.failures.length > 0 || call.call === "check") {
      if (checked.failures.length > 0 && call.call !== "check")
        throw new Error(checked.failures.map(one => one.reason).join("\n"));
      return { seen: observed({ inputs, failures: checked.failures }), saved };
    }
  }
  try {
    return await called(call, subject, inputs);
  } catch (error) {
    const message = (error as Error).message;
    if (!isInitFailed(error)) return { seen: observed({ error: message, halfMade: false }), saved };
    const { id, properties } = error;
    const half = { id, inputs, outputs: properties };
    return { seen: observed({ id, outputs: properties, error: message, halfMade: true }), saved: half };
  }
};
