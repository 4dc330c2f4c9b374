import { isDeepStrictEqual as equal } from "node:util";
import type * as pulumi from "@pulumi/pulumi";
import { sessionFor, type Configured } from "../connection/session";
import { parseDuration } from "../core/duration";
import { describeOwner, type Owner } from "../core/ownership";
import { NOT_FOUND, type Lifecycle, type Operation } from "../lifecycle/lifecycle";
import { PROVIDER_KEY, type Hidden } from "../program/hidden";
import type { Properties } from "../shell/hiding";
import { operationsOf } from "../shell/operations";
import { HalfMade, type Kept, type Subject } from "../shell/subject";
import { announcedIn, inputsToPulumi, received, stateFromPulumi, stateToPulumi } from "./values";

/**
 * The error as the engine shall show it. Where a check, diff, read or delete fails, Pulumi prints the error and its
 * stack a second time, apart from the resource; this leaves one line there that says where to look.
 */
const shown = (error: unknown, owner: Owner): Error => {
  const plain = new Error(error instanceof Error ? error.message : String(error));
  plain.toString = () => describeOwner(owner);
  plain.stack = "failed; see the error of this resource";
  return plain;
};

/**
 * What differs in what is hidden: saved states must know the present identity and time-out of a deletion, which gets
 * nothing else, and whether there is to be one, and must be sealed as soon as an argument is secret.
 */
const hiddenDiffers = (olds: Hidden, news: Hidden): boolean =>
  olds.name !== news.name ||
  olds.under !== news.under ||
  olds.timeouts?.delete !== news.timeouts?.delete ||
  olds.retained !== news.retained ||
  !equal(olds.sealed, news.sealed);

/** Pulumi saves the resource with these properties and runs `update` next time; it prints the reasons only. */
const initFailed = ({ id, kept, message }: HalfMade, given: Properties, hidden: Hidden): Error =>
  Object.assign(new Error(message), {
    id,
    properties: { ...stateToPulumi(kept.state, hidden, kept.mark), [PROVIDER_KEY]: given[PROVIDER_KEY] },
    reasons: [message],
  });

/** A saved resource, and what its program's side told of it. */
const keptIn = (properties: Properties): { kept: Kept; hidden: Hidden } => {
  const { state, hidden } = stateFromPulumi(properties);
  const { form, unfinished } = hidden;
  return {
    kept: { state, mark: { ...(form !== undefined && { form }), ...(unfinished && { unfinished }) } },
    hidden,
  };
};

/**
 * Makes a dynamic provider of a lifecycle. All that is known here of how dynamic providers work, see the comments,
 * was tried on a real engine.
 * @param type name of the resource class
 * @param configure gets settings and session of the stack's configuration
 */
export const dynamicProvider = <Inputs extends object, State extends object>(
  type: string,
  lifecycle: Lifecycle<Inputs, State>,
  configure: (config: (key: string) => string | undefined) => Configured = sessionFor,
): pulumi.dynamic.ResourceProvider => {
  let configured: Configured | undefined;
  const ours = (): Configured => (configured ??= configure(() => undefined));
  const operations = operationsOf(lifecycle, ours);

  const subjectOf = (hidden: Hidden, operation?: Exclude<Operation, "read">, before?: Hidden): Subject => ({
    owner: { type, name: hidden.name, under: hidden.under },
    formerly: hidden.formerly?.map(former => ({ type, ...former })),
    program: hidden.program,
    sealed: hidden.sealed,
    sealedBefore: before?.sealed,
    retained: before?.retained,
    timeout: parseDuration((operation && hidden.timeouts?.[operation]) ?? ""),
    say: line => {
      ours().print(`${type} ${hidden.name}: ${line}`);
    },
  });

  const failing = async <Result>(
    given: Properties,
    hidden: Hidden,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof HalfMade) throw initFailed(error, given, hidden);
      throw shown(error, subjectOf(hidden).owner);
    }
  };

  const announced = new Set<string>();
  /** Notes what others declare that were not checked yet; the same text comes with each resource of a scope. */
  const announce = (text: string | undefined): void => {
    if (text === undefined || announced.has(text)) return;
    announced.add(text);
    for (const { name, under, args } of announcedIn(text)) operations.announce({ type, name, under }, args);
  };

  return {
    // Pulumi does not wait for this before it serves a second first call: nothing here may be asynchronous.
    configure: request => {
      configured = configure(key => request.config.get(`wix:${key}`));
      return Promise.resolve();
    },

    check: async (olds: Properties, news: Properties) => {
      const { visible, hidden, program } = received(news);
      const last = received(olds);
      const before = Object.keys(olds).length === 0 ? undefined : (last.visible as Inputs);
      announce(program);
      const { inputs, failures } = operations.check(
        subjectOf(hidden, undefined, last.hidden),
        before,
        visible,
      );
      return Promise.resolve({
        inputs: inputsToPulumi(inputs, hidden),
        failures: failures.map(reason => ({ property: "", reason })),
      });
    },

    diff: async (id, olds: Properties, news: Properties) => {
      const { visible, hidden } = received(news);
      const before = keptIn(olds);
      return failing(news, hidden, async () => {
        const anyway = hiddenDiffers(before.hidden, hidden);
        const { changes, replaces, deleteBeforeReplace } = await operations.diff(
          subjectOf(hidden, undefined, before.hidden),
          id,
          before.kept,
          visible,
          anyway,
        );
        return {
          changes,
          ...(replaces && { replaces }),
          ...(deleteBeforeReplace && { deleteBeforeReplace }),
        };
      });
    },

    create: async (inputs: Properties) => {
      const { visible, hidden } = received(inputs);
      return failing(inputs, hidden, async () => {
        const { id, kept } = await operations.create(subjectOf(hidden, "create"), visible);
        return { id, outs: stateToPulumi(kept.state, hidden, kept.mark) };
      });
    },

    read: async (id, properties: Properties = {}) => {
      const { kept, hidden } = keptIn(properties);
      return failing(properties, hidden, async () => {
        const found = await operations.read(subjectOf(hidden), id, kept);
        // An empty id tells the engine that the resource no longer exists.
        if (found === NOT_FOUND) return { id: "", props: {} };
        return {
          id,
          props: stateToPulumi(found.kept.state, hidden, found.kept.mark),
          inputs: inputsToPulumi(found.inputs, hidden),
        };
      });
    },

    update: async (id, olds: Properties, news: Properties) => {
      const { visible, hidden } = received(news);
      const { kept } = keptIn(olds);
      return failing(news, hidden, async () => {
        const { state, mark } = await operations.update(subjectOf(hidden, "update"), id, kept, visible);
        return { outs: stateToPulumi(state, hidden, mark) };
      });
    },

    delete: async (id, properties: Properties) => {
      const { kept, hidden } = keptIn(properties);
      return failing(properties, hidden, () => operations.delete(subjectOf(hidden, "delete"), id, kept));
    },
  };
};
