/* What proves who sent a message: DKIM keys (RFC 6376). */
import { recordSetKey } from "../key";
import { readDkim, readTags } from "../mail/tags";
import { refuse, say, type Finding } from "./finding";
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
import type { View } from "./view";

const BELOW = "._domainkey.";

/** The selector and the domain of `s1._domainkey.example.com`. */
const signed = (hostName: string): { selector: string; domain: string } | undefined => {
  const end = hostName.indexOf(BELOW);
  const domain = hostName.slice(end + BELOW.length);
  return end < 1 || domain === "" ? undefined : { selector: hostName.slice(0, end), domain };
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
    if (text === undefined || !whole) continue;
    const whose = `the DKIM key ${place.selector} of ${place.domain}`;
    if (others.length > 0) {
      yield say("two-dkim", {
        keys: [key],
        what: `${whose} stands there ${values.length} times, with different texts`,
        breaks:
          "Receivers may take any of them: part of the mail that is signed so ends as spam or is refused.",
        instead: "Keep the one that your provider shows; another key gets a selector of its own.",
      });
      continue;
    }
    const read = readDkim(text);
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

export const DKIM_RULES: readonly SceneRule[] = [keys];

/** A key that is empty is revoked. */
const isUsable = (text: string): boolean => !/(^|;)\s*p=\s*(;|$)/.test(text);

/** By domain, the selectors of keys that signatures can be checked by. */
export const selectorsIn = (view: View): Map<string, Set<string>> => {
  const selectors = new Map<string, Set<string>>();
  for (const { hostName, type, values, whole } of [...view.of("TXT"), ...view.of("CNAME")]) {
    const place = signed(hostName);
    if (place === undefined || (type === "TXT" && whole && !values.some(isUsable))) continue;
    selectors.set(place.domain, (selectors.get(place.domain) ?? new Set()).add(place.selector));
  }
  return selectors;
};

const serversChanged = ({ before, after }: Shift, domain: string): boolean => {
  const was = serversOf(before.at("MX", domain).values);
  return !serversOf(after.at("MX", domain).values).some(host => was.includes(host));
};

function* keyGone(shift: Change): Generator<Finding> {
  const { before, after, changed } = shift;
  const touched = selectorsIn(changed);
  if (touched.size === 0) return;
  const remaining = selectorsIn(after);
  for (const [domain, was] of selectorsIn(before)) {
    if (!touched.has(domain)) continue;
    const now = remaining.get(domain) ?? new Set<string>();
    const isGone = (selector: string): boolean => {
      const hostName = `${selector}._domainkey.${domain}`;
      const { values, whole } = after.at("TXT", hostName);
      return whole && !values.some(isUsable) && after.lacks(hostName, "CNAME");
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

/** Another key under the same name: what was signed with the old one cannot be checked any more. */
function* keyChanged({ changed, after }: Change): Generator<Finding> {
  for (const { key, type, hostName, values } of [...changed.of("TXT"), ...changed.of("CNAME")]) {
    const place = signed(hostName);
    const now = after.at(type, hostName);
    if (place === undefined || !now.whole || now.values.length !== 1 || values.length !== 1) continue;
    const [was, is] = [values, now.values].map(([text = ""]) => keyIn(type, text));
    if (was === undefined || is === undefined || was === is) continue;
    yield say("dkim-changed", {
      keys: [key],
      what: `the DKIM key ${place.selector} of ${place.domain} becomes another one`,
      breaks:
        "Mail that is signed with the old key, also what is under way, has no valid signature any more.",
      instead:
        "Give the new key a selector of its own, and take the old one away some days later; or make sure that your provider signs with the new one at that moment.",
    });
  }
}

/** What tells one key from another; undefined where there is none that works. */
const keyIn = (type: string, text: string): string | undefined =>
  type === "CNAME"
    ? text
    : readDkim(text).kind === "key"
      ? readTags(text).get("p")?.replaceAll(/\s/g, "")
      : undefined;

export const DKIM_CHANGES: readonly ShiftRule[] = [keyGone, keyChanged];
