import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { formatMoment } from "../../../provider/src/core/duration";
import { NOT_FOUND, InitFailed } from "../../../provider/src/lifecycle/lifecycle";
import { dnsZoneRecords } from "../../../provider/src/resources/dns-zone-records/lifecycle";
import { registeredDomain } from "../../../provider/src/resources/registered-domain/lifecycle";
import type { RegisteredDomainState } from "../../../provider/src/resources/registered-domain/state";
import { makeWorld, up, type World } from "../../support/world";
import {
  awaitingActivation,
  account,
  contacts,
  DOMAIN,
  INSTANCE,
  OTHER_INSTANCE,
  registration,
  wrongContacts,
} from "./account";
import { makeStage, type Stage } from "./stage";

let world: World;
let stage: Stage<RegisteredDomainState>;
beforeAll(() => {
  world = makeWorld();
  stage = makeStage(world, registeredDomain);
});
afterAll(() => world.close());
beforeEach(() => stage.begin(account()));

describe("a new domain", () => {
  test("is registered once, after a look and an availability check, and is active then", async () => {
    const { id, state } = await stage.succeeded(registration());
    expect(id).toBe(DOMAIN);
    expect(state).toMatchObject({
      domain: DOMAIN,
      status: "ACTIVE",
      icannConfirmationStatus: "CONFIRMED_BY_ALL",
    });
    expect(state.expirationDate).toMatch(/^\d{4}-/);
    expect(await stage.calls("POST")).toEqual(["/domains/v1/registered-domains"]);
    expect((await stage.calls("GET")).slice(0, 2)).toEqual([
      `/domains/v1/registered-domains/${DOMAIN}`,
      "/domain-search/v2/check-domain-availability",
    ]);
  });

  test.each([
    ["upper case", "Example-BAKERY.com"],
    ["a trailing dot", "example-bakery.com."],
    ["an IDN", "bäckerei-example.com"],
    ["an IDN in ASCII", "XN--bckerei-example-0kb.com"],
  ])("spelled with %s differs in nothing after a refresh", async (_spelling, domain) => {
    const program = registration({
      domain,
      productInstanceId: INSTANCE.toUpperCase(),
      contacts: { registrant: { ...contacts.registrant, countryCode: "us", phone: "+1 (617) 555-0100" } },
    });
    const saved = await stage.refresh(await stage.succeeded(program));
    expect(stage.changesOf(saved, program)).toEqual({ changes: false });
  });

  test("is not even begun where the name is taken, or a premium one", async () => {
    const taken = await stage.run(registration({ domain: "example.org" }));
    expect(taken.error).toMatchObject({ kind: "domain-taken" });
    const premium = await stage.run(registration({ domain: "premium-bakery.com" }));
    expect(premium.error).toMatchObject({
      kind: "premium-domain",
      message: expect.stringContaining("allowPremium"),
    });
    expect([taken.saved, premium.saved]).toEqual([undefined, undefined]);
    expect(await stage.calls("POST")).toEqual([]);
  });

  test("is a premium one where that is allowed", async () => {
    const { state } = await stage.succeeded(
      registration({ domain: "premium-bakery.com", allowPremium: true }),
    );
    expect(state.status).toBe("ACTIVE");
  });

  test("waits for a product instance that is still being activated", async () => {
    await stage.begin(awaitingActivation());
    const { state: made } = await stage.succeeded(registration());
    expect(made.status).toBe("ACTIVE");
    expect(world.said.join("\n")).toContain("AWAITING_PRODUCT_ACTIVATION");
    const { domains } = await world.simulator.control.state();
    expect(domains?.[DOMAIN]).toMatchObject({ revision: expect.any(Number), productInstanceId: INSTANCE });
  });

  test("is refused by Wix with its code and a way out, and nothing is saved", async () => {
    const { saved, error } = await stage.run(registration({ domain: "example-bakery.net" }));
    expect(saved).toBeUndefined();
    expect(error).toMatchObject({ kind: "registration-refused", status: 400, code: "INVALID_TLD" });
    expect((error as Error).message).toMatch(/INVALID_TLD[^]*adjust the product instance/);
  });

  test("is refused without a word of the contacts, also where Wix repeats them", async () => {
    await world.simulator.control.addFault({
      method: "POST",
      action: {
        kind: "status",
        status: 400,
        body: {
          message: "invalid",
          details: {
            validationError: {
              fieldViolations: [
                { field: "email", description: "ada.baker@example.net is not of Ada of 1 Mill Street" },
              ],
            },
          },
        },
      },
    });
    const { error } = await stage.run(registration());
    expect((error as Error).message).toMatch(/email: a\*\*\*@example\.net is not of Ada of \[secret\]/);
  });

  test("can be left pending", async () => {
    const { state } = await stage.succeeded(registration({ waitFor: "PENDING_REGISTRATION" }));
    expect(state.status).toBe("PENDING_REGISTRATION");
    expect(state).not.toHaveProperty("expirationDate");
  });

  test("has records while it is pending, as Wix's guide sets them, where Wix gives it a zone by then", async () => {
    await world.simulator.control.changeSettings({ registeredZoneFrom: "PENDING_REGISTRATION" });
    await stage.succeeded(registration({ waitFor: "PENDING_REGISTRATION" }));
    const records = [{ type: "MX", hostName: "@", values: ["10 mx1.example.net"] }];
    const set = await up(dnsZoneRecords, world.context(), undefined, { domainName: DOMAIN, records });
    expect(set.error).toBeUndefined();
    const { dnsZones } = await world.simulator.control.state();
    expect(dnsZones?.[DOMAIN]?.records).toContainEqual(
      expect.objectContaining({ type: "MX", values: ["10 mx1.example.net"] }),
    );
  });
});

describe("a domain that is registered in the account already", () => {
  test("is adopted where the same product instance pays for it, without a second registration", async () => {
    await stage.succeeded(registration());
    await world.simulator.control.clearJournal();
    const { state } = await stage.succeeded(registration());
    expect(state.status).toBe("ACTIVE");
    expect(await stage.calls("POST")).toEqual([]);
  });

  test("is refused where another one pays for it, naming both", async () => {
    await stage.succeeded(registration());
    const { error, saved } = await stage.run(registration({ productInstanceId: OTHER_INSTANCE }));
    expect(saved).toBeUndefined();
    expect(error).toMatchObject({ kind: "registered-otherwise" });
    expect((error as Error).message).toMatch(new RegExp(`${INSTANCE}[^]*${OTHER_INSTANCE}`));
  });

  test("is not bought again after it was cancelled", async () => {
    const saved = await stage.succeeded(registration());
    await stage.edit("registered-domains", DOMAIN, { status: "CANCELED" });
    await expect(registeredDomain.read(world.context(), saved.id, saved.state)).resolves.toBe(NOT_FOUND);
    await world.simulator.control.clearJournal();
    const { error } = await stage.run(registration());
    expect(error).toMatchObject({ kind: "registration-canceled" });
    expect(await stage.calls("POST")).toEqual([]);
  });
});

describe("a registration that fails", () => {
  test("explains itself, is saved, and is tried again with corrected contacts", async () => {
    const failed = await stage.run(registration({ contacts: wrongContacts }));
    expect(failed.error).toBeInstanceOf(InitFailed);
    expect((failed.error as Error).message).toMatch(
      /OTHER, registrant: postalCode does not fit US[^]*run again/,
    );
    expect(failed.saved?.state).toMatchObject({
      status: "FAILED_REGISTRATION",
      failure: { code: "OTHER", message: "registrant: postalCode does not fit US" },
    });
    const { state } = await stage.succeeded(registration(), failed.saved);
    expect(state.status).toBe("ACTIVE");
    expect(state).not.toHaveProperty("failure");
  });

  test("while nobody watched is told before it is tried again", async () => {
    const pending = await stage.run(registration({ contacts: wrongContacts }), undefined, 1_000);
    expect(pending.saved?.state.status).toBe("PENDING_REGISTRATION");
    await world.clock.sleep(3_600_000);
    const told = await stage.run(registration({ contacts: wrongContacts }), pending.saved);
    expect((told.error as Error).message).toContain("postalCode does not fit US");
    expect(await stage.calls("POST")).toHaveLength(1);
    const { state } = await stage.succeeded(registration(), told.saved);
    expect(state.status).toBe("ACTIVE");
  });

  test("may be given up for another name, which replaces it", async () => {
    const failed = await stage.run(registration({ contacts: wrongContacts }));
    if (failed.saved === undefined) throw new Error("nothing was saved");
    expect(stage.changesOf(failed.saved, registration({ domain: "other-bakery.com" }))).toEqual({
      changes: true,
      replaces: ["domain"],
      because: expect.stringContaining("postalCode does not fit US"),
    });
  });

  test("shows no contact data of Wix's text in the clear", async () => {
    await stage.edit("registered-domains", DOMAIN, {
      outcome: {
        registration: ["FAILED_REGISTRATION"],
        failure: {
          code: "OTHER",
          message: "mail to ada.baker@example.net bounced, and nobody answers +16175550142 in 1 Mill Street",
        },
      },
    });
    const { error, saved } = await stage.run(registration());
    expect((error as Error).message).toContain("a***@example.net");
    expect(JSON.stringify([(error as Error).message, saved?.state.failure])).not.toMatch(
      /ada\.baker|5550142|Mill Street/,
    );
  });
});

describe("a registration that takes longer than the time-out", () => {
  test("is saved and resumed, at no cost", async () => {
    const slow = await stage.run(registration(), undefined, 1_000);
    expect(slow.error).toBeInstanceOf(InitFailed);
    expect((slow.error as Error).message).toMatch(
      /registration of example-bakery\.com did not settle within 1s.*PENDING_REGISTRATION[^]*run again to wait on, at no cost/,
    );
    expect(slow.saved).toMatchObject({
      id: DOMAIN,
      unfinished: true,
      state: { status: "PENDING_REGISTRATION" },
    });
    const { state } = await stage.succeeded(registration(), slow.saved);
    expect(state.status).toBe("ACTIVE");
    expect(await stage.calls("POST")).toHaveLength(1);
  });
});

describe("a registration whose answer is lost", () => {
  const lost = (when: "before" | "after") =>
    world.simulator.control.addFault({
      method: "POST",
      route: "/domains/v1/registered-domains",
      action: { kind: "drop", when },
    });

  test.each([0, 60_000])("is looked for, and found by the same run (shown after %i ms)", async readLagMs => {
    await stage.begin(account({ readLagMs }));
    await lost("after");
    const { state } = await stage.succeeded(registration());
    expect(state.status).toBe("ACTIVE");
    expect(await stage.calls("POST")).toHaveLength(1);
  });

  test.each([
    ["a new name", contacts],
    ["a name that failed before", wrongContacts],
  ])(
    "and that does not show is not sent again blindly, but left to the next run: %s",
    async (_what, first) => {
      const failed =
        first === contacts ? undefined : (await stage.run(registration({ contacts: first }))).saved;
      await world.simulator.control.clearJournal();
      await lost("before");
      const { error, saved } = await stage.run(registration(), failed);
      expect(error).toMatchObject({ cause: { kind: "registration-unknown" } });
      expect((error as Error).message).toMatch(/unknown[^]*the next run looks before it registers/);
      expect(saved).toMatchObject({ id: DOMAIN, unfinished: true });
      expect(saved?.state).not.toHaveProperty("status");
      expect(await stage.calls("POST")).toHaveLength(1);
      await stage.succeeded(registration(), saved);
    },
  );

  test("by an earlier run, and that Wix does not show yet, is found when Wix refuses a second one", async () => {
    await stage.begin(account({ readLagMs: 60_000 }));
    const program = registration({ allowPremium: true });
    await stage.run(program, undefined, 1_000);
    const { state } = await stage.succeeded(program);
    expect(state.status).toBe("ACTIVE");
    expect(await stage.calls("POST")).toHaveLength(2);
  });
});

describe("a change that Wix has no call for", () => {
  test.each([
    [
      "domain",
      { domain: "other-bakery.com" },
      /domain: a registered name stays what it is[^]*second RegisteredDomain/,
    ],
    ["product instance", { productInstanceId: OTHER_INSTANCE }, /productInstanceId: .*Change it back/],
    ["contact", { contacts: wrongContacts }, /contacts\.registrant: Wix has no call for it.*ignoreChanges/],
  ])("of the %s fails at preview with the way out", async (_what, change, message) => {
    const saved = await stage.succeeded(registration());
    expect(() => stage.changesOf(saved, registration(change))).toThrow(message);
  });

  test("is told with all others at once, and without contact data", async () => {
    const saved = await stage.succeeded(registration());
    const all = { domain: "o.com", productInstanceId: OTHER_INSTANCE, contacts: wrongContacts };
    const message = (() => {
      try {
        return JSON.stringify(stage.changesOf(saved, registration(all)));
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(message.match(/^ {2}/gm)).toHaveLength(3);
    expect(message).not.toMatch(/Ada|Baker|Mill|Boston|ABCDE|02101/);
  });
});

describe("ICANN's confirmation", () => {
  test("is asked for in a line that shows until when, and no e-mail address in the clear", async () => {
    await stage.succeeded(registration());
    const line = world.said.find(said => said.startsWith("ICANN"));
    expect(line).toMatch(/by a\*\*\*@example\.net until \d{4}-/);
    expect(world.said.join("\n")).not.toContain("ada.baker");
  });

  test("that expired ends a run with what to do, and the domain saved as half-made", async () => {
    const made = await stage.succeeded(registration());
    await stage.edit("registered-domains", DOMAIN, { icann: { status: "EXPIRED" } });
    for (const before of [made, undefined]) {
      const { error, saved } = await stage.run(registration({ allowPremium: true }), before);
      expect(error).toBeInstanceOf(InitFailed);
      expect(error).toMatchObject({ cause: { kind: "icann-expired" } });
      const { message } = error as Error;
      expect(message).toMatch(/inactive.* by a\*\*\*@example\.net\. Only Wix can start.*ask Wix/);
      expect(message).not.toContain("ada.baker");
      expect(saved).toMatchObject({
        unfinished: true,
        state: { status: "ACTIVE", trouble: "ICANN_EXPIRED" },
      });
    }
  });
});

describe("destroying it", () => {
  test("forgets the domain without a call, and says until when it lives", async () => {
    const saved = await stage.succeeded(registration());
    await world.simulator.control.clearJournal();
    await registeredDomain.delete(world.context(), saved.id, saved.state);
    expect((await world.simulator.control.journal()).requests).toEqual([]);
    expect(world.said.at(-1)).toBe(
      `${DOMAIN} is forgotten, and stays registered at Wix until ${formatMoment(String(saved.state.expirationDate))}: a registration cannot be deleted`,
    );
  });
});

describe("what is gone", () => {
  test("is gone by Wix's proof only: lost rights and trouble are errors", async () => {
    const saved = await stage.succeeded(registration());
    const read = () => registeredDomain.read(world.context(), saved.id, saved.state);
    for (const action of [
      { kind: "status", status: 403, code: "PERMISSION_DENIED" },
      { kind: "status", status: 401 },
      { kind: "status", status: 404 },
      { kind: "html", status: 404 },
    ] as const) {
      const { id } = await world.simulator.control.addFault({ action });
      await expect(read()).rejects.toThrow(/could not read registered domain/);
      expect(id).toBeTruthy();
    }
    await world.simulator.control.loadState(account());
    await expect(read()).resolves.toBe(NOT_FOUND);
  });

  test("is not bought again by an update, but is told", async () => {
    const saved = await stage.succeeded(registration());
    await stage.begin(account());
    const { error } = await stage.run(registration({ allowPremium: true }), saved);
    expect(error).toMatchObject({ kind: "no-longer-registered" });
    expect(await stage.calls("POST")).toEqual([]);
  });
});
