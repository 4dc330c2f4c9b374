import { isDeepStrictEqual as equal } from "node:util";
import type * as pulumi from "@pulumi/pulumi";
import { parseDuration } from "../core/duration";
import { describeOwner, type Owner } from "../core/ownership";
import { redact } from "../core/redact";
import type { Context } from "../lifecycle/context";
import {
  InitFailed,
  NOT_FOUND,
  type Environment,
  type Lifecycle,
  type Operation,
} from "../lifecycle/lifecycle";
import { PROVIDER_KEY, type Hidden } from "../program/hidden";
import { redactError, secretsIn } from "./secrets";
import { sessionFor, type Configured } from "./session";
import {
  announcedIn,
  inputsToPulumi,
  received,
  stateFromPulumi,
  stateToPulumi,
  type Properties,
} from "./values";

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
 * nothing else, and must be sealed as soon as an argument is secret.
 */
const hiddenDiffers = (olds: Hidden, news: Hidden): boolean =>
  olds.name !== news.name ||
  olds.under !== news.under ||
  olds.timeouts?.delete !== news.timeouts?.delete ||
  !equal(olds.sealed, news.sealed);

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

  const ownerOf = ({ name, under }: Hidden): Owner => ({ type, name, under });

  const accountOf = (own: unknown): string =>
    (typeof own === "string" ? own : (ours().settings.defaultAccountId() ?? "")).toLowerCase();

  const environmentOf = (hidden: Hidden): Environment => ({
    owner: ownerOf(hidden),
    program: hidden.program,
    account: accountOf,
  });

  const contextOf = (hidden: Hidden, operation: Operation, secrets: readonly string[]): Context => {
    const { session, settings } = ours();
    const own = operation === "read" ? undefined : hidden.timeouts?.[operation];
    const timeout = parseDuration(own ?? "") ?? lifecycle.timeouts[operation];
    return {
      owner: ownerOf(hidden),
      session,
      wix: session.wix,
      clock: session.clock,
      log: line => {
        ours().print(`${type} ${hidden.name}: ${redact(line, secrets)}`);
      },
      timeout,
      deadline: session.clock.now() + timeout,
      sealed: property => hidden.sealed?.includes(property) ?? false,
      account: account => settings.accountId(account).toLowerCase(),
    };
  };

  /** A saved state, brought up to the present form. */
  const revived = (properties: Properties): { state: State; hidden: Hidden } => {
    const { state, hidden } = stateFromPulumi(properties);
    const { form = 1 } = hidden;
    return {
      state: form < lifecycle.form ? lifecycle.revive(state as State, form) : (state as State),
      hidden,
    };
  };

  // Form 1 goes unsaid wherever a state is saved: a refresh would change what nobody did.
  const present = lifecycle.form === 1 ? {} : { form: lifecycle.form };

  const saved = (state: State, hidden: Hidden): Properties => stateToPulumi(state, hidden, present);

  const hold = (hidden: Hidden, state: State): void => {
    ours().session.ledger.hold(ownerOf(hidden), lifecycle.holdings(state, accountOf));
  };

  /** Pulumi saves the resource with these properties and runs `update` next time; it prints the reasons only. */
  const initFailed = ({ id, state, message }: InitFailed, given: Properties, hidden: Hidden): Error =>
    Object.assign(new Error(message), {
      id,
      properties: {
        ...stateToPulumi(state as object, hidden, { ...present, unfinished: true }),
        [PROVIDER_KEY]: given[PROVIDER_KEY],
      },
      reasons: [message],
    });

  const failing = async <Result>(
    given: Properties,
    hidden: Hidden,
    secrets: readonly string[],
    work: () => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await work();
    } catch (thrown) {
      const error = redactError(thrown, secrets);
      if (!(error instanceof InitFailed)) throw shown(error, ownerOf(hidden));
      hold(hidden, error.state as State);
      throw initFailed(error, given, hidden);
    }
  };

  const announced = new Set<string>();
  /** Notes what others declare that were not checked yet; the same text comes with each resource of a scope. */
  const announce = (text: string | undefined): void => {
    if (text === undefined || announced.has(text)) return;
    announced.add(text);
    for (const { name, under, args } of announcedIn(text)) {
      const owner = { type, name, under };
      const { claims } = lifecycle.check(undefined, args, { owner, account: accountOf });
      ours().session.ledger.announce(owner, claims);
    }
  };

  return {
    // Pulumi does not wait for this before it serves a second first call: nothing here may be asynchronous.
    configure: request => {
      configured = configure(key => request.config.get(`wix:${key}`));
      return Promise.resolve();
    },

    check: async (olds: Properties, news: Properties) => {
      const { visible, hidden, program } = received(news);
      const before = Object.keys(olds).length === 0 ? undefined : (received(olds).visible as Inputs);
      const { session } = ours();
      announce(program);
      const { inputs, failures, claims } = lifecycle.check(before, visible, environmentOf(hidden));
      const collisions = session.ledger.declare(ownerOf(hidden), claims);
      session.progress.checked(
        ownerOf(hidden),
        before === undefined,
        hidden.formerly?.map(former => ({ type, ...former })),
      );
      const secrets = secretsIn(hidden.sealed, visible, { ...before });
      return Promise.resolve({
        inputs: inputsToPulumi(inputs, hidden),
        failures: [...failures, ...collisions].map(({ property, reason }) => ({
          property: redact(property, secrets),
          reason: redact(reason, secrets),
        })),
      });
    },

    diff: async (id, olds: Properties, news: Properties) => {
      const { visible, hidden } = received(news);
      const before = revived(olds);
      const secrets = secretsIn(hidden.sealed, visible, olds);
      return failing(news, hidden, secrets, () => {
        const { session } = ours();
        hold(hidden, before.state);
        session.progress.seen(ownerOf(hidden), { id, state: before.state });
        const { changes, replaces, deleteBeforeReplace } = lifecycle.diff(before.state, visible as Inputs);
        const differs = changes || before.hidden.unfinished === true || hiddenDiffers(before.hidden, hidden);
        if (differs) session.progress.planned(ownerOf(hidden));
        return Promise.resolve({
          changes: differs,
          ...(replaces && { replaces }),
          ...(deleteBeforeReplace && { deleteBeforeReplace }),
        });
      });
    },

    create: async (inputs: Properties) => {
      const { visible, hidden } = received(inputs);
      const owner = ownerOf(hidden);
      const { progress } = ours().session;
      const predecessor = progress.predecessor(owner) as { id: string; state: State } | undefined;
      const secrets = secretsIn(hidden.sealed, visible, { ...predecessor?.state });
      progress.began(owner);
      return failing(inputs, hidden, secrets, async () => {
        const ctx = contextOf(hidden, "create", secrets);
        const { id, state } = await lifecycle.create(ctx, visible as Inputs, predecessor);
        progress.made(owner);
        hold(hidden, state);
        return { id, outs: saved(state, hidden) };
      });
    },

    read: async (id, properties: Properties = {}) => {
      const { state, hidden } = revived(properties);
      const secrets = secretsIn(hidden.sealed, properties);
      return failing(properties, hidden, secrets, async () => {
        const found = await lifecycle.read(contextOf(hidden, "read", secrets), id, state);
        // An empty id tells the engine that the resource no longer exists.
        if (found === NOT_FOUND) return { id: "", props: {} };
        hold(hidden, found.state);
        const mark = { ...present, ...(hidden.unfinished && { unfinished: hidden.unfinished }) };
        return {
          id,
          props: stateToPulumi(found.state, hidden, mark),
          inputs: inputsToPulumi(found.inputs, hidden),
        };
      });
    },

    update: async (id, olds: Properties, news: Properties) => {
      const { visible, hidden } = received(news);
      const before = revived(olds);
      const secrets = secretsIn(hidden.sealed, visible, olds);
      const { progress } = ours().session;
      progress.began(ownerOf(hidden));
      return failing(news, hidden, secrets, async () => {
        const { form = 1, unfinished = form < lifecycle.form } = before.hidden;
        const idle = !unfinished && !lifecycle.diff(before.state, visible as Inputs).changes;
        const state = idle
          ? before.state
          : await lifecycle.update(contextOf(hidden, "update", secrets), id, before.state, visible as Inputs);
        progress.made(ownerOf(hidden));
        hold(hidden, state);
        return { outs: saved(state, hidden) };
      });
    },

    delete: async (id, properties: Properties) => {
      const { state, hidden } = revived(properties);
      const secrets = secretsIn(hidden.sealed, properties);
      return failing(properties, hidden, secrets, async () => {
        const { progress } = ours().session;
        const ctx = contextOf(hidden, "delete", secrets);
        const heir = lifecycle.inherits ? progress.heirOf(ctx.owner, { id, state }) : undefined;
        if (heir !== undefined) {
          progress.seen(heir, { id, state });
          ctx.log("what it has at Wix stays for its replacement");
          return;
        }
        await lifecycle.delete(ctx, id, state);
      });
    },
  };
};
