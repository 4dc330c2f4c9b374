import { describe, expect, test } from "@jest/globals";
import { KEY_2048, type CorpusSet } from "./corpus";
import { foundIn } from "./judged";

const set =
  (type: string) =>
  (hostName: string, ...values: string[]): CorpusSet => ({ type, hostName, values });
const [a, mx, txt, cname, srv] = [set("A"), set("MX"), set("TXT"), set("CNAME"), set("SRV")];
const MAIL = mx("@", "10 mx1.example.net");
const SPF = txt("@", "v=spf1 include:_spf.example.net -all");
const DKIM = txt("s1._domainkey", KEY_2048);
const KEEP = txt("keep", "x=1");
const STS = txt("_mta-sts", "v=STSv1; id=1;");
const hosts = (count: number, address = "192.0.2.1") =>
  Array.from({ length: count }, (_, index) => a(`h${index}`, address));

type Case = [name: string, before: CorpusSet[], after: CorpusSet[], rules: string[]];

/** What lies at the edge of a rule. */
const EDGES: Case[] = [
  ["a domain that took no mail stops to say so", [mx("@", "0 ."), KEEP], [KEEP], []],
  ["a mail server outside of the zone", [MAIL, a("mx1", "192.0.2.1"), KEEP], [MAIL, KEEP], []],
  [
    "one of two addresses of a mail server goes",
    [
      mx("@", "10 mail.example.com"),
      a("mail", "192.0.2.1"),
      { type: "AAAA", hostName: "mail", values: ["2001:db8::1"] },
    ],
    [mx("@", "10 mail.example.com"), a("mail", "192.0.2.1")],
    [],
  ],
  ["a mail server that never had an address here", [KEEP], [mx("@", "10 mail.example.com"), KEEP], []],
  ["a host that only ends like the zone", [KEEP], [mx("@", "10 smtp.google.comexample.com"), KEEP], []],
  [
    "an alias that is not the mail server",
    [KEEP],
    [mx("@", "10 mail.example.com"), cname("other", "x.example.net"), KEEP],
    [],
  ],
  ["SPF goes with all mail", [MAIL, SPF, KEEP], [KEEP], ["remove-mx"]],
  ["SPF goes from a domain without mail", [txt("@", "v=spf1 -all"), KEEP], [KEEP], ["spf-gone"]],
  ["SPF is spoilt", [MAIL, SPF], [MAIL, txt("@", "v=spf 1 -all")], ["broken-spf"]],
  ["SPF gets its end in the middle", [], [txt("@", "v=spf1 -all include:x.example.net")], ["spf-behind-all"]],
  ["a modifier stands behind the end", [], [txt("@", "v=spf1 mx -all exp=e.example.net")], []],
  ["SPF ends by leading on", [], [txt("@", "v=spf1 redirect=_spf.example.net")], []],
  [
    "SPF has just 450 characters",
    [],
    [txt("@", `v=spf1 ${"x".repeat(0)}include:${"a".repeat(430)} -all`)],
    [],
  ],
  ["SPF has 451 characters", [], [txt("@", `v=spf1 include:${"a".repeat(431)} -all`)], ["spf-long"]],
  [
    "SPF needs just ten look-ups",
    [],
    [txt("@", `v=spf1 ${Array.from({ length: 10 }, (_, n) => `include:s${n}.example.net`).join(" ")} -all`)],
    [],
  ],
  [
    "SPF needs eleven by a record of the zone",
    [],
    [
      txt(
        "@",
        `v=spf1 ${Array.from({ length: 9 }, (_, n) => `include:s${n}.example.net`).join(" ")} include:_spf.example.com -all`,
      ),
      txt("_spf", "v=spf1 a:x.example.net -all"),
    ],
    ["spf-lookups"],
  ],
  ["SPF leads on to itself", [], [txt("@", "v=spf1 redirect=Example.com")], ["spf-lookups"]],
  [
    "SPF includes one record of the zone twice",
    [],
    [
      txt("@", "v=spf1 include:_spf.example.com include:_spf.example.com -all"),
      txt("_spf", "v=spf1 mx -all"),
    ],
    [],
  ],
  ["SPF looks up its own name, which is no include", [], [txt("@", "v=spf1 a:example.com -all")], []],
  ["all IPv6 addresses may send", [], [txt("@", "v=spf1 ip6:::/0 -all")], ["spf-pass-all"]],
  ["no address at all is let through", [], [txt("@", "v=spf1 -ip4:0.0.0.0/0 ~all")], []],
  ["a part of the addresses may send", [], [txt("@", "v=spf1 ip4:198.51.100.0/10 ~all")], []],
  ["one host alone may send", [], [MAIL, txt("@", "v=spf1 a -all")], []],
  ["nobody may send, and there is no mail", [], [txt("@", "v=spf1 -all")], []],
  ["nobody may send, softly", [], [MAIL, txt("@", "v=spf1 ~all")], []],
  [
    "mail with two providers, SPF with one",
    [],
    [mx("@", "1 smtp.google.com", "5 mx.zoho.com"), txt("@", "v=spf1 include:icloud.com ~all")],
    ["mixed-providers"],
  ],
  [
    "SPF names another sender beside the provider",
    [],
    [mx("@", "1 smtp.google.com"), txt("@", "v=spf1 include:icloud.com include:_spf.google.com ~all")],
    [],
  ],
  [
    "SPF names the provider by a record of the zone",
    [mx("@", "1 smtp.google.com"), txt("@", "v=spf1 include:_spf.google.com ~all")],
    [mx("@", "1 smtp.google.com"), txt("@", "v=spf1 include:_spf.example.com ~all")],
    [],
  ],
  [
    "SPF never named the provider",
    [mx("@", "1 smtp.google.com"), txt("@", "v=spf1 mx ~all")],
    [mx("@", "1 smtp.google.com"), txt("@", "v=spf1 a ~all")],
    [],
  ],
  ["the last key goes with all mail", [MAIL, DKIM, KEEP], [KEEP], ["remove-mx"]],
  ["a key becomes an alias", [MAIL, DKIM], [MAIL, cname("s1._domainkey", "s1.example.net")], []],
  [
    "one of two keys goes, and mail moves",
    [MAIL, DKIM, txt("s2._domainkey", KEY_2048)],
    [mx("@", "5 mx.example.org"), txt("s2._domainkey", KEY_2048)],
    [],
  ],
  [
    "one of two keys goes, and one server of several comes",
    [MAIL, DKIM, txt("s2._domainkey", KEY_2048)],
    [mx("@", "10 mx1.example.net", "20 mx2.example.net"), txt("s2._domainkey", KEY_2048)],
    ["dkim-gone"],
  ],
  [
    "one of two keys goes, and a third one comes",
    [MAIL, DKIM, txt("s2._domainkey", KEY_2048)],
    [MAIL, txt("s2._domainkey", KEY_2048), txt("s3._domainkey", KEY_2048)],
    [],
  ],
  ["a key stands with another text at the wrong place", [], [txt("@", "note", KEY_2048)], ["dkim-misplaced"]],
  ["a key of a domain below", [], [txt("s1._domainkey.shop", "v=DKIM1; k=rsa")], ["broken-dkim"]],
  [
    "the same key is written with blanks",
    [MAIL, txt("s1._domainkey", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")],
    [MAIL, txt("s1._domainkey", "v=DKIM1; k=ed25519;  p=11qYAYKxCrfVS/7TyWQHOg7h cvPapiMlrwIaaPcHURo=")],
    [],
  ],
  ["an unreadable key becomes a good one", [MAIL, txt("s1._domainkey", "v=DKIM1; k=rsa")], [MAIL, DKIM], []],
  ["a revoked key alone", [], [MAIL, txt("s1._domainkey", "v=DKIM1; p=")], []],
  ["a key that was revoked goes", [MAIL, txt("s1._domainkey", "v=DKIM1; p=")], [MAIL], []],
  ["a text beside that speaks of a key", [], [txt("@", "note: v=DKIM1"), txt("a", "v=DKIM10")], []],
  [
    "a key of 1024 bits",
    [],
    [
      txt(
        "s1._domainkey",
        `p=${Buffer.concat([Buffer.from([0x30, 0x81, 159]), Buffer.alloc(159)]).toString("base64")}`,
      ),
    ],
    [],
  ],
  ["a report address in another domain's name", [], [txt("example.net._report._dmarc", "v=DMARC1")], []],
  ["a policy and a note beside it", [], [txt("_dmarc", "v=DMARC1; p=none", "note")], []],
  [
    "reports go to a web address",
    [],
    [txt("_dmarc", "v=DMARC1; p=none; rua=https://r.example.net, mailto:a@example.net")],
    [],
  ],
  [
    "failure reports go to a bare address",
    [],
    [txt("_dmarc", "v=DMARC1; p=none; ruf=mailto:a@example.net,b@example.net")],
    ["dmarc-reports"],
  ],
  ["a mild policy without SPF and DKIM", [], [MAIL, txt("_dmarc", "v=DMARC1; p=none")], []],
  ["quarantine without SPF and DKIM", [], [MAIL, txt("_dmarc", "v=DMARC1; p=quarantine")], ["dmarc-alone"]],
  ["a strict policy with SPF alone", [], [MAIL, SPF, txt("_dmarc", "v=DMARC1; p=reject")], []],
  ["a strict policy with DKIM alone", [], [MAIL, DKIM, txt("_dmarc", "v=DMARC1; p=reject")], []],
  [
    "a strict policy with an alias for DKIM",
    [],
    [MAIL, cname("s1._domainkey", "x.example.net"), txt("_dmarc", "v=DMARC1; p=reject")],
    [],
  ],
  [
    "a strict policy with a revoked key",
    [],
    [MAIL, txt("s1._domainkey", "v=DKIM1; p=;"), txt("_dmarc", "v=DMARC1; p=reject")],
    ["dmarc-alone"],
  ],
  [
    "a strict policy with a revoked key, written without blanks",
    [],
    [MAIL, txt("s1._domainkey", "v=DKIM1;p="), txt("_dmarc", "v=DMARC1; p=reject")],
    ["dmarc-alone"],
  ],
  [
    "a strict policy with a revoked key that says nothing else",
    [],
    [MAIL, txt("s1._domainkey", "p=; k=rsa"), txt("_dmarc", "v=DMARC1; p=reject")],
    ["dmarc-alone"],
  ],
  [
    "a strict policy with a good and a revoked key in one place",
    [],
    [MAIL, txt("s1._domainkey", KEY_2048, "v=DKIM1; p="), txt("_dmarc", "v=DMARC1; p=reject")],
    ["two-dkim"],
  ],
  ["a strict policy of a domain without mail", [], [mx("@", "0 ."), txt("_dmarc", "v=DMARC1; p=reject")], []],
  ["a policy goes with all mail", [MAIL, txt("_dmarc", "v=DMARC1; p=reject"), KEEP], [KEEP], ["remove-mx"]],
  ["quarantine goes", [MAIL, txt("_dmarc", "v=DMARC1; p=quarantine"), KEEP], [MAIL, KEEP], ["remove-dmarc"]],
  [
    "a policy becomes an alias",
    [MAIL, txt("_dmarc", "v=DMARC1; p=reject")],
    [MAIL, cname("_dmarc", "d.example.net")],
    [],
  ],
  [
    "a policy becomes stricter",
    [MAIL, SPF, txt("_dmarc", "v=DMARC1; p=none; pct=20; sp=none")],
    [MAIL, SPF, txt("_dmarc", "v=DMARC1; p=reject; pct=10; sp=quarantine")],
    [],
  ],
  [
    "a policy for subdomains becomes milder",
    [MAIL, SPF, txt("_dmarc", "v=DMARC1; p=quarantine; sp=reject")],
    [MAIL, SPF, txt("_dmarc", "v=DMARC1; p=reject; sp=quarantine")],
    ["dmarc-weaker"],
  ],
  [
    "a policy applies to more",
    [MAIL, SPF, txt("_dmarc", "v=DMARC1; p=reject; pct=10")],
    [MAIL, SPF, txt("_dmarc", "v=DMARC1; p=reject; pct=20")],
    [],
  ],
  [
    "an unreadable policy becomes a mild one",
    [MAIL, SPF, txt("_dmarc", "v=DMARC1; p=strict")],
    [MAIL, SPF, txt("_dmarc", "v=DMARC1; p=none")],
    [],
  ],
  [
    "a policy is spoilt",
    [MAIL, SPF, txt("_dmarc", "v=DMARC1; p=reject")],
    [MAIL, SPF, txt("_dmarc", "v=DMARC; p=reject")],
    ["broken-dmarc"],
  ],
  [
    "a policy becomes no policy",
    [MAIL, SPF, txt("_dmarc", "v=DMARC1; p=none")],
    [MAIL, SPF, txt("_dmarc", "v=DMARC1; p=off")],
    ["broken-dmarc"],
  ],
  [
    "settings go with the mail servers",
    [MAIL, cname("autodiscover", "x.example.net")],
    [mx("@", "10 mx1.example.org")],
    [],
  ],
  [
    "settings go, of mail that is declared elsewhere",
    [cname("autoconfig", "x.example.net"), KEEP],
    [KEEP],
    ["settings-gone"],
  ],
  [
    "settings turn from an alias into an address",
    [MAIL, cname("autodiscover", "x.example.net")],
    [MAIL, a("autodiscover", "192.0.2.1")],
    [],
  ],
  [
    "a host goes that is none of mail's",
    [MAIL, cname("autodiscovery", "x.example.net"), srv("_sip._tcp", "0 1 5060 s.example.net")],
    [MAIL],
    [],
  ],
  [
    "one of three services goes",
    [MAIL, srv("_caldavs._tcp", "0 1 443 c.example.net"), KEEP],
    [MAIL, KEEP],
    ["settings-gone"],
  ],
  [
    "settings lead to Microsoft, with Microsoft",
    [],
    [mx("@", "0 b.mail.protection.outlook.com"), cname("autodiscover", "autodiscover.outlook.com")],
    [],
  ],
  [
    "settings lead to Microsoft, with a host of one's own",
    [],
    [MAIL, cname("autodiscover", "autodiscover.outlook.com")],
    [],
  ],
  ["settings lead elsewhere", [], [mx("@", "1 smtp.google.com"), cname("autodiscover", "x.example.net")], []],
  ["a wildcard alias without mail", [], [cname("*", "x.example.net")], []],
  [
    "a wildcard alias for a domain that only sends",
    [],
    [txt("@", "v=spf1 a -all"), cname("*", "x.example.net")],
    ["wildcard-answers"],
  ],
  [
    "a wildcard text beside a policy of its own",
    [],
    [MAIL, txt("_dmarc", "v=DMARC1; p=none"), txt("*", "x=1")],
    [],
  ],
  ["a wildcard address", [], [MAIL, a("*", "192.0.2.1")], []],
  [
    "MTA-STS with an id that is too long",
    [],
    [txt("_mta-sts", `v=STSv1; id=${"1".repeat(33)};`)],
    ["mta-sts-broken"],
  ],
  ["MTA-STS with an id of 32 letters", [], [txt("_mta-sts", `v=STSv1; id=${"a".repeat(32)}`)], []],
  ["MTA-STS with a blank in its id", [], [txt("_mta-sts", "v=STSv1; id=a b")], ["mta-sts-broken"]],
  ["MTA-STS of another version", [], [txt("_mta-sts", "v=STSv10; id=1")], ["mta-sts-broken"]],
  ["TLS-RPT to a web address", [], [txt("_smtp._tls", "v=TLSRPTv1; rua=https://r.example.net")], []],
  ["TLS-RPT to a bare address", [], [txt("_smtp._tls", "v=TLSRPTv1; rua=a@example.net")], ["tls-rpt-broken"]],
  [
    "TLS-RPT of another version",
    [],
    [txt("_smtp._tls", "v=TLSRPTv2; rua=mailto:a@example.net")],
    ["tls-rpt-broken"],
  ],
  ["MTA-STS with a note before it", [], [txt("_mta-sts", "note v=STSv1; id=1")], ["mta-sts-broken"]],
  ["MTA-STS with another text beside it", [], [txt("_mta-sts", "v=STSv1 ; id=1;", "note")], []],
  [
    "TLS-RPT with another text beside it",
    [],
    [txt("_smtp._tls", "v=TLSRPTv1 ; rua=mailto:a@example.net", "note")],
    [],
  ],
  [
    "TLS-RPT with a note before it",
    [],
    [txt("_smtp._tls", "note v=TLSRPTv1; rua=mailto:a@example.net")],
    ["tls-rpt-broken"],
  ],
  [
    "TLS-RPT to a misspelt address",
    [],
    [txt("_smtp._tls", "v=TLSRPTv1; rua=a mailto:a@example.net")],
    ["tls-rpt-broken"],
  ],
  [
    "TLS-RPT goes to somebody else",
    [MAIL, txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:a@example.net")],
    [MAIL, txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:b@example.net")],
    [],
  ],
  [
    "a server comes beside the one that MTA-STS knows",
    [MAIL, STS],
    [mx("@", "10 mx1.example.net", "20 mx9.example.org"), STS],
    ["mta-sts-stale"],
  ],
  [
    "MTA-STS goes with all mail",
    [MAIL, STS, txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:a@example.net"), KEEP],
    [KEEP],
    ["remove-mx"],
  ],
  [
    "MTA-STS and its reports go together",
    [MAIL, STS, txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:a@example.net"), KEEP],
    [MAIL, KEEP],
    ["mta-sts-gone"],
  ],
  [
    "reports become an alias",
    [MAIL, txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:a@example.net")],
    [MAIL, cname("_smtp._tls", "x.example.net")],
    [],
  ],
  ["servers go, and none comes", [mx("@", "10 mx1.example.net", "20 mx2.example.net"), STS], [MAIL, STS], []],
  [
    "servers come with a new id",
    [MAIL, STS],
    [mx("@", "10 mx9.example.org"), txt("_mta-sts", "v=STSv1; id=2;")],
    [],
  ],
  [
    "the host of the policy turns into an address",
    [MAIL, STS, cname("mta-sts", "x.example.net")],
    [MAIL, STS, a("mta-sts", "192.0.2.1")],
    [],
  ],
  [
    "a token is exchanged for another of the same service",
    [txt("@", "MS=ms1", "x=1")],
    [txt("@", "MS=ms2", "x=1")],
    [],
  ],
  ["a text goes that proves nothing", [txt("@", "x=1", "MS=other", "verify me"), KEEP], [KEEP], []],
  ["an alias goes that proves nothing", [cname("abc", "notverify.bing.com"), KEEP], [KEEP], []],
  [
    "an alias for Zoho's proof goes",
    [cname("zb1", "zmverify.zoho.com.au"), KEEP],
    [KEEP],
    ["verification-gone"],
  ],
  [
    "an alias for a certificate goes",
    [cname("_x", "y.acm-validations.aws"), KEEP],
    [KEEP],
    ["verification-gone"],
  ],
  ["a name of its own with more behind it", [txt("_atprotox", "x"), KEEP], [KEEP], []],
  ["a name of its own below a host", [txt("_vercel.www", "x"), KEEP], [KEEP], ["verification-gone"]],
  ["3 of 10 sets change", hosts(10), [...hosts(3, "192.0.2.2"), ...hosts(10).slice(3)], []],
  ["4 of 10 sets change", hosts(10), [...hosts(4, "192.0.2.2"), ...hosts(10).slice(4)], ["mass-change"]],
  ["all of 9 sets change", hosts(9), hosts(9, "192.0.2.2"), []],
  ["a single set goes", hosts(1), [], []],
  ["half of a small zone goes", hosts(4), hosts(2), []],
  ["nothing becomes something", [], hosts(12), []],
  [
    "a news domain gets a CNAME where it had mail",
    [mx("news", "10 mx1.example.net"), KEEP],
    [cname("news", "x.example.net"), KEEP],
    ["remove-mx"],
  ],
];

describe("at the edge of a rule", () => {
  test.each(EDGES)("%s", (_name, before, after, rules) => {
    expect(
      foundIn(before, after)
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(rules);
  });
});
