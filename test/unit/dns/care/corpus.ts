/*
 * Outages by DNS, as programs before and after. Each row stands on a domain of its own: `@` is that domain, and `%d` in a
 * value its name, `%z` that of the zone. docs/mail.md shows them as a table.
 */
export interface CorpusSet {
  type: string;
  hostName: string;
  values: string[];
}

export interface Outage {
  /** What happened, as a sentence's end: a name of the row. */
  name: string;
  before: CorpusSet[];
  after: CorpusSet[];
  /** Rules of what is refused; most are the words that allow it. */
  refused?: string[];
  /** Rules of what is said in a line. */
  said?: string[];
  /** Texts that the refusal or the line holds. */
  says: string[];
  /** A public account of such an outage, or of its reason. */
  source?: string;
  /** What another resource of the program merges into the same sets. */
  beside?: CorpusSet[];
  /** The whole zone's record sets are before and after: it cannot share a resource with other rows. */
  wholeZone?: true;
}

const set =
  (type: string) =>
  (hostName: string, ...values: string[]): CorpusSet => ({ type, hostName, values });
const mx = set("MX");
const txt = set("TXT");
const a = set("A");
const aaaa = set("AAAA");
const cname = set("CNAME");
const srv = set("SRV");

export const KEY_2048 =
  "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1ayrEJDhaEvu3Z+TTeP9a2F0gacAhaHKv0S39QSbqQkSJkyvBMcT" +
  "FrGONLBGa15uhiX4GeiujgAcvSzXUcdQAiwMp/k5wfHs2VQoT4MMO6ClCCIrZuBssuf0YV9ivksDYb8zgaY+EngNJ6Vy7YkqoLVGEC+seZK8d9xjX7yL" +
  "ITQbnpG4Ww7QFmXdxLnjkMS2l4j1KFfICS4jjSQb+kQEFuHsLh0FQb/Z8CfxCKmKLkMt92ABBsv9yfYZHcO5/c35kWQ3YsE9JIC0uxXPKDsm3FGSN+ej" +
  "Bau4VHJ/LUFl29MoVDi7tEVqiGNDENHfd9BoN5qtenDDeRvG2+4qZjzciwIDAQAB";
const KEY_1024 =
  "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDGX6DaBJaf/WdF9zWNVzZPjNcV59taVPIFQTLYVz5FdeIe6DMK4i+Bp33Ffm" +
  "ZgG59vHPA8opMS2+K/EWfdIqQavi8L9+GHFAWkqcI3HBd+NPRYstiy7/iejei00KqJD9eX4Tr1XDOeZlHKBcc/XQH1S6p03BBRnoaiy3Yi8nK1UQIDAQAB";
const KEY_512 =
  "v=DKIM1; k=rsa; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL0y3kZiP6FyTZ/Lj+Kjhc9bOR3Wud3BZ+sK/rJjgD32fLLgcLr9gUzvI8lOCqG67N" +
  "LS1WNpPpwZ1ch6xIM+lRkCAwEAAQ==";

const MAIL = mx("@", "10 mx1.example.net", "20 mx2.example.net");
const GOOGLE = mx("@", "1 smtp.google.com");
const GOOGLE_SPF = "v=spf1 include:_spf.google.com ~all";
const SPF = "v=spf1 include:_spf.example.net -all";
const DKIM = txt("s1._domainkey", KEY_2048);

const spf = (
  name: string,
  text: string,
  refused: string | undefined,
  says: string[],
  more: Partial<Outage> = {},
) => ({
  name,
  before: [MAIL, txt("@", SPF)],
  after: [MAIL, txt("@", text)],
  ...(refused !== undefined && { refused: [refused] }),
  says,
  ...more,
});

const dmarc = (
  name: string,
  before: string[],
  after: string[],
  found: Partial<Outage>,
  says: string[],
): Outage => ({
  name,
  before: [MAIL, txt("@", SPF), DKIM, ...before.map(text => txt("_dmarc", text))],
  after: [MAIL, txt("@", SPF), DKIM, ...after.map(text => txt("_dmarc", text))],
  says,
  ...found,
});

/** Sets that go or come beside mail that stays as it is. */
const beside = (
  name: string,
  before: CorpusSet[],
  after: CorpusSet[],
  found: Partial<Outage>,
  says: string[],
): Outage => ({
  name,
  before: [MAIL, ...before],
  after: [MAIL, ...after],
  says,
  ...found,
});

const SERVERS: Outage[] = [
  {
    name: "the MX records are lost in a rewrite of the list",
    before: [MAIL, a("www", "192.0.2.1")],
    after: [a("www", "192.0.2.1")],
    refused: ["remove-mx"],
    says: [
      "No mail server is left for %d; it had 10 mx1.example.net",
      "Nobody can send mail",
      'allow: ["remove-mx"]',
    ],
    source: "https://sentido.cloud/wix-email-domain-rescue-guide",
  },
  {
    name: "all of a domain's mail records go with its website's",
    before: [MAIL, txt("@", SPF), DKIM],
    after: [],
    refused: ["remove-mx"],
    says: ["No mail server is left"],
  },
  {
    name: "a domain with mailboxes gets the null MX of parked domains",
    before: [MAIL, txt("@", SPF)],
    after: [mx("@", "0 ."), txt("@", "v=spf1 -all")],
    refused: ["remove-mx"],
    says: ["declares that it takes no mail"],
  },
  {
    name: "a CNAME takes the place of the MX of a subdomain",
    before: [mx("news", "10 mx1.example.net")],
    after: [cname("news", "sites.example.net")],
    refused: ["remove-mx"],
    says: ["wherever the alias in its place leads"],
    source: "https://github.com/mailcow/mailcow-dockerized/issues/4002",
  },
  {
    name: "the only mail server is a CNAME",
    before: [],
    after: [mx("@", "10 mail.%d"), cname("mail", "host.example.net")],
    refused: ["mx-to-cname"],
    says: ["is only an alias", "others refuse to deliver"],
    source: "https://github.com/zedshaw/librelist/issues/4",
  },
  {
    name: "a mail server's address is turned into a CNAME",
    before: [mx("@", "10 mail.%d"), a("mail", "192.0.2.1")],
    after: [mx("@", "10 mail.%d"), cname("mail", "host.example.net")],
    refused: ["mx-to-cname"],
    says: ["is only an alias"],
    source: "https://github.com/hmailserver/hmailserver/issues/371",
  },
  {
    name: "one of two mail servers is a CNAME",
    before: [MAIL],
    after: [mx("@", "10 mx1.example.net", "20 backup.%d"), cname("backup", "host.example.net")],
    said: ["mx-partly-to-cname"],
    says: ["use the other servers only"],
    source: "https://github.com/mailcow/mailcow-dockerized/issues/3703",
  },
  {
    name: "the A record of the mail server is tidied away",
    before: [mx("@", "10 mail.%d"), a("mail", "192.0.2.1")],
    after: [mx("@", "10 mail.%d")],
    refused: ["remove-mx-host"],
    says: ["mail.%d loses its address", "no longer arrives"],
  },
  {
    name: "the AAAA record of a mail server without A goes",
    before: [mx("@", "10 mail.%d"), aaaa("mail", "2001:db8::1")],
    after: [mx("@", "10 mail.%d")],
    refused: ["remove-mx-host"],
    says: ["mail.%d loses its address"],
  },
  {
    name: "Google's server is written without its final dot in a zone file, and imported so",
    before: [],
    after: [mx("@", "1 aspmx.l.google.com.%z")],
    refused: ["mx-twice-in-zone"],
    says: ["a server of Google Workspace, with %z behind its name", "Write aspmx.l.google.com"],
  },
  {
    name: "the same with Microsoft's server",
    before: [MAIL],
    after: [mx("@", "0 bakery-example.mail.protection.outlook.com.%z")],
    refused: ["mx-twice-in-zone"],
    says: ["Microsoft 365"],
  },
  {
    name: "the old provider's servers stay beside the new one's",
    before: [GOOGLE],
    after: [mx("@", "1 smtp.google.com", "10 bakery-example.mail.protection.outlook.com")],
    said: ["mixed-providers"],
    says: ["Google Workspace and Microsoft 365", "mailboxes of the other"],
    source: "https://app.dnspro.co.uk/articles/dns-records-needed-for-microsoft-365",
  },
  {
    name: "mail moves to another provider, and SPF stays behind",
    before: [GOOGLE, txt("@", GOOGLE_SPF)],
    after: [mx("@", "0 bakery-example.mail.protection.outlook.com"), txt("@", GOOGLE_SPF)],
    said: ["mixed-providers"],
    says: ["its SPF record names Google Workspace", "Add the include of Microsoft 365"],
  },
  {
    name: "Outlook is led to Microsoft, and the mailboxes are at Google",
    before: [GOOGLE, txt("@", GOOGLE_SPF)],
    after: [GOOGLE, txt("@", GOOGLE_SPF), cname("autodiscover", "autodiscover.outlook.com")],
    said: ["mixed-providers"],
    says: ["autodiscover.%d leads to Microsoft 365"],
  },
];

const SENDERS: Outage[] = [
  {
    name: "the SPF record goes with its TXT set",
    before: [MAIL, txt("@", SPF)],
    after: [MAIL],
    refused: ["remove-spf"],
    says: ["The SPF record of %d goes", "ends as spam"],
  },
  {
    name: "a verification token takes the place of the SPF record",
    before: [MAIL, txt("@", SPF)],
    after: [MAIL, txt("@", "google-site-verification=abc")],
    refused: ["remove-spf"],
    says: ["The SPF record of %d goes"],
  },
  {
    name: "the SPF record of a domain that only sends goes",
    before: [txt("mg", "v=spf1 include:mailgun.org ~all")],
    after: [],
    said: ["spf-gone"],
    says: ["the SPF record of mg.%d goes"],
    source: "https://spfwise.com/en/article/mailgun-spf-dkim-dmarc-setup",
  },
  spf("SPF lets everybody send, to get rid of trouble", "v=spf1 mx +all", "spf-pass-all", [
    "lets everybody in the world",
  ]),
  spf("the same by `all` without a sign", "v=spf1 mx all", "spf-pass-all", ["with your good name"]),
  spf("SPF has no end", "v=spf1 include:_spf.example.net", undefined, ["has no end"], {
    said: ["spf-without-end"],
  }),
  spf(
    "a sender is added behind `-all`",
    "v=spf1 mx -all include:_spf.example.net",
    undefined,
    ["goes on behind `-all`"],
    {
      said: ["spf-behind-all"],
    },
  ),
  spf(
    "one service too many is included",
    `v=spf1 ${Array.from({ length: 11 }, (_, index) => `include:s${index}.example.net`).join(" ")} ~all`,
    "spf-lookups",
    ["needs 11 look-ups or more; receivers make 10"],
    { source: "https://github.com/domainaware/checkdmarc/issues/3" },
  ),
  {
    name: "records of the zone include more than receivers look up",
    before: [MAIL],
    after: [
      MAIL,
      txt("@", "v=spf1 include:one.%d include:two.%d -all"),
      txt(
        "one",
        `v=spf1 ${Array.from({ length: 5 }, (_, index) => `a:a${index}.example.net`).join(" ")} -all`,
      ),
      txt(
        "two",
        `v=spf1 ${Array.from({ length: 5 }, (_, index) => `a:b${index}.example.net`).join(" ")} -all`,
      ),
    ],
    refused: ["spf-lookups"],
    says: ["needs 12 look-ups or more"],
    source: "https://github.com/ValiMail/coppertone/issues/56",
  },
  spf("a blank stands behind `include:`", "v=spf1 include: _spf.example.net -all", "broken-spf", [
    "has `include:` and `_spf.example.net`, which no receiver can read",
  ]),
  spf("`ipv4:` is written for `ip4:`", "v=spf1 ipv4:192.0.2.1 -all", "broken-spf", ["has `ipv4:192.0.2.1`"]),
  spf("an address has a number that is too large", "v=spf1 ip4:192.0.2.300 -all", "broken-spf", [
    "ip4:192.0.2.300",
  ]),
  spf("an IPv6 address stands behind `ip4:`", "v=spf1 ip4:2001:db8::1 -all", "broken-spf", [
    "ip4:2001:db8::1",
  ]),
  spf("there are two redirects", "v=spf1 redirect=a.example.net redirect=b.example.net", "broken-spf", [
    "redirect=b.example.net",
  ]),
  spf("`v=` is lost", "spf1 include:_spf.example.net -all", "broken-spf", ["looks like SPF and is none"], {
    source: "https://www.mimecast.com/es/content/set-up-google-workspace-spf-record",
  }),
  spf("a semicolon follows the version, as in DMARC", "v=spf1; include:_spf.example.net -all", "broken-spf", [
    "Begin it with `v=spf1` and a blank",
  ]),
  spf("a blank stands before the version", " v=spf1 include:_spf.example.net -all", "broken-spf", [
    "looks like SPF",
  ]),
  spf(
    "SPF lists so many addresses that one answer does not hold it",
    `v=spf1 ${Array.from({ length: 30 }, (_, index) => `ip4:198.51.100.${index}`).join(" ")} -all`,
    undefined,
    ["characters", "may not fit into one DNS answer"],
    { said: ["spf-long"] },
  ),
  {
    name: "a newsletter service's SPF takes the place of the mailboxes'",
    before: [GOOGLE, txt("@", GOOGLE_SPF)],
    after: [GOOGLE, txt("@", "v=spf1 include:sendgrid.net ~all")],
    refused: ["remove-sender"],
    says: ["no longer names Google Workspace, where its mailboxes are"],
    source: "https://github.com/platformsh/platformsh-docs/pull/3543",
  },
  {
    name: "SPF of a parked domain stands on one with mailboxes",
    before: [GOOGLE, txt("@", GOOGLE_SPF)],
    after: [GOOGLE, txt("@", "v=spf1 -all")],
    refused: ["remove-sender"],
    said: ["spf-nobody"],
    says: ["counts as forged", "lets nobody send"],
  },
  spf("SPF names the whole internet by its addresses", "v=spf1 ip4:0.0.0.0/0 -all", "spf-pass-all", [
    "has `ip4:0.0.0.0/0`, which is every address there is",
  ]),
  spf("SPF includes the domain itself", "v=spf1 include:%d -all", "spf-lookups", [
    "The SPF record of %d includes itself",
    "Take out the include that leads back",
  ]),
  {
    name: "a subdomain with mail gets a CNAME from another resource",
    before: [],
    after: [cname("news", "sites.example.net")],
    beside: [mx("news", "10 mx1.example.net")],
    refused: ["cname-beside-mx"],
    says: ["here, and another resource of the program declares", "A CNAME stands alone", "www.news.%d"],
  },
  {
    name: "two resources of a program each add an SPF record",
    before: [],
    after: [txt("@", "v=spf1 include:mailgun.org ~all")],
    beside: [txt("@", GOOGLE_SPF)],
    refused: ["two-spf"],
    says: ["gets 2 SPF records", "with two they use neither"],
    source: "https://github.com/forwardemail/forwardemail.net/issues/14",
  },
];

const KEYS: Outage[] = [
  beside("the only DKIM key goes", [DKIM], [], { refused: ["remove-dkim"] }, [
    "The DKIM key s1 of %d goes",
    "the last one",
  ]),
  beside(
    "both keys by CNAME go",
    [
      cname("s1._domainkey", "s1.domainkey.u1.wl1.sendgrid.net"),
      cname("s2._domainkey", "s2.domainkey.u1.wl1.sendgrid.net"),
    ],
    [],
    { refused: ["remove-dkim"] },
    ["s1, s2 of %d goes"],
  ),
  beside(
    "one of two services loses its key",
    [DKIM, txt("google._domainkey", KEY_1024)],
    [DKIM],
    { said: ["dkim-gone"] },
    ["the DKIM key google of %d goes", "Whoever still signs with it"],
  ),
  beside(
    "the only key is revoked",
    [DKIM],
    [txt("s1._domainkey", "v=DKIM1; p=")],
    { refused: ["remove-dkim"] },
    ["the last one"],
  ),
  beside(
    "a key is cut at 255 characters",
    [],
    [txt("s1._domainkey", KEY_2048.slice(0, 255))],
    { refused: ["broken-dkim"], source: "https://github.com/zone-eu/wildduck/issues/86" },
    ["its key is cut off"],
  ),
  beside(
    "a key that stood whole is copied cut",
    [DKIM],
    [txt("s1._domainkey", KEY_2048.slice(0, -20))],
    {
      refused: ["broken-dkim"],
      source: "https://github.com/docker-mailserver/docker-mailserver/issues/1035",
    },
    ["cannot be read"],
  ),
  beside(
    "the pieces of a zone file's key are copied with the quotes between them",
    [],
    [txt("s1._domainkey", `${KEY_2048.slice(0, 200)}" "${KEY_2048.slice(200)}`)],
    { refused: ["broken-dkim"], source: "https://github.com/mail-in-a-box/mailinabox/issues/1839" },
    ["stray characters"],
  ),
  beside(
    "only the head of a key is copied",
    [],
    [txt("s1._domainkey", "v=DKIM1; k=rsa;")],
    { refused: ["broken-dkim"] },
    ["it has no key (`p=`)"],
  ),
  beside("a key is too short for today", [], [txt("s1._domainkey", KEY_512)], { said: ["dkim-short"] }, [
    "shorter than 1024 bits",
  ]),
  beside(
    "a key begins with a version that there is not",
    [],
    [txt("s1._domainkey", KEY_2048.replace("DKIM1", "DKIM"))],
    { refused: ["broken-dkim"] },
    ["it does not begin with `v=DKIM1;`"],
  ),
  beside(
    "a new key takes the name of the old one",
    [DKIM],
    [txt("s1._domainkey", KEY_1024)],
    { said: ["dkim-changed"] },
    ["the DKIM key s1 of %d becomes another one", "what is under way"],
  ),
  beside(
    "a key is led to another provider under the same name",
    [cname("s1._domainkey", "s1.example.net")],
    [cname("s1._domainkey", "s1.example.org")],
    { said: ["dkim-changed"] },
    ["becomes another one"],
  ),
  beside(
    "the new key is put beside the old one under the same name",
    [DKIM],
    [txt("s1._domainkey", KEY_2048, KEY_1024)],
    { said: ["two-dkim"] },
    ["stands there 2 times"],
  ),
  beside("a key stands on the domain itself", [], [txt("@", KEY_2048)], { said: ["dkim-misplaced"] }, [
    "_domainkey",
  ]),
];

const POLICIES: Outage[] = [
  dmarc("a policy that refuses forged mail goes", ["v=DMARC1; p=reject"], [], { refused: ["remove-dmarc"] }, [
    "The DMARC policy of %d goes",
  ]),
  dmarc("a policy lacks its version", [], ["p=reject"], { refused: ["broken-dmarc"] }, [
    "does not begin with `v=DMARC1;`",
  ]),
  dmarc(
    "a policy does not say what to do",
    [],
    ["v=DMARC1; rua=mailto:dmarc@%d"],
    { refused: ["broken-dmarc"] },
    ["does not say what to do (`p=`)"],
  ),
  dmarc("a policy that only asks for reports goes", ["v=DMARC1; p=none"], [], { said: ["dmarc-gone"] }, [
    "goes",
  ]),
  dmarc(
    "a strict policy is lifted",
    ["v=DMARC1; p=reject"],
    ["v=DMARC1; p=none"],
    { said: ["dmarc-weaker"] },
    ["becomes weaker"],
  ),
  dmarc(
    "a policy applies to a tenth of the mail",
    ["v=DMARC1; p=reject"],
    ["v=DMARC1; p=reject; pct=10"],
    { said: ["dmarc-weaker"] },
    ["becomes weaker"],
  ),
  dmarc(
    "subdomains are left out of a policy",
    ["v=DMARC1; p=reject"],
    ["v=DMARC1; p=reject; sp=none"],
    { said: ["dmarc-weaker"] },
    ["becomes weaker"],
  ),
  dmarc("a policy is misspelled", [], ["v=DMARC1; p=rejected"], { refused: ["broken-dmarc"] }, [
    "p=rejected",
    "quarantine",
  ]),
  dmarc("a policy has the wrong version", [], ["v=DMARC; p=reject"], { refused: ["broken-dmarc"] }, [
    "does not begin with",
  ]),
  dmarc(
    "the policy for subdomains is misspelled",
    [],
    ["v=DMARC1; p=reject; sp=block"],
    { refused: ["broken-dmarc"] },
    ["sp=block"],
  ),
  beside(
    "a policy stands on the domain itself",
    [txt("@", SPF)],
    [txt("@", SPF, "v=DMARC1; p=none")],
    {
      said: ["dmarc-misplaced"],
      source:
        "https://github.com/macalinao/ian-website/blob/master/content/posts/2022-02-15-email-security-checklist.md",
    },
    ["look for it on `_dmarc` only"],
  ),
  dmarc(
    "reports go to a bare address",
    [],
    ["v=DMARC1; p=none; rua=dmarc@example.net"],
    { said: ["dmarc-reports"] },
    ["You get no reports"],
  ),
  {
    name: "a strict policy comes before SPF and DKIM",
    before: [],
    after: [MAIL, txt("_dmarc", "v=DMARC1; p=reject")],
    said: ["dmarc-alone"],
    says: ["neither SPF nor a DKIM key", "refuse all mail that you send"],
    source: "https://zx3.freshdesk.com/support/solutions/articles/80000605777",
  },
  {
    name: "two resources of a program each add a DMARC policy",
    before: [],
    after: [txt("_dmarc", "v=DMARC1; p=none")],
    beside: [txt("_dmarc", "v=DMARC1; p=reject")],
    refused: ["two-dmarc"],
    says: ["gets 2 DMARC policies"],
    source: "https://github.com/domainaware/checkdmarc/issues/276",
  },
];

const STS = txt("_mta-sts", "v=STSv1; id=20260101T000000;");
const STS_HOST = cname("mta-sts", "sites.example.net");
const TLS_RPT = txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@example.net");

const SERVICES: Outage[] = [
  beside(
    "the proof for Bing goes, which is an alias",
    [cname("abc", "verify.bing.com")],
    [],
    { said: ["verification-gone"] },
    ["goes for verify.bing.com"],
  ),
  beside(
    "the proof for GitHub goes, which has a name of its own",
    [txt("_github-challenge-bakery", "abc")],
    [],
    { said: ["verification-gone"] },
    ["the proof that %d is yours goes for _github-challenge"],
  ),
  beside(
    "nobody reports trouble with TLS any more, without MTA-STS",
    [txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:tls@example.net")],
    [],
    { said: ["tls-rpt-gone"] },
    ["Nobody tells you any more"],
  ),
  beside(
    "the proof for Google goes",
    [txt("@", SPF, "google-site-verification=abc")],
    [txt("@", SPF)],
    { said: ["verification-gone"] },
    ["google-site-verification"],
  ),
  beside(
    "the proof for Microsoft goes",
    [txt("@", SPF, "MS=ms12345678")],
    [txt("@", SPF)],
    { said: ["verification-gone"] },
    ["lock you out"],
  ),
  beside(
    "a new token takes the place of another service's",
    [txt("@", SPF, "facebook-domain-verification=abc")],
    [txt("@", SPF, "apple-domain-verification=def")],
    { said: ["verification-gone"] },
    ["facebook-domain-verification"],
  ),
  beside(
    "Outlook no longer finds its settings",
    [cname("autodiscover", "autodiscover.example.net")],
    [],
    { said: ["settings-gone"] },
    ["autodiscover.%d goes", "Outlook"],
  ),
  beside(
    "phones no longer find their settings",
    [srv("_imaps._tcp", "0 1 993 imap.example.net"), srv("_submissions._tcp", "0 1 465 smtp.example.net")],
    [],
    { said: ["settings-gone"] },
    ["_imaps._tcp.%d and _submissions._tcp.%d go"],
  ),
  beside(
    "a wildcard answers where Outlook looks for its settings",
    [cname("autodiscover", "autodiscover.example.net"), a("*", "192.0.2.1")],
    [a("*", "192.0.2.1")],
    { said: ["wildcard-answers"], source: "https://github.com/thunderbird/thunderbird-accounts/issues/943" },
    ["A *.%d answers in its place"],
  ),
  beside(
    "a wildcard CNAME answers for mail's names",
    [],
    [cname("*", "sites.example.net")],
    { said: ["wildcard-answers"], source: "https://github.com/internetstandards/Internet.nl/issues/1025" },
    ["*.%d answers for _dmarc.%d"],
  ),
  beside(
    "a wildcard TXT answers where the policy is looked for",
    [txt("@", SPF)],
    [txt("@", SPF), txt("*", "v=spf1 -all")],
    { said: ["wildcard-answers"] },
    ["_dmarc.%d"],
  ),
  beside("MTA-STS has no id", [], [txt("_mta-sts", "v=STSv1"), STS_HOST], { said: ["mta-sts-broken"] }, [
    "no MTA-STS record",
  ]),
  beside("the host of the MTA-STS policy goes", [STS, STS_HOST], [STS], { said: ["mta-sts-half"] }, [
    "Keep both, or take both away",
  ]),
  beside(
    "the MTA-STS record goes, and senders keep the policy",
    [STS, STS_HOST],
    [STS_HOST],
    { said: ["mta-sts-gone"] },
    ["mode: none"],
  ),
  {
    name: "mail moves to servers that the MTA-STS policy does not name",
    before: [MAIL, STS, STS_HOST],
    after: [mx("@", "10 mx9.example.org"), STS, STS_HOST],
    said: ["mta-sts-stale"],
    says: ["hold back mail to servers that it does not name"],
    source: "https://github.com/Zuplu/postfix-tlspol/issues/139",
  },
  beside(
    "nobody reports trouble with TLS any more",
    [STS, STS_HOST, TLS_RPT],
    [STS, STS_HOST],
    { said: ["tls-rpt-gone"] },
    ["Nobody tells you"],
  ),
  beside("TLS-RPT has no address", [], [txt("_smtp._tls", "v=TLSRPTv1;")], { said: ["tls-rpt-broken"] }, [
    "no reports",
  ]),
];

const hosts = (count: number, address: string, from = 0): CorpusSet[] =>
  Array.from({ length: count }, (_, index) => a(`h${index + from}`, address));

const MASS: Outage[] = [
  {
    name: "a third of a zone goes with a loop that ends too early",
    before: hosts(12, "192.0.2.1"),
    after: hosts(8, "192.0.2.1"),
    refused: ["mass-change"],
    says: ["4 of 12 record sets", "more than 30 %"],
    wholeZone: true,
  },
  {
    name: "all addresses change by a variable of another stage",
    before: hosts(12, "192.0.2.1"),
    after: hosts(12, "198.51.100.1"),
    refused: ["mass-change"],
    says: ["12 of 12 record sets"],
    wholeZone: true,
  },
  {
    name: "a website's only two records go",
    before: hosts(2, "192.0.2.1"),
    after: [],
    refused: ["remove-all"],
    says: ["Both record sets that were declared in %z go: A h0.%z and A h1.%z"],
    wholeZone: true,
  },
  {
    name: "the list of records is empty",
    before: hosts(3, "192.0.2.1"),
    after: [],
    refused: ["remove-all"],
    says: ["All 3 record sets that were declared in %z go", "empty"],
    wholeZone: true,
  },
];

export const CORPUS: readonly Outage[] = [...SERVERS, ...SENDERS, ...KEYS, ...POLICIES, ...SERVICES, ...MASS];

/** The sets of a row on a domain of its own. @param label its name below the zone; absent: the zone itself */
export const placed = (sets: readonly CorpusSet[], zone: string, label?: string): CorpusSet[] =>
  sets.map(({ type, hostName, values }) => ({
    type,
    hostName: label === undefined ? hostName : hostName === "@" ? label : `${hostName}.${label}`,
    values: values.map(value => filled(value, zone, label)),
  }));

/** A text of a row as it is about a domain of its own. */
export const filled = (text: string, zone: string, label?: string): string =>
  text.replaceAll("%d", label === undefined ? zone : `${label}.${zone}`).replaceAll("%z", zone);
