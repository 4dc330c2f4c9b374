import { expect } from "@jest/globals";
import {
  apply,
  fails,
  isSilent,
  program,
  scenarios,
  succeeds,
  zoneOf,
  type Scene,
} from "../../support/scene";
import {
  FOREIGN_MAIL,
  MAIL,
  at,
  merging,
  mx,
  replacing,
  sets,
  txt,
  withForeign,
  withForeignMail,
} from "../../support/zone-scene";

const FOREIGN = FOREIGN_MAIL.values;
const [ONE, TWO, THREE] = ["10 mx1.example.net", "20 mx2.example.net", "30 mx3.example.net"] as const;
const POLICY = "v=spf1 include:_spf.example.net -all";

const mailOf = async (scene: Scene): Promise<string[] | undefined> => (await zoneOf(scene)).get(MAIL);
const holds = async (scene: Scene, ...ours: string[]): Promise<void> =>
  expect(await mailOf(scene)).toEqual([...FOREIGN, ...ours].toSorted());

scenarios({
  "a merging resource that leaves takes its values along, and only those": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      const [a, b] = [merging("a", [mx(ONE)]), merging("b", [mx(TWO)])];
      await apply(stack, a, b);
      await holds(scene, ONE, TWO);
      await isSilent(stack);
      await apply(stack, b);
      await holds(scene, TWO);
      await isSilent(stack);
      await apply(stack);
      await holds(scene);
    },
  },

  "two merging resources that end together leave what was found": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      await apply(stack, merging("a", [mx(ONE)]), merging("b", [mx(TWO)]));
      await succeeds(stack.destroy());
      await holds(scene);
    },
  },

  ...Object.fromEntries(
    [
      ["to the one declared later", ["a", "b"]] as const,
      ["to the one declared earlier", ["b", "a"]] as const,
    ].map(([where, order]) => [
      `a value moves between two merging resources, ${where}`,
      {
        account: withForeignMail,
        async play(scene: Scene) {
          const { stack } = scene;
          const both = (values: Readonly<Record<"a" | "b", string[]>>) =>
            order.map(name => merging(name, [mx(...values[name])]));
          await apply(stack, ...both({ a: [ONE, THREE], b: [TWO] }));
          await holds(scene, ONE, TWO, THREE);
          await apply(stack, ...both({ a: [ONE], b: [TWO, THREE] }));
          await holds(scene, ONE, TWO, THREE);
          await isSilent(stack);
          await apply(stack, merging("b", [mx(TWO, THREE)]));
          await holds(scene, TWO, THREE);
        },
      },
    ]),
  ),

  "a value that moves to a merging resource that depends on the first one stays in the end": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      const both = (a: string[], b: string[]) => [
        merging("a", [mx(...a)]),
        merging("b", [mx(...b)], "{ dependsOn: a }"),
      ];
      await apply(stack, ...both([ONE, THREE], [TWO]));
      await apply(stack, ...both([ONE], [TWO, THREE]));
      await holds(scene, ONE, TWO, THREE);
      await isSilent(stack);
    },
  },

  "a value that a merging resource found stays when it is declared no longer": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      await apply(stack, merging("a", [mx(ONE, ...FOREIGN)]));
      await apply(stack, merging("a", [mx(ONE)]));
      await holds(scene, ONE);
      await succeeds(stack.destroy());
      await holds(scene);
    },
  },

  "an update that would merge a second SPF policy is refused, and leaves the zone": {
    account: withForeign({ type: "TXT", hostName: "example.com", ttl: 3600, values: [POLICY] }),
    async play(scene) {
      const { stack } = scene;
      await apply(stack, merging("a", [txt("token=1")]));
      await stack.replaceProgram(program(merging("a", [txt("token=1", "v=spf1 mx -all")])));
      const refused = await fails(stack.up());
      expect(refused).toMatch(/SPF/i);
      expect(refused).toContain(POLICY);
      expect((await zoneOf(scene)).get("TXT example.com")).toEqual(["token=1", POLICY].toSorted());
      await apply(stack, merging("a", [txt("token=2")]));
      expect((await zoneOf(scene)).get("TXT example.com")).toEqual(["token=2", POLICY].toSorted());
    },
  },

  "two resources that merge an SPF policy each into one set are refused": {
    async play(scene) {
      const { stack } = scene;
      const a = merging("a", [txt(POLICY)]);
      await apply(stack, a);
      await stack.replaceProgram(program(a, merging("b", [txt("v=spf1 mx -all")], "{ dependsOn: a }")));
      expect(await fails(stack.up())).toMatch(/SPF/i);
      const policies = (await zoneOf(scene))
        .get("TXT example.com")
        ?.filter(value => value.startsWith("v=spf1"));
      expect(policies).toHaveLength(1);
    },
  },

  "`existing` changes from merge to replace: the declared values stand alone, and the found ones return": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      await apply(stack, merging("a", [mx(ONE)]));
      await apply(stack, replacing("a", [mx(ONE)]));
      expect(await mailOf(scene)).toEqual([ONE]);
      await isSilent(stack);
      await apply(stack, replacing("a", [mx(TWO)]));
      expect(await mailOf(scene)).toEqual([TWO]);
      await succeeds(stack.destroy());
      await holds(scene);
    },
  },

  "`existing` changes from merge to refuse: what stands there can be declared, and the found ones return": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      const refusing = sets({ existing: "refuse" });
      await apply(stack, merging("a", [mx(ONE)]));
      await apply(stack, refusing("a", [mx(ONE, ...FOREIGN)]));
      await holds(scene, ONE);
      await isSilent(stack);
      await apply(stack, refusing("a", [mx(TWO)]));
      expect(await mailOf(scene)).toEqual([TWO]);
      await succeeds(stack.destroy());
      await holds(scene);
    },
  },

  "`existing` changes from replace to merge: what is declared stays, and the found values return in the end":
    {
      account: withForeignMail,
      async play(scene) {
        const { stack } = scene;
        await apply(stack, replacing("a", [mx(ONE)]));
        await apply(stack, merging("a", [mx(ONE, TWO)]));
        expect(await mailOf(scene)).toEqual(expect.arrayContaining([ONE, TWO]));
        await isSilent(stack);
        await succeeds(stack.destroy());
        await holds(scene);
      },
    },

  "two pipelines that merge into one set at once both get their values in, and take only theirs away": {
    account: withForeignMail,
    async play(scene) {
      const { stack: first, simulator } = scene;
      const second = await scene.anotherStack();
      const own = (name: string) => at(name, txt(`of ${name}`));
      await simulator.control.addFault({ method: "PATCH", action: { kind: "hold", when: "before" } });
      const runs = [
        apply(first, merging("first", [mx(ONE), own("first")])),
        apply(second, merging("second", [mx(TWO), own("second")])),
      ];
      // One of the two is held with what it read; the other one has changed the set by then.
      await Promise.race(runs);
      await simulator.control.clearFaults();
      await Promise.all(runs);
      await holds(scene, ONE, TWO);
      expect([...(await zoneOf(scene)).keys()]).toEqual(
        expect.arrayContaining(["TXT first.example.com", "TXT second.example.com"]),
      );
      await Promise.all([isSilent(first), isSilent(second)]);
      await Promise.all([succeeds(first.destroy()), succeeds(second.destroy())]);
      await holds(scene);
      expect((await zoneOf(scene)).has("TXT second.example.com")).toBe(false);
    },
  },
});
