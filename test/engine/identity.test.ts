import { expect } from "@jest/globals";
import { brisk, livesOnce, onePlan } from "../support/package-scene";
import { isSilent, program, saved, scenarios, succeeds, urn, type Scene } from "../support/scene";
import { replacing, txt } from "../support/zone-scene";

const SHOP = 'const shop = new pulumi.ComponentResource("test:index:Shop", "shop");';
const DEPARTMENT =
  'const department = new pulumi.ComponentResource("test:index:Department", "department", {}, { parent: shop });';
const IN_DEPARTMENT = "parent: department";

/** Records and a paid package, two components deep unless told otherwise. @param options of both, in braces */
const both = (records: string, paid: string, options = `{ ${IN_DEPARTMENT} }`): string[] => [
  replacing(records, [txt("of the shop")], options),
  onePlan(paid, { onDestroy: "cancel" }, options),
];

/** What is hidden in what is saved: the resource's identity, as the program's side has told it. */
const identities = async ({ stack }: Scene) =>
  (await saved(stack)).map(({ urn: of, outputs }) => {
    const { name, under } = JSON.parse(String(outputs?.__wix)) as { name: string; under?: string };
    return { urn: of, name, under };
  });

/** As its URN says it, which the engine has made of parents and name. */
const identityIn = (of: string) => {
  const [, , types = "", name = ""] = of.split("::");
  const parents = types.split("$").slice(0, -1);
  return { urn: of, name, under: parents.length === 0 ? undefined : parents.join("$") };
};

const areAsInUrns = async (scene: Scene, urns: readonly string[]): Promise<void> => {
  const found = await identities(scene);
  expect(found.map(({ urn: of }) => of).toSorted()).toEqual(urns.toSorted());
  expect(found).toEqual(found.map(({ urn: of }) => identityIn(of)));
};

const urnsOf = (records: string, paid: string, ...parents: readonly string[]): string[] => [
  urn("DnsZoneRecords", records, ...parents),
  urn("Package", paid, ...parents),
];

const PARENTS = ["test:index:Shop", "test:index:Department"];

/** What is declared after the first `up`, and under which URNs it then stands. */
interface Renaming {
  readonly statements: readonly string[];
  readonly urns: readonly string[];
}

const RENAMINGS: Record<string, Renaming> = {
  "another name": {
    statements: [
      SHOP,
      DEPARTMENT,
      replacing("post", [txt("of the shop")], `{ ${IN_DEPARTMENT}, aliases: [{ name: "mail" }] }`),
      onePlan("offer", { onDestroy: "cancel" }, `{ ${IN_DEPARTMENT}, aliases: [{ name: "plan" }] }`),
    ],
    urns: urnsOf("post", "offer", ...PARENTS),
  },
  "no parent": {
    statements: [SHOP, DEPARTMENT, ...both("mail", "plan", "{ aliases: [{ parent: department }] }")],
    urns: urnsOf("mail", "plan"),
  },
  "a parent of another type": {
    statements: [
      'const shop = new pulumi.ComponentResource("test:index:Store", "store", {}, { aliases: [{ type: "test:index:Shop", name: "shop" }] });',
      DEPARTMENT,
      ...both("mail", "plan"),
    ],
    urns: urnsOf("mail", "plan", "test:index:Store", "test:index:Department"),
  },
};

scenarios(
  Object.fromEntries(
    Object.entries(RENAMINGS).map(([what, { statements, urns }]) => [
      `resources two components deep get ${what} by alias: an update each that sends nothing, then silence`,
      {
        account: brisk(),
        async play(scene: Scene): Promise<void> {
          const { stack, simulator } = scene;
          await stack.replaceProgram(program(SHOP, DEPARTMENT, ...both("mail", "plan")));
          await succeeds(stack.up());
          await areAsInUrns(scene, urnsOf("mail", "plan", ...PARENTS));

          await simulator.control.clearJournal();
          await stack.replaceProgram(program(...statements));
          const text = await succeeds(stack.up());
          expect(text).toMatch(/~ 2 updated/);
          expect(text).not.toMatch(/created|deleted|replaced/);
          expect((await simulator.control.journal()).requests).toEqual([]);
          await areAsInUrns(scene, urns);
          await isSilent(stack);
          await livesOnce(scene);
        },
      },
    ]),
  ),
);
