/* Domains that are registered, and paid for. */
import { secret, UNKNOWN } from "../../../harness/engine/values.ts";
import {
  account,
  contacts,
  DOMAIN,
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
  preview,
  read,
  remove,
  takeOver,
  type Case,
} from "../vocabulary.ts";
import { answer, FORBIDDEN } from "./trouble.ts";

const REGISTER = "POST /domains/v1/registered-domains";
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
    name: "whose contacts hold a word of its domain: only they are secret",
    steps: [
      create(registration({ contacts: { registrant: { ...person, lastName: "Bakery" } } }), {
        secret: ["contacts"],
        writes: [REGISTER],
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
    name: "another name is refused: a registration stays what it is",
    steps: [
      create(registration(), { writes: [REGISTER] }),
      diff(registration({ domain: "other-bakery.com" }), {
        error: "a registered name stays what it is",
        halfMade: false,
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

export const REGISTERED_DOMAINS = registered.map((one): Case => ({
  type: "RegisteredDomain",
  account,
  ...one,
}));
