import { expect } from "@jest/globals";
import { brisk, livesOnce, onePlan } from "../../support/package-scene";
import {
  apply,
  assignment,
  connectedDomain,
  dnsZoneRecords,
  editState,
  fails,
  isSilent,
  packagesOf,
  program,
  saved,
  scenarios,
  succeeds,
  urn,
  writesOf,
  zoneOf,
  type Scene,
} from "../../support/scene";
import {
  FOREIGN_MAIL,
  MAIL,
  allowing,
  at,
  mx,
  replacing,
  txt,
  withForeignMail,
} from "../../support/zone-scene";
import { freeSite } from "../../unit/package/programs";

const NEW_MAIL = "10 mx1.example.net";
const CANCEL = { onDestroy: "cancel" };

const mail = (options?: string, name = "mail"): string => replacing(name, [mx(NEW_MAIL)], options);

const stands = async (scene: Scene, values: readonly string[] | undefined): Promise<void> =>
  expect((await zoneOf(scene)).get(MAIL)).toEqual(values);

scenarios({
  "`protect`: records outlive a destroy and their leaving the program": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      await apply(stack, mail("{ protect: true }"));
      expect(await fails(stack.destroy())).toContain("protect");
      await stands(scene, [NEW_MAIL]);
      await stack.replaceProgram(program());
      await fails(stack.up());
      await stands(scene, [NEW_MAIL]);
      await apply(stack, mail());
      await succeeds(stack.destroy());
      await stands(scene, FOREIGN_MAIL.values);
    },
  },

  "`retainOnDelete`: records stay in the zone, and who declares them anew takes them over": {
    account: withForeignMail,
    async play(scene) {
      const { stack, simulator } = scene;
      await apply(stack, mail("{ retainOnDelete: true }"));
      await simulator.control.clearJournal();
      await apply(stack);
      await stands(scene, [NEW_MAIL]);
      await apply(stack, mail("{}", "post"));
      expect(await writesOf(scene)).toEqual([]);
      await isSilent(stack);
      await succeeds(stack.destroy());
      await stands(scene, [NEW_MAIL]);
    },
  },

  "`retainOnDelete`: a replacement takes nothing away": {
    account: withForeignMail,
    async play(scene) {
      const { stack, simulator } = scene;
      await apply(stack, mail("{ retainOnDelete: true }"));
      await simulator.control.clearJournal();
      await succeeds(stack.up("--replace", urn("DnsZoneRecords", "mail")));
      expect(await writesOf(scene)).toEqual([]);
      await stands(scene, [NEW_MAIL]);
      await isSilent(stack);
    },
  },

  "`retainOnDelete`: what another zone replaces stays in the one that it leaves": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      const mailOf = (domainName: string): string =>
        dnsZoneRecords(
          "mail",
          { domainName, records: [mx(NEW_MAIL)], existing: "replace" },
          "{ retainOnDelete: true }",
        );
      await apply(stack, mailOf("example.com"));
      await apply(stack, mailOf("example.org"));
      await stands(scene, [NEW_MAIL]);
      expect((await zoneOf(scene, "example.org")).get("MX example.org")).toEqual([NEW_MAIL]);
      await isSilent(stack);
    },
  },

  "`retainOnDelete`: a package lives on, and who declares it anew takes it over": {
    account: brisk(),
    async play(scene) {
      const { stack } = scene;
      await apply(stack, onePlan("plan", CANCEL, "{ retainOnDelete: true }"));
      await apply(stack);
      await livesOnce(scene);
      await apply(stack, onePlan("plan", CANCEL));
      await livesOnce(scene);
      await isSilent(stack);
      await succeeds(stack.up("--replace", urn("Package", "plan")));
      await livesOnce(scene);
    },
  },

  "`deletedWith`: records end with the domain that they are in, without a call of their own": {
    async play(scene) {
      const { stack, simulator } = scene;
      const domain = { domain: "bakery.example", connectionType: "NAMESERVERS", force: true };
      const inside =
        '{ domainName: bakery.domain, records: [{ type: "MX", hostName: "@", values: ["10 mx1.example.net"] }] }';
      await apply(
        stack,
        connectedDomain("bakery", domain),
        dnsZoneRecords("mail", inside, "{ deletedWith: bakery }"),
      );
      await isSilent(stack);
      await simulator.control.clearJournal();
      await succeeds(stack.destroy());
      expect((await writesOf(scene)).filter(write => write.startsWith("PATCH"))).toEqual([]);
      expect((await simulator.control.state()).domains).not.toHaveProperty(["bakery.example"]);
      expect(await saved(stack)).toEqual([]);
    },
  },

  "`destroy --run-program` ends what the program declares": {
    account: () => ({ ...withForeignMail(), settings: { settleMs: 200 } }),
    async play(scene) {
      const { stack } = scene;
      await apply(stack, mail(), onePlan("plan", CANCEL));
      await succeeds(stack.destroy("--run-program"));
      await stands(scene, FOREIGN_MAIL.values);
      expect((await packagesOf(scene)).map(({ productInstances }) => productInstances[0]?.status)).toEqual([
        "CANCELED",
      ]);
      expect(await saved(stack)).toEqual([]);
    },
  },

  "`pulumi state rename` carries on what was found and what was bought": {
    account: () => ({ ...withForeignMail(), settings: { settleMs: 200 } }),
    async play(scene) {
      const { stack, simulator } = scene;
      await apply(stack, mail(), onePlan("plan", CANCEL));
      await simulator.control.clearJournal();
      await succeeds(stack.pulumi("state", "rename", urn("DnsZoneRecords", "mail"), "post", "--yes"));
      await succeeds(stack.pulumi("state", "rename", urn("Package", "plan"), "offer", "--yes"));
      await apply(stack, mail("{}", "post"), onePlan("offer", CANCEL));
      expect(await writesOf(scene)).toEqual([]);
      await livesOnce(scene);
      await isSilent(stack);
      await apply(stack, mail("{}", "post"));
      expect((await packagesOf(scene))[0]?.productInstances[0]?.status).toBe("CANCELED");
      await succeeds(stack.destroy());
      await stands(scene, FOREIGN_MAIL.values);
    },
  },

  "a targeted destroy of one of two heirs leaves the other's set": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      await apply(stack, mail(), replacing("other", [at("other", txt("of other"))]));
      await succeeds(stack.destroy("--target", urn("DnsZoneRecords", "other")));
      await stands(scene, [NEW_MAIL]);
      expect((await zoneOf(scene)).has("TXT other.example.com")).toBe(false);
    },
  },

  "ends that an earlier run left pending take nothing away that is declared": {
    account: () => ({ ...withForeignMail(), settings: { settleMs: 200 } }),
    async play(scene) {
      const { stack, simulator } = scene;
      const all = [
        mail(),
        onePlan("plan", CANCEL),
        assignment("placed", `{ productInstanceId: plan.productInstanceIds[0], siteId: "${freeSite}" }`),
        connectedDomain("bakery", { domain: "bakery.example", connectionType: "POINTING" }),
      ];
      await apply(stack, ...all);
      await editState(stack, resources => [
        ...resources,
        ...resources
          .filter(({ custom, id }) => custom && id !== undefined && id !== "")
          .filter(({ type }) => !type.startsWith("pulumi:"))
          .map(resource => ({ ...resource, delete: true })),
      ]);
      await simulator.control.clearJournal();
      await succeeds(stack.up());
      expect(await writesOf(scene)).toEqual([]);
      await stands(scene, [NEW_MAIL]);
      await livesOnce(scene);
      expect(await saved(stack)).toHaveLength(all.length);
      await isSilent(stack);
    },
  },

  "two pipelines on one zone at once each leave what is the other's": {
    account: withForeignMail,
    async play(scene) {
      const { stack: first } = scene;
      const second = await scene.anotherStack();
      const own = (name: string, text: string) =>
        allowing("mass-change")(
          "own",
          Array.from({ length: 12 }, (_, i) => at(`${name}${i}`, txt(text))),
        );
      const keys = async (): Promise<string[]> =>
        [...(await zoneOf(scene)).keys()].filter(key => /TXT (first|second)\d/.test(key));
      await Promise.all([apply(first, own("first", "1"), mail()), apply(second, own("second", "1"))]);
      expect(await keys()).toHaveLength(24);
      await Promise.all([isSilent(first), isSilent(second)]);
      await Promise.all([apply(first, own("first", "2"), mail()), apply(second, own("second", "2"))]);
      expect([...(await zoneOf(scene)).values()]).not.toContainEqual(["1"]);
      await succeeds(first.destroy());
      expect(await keys()).toHaveLength(12);
      await stands(scene, FOREIGN_MAIL.values);
      await isSilent(second);
    },
  },

  "a set that another pipeline declares is refused, and stays": {
    async play(scene) {
      const { stack: first } = scene;
      const second = await scene.anotherStack();
      await apply(first, dnsZoneRecords("mail", { domainName: "example.com", records: [mx(NEW_MAIL)] }));
      await second.replaceProgram(
        program(dnsZoneRecords("mail", { domainName: "example.com", records: [mx("20 mx2.example.net")] })),
      );
      expect(await fails(second.up())).toContain(NEW_MAIL);
      await stands(scene, [NEW_MAIL]);
      await isSilent(first);
    },
  },
});
