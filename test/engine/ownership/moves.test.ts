import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@jest/globals";
import {
  apply,
  component,
  dnsZoneRecords,
  fails,
  isSilent,
  program,
  scenarios,
  succeeds,
  urn,
  writesOf,
  zoneOf,
  type Scenario,
  type Scene,
} from "../../support/scene";
import {
  FOREIGN_MAIL,
  MAIL,
  PRINTED_FOREIGN_MAIL,
  at,
  mx,
  replacing,
  txt,
  withForeignMail,
} from "../../support/zone-scene";

const NEW_MAIL = "10 mx1.example.net";
const WRONG = at("wrong", { type: "A", hostName: "", values: ["192.0.2.999"] });

const mailOf = async (scene: Scene): Promise<string[] | undefined> => (await zoneOf(scene)).get(MAIL);

const isAsFound = async (scene: Scene): Promise<void> =>
  expect(await mailOf(scene)).toEqual(FOREIGN_MAIL.values);

/** Two resources of which `holder` declares the mail. @param more options of `b` */
const pair = (holder: "a" | "b", more = "{}", extra: ReturnType<typeof txt>[] = []): string[] => [
  replacing("a", [txt("of a"), ...(holder === "a" ? [mx(NEW_MAIL)] : [])]),
  replacing("b", [at("b", txt("of b")), ...(holder === "b" ? [mx(NEW_MAIL)] : []), ...extra], more),
];

/** Whoever the mail was found by: it comes back, or the run that forgets it has printed it. */
const returnsOrIsPrinted = async (scene: Scene, said: string): Promise<void> => {
  await succeeds(scene.stack.destroy());
  const mail = await mailOf(scene);
  if (said.includes(PRINTED_FOREIGN_MAIL)) expect(mail).toBeDefined();
  else expect(mail).toEqual(FOREIGN_MAIL.values);
};

/** @param heir declares the mail under another URN */
const forgets = (heir: string): Scenario => ({
  account: withForeignMail,
  async play(scene) {
    const { stack } = scene;
    await apply(stack, replacing("mail", [mx(NEW_MAIL)]));
    const said = await apply(stack, heir);
    expect(await mailOf(scene)).toEqual([NEW_MAIL]);
    expect(said).toContain(PRINTED_FOREIGN_MAIL);
    await isSilent(stack);
    await returnsOrIsPrinted(scene, said);
  },
});

/** `late` is known a while after the run's first look at the zone, for which somebody else is at work already. */
const LATE = `
  const { readFileSync } = require("node:fs");
  const { setTimeout: pause } = require("node:timers/promises");
  const calls = () => readFileSync(process.env.WIX_CALL_LOG, "utf8").length;
  const before = calls();
  const late = (async () => {
    while (calls() === before) await pause(20);
    await pause(300);
    return "replace";
  })();`;

scenarios({
  "a set that moves to a resource that depends on the first one stays, or is named meanwhile": {
    account: withForeignMail,
    async play(scene) {
      const { stack, simulator } = scene;
      await apply(stack, ...pair("a", "{ dependsOn: a }"));
      await simulator.control.clearJournal();
      const said = await apply(stack, ...pair("b", "{ dependsOn: a }"));
      expect(await mailOf(scene)).toEqual([NEW_MAIL]);
      if ((await writesOf(scene)).length > 0) expect(said).toContain(MAIL);
      await isSilent(stack);
      await returnsOrIsPrinted(scene, said);
    },
  },

  "a set that moves stays where the check of its new resource fails": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      await apply(stack, ...pair("a"));
      await stack.replaceProgram(program(...pair("b", "{}", [WRONG])));
      const failed = await fails(stack.up());
      expect(failed).toContain("192.0.2.999");
      expect(await mailOf(scene)).toEqual([NEW_MAIL]);
      const said = failed + (await apply(stack, ...pair("b")));
      expect(await mailOf(scene)).toEqual([NEW_MAIL]);
      await isSilent(stack);
      await returnsOrIsPrinted(scene, said);
    },
  },

  "a set that moves to a resource that depends on the first one stays, or is named, where its check fails": {
    async play(scene) {
      const { stack } = scene;
      await apply(stack, ...pair("a", "{ dependsOn: a }"));
      await stack.replaceProgram(program(...pair("b", "{ dependsOn: a }", [WRONG])));
      const failed = await fails(stack.up());
      if ((await mailOf(scene)) === undefined) expect(failed).toContain(MAIL);
      await apply(stack, ...pair("b", "{ dependsOn: a }"));
      expect(await mailOf(scene)).toEqual([NEW_MAIL]);
      await isSilent(stack);
    },
  },

  "a set that moves is named when a targeted run takes it away, and healed by the next `up --refresh`": {
    async play(scene) {
      const { stack } = scene;
      await apply(stack, ...pair("a"));
      await stack.replaceProgram(program(...pair("b")));
      await succeeds(stack.up("--target", urn("DnsZoneRecords", "b")));
      expect(await mailOf(scene)).toEqual([NEW_MAIL]);
      const said = await succeeds(stack.up("--target", urn("DnsZoneRecords", "a")));
      if ((await mailOf(scene)) === undefined) expect(said).toContain(MAIL);
      await succeeds(stack.up("--refresh"));
      expect(await mailOf(scene)).toEqual([NEW_MAIL]);
      await isSilent(stack);
    },
  },

  "a set that moves in a plain run stays, and what was found is not forgotten in silence": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      await apply(stack, ...pair("a"));
      const said = await apply(stack, ...pair("b"));
      expect(await mailOf(scene)).toEqual([NEW_MAIL]);
      expect(said).toMatch(/MX example\.com stays in the zone: .*b.* declares it/);
      await isSilent(stack);
      await returnsOrIsPrinted(scene, said);
    },
  },

  "a set that moves to a resource which the engine gets to first takes along what was found": {
    account: withForeignMail,
    async play(scene) {
      const folder = await mkdtemp(join(tmpdir(), "pulumi-wix-late-"));
      scene.closing(() => rm(folder, { recursive: true }));
      const stack = await scene.anotherStack({ env: { WIX_CALL_LOG: join(folder, "calls") } });
      await apply(stack, ...pair("a"));
      const [, b = ""] = pair("b");
      const said = await apply(
        stack,
        LATE,
        dnsZoneRecords(
          "a",
          `{ domainName: "example.com", records: ${JSON.stringify([txt("of a")])}, existing: late }`,
        ),
        b,
      );
      expect(said.indexOf(" b updating")).toBeLessThan(said.indexOf(" a updating"));
      await stack.replaceProgram(program(...pair("b")));
      await isSilent(stack);
      await succeeds(stack.destroy());
      await isAsFound(scene);
    },
  },

  "a rename without alias prints what was found before it is forgotten": forgets(
    replacing("post", [mx(NEW_MAIL)]),
  ),
  "a move into a component without alias prints what was found before it is forgotten": forgets(
    component("Shop", replacing("mail", [mx(NEW_MAIL)], "{ parent }")),
  ),

  "a rename by alias leaves the zone as it was found in the end": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      await apply(stack, replacing("mail", [mx(NEW_MAIL)]));
      await apply(stack, replacing("post", [mx(NEW_MAIL)], '{ aliases: [{ name: "mail" }] }'));
      await isSilent(stack);
      await succeeds(stack.destroy());
      await isAsFound(scene);
    },
  },

  "a name that was given up by alias and is declared anew keeps its set from the end of the other": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      await apply(stack, replacing("mail", [mx(NEW_MAIL)]));
      await apply(stack, replacing("post", [mx(NEW_MAIL)], '{ aliases: [{ name: "mail" }] }'));
      const said = await apply(stack, replacing("mail", [mx(NEW_MAIL)]));
      expect(await mailOf(scene)).toEqual([NEW_MAIL]);
      await isSilent(stack);
      await returnsOrIsPrinted(scene, said);
    },
  },
});
