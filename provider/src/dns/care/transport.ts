/* Mail between servers only over TLS: MTA-STS (RFC 8461), and reports of it, TLS-RPT (RFC 8460). */
import { recordSetKey } from "../key";
import { readTags } from "../mail/tags";
import { say, type Finding } from "./finding";
import {
  leaves,
  receives,
  serversOf,
  type Change,
  type Scene,
  type SceneRule,
  type Shift,
  type ShiftRule,
} from "./judge";
import { below, same } from "./view";

const ADDRESSES = ["A", "AAAA", "CNAME"] as const;

/** RFC 8461, section 3.1, and RFC 8460, section 3. */
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
  /^v=STSv1\s*;/.test(text) && /^[A-Za-z\d]{1,32}$/.test(readTags(text).get("id") ?? "");

const isReports = (text: string): boolean =>
  /^v=TLSRPTv1\s*;/.test(text) && /^(mailto|https):/.test(readTags(text).get("rua") ?? "");

export const TRANSPORT_RULES: readonly SceneRule[] = [transport];

function* halves(shift: Shift): Generator<Finding> {
  const { before, after } = shift;
  for (const domain of new Set(
    [...before.of("TXT")].flatMap(({ hostName }) => below("_mta-sts", hostName) ?? []),
  )) {
    if (leaves(shift, domain)) continue;
    const policy = `_mta-sts.${domain}`;
    const [was, now] = [before.at("TXT", policy), after.at("TXT", policy)];
    const keys = [recordSetKey("TXT", policy)] as const;
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
  }
}

/** Reports that nobody gets any more. Where MTA-STS goes as well, that says it all. */
function* reportsGone(shift: Change): Generator<Finding> {
  const { before, after, changed } = shift;
  for (const { key, hostName } of changed.of("TXT")) {
    const domain = below("_smtp._tls", hostName);
    if (domain === undefined || leaves(shift, domain) || !after.lacks(hostName, "TXT", "CNAME")) continue;
    const policy = `_mta-sts.${domain}`;
    if (!before.lacks(policy, "TXT") && after.lacks(policy, "TXT")) continue;
    yield say("tls-rpt-gone", {
      keys: [key],
      what: after.lacks(policy, "TXT") ? `${hostName} goes` : `${hostName} goes, and MTA-STS stays`,
      breaks: after.lacks(policy, "TXT")
        ? "Nobody tells you any more when mail to you could not be delivered safely."
        : "Nobody tells you when mail can no longer be delivered for the policy's sake.",
      instead: "Keep it; a report comes once a day, and costs nothing.",
    });
  }
}

const hasNewServers = ({ before, after }: Shift, domain: string): boolean => {
  const was = serversOf(before.at("MX", domain).values);
  return serversOf(after.at("MX", domain).values).some(host => !was.includes(host));
};

export const TRANSPORT_CHANGES: readonly ShiftRule[] = [halves, reportsGone];
