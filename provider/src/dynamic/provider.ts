import type * as pulumi from "@pulumi/pulumi";
import { parseDuration } from "../core/duration";
import { NOT_FOUND, InitFailed, type Context, type Lifecycle } from "../lifecycle/lifecycle";
import type { Wix } from "../wix/client";
import { processSession, type Session } from "./session";
import {
  inputsToPulumi,
  PROVIDER_KEY,
  received,
  stateFromPulumi,
  stateToPulumi,
  type Hidden,
  type Properties,
} from "../program/values";

type Operation = "create" | "update" | "delete";

/**
 * The error as the engine shall show it. Where a check, diff, read or delete fails, Pulumi prints the error and its
 * stack a second time, apart from the resource; this leaves one line there that says where to look.
 */
const shown = (error: unknown, resource: string): Error => {
  const plain = new Error(error instanceof Error ? error.message : String(error));
  plain.toString = () => resource;
  plain.stack = "failed; see the error of this resource";
  return plain;
};

/** Pulumi saves the resource with these properties and runs `update` next time; it prints the reasons only. */
const initFailed = ({ id, state, message }: InitFailed, properties: Properties, hidden: Hidden): Error =>
  Object.assign(new Error(message), {
    id,
    properties: { ...stateToPulumi(state as object, hidden), [PROVIDER_KEY]: properties[PROVIDER_KEY] },
    reasons: [message],
  });

/**
 * Makes a dynamic provider of a lifecycle. All that is known here of how dynamic providers work, see the comments,
 * was tried on a real engine.
 * @param type name of the resource class
 * @param session @default the process's own
 */
export const dynamicProvider = <Inputs extends object, State extends object>(
  type: string,
  lifecycle: Lifecycle<Inputs, State>,
  session: Session = processSession,
): pulumi.dynamic.ResourceProvider => {
  let config: (key: string) => string | undefined = () => undefined;
  let connection: Wix | undefined;
  /** Resources whose check or diff showed that a create or an update is to follow. */
  const coming = new Set<string>();

  /** As it is named in messages, and among the holders of claims. */
  const nameOf = ({ name }: Hidden): string => `${type} "${name}"`;

  const contextOf = (hidden: Hidden, operation?: Operation): Context => ({
    name: hidden.name,
    wix: (connection ??= session.connect(config)),
    clock: session.clock,
    log: line => session.log(`${type} ${hidden.name}: ${line}`),
    timeout: parseDuration((operation && hidden.timeouts?.[operation]) ?? ""),
    claimedByAnother: key => session.claims.heldByAnother(nameOf(hidden), key),
  });

  /** The context of an operation that was seen coming. */
  const begin = (hidden: Hidden, operation: "create" | "update"): Context => {
    coming.delete(nameOf(hidden));
    return { ...contextOf(hidden, operation), moreToCome: () => coming.size > 0 };
  };

  const failing = async <Result>(
    properties: Properties,
    hidden: Hidden,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw error instanceof InitFailed
        ? initFailed(error, properties, hidden)
        : shown(error, nameOf(hidden));
    }
  };

  return {
    // Pulumi does not wait for this before it serves a second first call: nothing here may be asynchronous.
    configure: request => {
      config = key => request.config.get(`wix:${key}`);
      return Promise.resolve();
    },

    check: async (olds: Properties, news: Properties) => {
      const { visible, hidden } = received(news);
      const before = Object.keys(olds).length === 0 ? undefined : (received(olds).visible as Inputs);
      const { inputs, failures, claims: claimed } = lifecycle.check(before, visible, hidden.name);
      const collisions = session.claims.claim(nameOf(hidden), claimed ?? []);
      if (before === undefined) coming.add(nameOf(hidden));
      return Promise.resolve({
        inputs: inputsToPulumi(inputs, hidden),
        failures: [...failures, ...collisions],
      });
    },

    diff: async (_id, olds: Properties, news: Properties) => {
      const { visible, hidden } = received(news);
      return failing(news, hidden, () => {
        const { changes, replaces, deleteBeforeReplace } = lifecycle.diff(
          stateFromPulumi(olds).state as State,
          visible as Inputs,
        );
        if (changes) coming.add(nameOf(hidden));
        return Promise.resolve({
          changes,
          ...(replaces && { replaces }),
          ...(deleteBeforeReplace && { deleteBeforeReplace }),
        });
      });
    },

    create: async (inputs: Properties) => {
      const { visible, hidden } = received(inputs);
      return failing(inputs, hidden, async () => {
        const { id, state } = await lifecycle.create(begin(hidden, "create"), visible as Inputs);
        return { id, outs: stateToPulumi(state, hidden) };
      });
    },

    read: async (id, properties: Properties = {}) => {
      const { state, hidden } = stateFromPulumi(properties);
      return failing(properties, hidden, async () => {
        const found = await lifecycle.read(contextOf(hidden), id, state as State);
        // An empty id tells the engine that the resource no longer exists.
        if (found === NOT_FOUND) return { id: "", props: {} };
        return {
          id,
          props: stateToPulumi(found.state, hidden),
          inputs: inputsToPulumi(found.inputs, hidden),
        };
      });
    },

    update: async (id, olds: Properties, news: Properties) => {
      const { visible, hidden } = received(news);
      return failing(news, hidden, async () => {
        const before = stateFromPulumi(olds).state as State;
        const state = await lifecycle.update(begin(hidden, "update"), id, before, visible as Inputs);
        return { outs: stateToPulumi(state, hidden) };
      });
    },

    delete: async (id, properties: Properties) => {
      const { state, hidden } = stateFromPulumi(properties);
      return failing(properties, hidden, () =>
        lifecycle.delete(contextOf(hidden, "delete"), id, state as State),
      );
    },
  };
};
