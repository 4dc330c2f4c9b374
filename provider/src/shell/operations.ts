/*
 * What an engine asks of a resource, over plain values: the one place where it is said in which order a check declares, a
 * difference holds, a creation asks for its predecessor, a deletion for its heir, and what of a failure is saved and shown.
 * A shell brings the engine's values into this form and back.
 */
import { argumentsOf, type Difference } from "../core/fields";
import type { Owner } from "../core/ownership";
import { STILL_WAITING } from "../core/still-waiting";
import type { Partly } from "../core/unknown";
import type { Configured } from "../connection/session";
import type { Context } from "../lifecycle/context";
import {
  InitFailed,
  NOT_FOUND,
  type Environment,
  type Lifecycle,
  type NotFound,
  type Operation,
  type Predecessor,
} from "../lifecycle/lifecycle";
import { sayOnce } from "../lifecycle/say-once";
import { shownFailures } from "./failures";
import { hiding, redactError, type Hide, type Properties } from "./hiding";
import { HalfMade, type Kept, type Subject } from "./subject";

/** A resource as a look has found it. */
export interface Look<Inputs, State> {
  readonly id: string;
  readonly kept: Kept<State>;
  /** What a program would have to declare to get it. */
  readonly inputs: Inputs;
}

/**
 * Every operation keeps secrets out of its lines, failures and errors.
 * @throws HalfMade by `create` and `update`, where something exists that the next run must know of
 */
export interface Operations<Inputs extends object, State extends object> {
  readonly lifecycle: Lifecycle<Inputs, State>;
  /**
   * @param olds the checked inputs of the last run; undefined where the resource is about to be made
   * @returns failures as texts, which name their property by themselves
   */
  check(
    subject: Subject,
    olds: Inputs | undefined,
    news: Properties,
  ): { inputs: Partly<Inputs>; failures: string[] };
  /** Notes what a resource will declare once its check comes. */
  announce(owner: Owner, args: Properties): void;
  /** @param anyway whether the shell has something to save even where the lifecycle sees no difference */
  diff(
    subject: Subject,
    id: string,
    olds: Kept,
    news: Properties,
    anyway?: boolean,
  ): Promise<Omit<Difference, "because" | "lines">>;
  create(subject: Subject, news: Properties): Promise<{ id: string; kept: Kept<State> }>;
  /** @param kept of what is not in the stack's state, no more than its arguments */
  read(subject: Subject, id: string, kept: Kept): Promise<Look<Inputs, State> | NotFound>;
  update(subject: Subject, id: string, olds: Kept, news: Properties): Promise<Kept<State>>;
  delete(subject: Subject, id: string, kept: Kept): Promise<void>;
}

/** @param ours settings and session of the configuration that the shell was given */
export const operationsOf = <Inputs extends object, State extends object>(
  lifecycle: Lifecycle<Inputs, State>,
  ours: () => Configured,
): Operations<Inputs, State> => {
  const accountOf = (own: unknown): string =>
    (typeof own === "string" ? own : (ours().settings.defaultAccountId() ?? "")).toLowerCase();

  const environmentOf = ({ owner, program, sealed, sealedBefore, replacesUnseen }: Subject): Environment => ({
    owner,
    program,
    replacesUnseen,
    account: accountOf,
    ledger: ours().session.ledger,
    sealed: property => [sealed, sealedBefore].some(one => one?.includes(property)),
  });

  const sayEach = (subject: Subject, hide: Hide, lines: readonly (string | undefined)[]): void => {
    for (const line of lines)
      if (line !== undefined)
        sayOnce(ours().session, line, text => {
          subject.say(hide(text));
        });
  };

  const names = argumentsOf(lifecycle.fields);
  const hider = ({ sealed, owner }: Subject, given: Properties, before?: Properties): Hide =>
    hiding(
      { sealed, names, shown: () => [STILL_WAITING, owner.name, ...ours().session.ledger.names()] },
      given,
      before,
    );

  const contextOf = (subject: Subject, operation: Operation, hide: Hide): Context => {
    const { session, settings, signal } = ours();
    const { owner, timeout = lifecycle.timeouts[operation], sealed } = subject;
    const maxWait = settings.maxWait();
    const began = session.clock.now();
    const deadline = began + timeout;
    const wix = session.wix.within({ deadline, ...(signal && { signal }) });
    return {
      owner,
      session,
      wix,
      clock: session.clock,
      log: line => {
        subject.say(hide(line));
      },
      timeout,
      deadline,
      ...(maxWait !== undefined && { maxWait: { ms: maxWait, until: began + maxWait } }),
      ...(signal && { signal }),
      watch: () => wix.watch(),
      sealed: property => sealed?.includes(property) ?? false,
      account: account => settings.accountId(account).toLowerCase(),
    };
  };

  /** A saved state, brought up to the present form. */
  const revived = ({ state, mark: { form = 1 } }: Kept): State =>
    form < lifecycle.form ? lifecycle.revive(state as State, form) : (state as State);

  const keeping = (state: State, unfinished?: true): Kept<State> => ({
    state,
    mark: { ...(lifecycle.form > 1 && { form: lifecycle.form }), ...(unfinished && { unfinished }) },
  });

  const hold = (owner: Owner, state: State): void => {
    ours().session.ledger.hold(owner, lifecycle.holdings(state, accountOf));
  };

  const failing = async <Result>(
    { owner }: Subject,
    hide: Hide,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await work();
    } catch (thrown) {
      const error = redactError(thrown, hide);
      if (!(error instanceof InitFailed)) throw error;
      const state = error.state as State;
      hold(owner, state);
      throw new HalfMade(error.id, keeping(state, true), error.message);
    }
  };

  /** Of what is done at Wix. */
  const working = async <Result>(
    subject: Subject,
    hide: Hide,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    const leave = ours().session.progress.enters();
    try {
      return await failing(subject, hide, work);
    } finally {
      leave();
    }
  };

  return {
    lifecycle,

    check: (subject, olds, news) => {
      const { owner } = subject;
      const { session } = ours();
      const { inputs, failures, lines, claims } = lifecycle.check(olds, news, environmentOf(subject));
      const collisions = session.ledger.declare(owner, claims);
      session.progress.checked(owner, olds === undefined, subject.formerly);
      if (olds === undefined) session.ledger.begins(owner);
      const hide = hider(subject, news, { ...olds });
      sayEach(subject, hide, lines ?? []);
      return { inputs, failures: shownFailures([...failures, ...collisions]).map(hide) };
    },

    announce: (owner, args) => {
      const { claims } = lifecycle.check(undefined, args, { owner, account: accountOf, claimsOnly: true });
      ours().session.ledger.announce(owner, claims);
    },

    diff: (subject, id, olds, news, anyway = false) => {
      const { owner } = subject;
      const state = revived(olds);
      const hide = hider(subject, news, { ...olds.state });
      return failing(subject, hide, () => {
        const { session } = ours();
        hold(owner, state);
        session.progress.seen(owner, { id, state, ...(subject.retained && { retained: true }) });
        const environment = environmentOf(subject);
        const { because, lines, ...difference } = lifecycle.diff(state, news as Inputs, environment);
        sayEach(subject, hide, [because, ...(lines ?? [])]);
        const changes = difference.changes || olds.mark.unfinished === true || anyway;
        if (changes) session.progress.planned(owner);
        return Promise.resolve({ ...difference, changes });
      });
    },

    create: async (subject, news) => {
      const { owner } = subject;
      const { progress } = ours().session;
      const predecessor = progress.predecessor(owner) as Predecessor<State> | undefined;
      const hide = hider(subject, news, { ...predecessor?.state });
      progress.began(owner);
      return working(subject, hide, async () => {
        const ctx = contextOf(subject, "create", hide);
        const { id, state } = await lifecycle.create(ctx, news as Inputs, predecessor);
        progress.made(owner);
        hold(owner, state);
        return { id, kept: keeping(state) };
      });
    },

    read: async (subject, id, kept) => {
      const hide = hider(subject, { ...kept.state });
      return failing(subject, hide, async () => {
        const found = await lifecycle.read(contextOf(subject, "read", hide), id, revived(kept));
        if (found === NOT_FOUND) return NOT_FOUND;
        hold(subject.owner, found.state);
        return {
          id: found.id ?? id,
          kept: keeping(found.state, kept.mark.unfinished),
          inputs: found.inputs,
        };
      });
    },

    update: async (subject, id, olds, news) => {
      const { owner } = subject;
      const before = revived(olds);
      const hide = hider(subject, news, { ...olds.state });
      const { progress } = ours().session;
      progress.began(owner);
      return working(subject, hide, async () => {
        const { form = 1, unfinished = form < lifecycle.form } = olds.mark;
        const idle = !unfinished && !lifecycle.diff(before, news as Inputs).changes;
        const state = idle
          ? before
          : await lifecycle.update(contextOf(subject, "update", hide), id, before, news as Inputs);
        progress.made(owner);
        hold(owner, state);
        return keeping(state);
      });
    },

    delete: async (subject, id, kept) => {
      const state = revived(kept);
      const hide = hider(subject, { ...kept.state });
      return working(subject, hide, async () => {
        const { progress } = ours().session;
        const ctx = contextOf(subject, "delete", hide);
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
