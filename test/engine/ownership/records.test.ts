import { expect } from "@jest/globals";
import {
  apply,
  component,
  editState,
  fails,
  isSilent,
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
  sets,
  txt,
  withForeignMail,
} from "../../support/zone-scene";

const NEW_MAIL = "10 mx1.example.net";
const mailOf = async (scene: Scene): Promise<string[] | undefined> => (await zoneOf(scene)).get(MAIL);

const isAsFound = async (scene: Scene): Promise<void> =>
  expect(await mailOf(scene)).toEqual(FOREIGN_MAIL.values);

scenarios({
  "one set of two resources `mail` in two components is refused at preview, naming both": {
    async play(scene) {
      const { stack, simulator } = scene;
      const mail = (...values: string[]) => sets()("mail", [mx(...values)], "{ parent }");
      await stack.replaceProgram(
        program(component("Shop", mail(NEW_MAIL)), component("Blog", mail("20 mx2.example.net"))),
      );
      const refused = await fails(stack.preview());
      expect(refused).toMatch(/MX example\.com[^]*declared by [^]*mail[^]*as well/);
      expect(refused).toMatch(/Shop/);
      expect(refused).toMatch(/Blog/);
      await fails(stack.up());
      expect((await simulator.control.journal()).requests.filter(({ method }) => method === "PATCH")).toEqual(
        [],
      );
    },
  },

  "two resources `mail` in two components own a set each, and one leaves without the other's": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      const shop = component("Shop", replacing("mail", [mx(NEW_MAIL)], "{ parent }"));
      const blog = component("Blog", replacing("mail", [at("blog", mx(NEW_MAIL))], "{ parent }"));
      await apply(stack, shop, blog);
      await isSilent(stack);
      await apply(stack, shop);
      const zone = await zoneOf(scene);
      expect(zone.get(MAIL)).toEqual([NEW_MAIL]);
      expect(zone.has("MX blog.example.com")).toBe(false);
      await succeeds(stack.destroy());
      await isAsFound(scene);
    },
  },

  "a replacement takes nothing away, and its heir knows what was found": {
    account: withForeignMail,
    async play(scene) {
      const { stack, simulator } = scene;
      await apply(stack, replacing("mail", [mx(NEW_MAIL), txt("v=spf1 -all")]));
      const before = await zoneOf(scene);
      await simulator.control.clearJournal();
      await succeeds(stack.up("--replace", urn("DnsZoneRecords", "mail")));
      expect(await writesOf(scene)).toEqual([]);
      expect(await zoneOf(scene)).toEqual(before);
      await isSilent(stack);
      await succeeds(stack.destroy());
      await isAsFound(scene);
      expect((await zoneOf(scene)).has("TXT example.com")).toBe(false);
    },
  },

  "a set that is no longer declared is named when it is taken away": {
    async play(scene) {
      const { stack } = scene;
      const other = replacing("other", [at("other", txt("of other"))]);
      await apply(stack, replacing("mail", [mx(NEW_MAIL), txt("of mail")]), other);
      const said = await apply(stack, allowing("remove-mx")("mail", [txt("of mail")]), other);
      expect(await mailOf(scene)).toBeUndefined();
      expect(said).toContain(MAIL);
    },
  },

  "a state of the first form, spelled as an older canonical form had it, is not somebody else's change": {
    account: withForeignMail,
    async play(scene) {
      const { stack } = scene;
      const address = (last: string) =>
        at("ipv6", { type: "AAAA", hostName: "", values: [`2001:db8::${last}`] });
      await apply(stack, replacing("mail", [mx(NEW_MAIL), address("1")]));
      await importAsFirstForm(scene);
      await isSilent(stack);
      await importAsFirstForm(scene);
      await apply(stack, replacing("mail", [mx("10 mx9.example.net"), address("9")]));
      expect(await mailOf(scene)).toEqual(["10 mx9.example.net"]);
      expect((await zoneOf(scene)).get("AAAA ipv6.example.com")).toEqual(["2001:db8::9"]);
      await succeeds(stack.destroy());
      await isAsFound(scene);
    },
  },
});

/** Rewrites the state as the first version of the package would have left it, with another spelling of an address. */
async function importAsFirstForm({ stack }: Scene): Promise<void> {
  const text = { __provider: 'exports.handler = () => require("pulumi-wix/provider/DnsZoneRecords");' };
  const records = {
    [MAIL]: { values: [NEW_MAIL] },
    "AAAA ipv6.example.com": { values: ["2001:DB8:0:0:0:0:0:1"] },
  };
  const found = { [MAIL]: { ttl: FOREIGN_MAIL.ttl, values: FOREIGN_MAIL.values } };
  const properties = (hidden: object) => ({
    domainName: "example.com",
    existing: "replace",
    records,
    ...text,
    __wix: JSON.stringify({ name: "mail", ...hidden }),
  });
  await editState(stack, resources =>
    resources.map(resource =>
      resource.type.endsWith(":DnsZoneRecords")
        ? { ...resource, inputs: properties({}), outputs: properties({ state: { found } }) }
        : resource,
    ),
  );
  expect(await saved(stack)).toHaveLength(1);
}
