import { describe, expect, test } from "@jest/globals";
import { mail } from "../../../../provider/src";

describe("record sets of several services", () => {
  test("are one a type and host name, with one SPF record as mild as the mildest", () => {
    const sets = mail.combine(
      mail.microsoft365({ server: "bakery-example.mail.protection.outlook.com", autodiscover: false }),
      [mail.googleWorkspace({ verification: "google-site-verification=a" })[1]!],
      [{ type: "TXT" as const, hostName: "@", values: ["other=1", "v=spf1 ip4:192.0.2.1 -all"] }],
    );
    expect(sets).toEqual([
      { type: "MX", hostName: "@", values: ["0 bakery-example.mail.protection.outlook.com"] },
      {
        type: "TXT",
        hostName: "@",
        values: [
          "v=spf1 include:spf.protection.outlook.com include:_spf.google.com ip4:192.0.2.1 ~all",
          "google-site-verification=a",
          "other=1",
        ],
      },
    ]);
  });

  test.each([
    ["-all", "~all", "~all"],
    ["-all", "?all", "?all"],
    ["~all", "+all", "+all"],
    ["+all", "ALL", "+all"],
    ["~ALL", "-all", "~ALL"],
  ])("let nobody be refused whom one of them lets: %s and %s", (one, other, end) => {
    const [set] = mail.combine<mail.MailRecordSet>(
      [{ type: "TXT", hostName: "Post", values: [`v=spf1 a ${one}`] }],
      [{ type: "TXT", hostName: "post", values: [`v=spf1 a  mx ${other}`] }],
    );
    expect(set).toEqual({ type: "TXT", hostName: "Post", values: [`v=spf1 a mx ${end}`] });
  });

  test("have no end where none has one, and lead on where one of them does", () => {
    const together = (...texts: string[]) =>
      mail.combine([{ type: "TXT", hostName: "@", values: texts }])[0]?.values;
    expect(together("v=spf1 a", "v=spf1 mx")).toEqual(["v=spf1 a mx"]);
    expect(together("v=spf1 redirect=a.x", "v=spf1 mx -all")).toEqual(["v=spf1 mx redirect=a.x"]);
    expect(together("x=1", "x=1", "y=2")).toEqual(["x=1", "y=2"]);
    expect(mail.combine()).toEqual([]);
  });

  test("keep an SPF record that stands alone as it is written", () => {
    const text = "v=spf1  mx -all";
    expect(mail.combine([{ type: "TXT", hostName: "@", values: [text] }])[0]?.values).toEqual([text]);
  });
});

const shown = (sets: readonly { type: string; hostName: string; values: readonly string[] }[]): string[] =>
  sets.map(({ type, hostName, values }) => `${type} ${hostName} ${values.join(", ")}`);

const KEY = "v=DKIM1; p=abc";

/** By name; a hand-written list, so that no helper vouches for itself. */
const ASKED_FOR: Record<string, [make: () => readonly mail.MailRecordSet[], wanted: string[]]> = {
  "Google Workspace": [
    () => mail.googleWorkspace({ dkim: { key: KEY }, verification: "google-site-verification=abc" }),
    [
      "MX @ 1 smtp.google.com",
      "TXT @ v=spf1 include:_spf.google.com ~all, google-site-verification=abc",
      `TXT google._domainkey ${KEY}`,
    ],
  ],
  "Google Workspace with its older servers, without more": [
    () => mail.googleWorkspace({ legacyServers: true }),
    [
      "MX @ 1 aspmx.l.google.com, 5 alt1.aspmx.l.google.com, 5 alt2.aspmx.l.google.com, 10 alt3.aspmx.l.google.com, " +
        "10 alt4.aspmx.l.google.com",
      "TXT @ v=spf1 include:_spf.google.com ~all",
    ],
  ],
  "Wix's own": [
    () => mail.wixBusinessEmail(),
    ["MX @ 1 smtp.google.com", "TXT @ v=spf1 include:_spf.google.com ~all"],
  ],
  "Microsoft 365": [
    () =>
      mail.microsoft365({
        server: "bakery-example.mail.protection.outlook.com",
        dkim: { selector1: "one.example.net", selector2: "two.example.net" },
        verification: "MS=ms1",
        hostName: "post",
      }),
    [
      "MX post 0 bakery-example.mail.protection.outlook.com",
      "TXT post v=spf1 include:spf.protection.outlook.com -all, MS=ms1",
      "CNAME autodiscover.post autodiscover.outlook.com",
      "CNAME selector1._domainkey.post one.example.net",
      "CNAME selector2._domainkey.post two.example.net",
    ],
  ],
  "Microsoft 365 without more": [
    () => mail.microsoft365({ server: "x.mx.microsoft", autodiscover: false }),
    ["MX @ 0 x.mx.microsoft", "TXT @ v=spf1 include:spf.protection.outlook.com -all"],
  ],
  "Zoho Mail": [
    () => mail.zohoMail({ verification: "zoho-verification=zb1" }),
    [
      "MX @ 10 mx.zoho.com, 20 mx2.zoho.com, 50 mx3.zoho.com",
      "TXT @ v=spf1 include:zohomail.com ~all, zoho-verification=zb1",
    ],
  ],
  "Zoho Mail, in Europe, below the domain": [
    () =>
      mail.zohoMail({
        hostName: "post",
        region: "eu",
        dkim: { key: KEY },
        alsoSends: ["mailgun.org"],
        end: "-all",
      }),
    [
      "MX post 10 mx.zoho.eu, 20 mx2.zoho.eu, 50 mx3.zoho.eu",
      "TXT post v=spf1 include:zohomail.eu include:mailgun.org -all",
      `TXT zmail._domainkey.post ${KEY}`,
    ],
  ],
  Fastmail: [
    () => mail.fastmail({ domainName: "example.com" }),
    [
      "MX @ 10 in1-smtp.messagingengine.com, 20 in2-smtp.messagingengine.com",
      "TXT @ v=spf1 include:spf.messagingengine.com ?all",
      "CNAME fm1._domainkey fm1.example.com.dkim.fmhosted.com",
      "CNAME fm2._domainkey fm2.example.com.dkim.fmhosted.com",
      "CNAME fm3._domainkey fm3.example.com.dkim.fmhosted.com",
      "SRV _imaps._tcp 0 1 993 imap.fastmail.com",
      "SRV _pop3s._tcp 10 1 995 pop.fastmail.com",
      "SRV _submissions._tcp 0 1 465 smtp.fastmail.com",
      "SRV _jmap._tcp 0 1 443 api.fastmail.com",
      "SRV _carddavs._tcp 0 1 443 carddav.fastmail.com",
      "SRV _caldavs._tcp 0 1 443 caldav.fastmail.com",
    ],
  ],
  "Fastmail without services": [
    () => mail.fastmail({ domainName: "post.example.com", hostName: "post", services: false }),
    [
      "MX post 10 in1-smtp.messagingengine.com, 20 in2-smtp.messagingengine.com",
      "TXT post v=spf1 include:spf.messagingengine.com ?all",
      "CNAME fm1._domainkey.post fm1.post.example.com.dkim.fmhosted.com",
      "CNAME fm2._domainkey.post fm2.post.example.com.dkim.fmhosted.com",
      "CNAME fm3._domainkey.post fm3.post.example.com.dkim.fmhosted.com",
    ],
  ],
  Mailgun: [
    () => mail.mailgun({ hostName: "mg.example.com", dkim: { key: KEY } }),
    [
      "MX mg.example.com 10 mxa.mailgun.org, 10 mxb.mailgun.org",
      "TXT mg.example.com v=spf1 include:mailgun.org ~all",
      `TXT mx._domainkey.mg.example.com ${KEY}`,
      "CNAME email.mg.example.com mailgun.org",
    ],
  ],
  "Mailgun in Europe, with keys that it changes itself": [
    () =>
      mail.mailgun({
        hostName: "mg.example.com",
        region: "eu",
        dkim: { pdk1: "pdk1.example.net", pdk2: "pdk2.example.net" },
        tracking: "clicks",
      }),
    [
      "MX mg.example.com 10 mxa.eu.mailgun.org, 10 mxb.eu.mailgun.org",
      "TXT mg.example.com v=spf1 include:mailgun.org ~all",
      "CNAME pdk1._domainkey.mg.example.com pdk1.example.net",
      "CNAME pdk2._domainkey.mg.example.com pdk2.example.net",
      "CNAME clicks.mg.example.com eu.mailgun.org",
    ],
  ],
  "Mailgun that only sends": [
    () =>
      mail.mailgun({
        hostName: "mg.example.com",
        dkim: { selector: "krs", key: KEY },
        receives: false,
        tracking: false,
      }),
    ["TXT mg.example.com v=spf1 include:mailgun.org ~all", `TXT krs._domainkey.mg.example.com ${KEY}`],
  ],
  SendGrid: [
    () => mail.sendGrid({ subdomain: "em1234", account: "u1.wl2", hostName: "post" }),
    [
      "CNAME em1234.post u1.wl2.sendgrid.net",
      "CNAME s1._domainkey.post s1.domainkey.u1.wl2.sendgrid.net",
      "CNAME s2._domainkey.post s2.domainkey.u1.wl2.sendgrid.net",
    ],
  ],
  "SendGrid for the domain itself": [
    () => mail.sendGrid({ subdomain: "em1234", account: "u1.wl2" }),
    [
      "CNAME em1234 u1.wl2.sendgrid.net",
      "CNAME s1._domainkey s1.domainkey.u1.wl2.sendgrid.net",
      "CNAME s2._domainkey s2.domainkey.u1.wl2.sendgrid.net",
    ],
  ],
  "a DMARC policy": [
    () =>
      mail.dmarc({ policy: "reject", subdomains: "none", reportsTo: "dmarc@example.com", hostName: "post" }),
    ["TXT _dmarc.post v=DMARC1; p=reject; sp=none; rua=mailto:dmarc@example.com"],
  ],
  "a plain DMARC policy": [() => mail.dmarc({ policy: "none" }), ["TXT _dmarc v=DMARC1; p=none"]],
  "no mail": [() => mail.noMail(), ["MX @ 0 .", "TXT @ v=spf1 -all", "TXT _dmarc v=DMARC1; p=reject"]],
  "no mail below the domain": [
    () => mail.noMail({ hostName: "parked" }),
    ["MX parked 0 .", "TXT parked v=spf1 -all", "TXT _dmarc.parked v=DMARC1; p=reject"],
  ],
};

describe("a provider's record sets", () => {
  test.each(Object.entries(ASKED_FOR))("are what it asks for: %s", (_name, [make, wanted]) => {
    expect(shown(make())).toEqual(wanted);
  });
});
