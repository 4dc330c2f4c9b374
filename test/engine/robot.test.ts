import { expect } from "@jest/globals";
import { initialState } from "../../simulator/src";
import { brisk, livesOnce, onePlan } from "../support/package-scene";
import { failingRounds, heldAt, pendingOf, round, watch } from "../support/robot";
import {
  apply,
  chargesOf,
  fails,
  packagesOf,
  program,
  saved,
  scenarios,
  succeeds,
  writesOf,
  zoneOf,
  type Scene,
} from "../support/scene";
import { MAIL, mx, replacing, sets } from "../support/zone-scene";
import { corePlan } from "../unit/package/programs";

/* What a robot that runs again and again meets; examples/gitops/kubernetes/README.md has the table. */

const PURCHASE = { method: "POST", route: "/resellers/v2/packages" } as const;
const NEW_MAIL = "10 mx1.example.net";
const THEIR_MAIL = "5 theirs.example.net";

/** The zone is connected, and the product is sold. */
const mendCauses = async ({ simulator }: Scene): Promise<void> => {
  const { dnsZones } = initialState();
  await simulator.control.clearFaults();
  await simulator.control.loadState({ ...(await simulator.control.state()), dnsZones });
};

/** Wix delivers what it took its time for. */
const deliver = async (scene: Scene): Promise<void> => {
  for (const { instanceId } of (await packagesOf(scene)).flatMap(({ productInstances }) => productInstances))
    await scene.simulator.control.edit("resellers", instanceId, {
      of: "instance",
      settle: { status: "ENABLED" },
    });
};

const editMail = ({ simulator }: Scene, value: string): Promise<void> =>
  simulator.control.edit("dns-zones", "example.com", {
    set: [{ type: "MX", hostName: "example.com", ttl: 3600, values: [value] }],
  });

scenarios({
  "creates that fail for ten rounds leave nothing behind, and once the causes are mended each thing is made once":
    {
      account: () => ({ ...brisk()(), dnsZones: {} }),
      async play(scene) {
        const { stack, simulator } = scene;
        await simulator.control.addFault({
          ...PURCHASE,
          times: "unlimited",
          action: { kind: "status", status: 404, code: "PRODUCT_NOT_FOUND" },
        });
        await stack.replaceProgram(program(onePlan("plan"), sets()("mail", [mx(NEW_MAIL)])));
        const said = await failingRounds(stack, 10);
        for (const text of said) {
          expect(text).toMatch(/could not buy package pulumi\/test\/test\/plan: Wix says PRODUCT_NOT_FOUND/);
          expect(text).toContain("Wix hosts no DNS zone example.com for this account");
        }
        expect(await saved(stack)).toEqual([]);
        expect(await pendingOf(stack)).toEqual([]);
        expect(await chargesOf(scene)).toBe(0);

        await mendCauses(scene);
        expect(await succeeds(round(stack))).toMatch(/\+ 2 created/);
        await livesOnce(scene);
        expect((await saved(stack)).map(({ type }) => type.split(":").at(-1)).toSorted()).toEqual([
          "DnsZoneRecords",
          "Package",
        ]);
        expect(await pendingOf(stack)).toEqual([]);
      },
    },

  "a second robot is turned away by the lock, as are all rounds after one that was killed in a purchase; once it is freed, the one charge is found":
    {
      account: brisk(),
      async play(scene) {
        const { stack } = scene;
        const isTurnedAway = async (): Promise<void> => {
          const text = await fails(round(stack));
          expect(text).toMatch(/the stack is currently locked by 1 lock/);
          expect(text).toContain("pulumi cancel");
        };
        await stack.replaceProgram(program(onePlan("plan")));
        await heldAt(scene, PURCHASE, async running => {
          await isTurnedAway();
          running.kill();
        });
        await isTurnedAway();
        expect(await writesOf(scene)).toEqual(["POST /resellers/v2/packages"]);

        await succeeds(stack.pulumi("cancel", "--yes"));
        await succeeds(round(stack));
        await livesOnce(scene);
        // Pulumi keeps it though the resource is there by now; it does no harm.
        expect(await pendingOf(stack)).toEqual(["creating"]);
        await succeeds(stack.refresh("--clear-pending-creates"));
        expect(await pendingOf(stack)).toEqual([]);
      },
    },

  "a package that takes hours is waited for by round after round, also where a round is interrupted, and is paid once":
    {
      account: brisk(),
      async play(scene) {
        const { stack, simulator } = scene;
        await simulator.control.edit("resellers", corePlan, {
          of: "product",
          nextOutcomes: [{ status: "PENDING" }],
        });
        await stack.configure({ "wix:maxWait": "6s" });
        await stack.replaceProgram(program(onePlan("plan")));
        const interrupted = await heldAt(scene, PURCHASE, running => running.interrupt());
        expect(interrupted.text).toMatch(/\^C received; cancelling/);
        expect(interrupted.code).not.toBe(0);
        expect(await pendingOf(stack)).toEqual([]);

        for (const text of await failingRounds(stack, 2)) expect(text).toContain("STILL-WAITING");
        expect(await saved(stack)).toMatchObject([
          { initErrors: [expect.stringContaining("STILL-WAITING")] },
        ]);
        await deliver(scene);
        await succeeds(round(stack));
        await livesOnce(scene);
      },
    },

  "what somebody else makes of a declared record set is shown by the watcher, unseen without refresh, and set right by the next round; other sets stay":
    {
      async play(scene) {
        const { stack } = scene;
        await apply(stack, replacing("mail", [mx(NEW_MAIL)]));
        await editMail(scene, THEIR_MAIL);
        await scene.simulator.control.edit("dns-zones", "example.com", {
          set: [{ type: "TXT", hostName: "theirs.example.com", ttl: 3600, values: ["theirs"] }],
        });
        const watched = await watch(stack);
        expect(watched.code).toBe(7);
        expect(watched.text).toMatch(/~ \[0\]: "5 theirs\.example\.net" => "10 mx1\.example\.net"/);
        expect((await zoneOf(scene)).get(MAIL)).toEqual([THEIR_MAIL]);

        expect(await succeeds(stack.up())).toMatch(/2 unchanged/);
        expect((await zoneOf(scene)).get(MAIL)).toEqual([THEIR_MAIL]);

        const restored = await succeeds(round(stack));
        expect(restored).toContain(`MX example.com: removed ${THEIR_MAIL}; added ${NEW_MAIL}`);
        const zone = await zoneOf(scene);
        expect([zone.get(MAIL), zone.get("TXT theirs.example.com")]).toEqual([[NEW_MAIL], ["theirs"]]);
        expect(await watch(stack)).toMatchObject({ code: 0 });
      },
    },
});
