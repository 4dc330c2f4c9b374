/* What mail programs, other servers and other services look for in a zone beside MX, SPF, DKIM and DMARC. */
import { recordSetKey, splitKey } from "../key";
import { providerOfServer } from "../mail/providers";
import { readTags } from "../mail/tags";
import { say, type Finding } from "./finding";
import {
  leaves,
  listed,
  receives,
  serversOf,
  spfAt,
  type Scene,
  type SceneRule,
  type Shift,
  type ShiftRule,
} from "./judge";
import { below, same, type View } from "./view";

/** Names that mail programs look for, below the domain of the mail. */
const SETTINGS = ["autodiscover", "autoconfig"];
const SERVICES =
  "_autodiscover _imap _imaps _pop3 _pop3s _submission _submissions _jmap _caldav _caldavs _carddav _carddavs _sieve"
    .split(" ")
    .map(service => `${service}._tcp`);
const ADDRESSES = ["A", "AAAA", "CNAME"] as const;

/** Domains of which a view holds anything of mail. */
const mailDomains = (view: View): Set<string> => new Set(view.of("MX").map(({ hostName }) => hostName));

const wildcardAbove = (view: View, domain: string, ...types: readonly string[]): string | undefined =>
  types
    .map(type => recordSetKey(type, `*.${domain}`))
    .find(key => {
      const { type, hostName } = splitKey(key);
      return view.at(type, hostName).values.length > 0;
    });

/** MTA-STS (RFC 8461, section 3.1) and TLS-RPT (RFC 8460, section 3). */
function* transport({ after }: Scene): Generator<Finding> {
  for (const { key, hostName, values, whole } of after.of("TXT")) {
    const parts = { keys: [key] as const };
    const sts = below("_mta-sts", hostName);
    if (sts !== undefined && whole && !values.some(text => isSts(text)))
      yield say("mta-sts-broken", {
        ...parts,
        what: `${hostName} holds no MTA-STS record that can be read`,
        breaks: "Senders take the domain for one without MTA-STS.",
        instead: "Write `v=STSv1; id=20260101T000000;`, the id of letters and digits, 32 at most.",
      });
    const reports = below("_smtp._tls", hostName);
    if (reports !== undefined && whole && !values.some(text => isReports(text)))
      yield say("tls-rpt-broken", {
        ...parts,
        what: `${hostName} holds no TLS-RPT record that can be read`,
        breaks: "You get no reports of mail that could not be delivered safely.",
        instead: `Write \`v=TLSRPTv1; rua=mailto:tls-reports@${reports}\`.`,
      });
  }
}

const isSts = (text: string): boolean =>
  /^v=STSv1\s*(;|$)/.test(text) && /^[A-Za-z\d]{1,32}$/.test(readTags(text).get("id") ?? "");

const isReports = (text: string): boolean =>
  /^v=TLSRPTv1\s*(;|$)/.test(text) && /^(mailto|https):/.test(readTags(text).get("rua") ?? "");

/** A wildcard that answers, in another type or with other content, where mail looks for what is not there. */
function* wildcards({ after }: Scene): Generator<Finding> {
  for (const type of ["CNAME", "TXT"])
    for (const { key, hostName } of after.of(type)) {
      const domain = below("*", hostName);
      if (domain === undefined || !(receives(after, domain) || spfAt(after, domain) !== undefined)) continue;
      const looked = type === "CNAME" ? ["_dmarc", ...SETTINGS, "mta-sts"] : ["_dmarc"];
      const answered = looked.filter(name => after.lacks(`${name}.${domain}`, "TXT", ...ADDRESSES));
      if (answered.length === 0) continue;
      yield say("wildcard-answers", {
        keys: [key],
        what: `*.${domain} answers for ${listed(answered.map(name => `${name}.${domain}`))} as well`,
        breaks:
          type === "CNAME"
            ? "Mail programs and other mail servers get there what is not meant for them."
            : "Receivers look for the mail's policies there and find another text.",
        instead: "Declare the names that need it instead of the wildcard, or these names beside it.",
      });
    }
}

/** Settings of mail programs that lead to another provider than the mail. */
function* otherSettings({ after, show }: Scene): Generator<Finding> {
  for (const { key, hostName, values } of after.of("CNAME")) {
    const domain = below("autodiscover", hostName);
    const provider = values[0]?.endsWith("autodiscover.outlook.com") ? "Microsoft 365" : undefined;
    if (domain === undefined || provider === undefined) continue;
    const servers = serversOf(after.at("MX", domain).values).map(providerOfServer);
    const others = new Set(servers.flatMap(one => one?.name ?? []));
    if (others.size === 0 || others.has(provider)) continue;
    yield say("mixed-providers", {
      keys: [key, recordSetKey("MX", domain)],
      what: `mail to ${domain} is sent to ${listed([...others].map(show))}, and ${hostName} leads to ${show(provider)}`,
      breaks: `Outlook sets itself up for mailboxes at ${show(provider)}, where this mail is not.`,
      instead: `Take ${hostName} away, or let it lead to where the mailboxes are.`,
    });
  }
}

export const SERVICE_RULES: readonly SceneRule[] = [transport, wildcards, otherSettings];

/** Texts by which a service knows that the domain is yours: the service's name, and what tells one text from another. */
const TOKEN =
  /^(?:(MS)=ms\d+|(apple-domain|docusign|brevo-code|protonmail-verification|zoho-verification)[=:]|([\w.]*[\w.-]*(?:verif|validation)[\w.-]*)\s*[=:])/i;

const serviceOf = (text: string): string | undefined => {
  const match = TOKEN.exec(text);
  return match === null ? undefined : (match[1] ?? (match[2] ?? match[3])?.toLowerCase());
};

function* tokens({ before, after, show }: Shift): Generator<Finding> {
  for (const { key, hostName, values } of before.of("TXT")) {
    const now = after.at("TXT", hostName);
    if (!now.whole) continue;
    const left = new Set(now.values.map(serviceOf));
    const gone = new Set(
      values.map(serviceOf).filter(service => service !== undefined && !left.has(service)),
    );
    if (gone.size === 0) continue;
    yield say("verification-gone", {
      keys: [key],
      what: `the proof that ${hostName} is yours goes for ${listed([...gone].map(service => show(String(service))))}`,
      breaks:
        "Services look for it again from time to time, and then lock you out or stop working for the domain.",
      instead: "Keep it as long as the service is used.",
    });
  }
}

/** Whether the mail of a domain goes where it went. */
const isSettled = ({ before, after }: Shift, domain: string): boolean => {
  const was = serversOf(before.at("MX", domain).values);
  return was.length > 0 && serversOf(after.at("MX", domain).values).some(host => was.includes(host));
};

function* settings(shift: Shift): Generator<Finding> {
  const { before, after } = shift;
  for (const domain of mailDomains(before)) {
    if (!isSettled(shift, domain)) continue;
    const gone = [
      ...SETTINGS.map(name => [name, ADDRESSES] as const),
      ...SERVICES.map(name => [name, ["SRV", "CNAME"]] as const),
    ].filter(([name, types]) => {
      const host = `${name}.${domain}`;
      return !before.lacks(host, ...types) && after.lacks(host, ...types);
    });
    if (gone.length === 0) continue;
    const hosts = gone.map(([name]) => `${name}.${domain}`);
    const wildcard = wildcardAbove(after, domain, ...ADDRESSES);
    yield say(wildcard === undefined ? "settings-gone" : "wildcard-answers", {
      keys: hosts.map((host, index) => recordSetKey(gone[index]?.[1][0] ?? "CNAME", host)) as [string],
      what: `${listed(hosts)} ${hosts.length === 1 ? "goes" : "go"}, by which mail programs find their settings`,
      breaks:
        wildcard === undefined
          ? "Outlook, phones and calendars can no longer be set up for the domain by themselves."
          : `${wildcard} answers in ${hosts.length === 1 ? "its" : "their"} place then, and mail programs are led astray.`,
      instead: "Keep what your mail provider asks for.",
    });
  }
}

function* transportHalves(shift: Shift): Generator<Finding> {
  const { before, after } = shift;
  for (const domain of new Set(
    [...before.of("TXT")].flatMap(({ hostName }) => below("_mta-sts", hostName) ?? []),
  )) {
    if (leaves(shift, domain)) continue;
    const [was, now] = [before, after].map(view => view.at("TXT", `_mta-sts.${domain}`));
    if (was === undefined || now === undefined || was.values.length === 0) continue;
    const keys = [recordSetKey("TXT", `_mta-sts.${domain}`)] as const;
    const host = `mta-sts.${domain}`;
    if (now.whole && now.values.length === 0)
      yield say("mta-sts-gone", {
        keys,
        what: `the MTA-STS record of ${domain} goes`,
        breaks: "Senders that know the policy keep to it for weeks, also when the mail servers change.",
        instead:
          "Publish a policy with `mode: none` first, and take the record away when the old one has run out.",
      });
    else if (!before.lacks(host, ...ADDRESSES) && after.lacks(host, ...ADDRESSES))
      yield say("mta-sts-half", {
        keys: [recordSetKey("CNAME", host), recordSetKey("A", host), ...keys],
        what: `${host}, where the MTA-STS policy lies, goes, and _mta-sts.${domain} stays`,
        breaks: "Senders cannot get the policy: some hold mail back until they can.",
        instead: "Keep both, or take both away.",
      });
    else if (receives(after, domain) && hasNewServers(shift, domain) && same(was, now))
      yield say("mta-sts-stale", {
        keys: [recordSetKey("MX", domain), ...keys],
        what: `mail to ${domain} goes to other servers, and the id of _mta-sts.${domain} stays as it was`,
        breaks: "Senders keep to the old policy, and hold back mail to servers that it does not name.",
        instead: "Name the new servers in the policy first, and give the record another id.",
      });
    if (
      now.values.length > 0 &&
      !before.lacks(`_smtp._tls.${domain}`, "TXT") &&
      after.lacks(`_smtp._tls.${domain}`, "TXT", "CNAME")
    )
      yield say("tls-rpt-gone", {
        keys: [recordSetKey("TXT", `_smtp._tls.${domain}`)],
        what: `_smtp._tls.${domain} goes, and MTA-STS stays`,
        breaks: "Nobody tells you when mail can no longer be delivered for the policy's sake.",
        instead: "Keep it as long as there is an MTA-STS policy.",
      });
  }
}

const hasNewServers = ({ before, after }: Shift, domain: string): boolean => {
  const was = serversOf(before.at("MX", domain).values);
  return serversOf(after.at("MX", domain).values).some(host => !was.includes(host));
};

export const SERVICE_CHANGES: readonly ShiftRule[] = [tokens, settings, transportHalves];
