/* Domains: registered, connected, and the sites that they serve. */
import { secret, UNKNOWN } from "../../../harness/engine/values.ts";
import { byNameServers, byPointing, ROOT, start, SUB } from "../../../unit/connected-domain/programs.ts";
import {
  account,
  contacts,
  DOMAIN,
  FREE_SITE,
  OTHER_SITE,
  registration as registrationOf,
  SITE,
} from "../../../unit/registered-domain/account.ts";
import {
  check,
  create,
  diff,
  fault,
  nextRun,
  others,
  preview,
  read,
  remove,
  takeOver,
  update,
  type Case,
} from "../vocabulary.ts";
import { answer, FORBIDDEN } from "./trouble.ts";

const ASSIGN = "POST /domains/v1/domain-assignments";
const REGISTER = "POST /domains/v1/registered-domains";
const CONNECT = "POST /domains/v1/connected-domains";
const LEAVE = "DELETE /domains/v1/domain-assignments/{domainAssignmentId}";
const DISCONNECT = "DELETE /domains/v1/connected-domains/{connectedDomainId}";
const REGISTRATION = { method: "POST", route: "/domains/v1/registered-domains" } as const;

/** Whose texts stand in no domain here. */
const person = {
  ...contacts.registrant,
  firstName: "Adaline",
  lastName: "Lovelace",
  email: "adaline@lovelace.example",
};
const registration = (more: Record<string, unknown> = {}) =>
  registrationOf({ contacts: { registrant: person }, ...more });

const registered: Omit<Case, "type">[] = [
  {
    name: "contacts are secret though nobody says so",
    steps: [check(registration(), { failures: [], secret: ["contacts"] })],
  },
  {
    name: "contacts that are not known yet are no fault",
    steps: [check(registration({ contacts: UNKNOWN }), { failures: [], secret: ["contacts"] })],
  },
  {
    name: "a secret part of the contacts seals them as a whole",
    steps: [
      check(
        registration({
          contacts: { registrant: { ...person, email: secret("ada@example.net") } },
        }),
        {
          secret: ["contacts"],
        },
      ),
    ],
  },
  {
    name: "a subdomain is refused",
    steps: [check(registration({ domain: "shop.example-bakery.com" }), { failures: ["domain: "] })],
  },
  {
    name: "a fault of the contacts tells its path, and not what was written",
    steps: [
      check(registration({ contacts: { registrant: { ...person, countryCode: "Elbonia" } } }), {
        failures: ["contacts.registrant.countryCode: "],
      }),
    ],
  },
  {
    name: "a role without a site is refused",
    steps: [check(registration({ assignmentType: "PRIMARY" }), { failures: ["assignmentType: "] })],
  },
  {
    name: "a preview shows what is declared, and registers nothing",
    steps: [
      preview(registration(), {
        outputs: { domain: DOMAIN },
        native: {
          outputs: { domain: DOMAIN, status: "(unknown)", expirationDate: "(unknown)" },
          because: "what is not made yet",
        },
      }),
    ],
  },
  {
    name: "is registered once, and found again",
    steps: [
      create(registration(), {
        id: DOMAIN,
        outputs: { domain: DOMAIN, status: "ACTIVE" },
        secret: ["contacts"],
        writes: [REGISTER],
      }),
      nextRun,
      read({ id: DOMAIN, outputs: { status: "ACTIVE" }, secret: ["contacts"] }),
      diff(registration(), { changes: false }),
    ],
  },
  {
    name: "a text of the contacts that stands in another argument as well",
    steps: [
      create(registration({ contacts: { registrant: { ...person, lastName: "Bakery" } } }), {
        secret: ["contacts"],
        writes: [REGISTER],
        native: { secret: ["contacts", "domain"], because: "a secret text in another argument" },
      }),
    ],
  },
  {
    name: "that a run has registered before is not registered again",
    steps: [create(registration(), { writes: [REGISTER] }), nextRun, create(registration(), { id: DOMAIN })],
  },
  {
    name: "is put on its site",
    steps: [create(registration({ siteId: SITE }), { writes: [REGISTER] })],
  },
  {
    name: "moves to another site in place",
    steps: [
      create(registration({ siteId: SITE }), { writes: [REGISTER] }),
      nextRun,
      diff(registration({ siteId: OTHER_SITE }), { changes: true, replaces: [] }),
    ],
  },
  {
    name: "another name is a replacement",
    steps: [
      create(registration(), { writes: [REGISTER] }),
      diff(registration({ domain: "other-bakery.com" }), {
        changes: true,
        replaces: ["domain"],
      }),
    ],
  },
  {
    name: "a registration whose answer is lost is looked after, and not sent again",
    steps: [
      fault({ ...REGISTRATION, action: answer("a dropped connection", "done") }),
      create(registration(), { id: DOMAIN, writes: [REGISTER] }),
    ],
  },
  {
    name: "a registration that Wix refuses is told with its code, without the contacts",
    steps: [
      fault({ ...REGISTRATION, action: FORBIDDEN }),
      create(registration(), {
        error: "PERMISSION_DENIED",
        halfMade: false,
        writes: [`${REGISTER} (not done)`],
      }),
    ],
  },
  {
    name: "a registration that is killed after Wix got it is found by the next run",
    steps: [
      {
        killed: { call: "create", args: registration() },
        at: { ...REGISTRATION, when: "after" },
        writes: [REGISTER],
      },
      create(registration(), { id: DOMAIN }),
    ],
  },
  {
    name: "stays registered when its resource ends",
    steps: [create(registration(), { writes: [REGISTER] }), nextRun, remove({})],
  },
  {
    name: "is taken over by its name alone",
    steps: [takeOver("example.com", { id: "example.com", inputs: { domain: "example.com" } })],
  },
  { name: "that the account does not have is gone", steps: [takeOver("nowhere-bakery.com", { gone: true })] },
];

const connected: Omit<Case, "type">[] = [
  {
    name: "a domain is written in lower case",
    steps: [
      check(byNameServers({ domain: "Outside-Bakery.COM." }), {
        failures: [],
        inputs: { domain: ROOT, connectionType: "NAMESERVERS" },
      }),
    ],
  },
  {
    name: "a way of connecting that is none is refused",
    steps: [check({ domain: ROOT, connectionType: "MAGIC" }, { failures: ["connectionType: "] })],
  },
  {
    name: "a domain that is not known yet is no fault",
    steps: [check(byNameServers({ domain: UNKNOWN }), { failures: [] })],
  },
  {
    name: "a preview shows what is declared, and connects nothing",
    steps: [
      preview(byPointing(), {
        outputs: { domain: ROOT },
        native: { outputs: { domain: ROOT, setupInfo: "(unknown)" }, because: "what is not made yet" },
      }),
    ],
  },
  {
    name: "is connected once, and found again",
    steps: [
      create(byPointing(), { id: ROOT, writes: [CONNECT] }),
      nextRun,
      read({ id: ROOT }),
      diff(byPointing(), { changes: false }),
    ],
  },
  {
    name: "a subdomain is connected by pointing",
    steps: [create({ domain: SUB }, { id: SUB, writes: [CONNECT] })],
  },
  {
    name: "that is connected already is taken over",
    steps: [create({ domain: "example.net", connectionType: "POINTING" }, { id: "example.net" })],
  },
  {
    name: "is put on its site",
    steps: [create(byNameServers({ siteId: SITE }), { writes: [CONNECT] })],
  },
  {
    name: "another way of connecting is a replacement",
    steps: [
      create(byPointing(), { writes: [CONNECT] }),
      diff(byNameServers(), { changes: true, replaces: ["connectionType"] }),
    ],
  },
  {
    name: "a connection whose answer is lost is looked after, and not sent again",
    steps: [
      fault({
        method: "POST",
        route: "/domains/v1/connected-domains",
        action: answer("a dropped connection", "done"),
      }),
      create(byPointing(), { id: ROOT, writes: [CONNECT] }),
    ],
  },
  {
    name: "a connection that Wix refuses is told with its code",
    steps: [
      fault({ method: "POST", route: "/domains/v1/connected-domains", action: FORBIDDEN }),
      create(byPointing(), {
        error: "PERMISSION_DENIED",
        halfMade: false,
        writes: [`${CONNECT} (not done)`],
      }),
    ],
  },
  {
    name: "that somebody else has disconnected is gone",
    steps: [
      create(byPointing(), { writes: [CONNECT] }),
      others("connected-domains", ROOT, { disconnect: true }),
      nextRun,
      read({ gone: true }),
    ],
  },
  {
    name: "is disconnected in the end",
    steps: [create(byPointing(), { writes: [CONNECT] }), nextRun, remove({ writes: [DISCONNECT] })],
  },
  { name: "that this run declares stays", steps: [create(byPointing(), { writes: [CONNECT] }), remove({})] },
  {
    name: "is taken over by its name alone",
    steps: [takeOver("example.org", { id: "example.org", inputs: { domain: "example.org" } })],
  },
];

const LOOSE = "example.org";
const place = (siteId: unknown, more = {}) => ({ domain: LOOSE, siteId, ...more });

const places: Omit<Case, "type">[] = [
  { name: "a site is needed", steps: [check({ domain: LOOSE }, { failures: ["siteId: "] })] },
  {
    name: "a role that is none is refused",
    steps: [check(place(SITE, { assignmentType: "FIRST" }), { failures: ["assignmentType: "] })],
  },
  { name: "a site that is not known yet is no fault", steps: [check(place(UNKNOWN), { failures: [] })] },
  {
    name: "is put on its site, found there by a refresh, and leaves it in the end",
    steps: [
      create(place(SITE), { id: LOOSE, outputs: { siteId: SITE }, writes: [ASSIGN] }),
      nextRun,
      read({ id: LOOSE }),
      nextRun,
      remove({ writes: [LEAVE] }),
    ],
  },
  {
    name: "a domain that serves its site already is left there in the end",
    steps: [
      others("domain-assignments", LOOSE, { site: { id: SITE, assignmentType: "PRIMARY" } }),
      create(place(SITE, { assignmentType: "PRIMARY" }), { id: LOOSE }),
      nextRun,
      remove({}),
    ],
  },
  {
    name: "another domain is a replacement",
    steps: [
      create(place(SITE), { writes: [ASSIGN] }),
      diff({ domain: "example.net", siteId: SITE }, { changes: true, replaces: ["domain"] }),
    ],
  },
  {
    name: "that somebody else has taken away is gone",
    steps: [
      create(place(SITE), { writes: [ASSIGN] }),
      others("domain-assignments", LOOSE, { site: null }),
      nextRun,
      read({ gone: true }),
    ],
  },
  {
    name: "an assignment whose answer is lost is looked after, and not sent again",
    steps: [
      fault({
        method: "POST",
        route: "/domains/v1/domain-assignments",
        action: answer("a dropped connection", "done"),
      }),
      create(place(SITE), { id: LOOSE, writes: [ASSIGN] }),
    ],
  },
  {
    name: "a site without a plan cannot be served",
    steps: [create(place(FREE_SITE), { error: FREE_SITE, halfMade: false, writes: [`${ASSIGN} (refused)`] })],
  },
  { name: "of a domain that serves no site is gone", steps: [takeOver("example.net", { gone: true })] },
];

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

const named = (type: Case["type"], account: Case["account"], cases: readonly Omit<Case, "type">[]): Case[] =>
  cases.map(one => ({ type, ...(account && { account }), ...one }));

export const DOMAINS: readonly Case[] = [
  ...named("RegisteredDomain", account, registered),
  ...named("ConnectedDomain", start, connected),
  ...named("DomainAssignment", account, places),
  ...named("DnsSettings", undefined, settings),
  ...named("DomainPropagation", undefined, propagation),
];
