import { expect } from "@jest/globals";
import type { StateDocument } from "../../../simulator/src";
import { brisk, livesOnce, onePlan } from "../../support/package-scene";
import {
  apply,
  assignment,
  connectedDomain,
  fails,
  isSilent,
  packagesOf,
  program,
  saved,
  scenarios,
  succeeds,
  urn,
  writesOf,
  type Scene,
} from "../../support/scene";
import { freeSite, premiumSite } from "../../unit/package/programs";
import { account } from "../../unit/registered-domain/account";

const DOMAIN = "bakery.example";

const quick = (): StateDocument => account({ propagationMs: 200 });

const bakery = (name: string, more: object = {}, options?: string): string =>
  connectedDomain(
    name,
    { domain: DOMAIN, connectionType: "NAMESERVERS", siteId: premiumSite, ...more },
    options,
  );

const placed = (name: string, options?: string): string =>
  assignment(name, `{ productInstanceId: plan.productInstanceIds[0], siteId: "${freeSite}" }`, options);

/** The domain is connected and on its site, and nobody has written since the journal was cleared. */
const isUntouched = async (scene: Scene): Promise<void> => {
  const { domains, domainAssignments } = await scene.simulator.control.state();
  expect(domains?.[DOMAIN]).toMatchObject({ connectionType: "NAMESERVERS" });
  expect(domainAssignments?.[DOMAIN]).toMatchObject({ siteId: premiumSite });
  expect(await writesOf(scene)).toEqual([]);
};

const isOnItsSite = async (scene: Scene): Promise<void> => {
  expect((await packagesOf(scene))[0]?.productInstances[0]?.siteId).toBe(freeSite);
  expect(await writesOf(scene)).toEqual([]);
};

scenarios({
  "a connected domain stays connected and placed when its resource is replaced": {
    account: quick,
    async play(scene) {
      const { stack, simulator } = scene;
      await apply(stack, bakery("bakery"));
      await simulator.control.clearJournal();
      await succeeds(stack.up("--replace", urn("ConnectedDomain", "bakery")));
      await isUntouched(scene);
      await isSilent(stack);
    },
  },

  "a connected domain stays connected when its resource is renamed without alias": {
    account: quick,
    async play(scene) {
      const { stack, simulator } = scene;
      await apply(stack, bakery("bakery"));
      await simulator.control.clearJournal();
      await apply(stack, bakery("shop"));
      await isUntouched(scene);
      await isSilent(stack);
    },
  },

  "a connected domain stays connected when a name given up by alias is declared anew": {
    account: quick,
    async play(scene) {
      const { stack, simulator } = scene;
      await apply(stack, bakery("bakery"));
      await apply(stack, bakery("shop", {}, '{ aliases: [{ name: "bakery" }] }'));
      await simulator.control.clearJournal();
      await apply(stack, bakery("bakery"));
      await isUntouched(scene);
      await isSilent(stack);
    },
  },

  "a half-made connected domain stays connected where it is replaced on any change": {
    account: () => account({ propagationMs: 600_000 }),
    async play(scene) {
      const { stack, simulator } = scene;
      const waiting = bakery(
        "bakery",
        { waitFor: "propagated" },
        '{ customTimeouts: { create: "1s", update: "1s" }, replaceOnChanges: ["*"] }',
      );
      await stack.replaceProgram(program(waiting));
      await fails(stack.up());
      expect((await saved(stack)).map(({ id }) => id)).toEqual([DOMAIN]);
      await simulator.control.clearJournal();
      for (let run = 0; run < 2; run++) await stack.up();
      const { domains } = await simulator.control.state();
      expect(domains?.[DOMAIN]).toMatchObject({ connectionType: "NAMESERVERS" });
      expect((await writesOf(scene)).filter(write => write.startsWith("DELETE"))).toEqual([]);
    },
  },

  "a product instance stays on its site when its assignment is replaced": {
    account: brisk(),
    async play(scene) {
      const { stack, simulator } = scene;
      await apply(stack, onePlan("plan"), placed("placed"));
      await simulator.control.clearJournal();
      await succeeds(stack.up("--replace", urn("ProductInstanceAssignment", "placed")));
      await isOnItsSite(scene);
      await isSilent(stack);
      await succeeds(stack.destroy());
      expect((await packagesOf(scene))[0]?.productInstances[0]?.siteId).toBeUndefined();
    },
  },

  "a product instance stays on its site when its package and its assignment are replaced": {
    account: brisk(),
    async play(scene) {
      const { stack, simulator } = scene;
      const program = [onePlan("plan", { onDestroy: "cancel" }), placed("placed")];
      await apply(stack, ...program);
      await simulator.control.clearJournal();
      const both = ["Package", "ProductInstanceAssignment"].flatMap((type, index) => [
        "--replace",
        urn(type, ["plan", "placed"][index] ?? ""),
      ]);
      await succeeds(stack.up(...both));
      await isOnItsSite(scene);
      await livesOnce(scene);
      await isSilent(stack);
    },
  },

  "a product instance stays on its site when its assignment is renamed without alias": {
    account: brisk(),
    async play(scene) {
      const { stack, simulator } = scene;
      await apply(stack, onePlan("plan"), placed("placed"));
      await simulator.control.clearJournal();
      await apply(stack, onePlan("plan"), placed("moved"));
      await isOnItsSite(scene);
      await isSilent(stack);
    },
  },

  "two domains that are primary on one site are refused at preview, naming both": {
    account: quick,
    async play(scene) {
      const { stack } = scene;
      const primary = (name: string, domain: string) => bakery(name, { domain, assignmentType: "PRIMARY" });
      await stack.replaceProgram(program(primary("bakery", DOMAIN), primary("florist", "florist.example")));
      const refused = await fails(stack.preview());
      expect(refused).toMatch(/primary/i);
      expect(refused).toContain(premiumSite);
      expect(refused).toMatch(/declared by .*(bakery|florist)/);
      await fails(stack.up());
      const { domainAssignments } = await scene.simulator.control.state();
      expect(domainAssignments).toEqual({});
    },
  },

  "a site's primary domain passes to another one of the program in one run": {
    account: quick,
    async play(scene) {
      const { stack, simulator } = scene;
      const both = (first: string, second: string) => [
        bakery("bakery", { connectionType: "POINTING", assignmentType: first }),
        bakery(
          "florist",
          { connectionType: "POINTING", assignmentType: second, domain: "florist.example" },
          "{ dependsOn: bakery }",
        ),
      ];
      await apply(stack, ...both("PRIMARY", "REDIRECT"));
      await isSilent(stack);
      for (const domain of [DOMAIN, "florist.example"])
        await simulator.control.edit("dns-propagation", domain, { registrarChanged: true });
      await simulator.control.advanceClock(60_000);
      await succeeds(stack.refresh());
      await apply(stack, ...both("REDIRECT", "PRIMARY"));
      const { domainAssignments } = await simulator.control.state();
      expect(domainAssignments).toMatchObject({
        [DOMAIN]: { assignmentType: "REDIRECT" },
        "florist.example": { assignmentType: "PRIMARY" },
      });
      await isSilent(stack);
    },
  },
});
