/* Where mail programs find their settings, and what answers where mail looks for something that is not there. */
import { recordSetKey, splitKey } from "../key";
import { providerOfDiscovery, providerOfServer } from "../mail/providers";
import { say, type Finding } from "./finding";
import {
  hasSpf,
  listed,
  receives,
  serversOf,
  type Change,
  type Scene,
  type SceneRule,
  type Shift,
  type ShiftRule,
} from "./judge";
import { below, type View } from "./view";

/** Names that mail programs look for, below the domain of the mail. */
const SETTINGS = ["autodiscover", "autoconfig"];
const SERVICES =
  "_autodiscover _imap _imaps _pop3 _pop3s _submission _submissions _jmap _caldav _caldavs _carddav _carddavs _sieve"
    .split(" ")
    .map(service => `${service}._tcp`);
const ADDRESSES = ["A", "AAAA", "CNAME"] as const;

/** Domains for which a view holds where mail programs find their settings. */
const domainsOf = (view: View): Set<string> =>
  new Set(
    [...ADDRESSES, "SRV"].flatMap(type =>
      view
        .of(type)
        .flatMap(({ hostName }) => [...SETTINGS, ...SERVICES].flatMap(name => below(name, hostName) ?? [])),
    ),
  );

const wildcardAbove = (view: View, domain: string, ...types: readonly string[]): string | undefined =>
  types
    .map(type => recordSetKey(type, `*.${domain}`))
    .find(key => {
      const { type, hostName } = splitKey(key);
      return view.at(type, hostName).values.length > 0;
    });

const hasMail = (view: View, domain: string): boolean =>
  receives(view, domain) || hasSpf(view, domain) || (view.has("MX", domain) && !view.at("MX", domain).whole);

/** A wildcard that answers, in another type or with other content, where mail looks for what is not there. */
function* wildcards({ after }: Scene): Generator<Finding> {
  for (const type of ["CNAME", "TXT"])
    for (const { key, hostName } of after.of(type)) {
      const domain = below("*", hostName);
      if (domain === undefined || !hasMail(after, domain)) continue;
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
    const provider = providerOfDiscovery(values[0] ?? "")?.name;
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

export const SETTINGS_RULES: readonly SceneRule[] = [wildcards, otherSettings];

/** Whether the mail of a domain surely goes elsewhere now, or nowhere. */
const hasMoved = ({ before, after }: Shift, domain: string): boolean => {
  const was = serversOf(before.at("MX", domain).values);
  const { values, whole } = after.at("MX", domain);
  return was.length > 0 && whole && !serversOf(values).some(host => was.includes(host));
};

function* settings(shift: Change): Generator<Finding> {
  const { before, after, changed } = shift;
  for (const domain of domainsOf(changed)) {
    if (hasMoved(shift, domain)) continue;
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

export const SETTINGS_CHANGES: readonly ShiftRule[] = [settings];
