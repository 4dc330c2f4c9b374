import type * as pulumi from "@pulumi/pulumi";
import { systemClock } from "../../../provider/src/core/clock";
import { differenceOf, fields, inPlace, replaces } from "../../../provider/src/core/fields";
import { dynamicProvider } from "../../../provider/src/dynamic/provider";
import type { Configured } from "../../../provider/src/connection/session";
import type { Context } from "../../../provider/src/lifecycle/context";
import type { Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { openSession } from "../../../provider/src/lifecycle/session";
import { written, type Hidden } from "../../../provider/src/program/hidden";
import { settingsFrom } from "../../../provider/src/wix/settings";

/** Configured in capitals; its canonical form is in small letters. */
export const ACCOUNT = "00000000-0000-4000-8000-00000000000a";
const FIELDS = fields({ colour: inPlace, place: replaces });

export interface Thing {
  colour: string;
  place?: string;
}

export type Call = [verb: string, ...details: unknown[]];

/** A provider of things, and what its lifecycle was asked to do. */
export const provided = (
  more: Partial<Lifecycle<Thing, Thing>> = {},
  config: Readonly<Record<string, string>> = { accountId: ACCOUNT.toUpperCase() },
) => {
  const calls: Call[] = [];
  const contexts: Context[] = [];
  const note = (ctx: Context, ...call: Call): void => {
    contexts.push(ctx);
    calls.push(call);
  };
  const settings = settingsFrom(key => config[key], {});
  let watching = 0;
  const watch = () => {
    watching++;
    return () => {
      watching--;
    };
  };
  const within = (bounds: object) => ({ settings, watch, bounds });
  const session = openSession({ clock: systemClock, connect: () => ({ settings, within }) as never });
  const things: Lifecycle<Thing, Thing> = {
    fields: FIELDS,
    form: 2,
    inherits: true,
    timeouts: { create: 1000, read: 2000, update: 3000, delete: 4000 },
    check: (_olds, news, environment) => ({
      inputs: news as unknown as Thing,
      failures: news.colour === "wrong" ? [{ property: "colour", reason: `is "${String(news.note)}"` }] : [],
      claims:
        news.place === undefined
          ? []
          : [
              {
                key: `place ${news.place as string} of ${environment.account(news.accountId)}`,
                property: "place",
              },
            ],
    }),
    diff: (olds, news) => differenceOf(FIELDS, olds, news),
    holdings: ({ place }) => [{ key: `place ${place ?? ""}` }],
    revive: (state, form) => ({ ...state, colour: `${state.colour} of form ${form}` }),
    create: (ctx, state, predecessor) => {
      note(ctx, "create", state, predecessor);
      return Promise.resolve({ id: ctx.owner.name, state });
    },
    read: (ctx, id, state) => (
      note(ctx, "read", id),
      Promise.resolve({ state: state as Thing, inputs: state as Thing })
    ),
    update: (ctx, _id, olds, news) => (note(ctx, "update", olds, news), Promise.resolve(news)),
    delete: (ctx, id) => (note(ctx, "delete", id), Promise.resolve()),
    ...more,
  };
  const printed: string[] = [];
  const configured: Configured = { settings, session, print: line => void printed.push(line) };
  const lookups: ((key: string) => string | undefined)[] = [];
  const provider = dynamicProvider("Thing", things, lookup => {
    lookups.push(lookup);
    return configured;
  }) as Required<pulumi.dynamic.ResourceProvider>;
  return { provider, session, calls, contexts, printed, lookups, watching: () => watching };
};

export const typed = (hidden: Partial<Hidden>, args: object = {}, program?: string) => ({
  colour: "red",
  ...args,
  __provider: "exports…",
  __wix: written({ name: "one", ...hidden }, program),
});
/** As a state of the present form is saved. */
export const saved = (hidden: Partial<Hidden> = {}, args: object = {}) => typed({ form: 2, ...hidden }, args);
export const hiddenOf = (properties: unknown): Hidden =>
  JSON.parse((properties as { __wix: string }).__wix) as Hidden;
