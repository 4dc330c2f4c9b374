import { expect } from "@jest/globals";
import { brisk, livesOnce, onePlan } from "../../support/package-scene";
import {
  apply,
  chargesOf,
  component,
  fails,
  isSilent,
  packagesOf,
  program,
  saved,
  scenarios,
  succeeds,
  urn,
  type Scenario,
  type Scene,
} from "../../support/scene";
import { accountId } from "../../support/world";
import { corePlan } from "../../unit/package/programs";

const CANCEL = { onDestroy: "cancel" };

/** Long enough to look and to buy, whichever of the two the time-out counts. */
const impatient = (more = ""): string => `{ customTimeouts: { create: "6s", update: "30s" }${more} }`;

/** What Wix delivers next hangs until {@link deliver}. */
const hang = ({ simulator }: Scene): Promise<void> =>
  simulator.control.edit("resellers", corePlan, { of: "product", nextOutcomes: [{ status: "PENDING" }] });

const deliver = async (scene: Scene): Promise<void> => {
  for (const { instanceId } of (await packagesOf(scene)).flatMap(({ productInstances }) => productInstances))
    await scene.simulator.control.edit("resellers", instanceId, {
      of: "instance",
      settle: { status: "ENABLED" },
    });
};

/** Half-made, then again with these flags or this program, before and after Wix delivers. */
const survives = (
  again: readonly string[],
  flags: readonly string[],
  moment: "before" | "after",
): Scenario => ({
  account: brisk(),
  async play(scene) {
    const { stack } = scene;
    await hang(scene);
    await stack.replaceProgram(program(onePlan("plan", { externalId: "crm-1", ...CANCEL }, impatient())));
    await fails(stack.up());
    await stack.replaceProgram(program(...again));
    if (moment === "after") await deliver(scene);
    const second = await stack.up(...flags);
    if (moment === "after") expect(second).toMatchObject({ code: 0 });
    await deliver(scene);
    await succeeds(stack.up());
    await livesOnce(scene);
    await isSilent(stack);
  },
});
const ANEW = [onePlan("plan", { externalId: "crm-1", ...CANCEL }, impatient())];
const RENAMED = [onePlan("offer", { externalId: "crm-1", ...CANCEL }, impatient())];
/** The same account, written out. */
const ACCOUNTED = [onePlan("offer", { externalId: "crm-1", accountId, ...CANCEL }, impatient())];
const ON_CHANGES = [
  onePlan("plan", { externalId: "crm-1", ...CANCEL }, impatient(', replaceOnChanges: ["*"]')),
];
const REPLACE = ["--replace", urn("Package", "plan")];

scenarios({
  "a package that is not delivered yet outlives `up --replace`": survives(ANEW, REPLACE, "before"),
  "a package that was half-made and is delivered outlives `up --replace`": survives(ANEW, REPLACE, "after"),
  "a package that is not delivered yet outlives a rename without alias": survives(RENAMED, [], "before"),
  "a package that is not delivered yet outlives a rename that writes its account out": survives(
    ACCOUNTED,
    [],
    "before",
  ),
  "a package that was half-made and is delivered outlives a rename without alias": survives(
    RENAMED,
    [],
    "after",
  ),
  'a half-made package outlives `replaceOnChanges: ["*"]`': survives(ON_CHANGES, [], "before"),

  "packages `plan` in two components are bought each, and one leaves without the other's": {
    account: brisk(),
    async play(scene) {
      const { stack } = scene;
      const inside = onePlan("plan", CANCEL, "{ parent }");
      await apply(stack, component("Shop", inside), component("Blog", inside), onePlan("plan", CANCEL));
      expect((await packagesOf(scene)).map(({ externalId }) => externalId).toSorted()).toEqual([
        "pulumi/test/test/plan",
        "pulumi/test/test/test:index:Blog$plan",
        "pulumi/test/test/test:index:Shop$plan",
      ]);
      expect(await chargesOf(scene)).toBe(3);
      await isSilent(stack);
      await apply(stack, component("Shop", inside), onePlan("plan", CANCEL));
      const lives = (await packagesOf(scene)).map(({ externalId, productInstances }) => [
        externalId,
        productInstances[0]?.status,
      ]);
      expect(Object.fromEntries(lives)).toEqual({
        "pulumi/test/test/plan": "ENABLED",
        "pulumi/test/test/test:index:Blog$plan": "CANCELED",
        "pulumi/test/test/test:index:Shop$plan": "ENABLED",
      });
      expect(await chargesOf(scene)).toBe(3);
      await isSilent(stack);
    },
  },

  "a package renamed by alias keeps its external id, also when it is replaced": {
    account: brisk(),
    async play(scene) {
      const { stack } = scene;
      await apply(stack, onePlan("plan", CANCEL));
      const renamed = onePlan("offer", CANCEL, '{ aliases: [{ name: "plan" }] }');
      await apply(stack, renamed);
      await isSilent(stack);
      expect((await packagesOf(scene))[0]?.externalId).toBe("pulumi/test/test/plan");
      await succeeds(stack.up("--replace", urn("Package", "offer")));
      await livesOnce(scene);
      await isSilent(stack);
      await succeeds(stack.destroy());
      expect((await packagesOf(scene))[0]?.productInstances[0]?.status).toBe("CANCELED");
    },
  },

  "a package that is renamed and replaced at once is not bought again, whatever order the program asks for": {
    account: brisk(),
    async play(scene) {
      const { stack } = scene;
      await apply(stack, onePlan("plan", CANCEL, '{ replacementTrigger: "then" }'));
      const options =
        '{ aliases: [{ name: "plan" }], deleteBeforeReplace: false, replacementTrigger: "now" }';
      await stack.replaceProgram(program(onePlan("offer", CANCEL, options)));
      await succeeds(stack.up());
      await livesOnce(scene);
      await isSilent(stack);
    },
  },

  "a package that moves into a component by alias is not bought again": {
    account: brisk(),
    async play(scene) {
      const { stack } = scene;
      await apply(stack, onePlan("plan", CANCEL));
      await apply(
        stack,
        component(
          "Shop",
          onePlan("plan", CANCEL, "{ parent, aliases: [{ parent: pulumi.rootStackResource }] }"),
        ),
      );
      await livesOnce(scene);
      await isSilent(stack);
      await succeeds(stack.up("--replace", urn("Package", "plan", "test:index:Shop")));
      await livesOnce(scene);
    },
  },

  "a changed `customTimeouts.delete` counts, though nothing else of the resource changes": {
    account: brisk(),
    async play(scene) {
      const { stack, simulator } = scene;
      const within = (time: string) => onePlan("plan", CANCEL, `{ customTimeouts: { delete: "${time}" } }`);
      await apply(stack, within("1s"));
      await apply(stack, within("60s"));
      await isSilent(stack);
      await simulator.control.changeSettings({ settleMs: 4_000 });
      await succeeds(stack.destroy());
      expect((await packagesOf(scene))[0]?.productInstances[0]?.status).toBe("CANCELED");
      expect(await saved(stack)).toEqual([]);
    },
  },
});
