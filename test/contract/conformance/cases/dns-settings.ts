/* DNSSEC of a zone, and waits until the world sees a domain. */
import { UNKNOWN } from "../../../harness/engine/values.ts";
import {
  check,
  create,
  diff,
  fault,
  nextRun,
  read,
  remove,
  takeOver,
  update,
  type Case,
} from "../vocabulary.ts";
import { answer, FORBIDDEN } from "./trouble.ts";

const PATCH = "PATCH /domains/v1/dns-zones/{domainName}";
const signed = (dnssecEnabled: unknown, more = {}) => ({ domainName: "example.com", dnssecEnabled, ...more });

const settings: Omit<Case, "type">[] = [
  {
    name: "what is neither on nor off is refused",
    steps: [check(signed("yes"), { failures: ["dnssecEnabled: "] })],
  },
  { name: "what is not known yet is no fault", steps: [check(signed(UNKNOWN), { failures: [] })] },
  {
    name: "DNSSEC is turned on, found on by a refresh, and turned off in the end",
    steps: [
      create(signed(true), { id: "example.com", outputs: { dnssecEnabled: true }, writes: [PATCH] }),
      nextRun,
      read({ id: "example.com", outputs: { dnssecEnabled: true } }),
      nextRun,
      remove({ writes: [PATCH] }),
    ],
  },
  {
    name: "DNSSEC that is as declared is left alone",
    steps: [create(signed(false), { id: "example.com" }), nextRun, remove({})],
  },
  {
    name: "DNSSEC that is to be kept stays on",
    steps: [create(signed(true, { onDestroy: "keep" }), { writes: [PATCH] }), nextRun, remove({})],
  },
  {
    name: "DNSSEC is turned off in place",
    steps: [
      create(signed(true), { writes: [PATCH] }),
      diff(signed(false), { changes: true, replaces: [] }),
      update(signed(false), { outputs: { dnssecEnabled: false }, writes: [PATCH] }),
    ],
  },
  {
    name: "of another zone is a replacement",
    steps: [
      create(signed(true), { writes: [PATCH] }),
      diff({ domainName: "example.org", dnssecEnabled: true }, { changes: true, replaces: ["domainName"] }),
    ],
  },
  {
    name: "a switch whose answer is lost is looked after, and not sent again",
    steps: [
      fault({ method: "PATCH", action: answer("a dropped connection", "done") }),
      create(signed(true), { id: "example.com", writes: [PATCH] }),
    ],
  },
  {
    name: "a switch that Wix refuses is told with its code",
    steps: [
      fault({ method: "PATCH", action: FORBIDDEN }),
      create(signed(true), { error: "PERMISSION_DENIED", halfMade: false, writes: [`${PATCH} (not done)`] }),
    ],
  },
  {
    name: "are taken over by the zone's name alone",
    steps: [takeOver("example.com", { id: "example.com", inputs: signed(false) })],
  },
];

const propagation: Omit<Case, "type">[] = [
  {
    name: "what the world sees already is not waited for",
    steps: [
      create({ domain: "example.com" }, { id: "example.com", outputs: { status: "SUCCEEDED" } }),
      nextRun,
      remove({}),
    ],
  },
  {
    name: "another trigger waits again",
    steps: [
      create({ domain: "example.com", triggers: [1] }, { id: "example.com" }),
      diff({ domain: "example.com", triggers: [2] }, { changes: true, replaces: [] }),
      update({ domain: "example.com", triggers: [2] }, { outputs: { status: "SUCCEEDED" } }),
    ],
  },
  {
    name: "a wait ends when the run is cancelled, and what it waits for is saved as half-made",
    steps: [
      {
        cancelled: { call: "create", args: { domain: "example.net" } },
        at: { method: "GET", when: "after" },
        gives: {
          ended: false,
          native: {
            ended: true,
            id: "example.net",
            error: "called off",
            halfMade: true,
            outputs: { domain: "example.net" },
            hidden: { unfinished: true },
            secret: [],
            because: "cancel",
          },
        },
      },
    ],
  },
];

export const DNS_SETTINGS: readonly Case[] = [
  ...settings.map((one): Case => ({ type: "DnsSettings", ...one })),
  ...propagation.map((one): Case => ({ type: "DomainPropagation", ...one })),
];
