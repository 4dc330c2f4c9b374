import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { startSimulator, type Simulator } from "../../simulator/src";
import { installPacks, type Packs } from "../support/policy-pack";
import { account, businessPlan, corePlan, plan } from "../unit/package/programs";
import {
  apply,
  component,
  connectedDomain,
  dnsZoneRecords,
  program,
  registeredDomain,
  wixPackage,
} from "../support/scene";
import { makeStack, type Stack } from "../support/stack";
import { accountId } from "../support/world";

const TIMEOUT = 900_000;
const PROTECTED = "{ protect: true }";

const held = wixPackage("held", { products: [plan(undefined)] }, PROTECTED);
const records = (list: readonly object[], more: object = {}): object => ({
  domainName: "example.com",
  records: list,
  onDestroy: "keep",
  ...more,
});
const MX = { type: "MX", hostName: "@", values: ["10 mx1.example.net"] };
const SPF = { type: "TXT", hostName: "@", values: ["v=spf1 -all", "other"] };
const DKIM = { type: "CNAME", hostName: "s1._domainkey", values: ["s1.dkim.example.net"] };
const mail = dnsZoneRecords("mail", records([MX, SPF]));

/** What exists before each preview. */
const before = [held, mail];

const bought = (name: string, product: object = {}, more: object = {}, options = PROTECTED): string =>
  wixPackage(name, { products: [plan(undefined, product)], ...more }, options);
const domain = (name: string, args: object, options = PROTECTED): string =>
  registeredDomain(
    name,
    {
      productInstanceId: "40000000-0000-4000-8000-000000000001",
      contacts: {
        registrant: {
          firstName: "Ada",
          lastName: "Lovelace",
          email: "ada@example.net",
          address: "1 Main Street",
          city: "Boston",
          countryCode: "US",
          phone: "+16175550100",
          subdivisionCode: "MA",
          postalCode: "02110",
        },
      },
      ...args,
    },
    options,
  );
const many = (count: number): string[] => Array.from({ length: count }, (_, index) => bought(`plan${index}`));
const zone = (...kinds: readonly string[]): object => ({ zones: { "example.com": { mail: kinds } } });

interface Row {
  readonly program: readonly string[];
  readonly config?: object;
  /** @default the one of npm */
  readonly pack?: keyof Packs;
}
interface Refused extends Row {
  readonly rule: string;
  readonly says: string;
}
interface Passing extends Row {
  /** Advice that is given. */
  readonly says?: RegExp;
}

const refused: Readonly<Record<string, Refused>> = {
  "a package without protect": {
    program: [...before, bought("bare", {}, {}, "{}")],
    rule: "wix-paid-protected",
    says: '"bare" is not protected',
  },
  "a registered domain without protect": {
    program: [...before, domain("shop", { domain: "bakery.com" }, "{}")],
    rule: "wix-paid-protected",
    says: '"shop" is not protected',
  },
  "a package that loses its protection": {
    program: [wixPackage("held", { products: [plan(undefined)] }), mail],
    rule: "wix-paid-protected",
    says: '"held" is not protected',
  },
  "a package that its end cancels": {
    program: [...before, bought("brief", {}, { onDestroy: "cancel" })],
    rule: "wix-paid-kept",
    says: '"brief" has onDestroy: "cancel"',
  },
  "more packages than the stack may declare": {
    program: [...before, ...many(2)],
    config: { "wix-paid-ceiling": { packages: 2 } },
    rule: "wix-paid-ceiling",
    says: "is package 3 of the stack; the limit is 2",
  },
  "more domains than the stack may declare": {
    program: [...before, domain("shop", { domain: "bakery.com" })],
    config: { "wix-paid-ceiling": { domains: 0 } },
    rule: "wix-paid-ceiling",
    says: '"shop" is registered domain 1 of the stack; the limit is 0',
  },
  "more of a product than the stack may declare": {
    program: [...before, bought("second")],
    config: { "wix-paid-ceiling": { products: { [corePlan]: 1 } } },
    rule: "wix-paid-ceiling",
    says: `brings product ${corePlan} to 2; the limit is 1`,
  },
  "six new packages, where nothing is configured": {
    program: [...before, ...many(6)],
    rule: "wix-purchase-ceiling",
    says: "This run would buy, or change, 6 packages",
  },
  "a new and a changed package in one run that may do one": {
    program: [
      wixPackage("held", { products: [plan(undefined)], externalId: "crm-1" }, PROTECTED),
      mail,
      bought("second"),
    ],
    config: { "wix-purchase-ceiling": { packages: 1 } },
    rule: "wix-purchase-ceiling",
    says: 'would buy, or change, 2 packages ("held", "second"); the limit is 1',
  },
  "more of a product than one run may buy": {
    program: [...before, ...many(2)],
    config: { "wix-purchase-ceiling": { products: { [corePlan]: 1 } } },
    rule: "wix-purchase-ceiling",
    says: `2 of product ${corePlan}; the limit is 1`,
  },
  "a product that is not allowed": {
    program: [...before, bought("big", { catalogProductId: businessPlan })],
    config: { "wix-allowed-products": { allow: [corePlan] } },
    rule: "wix-allowed-products",
    says: `products[0].catalogProductId of "big" is ${businessPlan}; allowed is ${corePlan}`,
  },
  "a product that is denied": {
    program: [...before, bought("big", { catalogProductId: businessPlan })],
    config: { "wix-allowed-products": { deny: [businessPlan] } },
    rule: "wix-allowed-products",
    says: 'which "deny" of wix-allowed-products names',
  },
  "a country that is not allowed": {
    program: [...before, bought("far", { countryCode: "fr" })],
    config: { "wix-allowed-countries": { allow: ["DE", "AT"] } },
    rule: "wix-allowed-countries",
    says: 'products[0].countryCode of "far" is FR; allowed are DE, AT',
  },
  "a country that is only known later, where such are refused": {
    program: [
      ...before,
      bought("first"),
      `new wix.Package("later", { products: [{ catalogProductId: "${corePlan}", countryCode: first.packageId }] }, ${PROTECTED});`,
    ],
    config: { "wix-allowed-countries": { allow: ["DE"], unknown: "refuse" } },
    rule: "wix-allowed-countries",
    says: 'products[0].countryCode of "later" is only known later',
  },
  "a TLD that is not allowed": {
    program: [...before, domain("shop", { domain: "bakery.net" })],
    config: { "wix-allowed-tlds": { allow: ["com", "co.uk"] } },
    rule: "wix-allowed-tlds",
    says: 'domain of "shop" is bakery.net; allowed are com, co.uk',
  },
  "a premium name that nobody named": {
    program: [...before, domain("shop", { domain: "bakery.com", allowPremium: true })],
    config: { "wix-costly-domains": { redeem: ["bakery.com"] } },
    rule: "wix-costly-domains",
    says: '"shop" has allowPremium',
  },
  "a redemption that nobody named": {
    program: [
      ...before,
      domain("shop", { domain: "bakery.com", redeem: { expired: "2027-03-02", priceClass: "REGULAR" } }),
    ],
    rule: "wix-costly-domains",
    says: '"shop" has redeem',
  },
  "records of mail that go when they are no longer declared": {
    program: [held, dnsZoneRecords("mail", records([MX, SPF], { onDestroy: "restore" }))],
    rule: "wix-mail-kept",
    says: `"mail" declares mail's MX of example.com`,
  },
  "a selector of DKIM in a component, as a map": {
    program: [
      ...before,
      component(
        "Mail",
        dnsZoneRecords(
          "dkim",
          { domainName: "example.com", records: { "TXT s2._domainkey": { values: ["v=DKIM1; p=abc"] } } },
          "{ parent }",
        ),
      ),
    ],
    rule: "wix-mail-kept",
    says: `"dkim" declares mail's DKIM of s2._domainkey.example.com`,
  },
  "mail that is given up together with its word to keep": {
    program: [
      held,
      dnsZoneRecords("mail", {
        domainName: "example.com",
        records: [{ type: "A", hostName: "shop", values: ["192.0.2.1"] }],
      }),
    ],
    config: { "wix-mail-kept": { zones: ["Example.com"] } },
    rule: "wix-mail-kept",
    says: '"mail" writes to example.com, whose mail is to be kept',
  },
  "a zone that loses its MX": {
    program: [held, dnsZoneRecords("mail", records([SPF]))],
    config: { "wix-mail-declared": zone("MX", "SPF") },
    rule: "wix-mail-declared",
    says: "No DnsZoneRecords declares the MX of example.com",
  },
  "a zone that loses its SPF value, while the set stays": {
    program: [held, dnsZoneRecords("mail", records([MX, { ...SPF, values: ["other"] }]))],
    config: { "wix-mail-declared": zone("MX", "SPF") },
    rule: "wix-mail-declared",
    says: "No DnsZoneRecords declares the SPF of example.com",
  },
  "a zone whose records are no longer declared at all": {
    program: [held],
    config: { "wix-mail-declared": zone("MX") },
    rule: "wix-mail-declared",
    says: "No DnsZoneRecords declares the MX of example.com",
  },
  "a connected domain that takes its zone with it": {
    program: [
      ...before,
      connectedDomain("shop", { domain: "bakery.example", connectionType: "NAMESERVERS", force: true }),
    ],
    rule: "wix-forced-disconnect",
    says: '"shop" has force: true',
  },
  "a mistyped setting": {
    program: before,
    config: { "wix-paid-ceiling": { package: 2 } },
    rule: "wix-paid-ceiling",
    says: 'wix-paid-ceiling has no setting "package"; there are: packages, domains, products, unknown',
  },
};

const passing: Readonly<Record<string, Passing>> = {
  "what exists and stays": { program: before, config: { "wix-purchase-ceiling": { packages: 0 } } },
  "one new package beside one that stays, in a run that may buy one": {
    program: [...before, bought("second")],
    config: { "wix-purchase-ceiling": { packages: 1, products: { [corePlan]: 1 } } },
  },
  "what all lists allow": {
    program: [...before, bought("second", { countryCode: "at" }), domain("shop", { domain: "bakery.co.uk" })],
    config: {
      "wix-paid-ceiling": { packages: 2, domains: 1, products: { [corePlan]: 2 } },
      "wix-allowed-products": { allow: [corePlan.toUpperCase()], deny: [businessPlan] },
      "wix-allowed-countries": { allow: ["DE", "AT"] },
      "wix-allowed-tlds": { allow: ["uk"], deny: ["com"] },
    },
  },
  "resources that are named as exceptions": {
    program: [
      ...before,
      bought("brief", {}, { onDestroy: "cancel" }, "{}"),
      dnsZoneRecords("dkim", records([DKIM], { onDestroy: "delete" })),
    ],
    config: {
      "wix-paid-protected": { except: ["brief"] },
      "wix-paid-kept": { except: ["urn:pulumi:test::test::pulumi-nodejs:dynamic/wix:Package::brief"] },
      "wix-mail-kept": { except: ["dkim"] },
    },
  },
  "a country that is only known later, and says so": {
    program: [
      ...before,
      bought("first"),
      `new wix.Package("later", { products: [{ catalogProductId: "${corePlan}", countryCode: first.packageId }] }, ${PROTECTED});`,
    ],
    config: { "wix-allowed-countries": { allow: ["DE"] } },
    says: /\[advisory\] +wix-allowed-countries[^]*countryCode of "later" is only known later/,
  },
  "what is advised against only": {
    program: [...before, bought("bare", {}, {}, "{}")],
    config: { "wix-paid-protected": "advisory" },
    says: /\[advisory\] +wix-paid-protected[^]*"bare" is not protected/,
  },
  "records of mail that move from one resource to another": {
    program: [
      held,
      dnsZoneRecords("mail", records([SPF])),
      dnsZoneRecords(
        "more",
        records([MX, DKIM, { ...SPF, hostName: "_dmarc", values: ["v=DMARC1; p=none"] }]),
      ),
    ],
    config: { "wix-mail-declared": zone("MX", "SPF", "DKIM s1", "DMARC") },
  },
  "records that are only known later, and says so": {
    program: [
      held,
      bought("first"),
      'new wix.DnsZoneRecords("mail", { domainName: "example.com", onDestroy: "keep", records: first.packageId.apply(() => []) });',
    ],
    config: { "wix-mail-declared": zone("MX") },
    says: /\[advisory\] +wix-mail-declared[^]*Whether example.com keeps its MX cannot be told: records of "mail"/,
  },
  "secret records": {
    program: [
      held,
      `new wix.DnsZoneRecords("mail", { domainName: "example.com", onDestroy: "keep", records: pulumi.secret(${JSON.stringify([MX, SPF])}) });`,
    ],
    config: { "wix-mail-declared": zone("MX", "SPF") },
  },
  "what a pack of one's own lets pass with these rules": {
    program: [...before, bought("bare", {}, {}, "{}")],
    pack: "own",
    says: /\[advisory\] +wix-paid-protected[^]*"bare" is not protected/,
  },
};

const OWN = `
const { PolicyPack } = require("@pulumi/policy");
const { policies } = require("pulumi-wix-policy");
new PolicyPack("acme", { policies }, { "wix-paid-protected": "advisory", "wix-purchase-ceiling": { packages: 1 } });
`;

/** Stacks to preview on, which are free; a preview takes one and gives it back. */
interface Stage {
  readonly root: string;
  readonly simulator: Simulator;
  readonly packs: Packs;
  readonly stacks: readonly Stack[];
  readonly free: Stack[];
}

let staged: Promise<Stage> | undefined;
/** Jest starts concurrent tests before it calls hooks. */
const stage = (): Promise<Stage> => (staged ??= setUp());

async function setUp(): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), "pulumi-wix-policies-"));
  const packs = await installPacks(root, OWN);
  const simulator = await startSimulator({ seed: 11 });
  await simulator.control.loadState({ ...account(), settings: { settleMs: 200 } });
  const env = {
    WIX_BASE_URL: simulator.url,
    WIX_ACCOUNT_ID: accountId,
    WIX_API_KEY: "simulated-api-key",
    WIX_POLL_INTERVAL: "50ms",
    // Each run starts four processes anew.
    NODE_COMPILE_CACHE: join(root, "compiled"),
  };
  const stacks: Stack[] = [];
  for (let count = 0; count < 2; count++) {
    const stack = await makeStack({ program: program(), env });
    stacks.push(stack);
    await apply(stack, ...before);
  }
  return { root, simulator, packs, stacks, free: [...stacks] };
}

afterAll(async () => {
  if (staged === undefined) return;
  const { root, simulator, stacks } = await staged;
  for (const stack of stacks) await stack.dispose();
  await simulator.close();
  await rm(root, { recursive: true, force: true });
});

async function run(command: "preview" | "up", { program: statements, config, pack = "packed" }: Row) {
  const { packs, free } = await stage();
  const stack = free.pop();
  if (stack === undefined) throw new Error("more tests at once than stacks");
  try {
    await stack.replaceProgram(program(...statements));
    const file = join(stack.folder, "policies.json");
    await writeFile(file, JSON.stringify(config ?? {}));
    const configured = config === undefined ? [] : ["--policy-pack-config", file];
    const done = await stack[command]("--policy-pack", packs[pack], ...configured);
    require("node:fs").appendFileSync("/tmp/pol-out.txt", `\n===== ${JSON.stringify(config)}\n${done.text}`);
    return done;
  } finally {
    free.push(stack);
  }
}

describe("policies refuse at preview", () => {
  for (const [what, row] of Object.entries(refused))
    test.concurrent(
      what,
      async () => {
        const { code, text } = await run("preview", row);
        expect(text).toMatch(new RegExp(`\\[mandatory\\] +${row.rule} `));
        expect(text.replaceAll(/\s+/g, " ")).toContain(row.says);
        expect(text.match(/\[mandatory\] +(\S+)/g)).toHaveLength(1);
        expect(code).not.toBe(0);
      },
      TIMEOUT,
    );
});

describe("policies let pass at preview", () => {
  for (const [what, row] of Object.entries(passing))
    test.concurrent(
      what,
      async () => {
        const { code, text } = await run("preview", row);
        if (row.says === undefined) expect(text).not.toMatch(/\[(advisory|mandatory)\]/);
        else expect(text.replaceAll(/\s+/g, " ")).toMatch(row.says);
        expect(text).not.toMatch(/error:|\[mandatory\]/);
        expect(code).toBe(0);
      },
      TIMEOUT,
    );
});

describe("policies refuse without a preview", () => {
  test.concurrent(
    "before anything is bought",
    async () => {
      const { code, text } = await run("up", { program: [...before, bought("bare", {}, {}, "{}")] });
      expect(text).toMatch(/\[mandatory\] +wix-paid-protected/);
      expect(code).not.toBe(0);
      expect(await (await stage()).simulator.control.ledger()).toHaveLength(1);
    },
    TIMEOUT,
  );
});
