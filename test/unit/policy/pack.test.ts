import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { policies } from "../../../policy/src";

const readme = readFileSync(join(__dirname, "../../../policy/README.md"), "utf8");
/** Of each rule of the README's table: what it says of its settings, and when it judges. */
const rows = new Map(
  [...readme.matchAll(/^\| `(wix-[a-z-]+)` \| .* \| (.*) \| (each|all) \|$/gm)].map(
    ([, name = "", settings = "", judged = ""]) => [name, { settings, judged }],
  ),
);

describe("the pack", () => {
  test("holds the rules of its README, each once", () => {
    expect(policies.map(({ name }) => name)).toEqual([...rows.keys()]);
  });

  test.each(policies.map(policy => [policy.name, policy] as const))(
    "says of %s what its README says",
    (name, policy) => {
      const { settings = "", judged } = rows.get(name) ?? {};
      const properties = policy.configSchema?.properties ?? {};
      expect(policy.enforcementLevel).toBe("mandatory");
      expect(policy.description).toMatch(/^[A-Z].{20,}\.$/);
      expect("validateStack" in policy).toBe(judged === "all");
      for (const { type, description } of Object.values(properties)) {
        expect(type).toMatch(/^(array|integer|object|string)$/);
        expect(description).toMatch(/.{20,}/);
      }
      const named = [...settings.matchAll(/`([a-z]+)\b/g)].map(([, setting]) => setting);
      expect(Object.keys(properties)).toEqual([...named, "unknown"]);
      for (const [, setting = "", byDefault] of settings.matchAll(/`([a-z]+): (\d+)`/g))
        expect(properties[setting]?.default).toBe(Number(byDefault));
      expect(properties.unknown).toMatchObject({ enum: ["advise", "refuse"], default: "advise" });
    },
  );

  test("takes limits from 0 on, lists of texts, and names of mail's records", () => {
    const schemaOf = (rule: string) => policies.find(({ name }) => name === rule)?.configSchema?.properties;
    expect(schemaOf("wix-paid-ceiling")).toMatchObject({
      packages: { type: "integer", minimum: 0 },
      products: { additionalProperties: { type: "integer", minimum: 0 } },
    });
    expect(schemaOf("wix-allowed-tlds")?.allow).toMatchObject({ type: "array", items: { type: "string" } });
    expect(schemaOf("wix-allowed-tlds")?.allow?.description).toBe(
      "Each a TLD or longer suffix, e.g. com, co.uk; absent: all.",
    );
    expect(schemaOf("wix-allowed-products")?.deny?.description).toContain("catalog id of a product");
    expect(schemaOf("wix-allowed-countries")?.deny?.description).toContain("country code, e.g. DE");
    const zone = schemaOf("wix-mail-declared")?.zones?.additionalProperties;
    expect(zone).toMatchObject({
      type: "object",
      additionalProperties: false,
      properties: { mail: { type: "array" } },
    });
    const pattern = /"pattern":"([^"]+)"/.exec(JSON.stringify(zone))?.[1] ?? "";
    for (const right of ["MX", "DKIM google", "TLS-RPT @", "SPF news.example.com"])
      expect(right).toMatch(new RegExp(pattern));
    for (const wrong of ["mx", "A", "MX  x", "MX a b", "XMX"]) expect(wrong).not.toMatch(new RegExp(pattern));
  });

  test("is configured as its README shows", () => {
    const [, text = ""] = /```json\n(.*?)```/s.exec(readme) ?? [];
    for (const [name, settings] of Object.entries(JSON.parse(text) as Record<string, object>)) {
      const policy = policies.find(one => one.name === name);
      const known = [...Object.keys(policy?.configSchema?.properties ?? {}), "enforcementLevel"];
      expect(known).toEqual(expect.arrayContaining(Object.keys(settings)));
    }
  });
});
