import { expect } from "@jest/globals";
import { brisk, onePlan } from "../support/package-scene";
import { finalize, finalizeWithoutProgram, round } from "../support/robot";
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
  type Scene,
} from "../support/scene";
import { account as withDomainProduct, DOMAIN, registration } from "../unit/registered-domain/account";

/* What becomes of paid things where a `Stack` object is deleted that has `destroyOnFinalize`. */

const statusesOf = async (scene: Scene) =>
  (await packagesOf(scene)).map(({ productInstances }) => productInstances.map(({ status }) => status));

const cancelled = (options?: string): string => onePlan("plan", { onDestroy: "cancel" }, options);

scenarios({
  "`destroyOnFinalize` keeps packages and registered domains and says so; a Stack that is made anew takes them over, at no charge":
    {
      account: () => withDomainProduct({ settleMs: 200, registrationMs: 200 }),
      async play(scene) {
        const { stack, simulator } = scene;
        const bakery = `new wix.RegisteredDomain("bakery", ${JSON.stringify(registration())});`;
        await apply(stack, onePlan("plan"), bakery);
        expect(await chargesOf(scene)).toBe(1);
        await simulator.control.clearJournal();

        const said = await succeeds(finalize(stack));
        expect(said).toMatch(/package \S+ stays at Wix and goes on being charged \(onDestroy is "keep"\)/);
        expect(said).toMatch(new RegExp(`${DOMAIN} is forgotten, and stays registered at Wix until`));
        expect(await saved(stack)).toEqual([]);

        await succeeds(round(stack));
        expect(await saved(stack)).toHaveLength(2);
        expect(await chargesOf(scene)).toBe(1);
        expect(await writesOf(scene)).toEqual([]);
      },
    },

  '`destroyOnFinalize` ends a package with `onDestroy: "cancel"` once; a Stack that is made anew buys another':
    {
      account: brisk(),
      async play(scene) {
        const { stack } = scene;
        await apply(stack, cancelled());
        await succeeds(finalize(stack));
        await succeeds(finalize(stack));
        expect(await statusesOf(scene)).toEqual([["CANCELED"]]);
        expect((await writesOf(scene)).filter(write => write.startsWith("DELETE"))).toHaveLength(1);
        expect(await saved(stack)).toEqual([]);

        await succeeds(round(stack));
        expect(await statusesOf(scene)).toEqual([["CANCELED"], ["ENABLED"]]);
        expect(await chargesOf(scene)).toBe(2);
      },
    },

  "`protect` makes the finalizer fail and takes nothing away, until the program lifts it": {
    account: brisk(),
    async play(scene) {
      const { stack } = scene;
      await apply(stack, cancelled("{ protect: true }"));
      const refused = await fails(finalize(stack));
      expect(refused).toMatch(/Package::plan" cannot be deleted\s+because it is protected/);
      // The program that runs first protects it anew.
      await succeeds(stack.pulumi("state", "unprotect", "--all", "--yes"));
      await fails(finalize(stack));
      expect(await statusesOf(scene)).toEqual([["ENABLED"]]);

      await stack.replaceProgram(program(cancelled()));
      await succeeds(finalize(stack));
      expect(await statusesOf(scene)).toEqual([["CANCELED"]]);
    },
  },

  "without `runProgram` the finalizer has no packages to load the provider from: it fails, and takes nothing away":
    {
      account: brisk(),
      async play(scene) {
        const { stack } = scene;
        await apply(stack, cancelled());
        expect(await fails(finalizeWithoutProgram(stack))).toContain("Cannot find module");
        expect(await statusesOf(scene)).toEqual([["ENABLED"]]);
        expect(await saved(stack)).toHaveLength(1);
      },
    },
});
