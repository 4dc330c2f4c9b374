import { isDeepStrictEqual as equal } from "node:util";
import type * as pulumi from "@pulumi/pulumi";
import { parseDuration } from "../core/duration";
import { argumentsOf } from "../core/fields";
import { describeOwner, type Owner } from "../core/ownership";
import { STILL_WAITING } from "../core/still-waiting";
import type { Context } from "../lifecycle/context";
import {
  InitFailed,
  NOT_FOUND,
  type Environment,
  type Lifecycle,
  type Operation,
} from "../lifecycle/lifecycle";
import { sayOnce } from "../lifecycle/say-once";
import { PROVIDER_KEY, type Hidden } from "../program/hidden";
import { hiding, redactError, type Hide } from "./secrets";
import { sessionFor, type Configured } from "../connection/session";
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

  /** @param before what was hidden in the last run */
  const environmentOf = (hidden: Hidden, before?: Hidden): Environment => ({
    owner: ownerOf(hidden),
    program: hidden.program,
    account: accountOf,
    ledger: ours().session.ledger,
    sealed: property => [hidden, before].some(one => one?.sealed?.includes(property)),
  });

  const names = argumentsOf(lifecycle.fields);
  const hider = (hidden: Hidden, given: Properties, before?: Properties): Hide =>
    hiding(
      {
        sealed: hidden.sealed,
        names,
        shown: () => [STILL_WAITING, hidden.name, ...ours().session.ledger.names()],
      },
      given,
      before,
    );

  const say = (hidden: Hidden, hide: Hide, line: string): void =>
    ours().print(`${type} ${hidden.name}: ${hide(line)}`);

  const sayEach = (hidden: Hidden, hide: Hide, lines: readonly (string | undefined)[]): void => {
    for (const line of lines)
      if (line !== undefined) sayOnce(ours().session, line, text => say(hidden, hide, text));
  };

  const contextOf = (hidden: Hidden, operation: Operation, hide: Hide): Context => {
    const { session, settings } = ours();
    const own = operation === "read" ? undefined : hidden.timeouts?.[operation];
    const timeout = parseDuration(own ?? "") ?? lifecycle.timeouts[operation];
    const maxWait = settings.maxWait();
    const began = session.clock.now();
    const deadline = began + timeout;
    const wix = session.wix.within({ deadline });
    return {
      owner: ownerOf(hidden),
      session,
      wix,
      clock: session.clock,
      log: line => say(hidden, hide, line),
      timeout,
      deadline,
      ...(maxWait !== undefined && { maxWait: { ms: maxWait, until: began + maxWait } }),
      watch: () => wix.watch(),
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

  /** @param unfinished as it is hidden where the last operation stopped half-way */
  const saved = (state: State, hidden: Hidden, unfinished?: true): Properties =>
    stateToPulumi(state, hidden, {
      ...(lifecycle.form > 1 && { form: lifecycle.form }),
      ...(unfinished && { unfinished }),
    });

  const hold = (hidden: Hidden, state: State): void => {
    ours().session.ledger.hold(ownerOf(hidden), lifecycle.holdings(state, accountOf));
  };

  /** Pulumi saves the resource with these properties and runs `update` next time; it prints the reasons only. */
  const initFailed = ({ id, state, message }: InitFailed, given: Properties, hidden: Hidden): Error =>
    Object.assign(new Error(message), {
      id,
      properties: {
        ...saved(state as State, hidden, true),
        [PROVIDER_KEY]: given[PROVIDER_KEY],
      },
      reasons: [message],
    });

  const failing = async <Result>(
    given: Properties,
    hidden: Hidden,
    hide: Hide,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await work();
    } catch (thrown) {
      const error = redactError(thrown, hide);
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
      const last = received(olds);
      const before = Object.keys(olds).length === 0 ? undefined : (last.visible as Inputs);
      const { session } = ours();
      announce(program);
      const { inputs, failures, lines, claims } = lifecycle.check(
        before,
        visible,
        environmentOf(hidden, last.hidden),
      );
      const collisions = session.ledger.declare(ownerOf(hidden), claims);
      session.progress.checked(
        ownerOf(hidden),
        before === undefined,
        hidden.formerly?.map(former => ({ type, ...former })),
      );
      const hide = hider(hidden, visible, { ...before });
      sayEach(hidden, hide, lines ?? []);
      return Promise.resolve({
        inputs: inputsToPulumi(inputs, hidden),
        failures: [...failures, ...collisions].map(({ property, reason }) => ({
          property: hide(property),
          reason: hide(reason),
        })),
      });
    },

    diff: async (id, olds: Properties, news: Properties) => {
      const { visible, hidden } = received(news);
      const before = revived(olds);
      const hide = hider(hidden, visible, olds);
      return failing(news, hidden, hide, () => {
        const { session } = ours();
        hold(hidden, before.state);
        session.progress.seen(ownerOf(hidden), { id, state: before.state });
        const { changes, replaces, deleteBeforeReplace, because, lines } = lifecycle.diff(
          before.state,
          visible as Inputs,
          environmentOf(hidden, before.hidden),
        );
        sayEach(hidden, hide, [because, ...(lines ?? [])]);
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
      const hide = hider(hidden, visible, { ...predecessor?.state });
      progress.began(owner);
      return failing(inputs, hidden, hide, async () => {
        const ctx = contextOf(hidden, "create", hide);
        const { id, state } = await lifecycle.create(ctx, visible as Inputs, predecessor);
        progress.made(owner);
        hold(hidden, state);
        return { id, outs: saved(state, hidden) };
      });
    },

    read: async (id, properties: Properties = {}) => {
      const { state, hidden } = revived(properties);
      const hide = hider(hidden, properties);
      return failing(properties, hidden, hide, async () => {
        const found = await lifecycle.read(contextOf(hidden, "read", hide), id, state);
        // An empty id tells the engine that the resource no longer exists.
        if (found === NOT_FOUND) return { id: "", props: {} };
        hold(hidden, found.state);
        return {
          id,
          props: saved(found.state, hidden, hidden.unfinished),
          inputs: inputsToPulumi(found.inputs, hidden),
        };
      });
    },

    update: async (id, olds: Properties, news: Properties) => {
      const { visible, hidden } = received(news);
      const before = revived(olds);
      const hide = hider(hidden, visible, olds);
      const { progress } = ours().session;
      progress.began(ownerOf(hidden));
      return failing(news, hidden, hide, async () => {
        const { form = 1, unfinished = form < lifecycle.form } = before.hidden;
        const idle = !unfinished && !lifecycle.diff(before.state, visible as Inputs).changes;
        const state = idle
          ? before.state
          : await lifecycle.update(contextOf(hidden, "update", hide), id, before.state, visible as Inputs);
        progress.made(ownerOf(hidden));
        hold(hidden, state);
        return { outs: saved(state, hidden) };
      });
    },

    delete: async (id, properties: Properties) => {
      const { state, hidden } = revived(properties);
      const hide = hider(hidden, properties);
      return failing(properties, hidden, hide, async () => {
        const { progress } = ours().session;
        const ctx = contextOf(hidden, "delete", hide);
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
