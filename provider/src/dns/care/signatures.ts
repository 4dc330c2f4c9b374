/* What proves who sent a message: DKIM keys (RFC 6376) and the DMARC policy (RFC 7489). */
import { recordSetKey } from "../key";
import { isAlmostDmarc, isDmarc, POLICIES, readDkim, readDmarc, type Dmarc } from "../mail/tags";
import { refuse, refuseAlways, say, type Finding } from "./finding";
import {
  leaves,
  receives,
  serversOf,
  spfAt,
  type Scene,
  type SceneRule,
  type Shift,
  type ShiftRule,
} from "./judge";
import { below, type View } from "./view";

/** The selector and the domain of `s1._domainkey.example.com`. */
const signed = (hostName: string): { selector: string; domain: string } | undefined => {
  if (!hostName.includes("._domainkey.")) return undefined;
  const [, selector, domain] = /^(.+?)\._domainkey\.(.+)$/.exec(hostName) ?? [];
  return selector === undefined || domain === undefined ? undefined : { selector, domain };
};

function* keys({ after }: Scene): Generator<Finding> {
  for (const { key, hostName, values, whole } of after.of("TXT")) {
    const place = signed(hostName);
    if (place === undefined) {
      if (values.some(text => /^v=DKIM1\b/.test(text)))
        yield say("dkim-misplaced", {
          keys: [key],
          what: `a DKIM key stands on ${hostName}`,
          breaks: "Receivers look for it below `_domainkey` only, so signatures cannot be checked.",
          instead: `Put it on <selector>._domainkey.${after.zone}.`,
        });
      continue;
    }
    const [text, ...others] = values;
    if (text === undefined || !whole || others.length > 0) continue;
    const read = readDkim(text);
    const whose = `the DKIM key ${place.selector} of ${place.domain}`;
    if (read.kind === "broken")
      yield refuse("broken-dkim", {
        keys: [key],
        what: `${whose} cannot be read: ${read.why}`,
        breaks: "No signature made with it is valid: mail that is signed so ends as spam or is refused.",
        instead: "Copy the whole text from your provider once more, as one text without quotes.",
      });
    if (read.kind === "key" && read.bits !== undefined && read.bits < 1024)
      yield say("dkim-short", {
        keys: [key],
        what: `${whose} is shorter than 1024 bits`,
        breaks: "Receivers do not accept signatures by so short a key (RFC 8301).",
        instead: "Let your provider make a key of 2048 bits.",
      });
  }
}

const NAMES: readonly string[] = POLICIES;

function* policies({ after, show }: Scene): Generator<Finding> {
  for (const { key, hostName, values } of after.of("TXT")) {
    const domain = below("_dmarc", hostName);
    const texts = values.filter(text => isDmarc(text) || isAlmostDmarc(text));
    if (texts.length === 0) continue;
    if (domain === undefined) {
      // Elsewhere a domain says so that it takes the reports of others (RFC 7489, section 7.1).
      if (!hostName.includes("._report._dmarc."))
        yield say("dmarc-misplaced", {
          keys: [key],
          what: `a DMARC policy stands on ${hostName}`,
          breaks: "Receivers look for it on `_dmarc` only, so it does nothing.",
          instead: `Put it on _dmarc.${hostName}.`,
        });
      continue;
    }
    if (texts.length > 1) {
      yield refuseAlways("two-dmarc", {
        keys: [key],
        what: `${domain} gets ${texts.length} DMARC policies, together with those that other resources of the program declare`,
        breaks: "Receivers accept one; with two they use neither.",
        instead: "Keep one of them.",
      });
      continue;
    }
    for (const text of texts) yield* policy(domain, key, text, show);
  }
}

function* policy(domain: string, key: string, text: string, show: Scene["show"]): Generator<Finding> {
  const { policy: read, subdomains, tags } = readDmarc(text);
  if (!isDmarc(text) || read === undefined || subdomains === undefined)
    yield refuse("broken-dmarc", {
      keys: [key],
      what: isDmarc(text)
        ? `the DMARC policy of ${domain} says ${show(`p=${tags.get("p") ?? ""}${tags.has("sp") ? `; sp=${tags.get("sp") ?? ""}` : ""}`)}`
        : `the DMARC policy of ${domain} does not begin with \`v=DMARC1\``,
      breaks: `Receivers apply no policy then: forged mail in the name of ${domain} is delivered.`,
      instead: `Write it as \`v=DMARC1; p=…\`, with one of ${NAMES.join(", ")}.`,
    });
  for (const name of ["rua", "ruf"]) {
    const addresses = tags.get(name)?.split(",") ?? [];
    if (addresses.some(address => !/^\s*(mailto|https?):/i.test(address)))
      yield say("dmarc-reports", {
        keys: [key],
        what: `\`${name}\` of the DMARC policy of ${domain} is no address of the form mailto:…`,
        breaks: "You get no reports.",
        instead: `Write \`${name}=mailto:dmarc@${domain}\`.`,
      });
  }
}

const dmarcAt = (view: View, domain: string): Dmarc | undefined => {
  const text = view.at("TXT", `_dmarc.${domain}`).values.find(isDmarc);
  return text === undefined ? undefined : readDmarc(text);
};

const isEnforced = (dmarc: Dmarc | undefined): boolean =>
  dmarc?.policy === "quarantine" || dmarc?.policy === "reject";

/** A key that is empty is revoked. */
const isUsable = (text: string): boolean => !/(^|;)\s*p=\s*(;|$)/.test(text);

/** By domain, the selectors of keys that signatures can be checked by. */
const selectorsIn = (view: View): Map<string, Set<string>> => {
  const selectors = new Map<string, Set<string>>();
  for (const { hostName, type, values, whole } of [...view.of("TXT"), ...view.of("CNAME")]) {
    const place = signed(hostName);
    if (place === undefined || (type === "TXT" && whole && !values.some(isUsable))) continue;
    selectors.set(place.domain, (selectors.get(place.domain) ?? new Set()).add(place.selector));
  }
  return selectors;
};

/** A policy that nothing can fulfil, as far as the program says. */
function* unfounded({ after, shared }: Scene): Generator<Finding> {
  if (shared) return;
  const selectors = selectorsIn(after);
  for (const { hostName, values } of after.of("MX")) {
    if (serversOf(values).length === 0 || !isEnforced(dmarcAt(after, hostName))) continue;
    if (!after.at("TXT", hostName).whole || spfAt(after, hostName) !== undefined) continue;
    if (selectors.has(hostName)) continue;
    yield say("dmarc-alone", {
      keys: [recordSetKey("TXT", `_dmarc.${hostName}`), recordSetKey("MX", hostName)],
      what: `${hostName} has a strict DMARC policy, and the program declares neither SPF nor a DKIM key for it`,
      breaks: "Unless they stand in the zone already, receivers refuse all mail that you send.",
      instead: "Declare SPF and DKIM first, and the policy when they have worked for some days.",
    });
  }
}

export const SIGNATURE_RULES: readonly SceneRule[] = [keys, policies, unfounded];

const serversChanged = ({ before, after }: Shift, domain: string): boolean => {
  const was = serversOf(before.at("MX", domain).values);
  return !serversOf(after.at("MX", domain).values).some(host => was.includes(host));
};

function* keyGone(shift: Shift): Generator<Finding> {
  const { before, after } = shift;
  const remaining = selectorsIn(after);
  for (const [domain, was] of selectorsIn(before)) {
    const now = remaining.get(domain) ?? new Set<string>();
    const isGone = (selector: string): boolean => {
      const hostName = `${selector}._domainkey.${domain}`;
      const { values, whole } = after.at("TXT", hostName);
      return whole && !values.some(isUsable) && after.lacks(hostName, "CNAME", "NS");
    };
    const gone = [...was].filter(isGone);
    const hasCome = [...now].some(selector => !was.has(selector));
    if (gone.length === 0 || leaves(shift, domain)) continue;
    const parts = {
      keys: gone.flatMap(selector => [
        recordSetKey("TXT", `${selector}._domainkey.${domain}`),
        recordSetKey("CNAME", `${selector}._domainkey.${domain}`),
      ]) as [string, ...string[]],
      what: `the DKIM key ${gone.join(", ")} of ${domain} goes`,
    };
    if (now.size === 0)
      yield refuse("remove-dkim", {
        ...parts,
        breaks:
          "It was the last one: no mail of yours has a valid signature then, and much of it ends as spam or is refused.",
        instead:
          "Add the new key first, let your provider sign with it, and take the old one away some days later.",
      });
    else if (!hasCome && (!receives(after, domain) || !serversChanged(shift, domain)))
      yield say("dkim-gone", {
        ...parts,
        breaks: "Whoever still signs with it sends mail without a valid signature.",
        instead: "Make sure that nobody does; mail that is under way needs the key for some days.",
      });
  }
}

function* policyGone(shift: Shift): Generator<Finding> {
  const { before, after } = shift;
  for (const { key, hostName } of before.of("TXT")) {
    const domain = below("_dmarc", hostName);
    if (domain === undefined) continue;
    const was = dmarcAt(before, domain);
    const now = dmarcAt(after, domain);
    if (was === undefined || leaves(shift, domain)) continue;
    const { values, whole } = after.at("TXT", hostName);
    if (now === undefined) {
      if (!whole || values.some(isAlmostDmarc) || !after.lacks(hostName, "CNAME")) continue;
      const parts = {
        keys: [key] as const,
        what: `the DMARC policy of ${domain} goes`,
        breaks: `Nothing tells receivers any more what to do with forged mail in the name of ${domain}.`,
        instead: "Keep it; `p=none` asks for reports only.",
      };
      yield isEnforced(was) ? refuse("remove-dmarc", parts) : say("dmarc-gone", parts);
    } else if (isWeaker(was, now))
      yield say("dmarc-weaker", {
        keys: [key],
        what: `the DMARC policy of ${domain} becomes weaker`,
        breaks: "Receivers deliver forged mail that they refused or put aside until now.",
        instead: "Make it strict again when the trouble that this is for is over.",
      });
  }
}

const rank = (dmarc: Dmarc["policy"]): number => (dmarc === undefined ? 0 : POLICIES.indexOf(dmarc));

const isWeaker = (was: Dmarc, now: Dmarc): boolean =>
  now.policy !== undefined &&
  (rank(now.policy) < rank(was.policy) ||
    rank(now.subdomains) < rank(was.subdomains) ||
    (now.policy === was.policy && now.percent < was.percent));

export const SIGNATURE_CHANGES: readonly ShiftRule[] = [keyGone, policyGone];
