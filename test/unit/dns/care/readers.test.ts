import { describe, expect, test } from "@jest/globals";
import {
  providerOfDiscovery,
  providerOfSender,
  providerOfServer,
} from "../../../../provider/src/dns/mail/providers";
import {
  endOf,
  isAlmostSpf,
  isSpf,
  lookupsOf,
  readSpf,
  sendersOf,
} from "../../../../provider/src/dns/mail/spf";
import {
  isAlmostDmarc,
  isDmarc,
  readDkim,
  readDmarc,
  readTags,
} from "../../../../provider/src/dns/mail/tags";
import { KEY_2048 } from "./corpus";

const wrong = (terms: string): readonly string[] => readSpf(`v=spf1 ${terms}`).wrong;

describe("an SPF record", () => {
  test.each(["v=spf1", "v=spf1 -all", "V=SPF1 mx"])("is one: %s", text => {
    expect(isSpf(text)).toBe(true);
    expect(isAlmostSpf(text)).toBe(false);
  });

  test.each(["v=spf10 -all", "v=spf2.0/pra", "spf", "x v=spf1 -all", "v=spf1-all"])("is none: %s", text => {
    expect(isSpf(text)).toBe(false);
  });

  test.each([
    "v=spf 1 -all",
    "v:spf1 -all",
    " v=spf1 -all",
    '"v=spf1 -all',
    ' " v = spf1 -all',
    "spf1 include:_spf.example.net",
    "V=SPF -all",
  ])("is meant to be one: %s", text => {
    expect(isAlmostSpf(text)).toBe(true);
  });

  test.each(["v=spf2.0/pra -all", "spf1x", "note: v=spf1 -all", "v=spfx"])("is not even meant: %s", text => {
    expect(isAlmostSpf(text)).toBe(false);
  });

  test("is read term by term", () => {
    expect(
      readSpf("v=spf1  a/24 ?MX:mail.example.com -ip4:192.0.2.0/24 ~exists:%{i}.x exp=e.x all").terms,
    ).toEqual([
      { text: "a/24", name: "a", qualifier: "+", value: "/24" },
      { text: "?MX:mail.example.com", name: "mx", qualifier: "?", value: "mail.example.com" },
      { text: "-ip4:192.0.2.0/24", name: "ip4", qualifier: "-", value: "192.0.2.0/24" },
      { text: "~exists:%{i}.x", name: "exists", qualifier: "~", value: "%{i}.x" },
      { text: "exp=e.x", name: "exp", value: "e.x" },
      { text: "all", name: "all", qualifier: "+" },
    ]);
  });

  test.each([
    "a mx ptr all",
    "a:example.com/24//64 mx/24",
    "ip4:192.0.2.1 ip4:192.0.2.0/0 ip4:192.0.2.0/32",
    "ip6:2001:db8::1 ip6:2001:db8::/0 ip6:2001:db8::/128",
    "redirect=_spf.example.net exp=x.example.net unknown=1",
    "exp= unknown=",
    "include:_spf.example.net exists:%{ir}.example.net",
  ])("has nothing that is wrong: %s", terms => {
    expect(wrong(terms)).toEqual([]);
  });

  test.each([
    ["ipv4:192.0.2.1"],
    ["ip4"],
    ["ip4:192.0.2"],
    ["ip4:192.0.2.0/33"],
    ["ip4:192.0.2.0/"],
    ["ip4:192.0.2.0/x2"],
    ["ip4:192.0.2.0/24x"],
    ["ip4:192.0.2.0/0x18"],
    ["ip4:192.0.2.0/24/24"],
    ["ip4:2001:db8::1"],
    ["ip6:192.0.2.1"],
    ["ip6:2001:db8::/129"],
    ["ip6:2001:db8::/64/64"],
    ["include"],
    ["include:"],
    ["include:/24"],
    ["exists"],
    ["exists:"],
    ["redirect="],
    ["redirect:"],
    ["redirect:x.example.net"],
    ["mx:a.example.net\n"],
    ["-redirect=x.example.net"],
    ["a:"],
    ["mx:"],
    ["all:example.com"],
    ["_spf.example.net"],
    ["+"],
    ["--all"],
    ["1nclude:x"],
    ["–all"],
  ])("has what no receiver can read: %s", term => {
    expect(wrong(`mx ${term} -all`)).toEqual([term]);
  });

  test("redirects once", () => {
    expect(wrong("redirect=a.x redirect=b.x")).toEqual(["redirect=b.x"]);
  });

  test("ends with `all`, else with a redirect", () => {
    expect(endOf(readSpf("v=spf1 redirect=a.x ~all"))?.text).toBe("~all");
    expect(endOf(readSpf("v=spf1 mx redirect=a.x"))?.text).toBe("redirect=a.x");
    expect(endOf(readSpf("v=spf1 mx"))).toBeUndefined();
  });

  test("is looked up term by term, up to its end", () => {
    const asked = (terms: string): string[] => lookupsOf(readSpf(`v=spf1 ${terms}`)).map(({ text }) => text);
    expect(asked("a mx ptr exists:e.x include:i.x ip4:192.0.2.1 exp=e.x -all a:late.x")).toEqual([
      "a",
      "mx",
      "ptr",
      "exists:e.x",
      "include:i.x",
    ]);
    expect(asked("mx redirect=r.x")).toEqual(["mx", "redirect=r.x"]);
  });

  test("names other senders by include and redirect", () => {
    const spf = readSpf("v=spf1 a:host.x include:Mail.Example.NET. exists:e.x include: redirect=r.x");
    expect(sendersOf(spf)).toEqual(["mail.example.net", "", "r.x"]);
  });
});

describe("a list of tags", () => {
  test("is read by name, the first one counts", () => {
    expect([...readTags("V=DMARC1 ; p = none;p=reject; =x; junk; rua=mailto:a@b.c?x=1;")]).toEqual([
      ["v", "DMARC1"],
      ["p", "none"],
      ["rua", "mailto:a@b.c?x=1"],
    ]);
  });

  test.each(["v=DMARC1", "v=DMARC1;", "v = DMARC1 ; p=none"])("is a DMARC policy: %s", text => {
    expect(isDmarc(text)).toBe(true);
    expect(isAlmostDmarc(text)).toBe(false);
  });

  test.each(["v=DMARC", "V=dmarc1; p=none", ' "v=DMARC1; p=none', "v:DMARC1; p=none", " v = DMARC1, p=none"])(
    "is meant to be one: %s",
    text => {
      expect(isDmarc(text)).toBe(false);
      expect(isAlmostDmarc(text)).toBe(true);
    },
  );

  test.each(["p=none", "x v=DMARC1; p=none", "v=DKIM1"])("is none: %s", text => {
    expect(isDmarc(text)).toBe(false);
    expect(isAlmostDmarc(text)).toBe(false);
  });

  test("says what becomes of forged mail", () => {
    const policy = (tags: string) => {
      const { policy: own, subdomains, percent } = readDmarc(`v=DMARC1; ${tags}`);
      return [own, subdomains, percent];
    };
    expect(policy("p=Reject")).toEqual(["reject", "reject", 100]);
    expect(policy("p=quarantine; sp=none; pct=20")).toEqual(["quarantine", "none", 20]);
    expect(policy("p=block; sp=off; pct=half")).toEqual([undefined, undefined, 100]);
    expect(policy("rua=mailto:a@b.c")).toEqual([undefined, undefined, 100]);
  });
});

describe("a DKIM key", () => {
  const whole = KEY_2048.slice(KEY_2048.indexOf("p=") + 2);
  const ED25519 = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  const cut = { kind: "broken", why: "its key is cut off or has stray characters" };

  /** A DER sequence of so many bytes, its head included. */
  const sequence = (bytes: number): string => {
    const head =
      bytes < 130
        ? [0x30, bytes - 2]
        : bytes < 259
          ? [0x30, 0x81, bytes - 3]
          : [0x30, 0x82, (bytes - 4) >> 8, (bytes - 4) & 0xff];
    return Buffer.concat([Buffer.from(head), Buffer.alloc(bytes - head.length)]).toString("base64");
  };

  test.each([
    [`v=DKIM1; k=rsa; p=${whole}`, 2048],
    [`k=rsa; p=${whole.slice(0, 40)} ${whole.slice(40)}`, 2048],
    [`p=${sequence(99)}`, 512],
    [`p=${sequence(100)}`, 1024],
    [`p=${sequence(162)}`, 1024],
    [`p=${sequence(199)}`, 1024],
    [`p=${sequence(200)}`, 2048],
    [`p=${sequence(329)}`, 2048],
    [`p=${sequence(330)}`, 4096],
    [`v=DKIM1; k=Ed25519; p=${ED25519}`, undefined],
    // No sequence at its begin: whatever it is, a receiver may know it.
    [`v=DKIM1; p=${Buffer.alloc(12, 1).toString("base64")}`, undefined],
    [`v=DKIM1; p=${Buffer.from([0x30, 0x80, 1]).toString("base64")}`, undefined],
    [`v=DKIM1; p=${Buffer.from([0x30, 0x83, 1, 1, 1, 1]).toString("base64")}`, undefined],
    [`v=DKIM1; p=${Buffer.from([0x30, 0x82, 1]).toString("base64")}`, undefined],
  ])("is read: %s", (text, bits) => {
    expect(readDkim(text)).toEqual({ kind: "key", bits });
  });

  test.each([
    ["v=DKIM1; k=rsa", { kind: "broken", why: "it has no key (`p=`)" }],
    ["v=DKIM1; p=", { kind: "revoked" }],
    ["v=DKIM1; p= ", { kind: "revoked" }],
    [`v=DKIM2; p=${whole}`, { kind: "broken", why: "it does not begin with `v=DKIM1;`" }],
    [`v=DKIM1; p=${whole.slice(0, -4)}`, cut],
    [`v=DKIM1; p=${whole.slice(0, -1)}`, cut],
    [`v=DKIM1; p=${whole}AAAA`, cut],
    [`v=DKIM1; p="${whole}"`, cut],
    [`v=DKIM1; p=_${whole.slice(1)}`, cut],
    [`v=DKIM1; p=${whole.slice(0, -2)}AA==`, cut],
    [`v=DKIM1; k=ed25519; p=${ED25519.slice(4)}`, cut],
    [`v=DKIM1; k=ed25519; p=${whole}`, cut],
  ])("is none that a receiver can use: %s", (text, read) => {
    expect(readDkim(text)).toEqual(read);
  });
});

describe("a provider of mailboxes", () => {
  test.each([
    ["aspmx.l.google.com", "Google Workspace"],
    ["alt3.aspmx.l.google.com", "Google Workspace"],
    ["aspmx.googlemail.com", "Google Workspace"],
    ["aspmx2.googlemail.com", "Google Workspace"],
    ["smtp.google.com", "Google Workspace"],
    ["bakery-example.mail.protection.outlook.com", "Microsoft 365"],
    ["bakery-example.o-v1.mx.microsoft", "Microsoft 365"],
    ["mx.zoho.com", "Zoho Mail"],
    ["mx3.zoho.com.au", "Zoho Mail"],
    ["mx2.zohomail.eu", "Zoho Mail"],
    ["in1-smtp.messagingengine.com", "Fastmail"],
    ["mailsec.protonmail.ch", "Proton Mail"],
    ["mail.protonmail.ch", "Proton Mail"],
    ["mx01.mail.icloud.com", "iCloud Mail"],
  ])("is known by its server %s", (host, name) => {
    expect(providerOfServer(host)?.name).toBe(name);
  });

  test.each([
    "smtp.google.com.example.com",
    "notaspmx.l.google.com.example",
    "xsmtp.google.com",
    "mail.protection.outlook.com.example.com",
    "bakery.mx.microsoft.example",
    "mx.zoho.example",
    "xmx.zoho.com",
    "mx.zoho.com.example",
    "xin1-smtp.messagingengine.com",
    "in1-smtp.messagingengine.com.example",
    "xmail.protonmail.ch",
    "mail.protonmail.ch.example",
    "xmx01.mail.icloud.com",
    "mx01.mail.icloud.com.example",
    "mx1.example.net",
    "",
  ])("is not behind %j", host => {
    expect(providerOfServer(host)).toBeUndefined();
  });

  test.each([
    ["_spf.google.com", "Google Workspace"],
    ["spf.protection.outlook.com", "Microsoft 365"],
    ["zohomail.eu", "Zoho Mail"],
    ["zoho.com", "Zoho Mail"],
    ["one.zoho.com.au", "Zoho Mail"],
    ["spf.messagingengine.com", "Fastmail"],
    ["_spf.protonmail.ch", "Proton Mail"],
    ["icloud.com", "iCloud Mail"],
  ])("is known by what SPF includes: %s", (domain, name) => {
    expect(providerOfSender(domain)?.name).toBe(name);
  });

  test.each([
    "x_spf.google.com",
    "_spf.google.com.example",
    "xspf.protection.outlook.com",
    "spf.protection.outlook.com.example",
    "notzoho.com",
    "zoho.com.example",
    "xspf.messagingengine.com",
    "spf.messagingengine.com.example",
    "x_spf.protonmail.ch",
    "_spf.protonmail.ch.example",
    "xicloud.com",
    "icloud.com.example",
    "sendgrid.net",
  ])("is not meant by the include %s", domain => {
    expect(providerOfSender(domain)).toBeUndefined();
  });

  test.each([
    ["autodiscover.outlook.com", "Microsoft 365"],
    ["autodiscover.outlook.com.example", undefined],
    ["xautodiscover.outlook.com", undefined],
    ["autodiscover.example.net", undefined],
  ])("is known by where programs look for their settings: %s", (host, name) => {
    expect(providerOfDiscovery(host)?.name).toBe(name);
  });
});
