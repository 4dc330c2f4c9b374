/* Zones as people have them, and changes as they make them: nothing of it may be refused, and hardly anything be said. */
import fc from "fast-check";
import { mail } from "../../../../provider/src";
import { KEY_2048, type CorpusSet } from "./corpus";

const DKIM = { key: KEY_2048 };

const a = (hostName: string, ...values: string[]): CorpusSet => ({ type: "A", hostName, values });
const cname = (hostName: string, target: string): CorpusSet => ({
  type: "CNAME",
  hostName,
  values: [target],
});
const txt = (hostName: string, ...values: string[]): CorpusSet => ({ type: "TXT", hostName, values });

const SERVER = "bakery-example.mail.protection.outlook.com";
const SELECTORS = {
  selector1: "selector1-bakery-example._domainkey.bakery.onmicrosoft.com",
  selector2: "selector2-bakery-example._domainkey.bakery.onmicrosoft.com",
};
const SENDGRID = { subdomain: "em1234", account: "u1234567.wl123" };

/** Mailboxes as their providers ask for them. */
const MAILBOXES: Record<string, CorpusSet[]> = {
  google: mail.googleWorkspace({ dkim: DKIM, verification: "google-site-verification=abc" }),
  "google of before 2023": mail.googleWorkspace({ dkim: DKIM, legacyServers: true }),
  "wix's own": mail.wixBusinessEmail({ legacyServers: true }),
  microsoft: mail.microsoft365({
    server: SERVER,
    dkim: SELECTORS,
    verification: "MS=ms12345678",
  }),
  "microsoft without keys": mail.microsoft365({ server: SERVER }),
  zoho: mail.zohoMail({ dkim: DKIM }),
  "zoho in europe": mail.zohoMail({
    region: "eu",
    verification: "zoho-verification=zb1.zmverify.zoho.eu",
  }),
  fastmail: mail.fastmail({ domainName: "example.com" }),
  "a host of one's own": [
    a("mail", "192.0.2.25"),
    { type: "MX", hostName: "@", values: ["10 mail.example.com"] },
    txt("@", "v=spf1 mx -all"),
    txt("s2026._domainkey", KEY_2048),
  ],
  "no mail": mail.noMail(),
  "none at all": [],
};

const DMARC = ["none", "quarantine", "reject"] as const;

/** Real set-ups: each provider of mailboxes, with and without others that send, and policies. */
export const SETUPS: readonly (readonly [name: string, records: CorpusSet[]])[] = Object.entries(MAILBOXES)
  .filter(([name]) => name !== "none at all" && name !== "no mail")
  .flatMap(([name, records]): [string, CorpusSet[]][] => [
    [name, records],
    [
      `${name}, with SendGrid and a policy`,
      mail.combine(
        records,
        mail.sendGrid(SENDGRID),
        mail.dmarc({ policy: "none", reportsTo: "dmarc@example.com" }),
      ),
    ],
    [
      `${name}, with Mailgun on a subdomain, a website and tokens`,
      mail.combine<CorpusSet>(
        records,
        mail.mailgun({ hostName: "mg.example.com", dkim: DKIM }),
        [a("@", "192.0.2.1"), cname("www", "cdn1.wixdns.net"), a("*", "192.0.2.1")],
        [txt("@", "facebook-domain-verification=abc", "apple-domain-verification=def")],
        [txt("_mta-sts", "v=STSv1; id=20260101T000000;"), cname("mta-sts", "mta-sts.example.net")],
        [txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@example.com")],
      ),
    ],
    [
      `${name}, whose SPF lists more`,
      mail.combine<CorpusSet>(records, [txt("@", "v=spf1 include:mailgun.org ip4:192.0.2.0/28 ~all")]),
    ],
  ])
  .concat([["a domain without mail", mail.noMail()]]);

const web = fc
  .uniqueArray(
    fc.constantFrom("www", "blog", "api", "shop-1", "cdn", "status", "docs", "app", "dev", "old", "*.apps"),
    { maxLength: 9 },
  )
  .chain(names =>
    fc.tuple(
      ...names.map(name =>
        fc
          .integer({ min: 1, max: 250 })
          .map(n => (n % 3 === 0 ? cname(name, `s${n}.example.net`) : a(name, `192.0.2.${n}`))),
      ),
    ),
  )
  .map(sets => sets);

const tokens = fc.subarray([
  "google-site-verification=x1",
  "facebook-domain-verification=x2",
  "stripe-verification=x3",
  "atlassian-domain-verification=x4",
]);

export interface Ordinary {
  before: CorpusSet[];
  after: CorpusSet[];
  change: string;
}

type Change = (records: CorpusSet[], n: number) => CorpusSet[];

const mapFirst = (
  records: CorpusSet[],
  is: (one: CorpusSet) => boolean,
  to: (one: CorpusSet) => CorpusSet[],
): CorpusSet[] => {
  const index = records.findIndex(is);
  return records.flatMap((one, at) => (at === index ? to(one) : [one]));
};

const isWeb = ({ type, hostName }: CorpusSet): boolean => type === "A" && hostName !== "mail";

const withSender = (text: string): string =>
  text.startsWith("v=spf1 ") && text !== "v=spf1 -all"
    ? text.replace(/^v=spf1 /, "v=spf1 include:mailgun.org ")
    : text;

const CHANGES: Record<string, Change> = {
  nothing: records => records,
  "an address": (records, n) =>
    mapFirst(records, isWeb, one => [a(one.hostName, `198.51.100.${(n % 250) + 1}`)]),
  "one more host": (records, n) => [...records, a(`new${n}`, "192.0.2.9")],
  "one host less": records =>
    mapFirst(
      records,
      one => isWeb(one) && one.hostName !== "@",
      () => [],
    ),
  "a token more": records =>
    mapFirst(
      records,
      one => one.type === "TXT" && one.hostName === "@",
      one => [txt("@", ...one.values, "openai-domain-verification=y")],
    ),
  "one more sender": records =>
    records.map(one =>
      one.hostName === "@" && one.type === "TXT" ? txt("@", ...one.values.map(withSender)) : one,
    ),
  "a new key": (records, n) => [...records, txt(`k${n}._domainkey`, KEY_2048)],
  "a new key for an old one": (records, n) =>
    mapFirst(
      records,
      one => one.type === "TXT" && one.hostName.endsWith("._domainkey"),
      () => [txt(`k${n}._domainkey`, KEY_2048)],
    ),
  "a service with keys of its own": records => mail.combine<CorpusSet>(records, mail.sendGrid(SENDGRID)),
  "a first policy": records =>
    records.some(({ hostName }) => hostName === "_dmarc")
      ? records
      : [...records, ...mail.dmarc({ policy: "none", reportsTo: "dmarc@example.com" })],
  "a policy that is stricter": records =>
    records.map(one =>
      one.hostName === "_dmarc" ? txt("_dmarc", one.values[0]?.replace(/p=\w+/, "p=reject") ?? "") : one,
    ),
  "one more mail server": records =>
    records.map(one =>
      one.type === "MX" && one.hostName === "@" && one.values[0] === "10 mail.example.com"
        ? { ...one, values: [...one.values, "20 backup.example.net"] }
        : one,
    ),
};

const isOfMail = ({ type, hostName }: CorpusSet): boolean =>
  (type === "MX" && hostName === "@") || hostName === "autodiscover";

/** Mail with another provider: the old keys stay for what is under way, and tokens stay for their services. */
const moved = (before: CorpusSet[], next: CorpusSet[]): CorpusSet[] => {
  const kept = before
    .filter(one => !isOfMail(one))
    .map(one =>
      one.type === "TXT" && one.hostName === "@"
        ? txt("@", ...one.values.filter(text => !text.startsWith("v=spf1")))
        : one,
    );
  return mail
    .combine<CorpusSet>(
      kept.filter(
        ({ type, hostName, values }) => values.length > 0 && !(type === "A" && hostName === "mail"),
      ),
      next.filter(one => !kept.some(({ type, hostName }) => type === "CNAME" && hostName === one.hostName)),
    )
    .map(one => (one.hostName.includes("_domainkey") ? { ...one, values: one.values.slice(0, 1) } : one));
};

export const ordinary: fc.Arbitrary<Ordinary> = fc
  .record({
    mailboxes: fc.constantFrom(...Object.keys(MAILBOXES)),
    next: fc.constantFrom(
      ...Object.keys(MAILBOXES).filter(name => name !== "no mail" && name !== "none at all"),
    ),
    sites: web,
    tokens,
    policy: fc.option(fc.constantFrom(...DMARC), { nil: undefined }),
    change: fc.constantFrom(...Object.keys(CHANGES), "another provider"),
    n: fc.nat(1000),
  })
  .map(({ mailboxes, next, sites, tokens: texts, policy, change, n }) => {
    const around = [
      ...sites,
      ...(texts.length > 0 ? [txt("@", ...texts)] : []),
      ...(policy !== undefined &&
      mailboxes !== "no mail" &&
      mailboxes !== "none at all" &&
      mailboxes !== "microsoft without keys"
        ? mail.dmarc({ policy })
        : []),
    ];
    const before = mail.combine<CorpusSet>(MAILBOXES[mailboxes] ?? [], around);
    const isMove = change === "another provider" && mailboxes !== "no mail" && mailboxes !== "none at all";
    const after = isMove ? moved(before, MAILBOXES[next] ?? []) : (CHANGES[change]?.(before, n) ?? before);
    return { before, after, change };
  });
