/* Domains that are registered elsewhere. */
import { UNKNOWN } from "../../../harness/engine/values.ts";
import { byNameServers, byPointing, ROOT, start, SUB } from "../../../unit/connected-domain/programs.ts";
import { SITE } from "../../../unit/registered-domain/account.ts";
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
  type Case,
} from "../vocabulary.ts";
import { answer, FORBIDDEN } from "./trouble.ts";

const CONNECT = "POST /domains/v1/connected-domains";
const DISCONNECT = "DELETE /domains/v1/connected-domains/{connectedDomainId}";

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

export const CONNECTED_DOMAINS = connected.map((one): Case => ({
  type: "ConnectedDomain",
  account: start,
  ...one,
}));
